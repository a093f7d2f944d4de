import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { commitsNamedIn, violationOf } from '../../functions/ledger/stream-check.ts';

type Image = Record<string, unknown>;
const LEAF = JSON.stringify({ at: 't', advances: [{ entity: 'block:b-1/1', version: 2, prev: 'c1' }] });
const leaves: Record<string, string> = { c2: LEAF };
const block = (version: number, commit: string, change: Image = {}): Image => ({
  pk: 'BATCH#b-1',
  sk: 'BLOCK#000000000001',
  entity: 'block:b-1/1',
  version,
  commit,
  state: { status: 'held', account: 'a-1' },
  moved: 't',
  account: 'a-1',
  holding: 'held#b-1#000000000001',
  ...change,
});
const commit = (change: Image = {}): Image => ({
  pk: 'COMMIT#c2',
  sk: 'COMMIT',
  id: 'c2',
  leaf: LEAF,
  request: 'r',
  at: 't',
  ...change,
});

/** What happened to an item, and what the watchdog must say of it. */
const changes: [string, Image | undefined, Image | undefined, RegExp | undefined][] = [
  ['an entity advances by its commit', block(1, 'c1'), block(2, 'c2'), undefined],
  ['nothing of the entity changes', block(2, 'c2'), block(2, 'c2', { note: 'x' }), undefined],
  ['the sequencer gives a commit its place', commit({ unsequenced: '1' }), commit({ seq: 5 }), undefined],
  ['a log item changes', { pk: 'LOG', sk: 'HEAD', size: 1 }, { pk: 'LOG', sk: 'HEAD', size: 2 }, undefined],
  ['an item is deleted', block(2, 'c2'), undefined, /deleted/],
  ['a version is skipped', block(1, 'c1'), block(3, 'c2'), /version 3 follows 1/],
  [
    'a state changes under the same version',
    block(2, 'c2'),
    block(2, 'c2', { state: { status: 'retired' } }),
    /version 2 follows 2/,
  ],
  [
    'a holding changes under the same version',
    block(2, 'c2'),
    block(2, 'c2', { account: 'a-2' }),
    /version 2 follows 2/,
  ],
  ["an instant is not its commit's", block(1, 'c1'), block(2, 'c2', { moved: 'u' }), /not the instant/],
  ['an instant changes under the same version', block(2, 'c2'), block(2, 'c2', { moved: 'u' }), /version 2/],
  ['a commit rested on it', block(1, 'c1'), block(1, 'c1', { readBy: 'c2', readAt: 't' }), undefined],
  [
    'a mark names a commit that does not exist',
    block(1, 'c1'),
    block(1, 'c1', { readBy: 'c9', readAt: 't' }),
    /does not exist/,
  ],
  [
    'a mark has another instant',
    block(1, 'c1'),
    block(1, 'c1', { readBy: 'c2', readAt: 'u' }),
    /not the instant/,
  ],
  ['a mark is taken away', block(1, 'c1', { readBy: 'c2', readAt: 't' }), block(1, 'c1'), /taken away/],
  ['the commit does not exist', block(1, 'c1'), block(2, 'c9'), /does not exist/],
  ['the commit names another entity', undefined, block(1, 'c2', { entity: 'block:b-1/9' }), /does not name/],
  ['the commit names another version', undefined, block(1, 'c2'), /does not name/],
  ['an entity is born at version 2', undefined, block(2, 'c2'), /version 2 follows 0/],
  [
    'an item stops being an entity',
    block(2, 'c2'),
    { pk: 'BATCH#b-1', sk: 'BLOCK#000000000001' },
    /no entity/,
  ],
  ['a leaf is rewritten', commit(), commit({ leaf: '{}' }), /attribute leaf/],
  ['an idempotency record is rewritten', commit(), commit({ request: 'x' }), /attribute request/],
  ['a signed request is rewritten', commit({ body: '{}' }), commit({ body: '[]' }), /attribute body/],
  ['a signed request is put in later', commit(), commit({ body: '{}' }), /attribute body/],
  ['a place in the log is exchanged', commit({ seq: 5 }), commit({ seq: 6 }), /attribute seq/],
];

describe('the watchdog', () => {
  it.each(changes)('%s', async (_name, before, after, expected) => {
    const record = {
      dynamodb: {
        ...(before && { OldImage: marshall(before) }),
        ...(after && { NewImage: marshall(after) }),
      },
    } as DynamoDBRecord;
    const asked: string[] = [];
    const violation = await violationOf(record, async (id) => {
      asked.push(id);
      return leaves[id];
    });
    if (expected) expect(violation).toMatch(expected);
    else {
      expect(violation).toBeUndefined();
      expect(commitsNamedIn([record]), 'what a good change asks for is read beforehand').toEqual(asked);
    }
  });
});
