/** What an instance remembers of its commits, and what it may never take from memory. */
import { describe, expect, it } from 'vitest';
import type { LedgerReads } from '../../functions/ledger/reads.ts';
import { recentBlocks } from '../../functions/ledger/recent-blocks.ts';
import { recall, remember } from '../../functions/ledger/remembered.ts';
import {
  accountEntity,
  batchEntity,
  blockEntity,
  type Entity,
  type EntityId,
  organizationEntity,
} from '../../shared/ledger/entity.ts';
import type { BlockState, BlockStatus } from '../../shared/units/states.ts';

const AT = '2026-11-28T00:00:00.000Z';
const BATCH = 'b-1';
const ACCOUNT = 'a-1';

const entity = (state: object, version = 1) => ({ version, commit: 'c-1', state }) as unknown as Entity;
const block = (from: number, to: number, status: BlockStatus, version = 1): [EntityId, Entity] => [
  blockEntity(BATCH, from),
  entity({ batch: BATCH, from, to, account: ACCOUNT, status, since: 'c-1' }, version),
];

/** A table that counts what is asked of it, and has nothing. */
function emptyTable() {
  const asked: EntityId[][] = [];
  const reads = {
    entities: async (ids: EntityId[]) => {
      asked.push(ids);
      return new Map();
    },
  } as unknown as LedgerReads;
  return { reads, asked };
}

describe('born entities', () => {
  it('are read from memory where they never change, and from the table where they may', async () => {
    const { reads, asked } = emptyTable();
    const batch = entity({ issued: 5 });
    const organization = organizationEntity('o-1');
    remember(
      reads,
      new Map([[batchEntity(BATCH), batch], block(1, 5, 'held'), [organization, entity({})]]),
      AT,
    );
    const wanted = [batchEntity(BATCH), accountEntity(ACCOUNT), organization, blockEntity(BATCH, 1)];
    const found = await recall(reads, wanted);
    expect([...found]).toEqual([[batchEntity(BATCH), { ...batch, moved: AT }]]);
    expect(asked).toEqual([[accountEntity(ACCOUNT), organization, blockEntity(BATCH, 1)]]);
  });
});

describe('recent blocks', () => {
  const rangeOf = (found: { state: BlockState } | undefined) => found && [found.state.from, found.state.to];
  const taken = (reads: LedgerReads, status: BlockStatus) =>
    rangeOf(recentBlocks(reads).take(ACCOUNT, BATCH, status));

  it.each<[BlockStatus, number[] | undefined]>([
    ['held', [4, 9]],
    ['retired-elsewhere', [1, 3]],
    ['retired', undefined],
  ])('of the status %s', (status, expected) => {
    const { reads } = emptyTable();
    const made = [block(1, 3, 'retired-elsewhere'), block(4, 9, 'held'), block(10, 20, 'retired')];
    recentBlocks(reads).note(new Map(made), AT);
    expect(taken(reads, status)).toEqual(expected);
    expect(taken(reads, status), 'each is handed out once').toBeUndefined();
  });

  it('are searched for where others move blocks of that batch too, of any status', () => {
    const { reads } = emptyTable();
    const made = new Map([block(1, 3, 'retired-elsewhere'), block(4, 9, 'held')]);
    recentBlocks(reads).distrust(made);
    recentBlocks(reads).note(made, AT);
    expect(taken(reads, 'held')).toBeUndefined();
    expect(taken(reads, 'retired-elsewhere')).toBeUndefined();
  });
});
