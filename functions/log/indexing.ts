/**
 * Indexes that are made of the log after it is written, so that no commit and no append waits for them. Each
 * keeps how far it has read; one that is deleted is made again, from the first leaf on.
 */
import { TILE_WIDTH } from '../../events/tlog/tile.ts';
import type { CommitRecord } from '../ledger/commit-record.ts';
import type { Key } from '../ledger/keys.ts';
import type { World } from '../ledger/ledger-world.ts';
import { leavesBetween, readHead } from '../ledger/log-reads.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { eachOnce, INDEXED_AT_ONCE, type IndexItem, writeIndex } from '../ledger/table.ts';

export interface LogIndex {
  /** The item that says how much of the log was read. */
  progress: Key;
  /** What the index has of some leaves, in the log's order. */
  itemsOf: (reads: LedgerReads, records: readonly CommitRecord[]) => Promise<IndexItem[]>;
}

/** Leaves read at a time: each names about two organizations, which mostly fits one transaction. */
const LEAVES_AT_ONCE = 48;

export interface Indexed {
  /** Leaves read, from the first on. */
  size: number;
  /** Leaves of the log still to be read. */
  behind: number;
}

/** Reads the new leaves of the log, until none is left or the time is up. Two runs at once do no harm. */
export async function indexLog(
  { reads, now }: World,
  { progress: key, itemsOf }: LogIndex,
  deadline: Date,
): Promise<Indexed> {
  const head = (await readHead(reads))?.size ?? 0;
  let size = await readProgress(reads, key);
  while (size < head && now() < deadline) {
    const until = Math.min(head, size + LEAVES_AT_ONCE, (Math.floor(size / TILE_WIDTH) + 1) * TILE_WIDTH);
    const items = await itemsOf(reads, await leavesBetween(reads, size, until));
    if (!(await write(reads, items, { key, seen: size, size: until }))) break;
    size = until;
  }
  return { size, behind: Math.max(0, head - size) };
}

/** How many leaves have been read, from the first on. Strongly consistent. */
export async function readProgress(reads: LedgerReads, key: Key): Promise<number> {
  const [item] = await reads.items([key]);
  return (item as { size: number } | undefined)?.size ?? 0;
}

/** False where another run is ahead, or the table is too busy: the next run continues from that size. */
async function write(
  { client, tableName }: LedgerReads,
  items: readonly IndexItem[],
  looked: { key: Key; seen: number; size: number },
): Promise<boolean> {
  let rest = eachOnce(items);
  for (; rest.length > INDEXED_AT_ONCE; rest = rest.slice(INDEXED_AT_ONCE)) {
    // If we crash after this line, some items stand beyond the size: the next run rewrites them.
    const { outcome } = await writeIndex(client, tableName, rest.slice(0, INDEXED_AT_ONCE));
    if (outcome !== 'written') return false;
  }
  const { outcome } = await writeIndex(client, tableName, rest, looked);
  return outcome === 'written';
}
