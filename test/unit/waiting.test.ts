/** What waits for the log is read oldest first, however its partitions are filled. */
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { WAITING_SHARDS } from '../../functions/ledger/keys.ts';
import { readWaiting } from '../../functions/ledger/log-reads.ts';
import { LedgerReads } from '../../functions/ledger/reads.ts';
import type { Sender } from '../../functions/ledger/table.ts';

const instant = (second: number) => new Date(Date.UTC(2026, 0, 1) + 1000 * second).toISOString();

/** A table with these commits' instants in each partition of the index. */
function waitingIn(shards: readonly (readonly number[])[]): LedgerReads {
  const send = async (command: unknown) => {
    if (!(command instanceof QueryCommand)) throw new Error('only the index is asked');
    const { ExpressionAttributeValues, Limit = 0 } = command.input;
    const seconds = shards[Number(ExpressionAttributeValues?.[':shard'])] ?? [];
    const Items = seconds.slice(0, Limit).map((each) => ({ pk: `COMMIT#${each}`, at: instant(each) }));
    return seconds.length > Limit ? { Items, LastEvaluatedKey: { pk: 'more' } } : { Items };
  };
  return new LedgerReads({ send } as unknown as Sender, 'table');
}
const secondsOf = async (shards: number[][], limit: number) =>
  (await readWaiting(waitingIn(shards), limit)).map(({ id }) => Number(id));

const range = (from: number, count: number, step = 1) =>
  Array.from({ length: count }, (_, i) => from + i * step);

describe('what waits for the log', () => {
  it('comes from all partitions in order of time', async () => {
    const shards = Array.from({ length: WAITING_SHARDS }, (_, shard) => range(shard, 3, WAITING_SHARDS));
    expect(await secondsOf(shards, 80)).toEqual(range(0, 3 * WAITING_SHARDS));
  });

  it('is never passed by a younger commit of an emptier partition', async () => {
    const crowded = range(0, 200);
    const shards = [[150], crowded, [5], ...Array.from({ length: WAITING_SHARDS - 3 }, () => [151])];
    const taken = await secondsOf(shards, 80);
    expect(taken).toEqual([...range(0, 6), 5, ...range(6, 4)]);
  });

  it('is at least a partition’s share, so that every round gets on', async () => {
    const shards = Array.from({ length: WAITING_SHARDS }, () => range(0, 100));
    expect((await secondsOf(shards, 80)).length).toBe(80);
  });

  it('shows the oldest to whoever asks for one', async () => {
    const shards = Array.from({ length: WAITING_SHARDS }, (_, shard) => [100 - shard, 200]);
    expect(await secondsOf(shards, 1)).toEqual([101 - WAITING_SHARDS]);
  });
});
