/** What a change of an item says of its maker: only commits change items, and a commit never changes. */
import { isDeepStrictEqual } from 'node:util';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import type { RegistryEvent } from '../../shared/ledger/event.ts';

type Image = Record<string, unknown>;

export type FindLeaf = (commitId: string) => Promise<string | undefined>;

/** The commits that changes of entities name: who moved them, and who rested on them. */
export function commitsNamedIn(records: readonly DynamoDBRecord[]): string[] {
  const named = new Set<string>();
  for (const { dynamodb } of records) {
    const { OldImage: before, NewImage: after } = dynamodb ?? {};
    if (after?.entity === undefined) continue;
    for (const attribute of ['commit', 'readBy']) {
      const id = after[attribute]?.S;
      if (id !== undefined && id !== before?.[attribute]?.S) named.add(id);
    }
  }
  return [...named];
}

/** Why a change of the table can't come from a commit, or undefined where it can. */
export async function violationOf(record: DynamoDBRecord, findLeaf: FindLeaf): Promise<string | undefined> {
  const before = imageOf(record.dynamodb?.OldImage);
  const after = imageOf(record.dynamodb?.NewImage);
  if (!after) return 'an item was deleted';
  if (before?.sk === 'COMMIT') {
    const changed = changedCommitAttribute(before, after);
    if (changed) return `attribute ${changed} of a commit was changed`;
  }
  if (typeof after.entity !== 'string') return before?.entity ? 'an item is no entity any more' : undefined;
  const same = before && ENTITY_ATTRIBUTES.every((name) => isDeepStrictEqual(before[name], after[name]));
  if (same) return markViolation(before, after, findLeaf);
  const seen = typeof before?.version === 'number' ? before.version : 0;
  if (after.version !== seen + 1) return `version ${String(after.version)} follows ${seen}`;
  const leaf = await findLeaf(String(after.commit));
  if (leaf === undefined) return `commit ${String(after.commit)} does not exist`;
  const { at, advances } = JSON.parse(leaf) as RegistryEvent;
  if (after.moved !== at) return `moved ${String(after.moved)} is not the instant of its commit, ${at}`;
  const named = advances.some(({ entity, version }) => entity === after.entity && version === after.version);
  return named ? undefined : `commit ${String(after.commit)} does not name this entity and version`;
}

const ENTITY_ATTRIBUTES = ['entity', 'version', 'commit', 'state', 'moved', 'account', 'holding'];

/**
 * A mark names a commit that rested on the entity's current version. A later mark replaces it; a move of the
 * entity removes it.
 */
async function markViolation(before: Image, after: Image, findLeaf: FindLeaf): Promise<string | undefined> {
  if (before.readBy === after.readBy && before.readAt === after.readAt) return undefined;
  if (after.readBy === undefined) return 'the mark of a commit that rested on it was taken away';
  const leaf = await findLeaf(String(after.readBy));
  if (leaf === undefined) return `commit ${String(after.readBy)}, which rested on it, does not exist`;
  const { at } = JSON.parse(leaf) as RegistryEvent;
  return after.readAt === at ? undefined : `readAt is not the instant of commit ${String(after.readBy)}`;
}

/**
 * The attributes of a commit that never change; the others are its place in the log and the entity that lives
 * in its item.
 */
const COMMIT_ATTRIBUTES = ['id', 'leaf', 'request', 'at', 'after', 'private', 'body'];

function changedCommitAttribute(before: Image, after: Image): string | undefined {
  const changed = COMMIT_ATTRIBUTES.find((name) => !isDeepStrictEqual(before[name], after[name]));
  if (changed) return changed;
  // A place in the log, once given, is never removed or changed.
  return before.seq !== undefined && before.seq !== after.seq ? 'seq' : undefined;
}

function imageOf(image: Record<string, unknown> | undefined): Image | undefined {
  return image && unmarshall(image as Record<string, AttributeValue>);
}
