/** Reads of the log's items: head, tiles, and the commits that wait for their place. */
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { TileReader } from '../../events/tlog/prove.ts';
import { TILE_WIDTH } from '../../events/tlog/tile.ts';
import type { CommitRecord } from './commit-record.ts';
import { COSIGNED_KEY, LOG_HEAD_KEY, tileKey, WAITING_SHARDS } from './keys.ts';
import type { LedgerReads } from './reads.ts';
import type { CosignedHead, LogHead, StoredTile } from './table.ts';

/** The log's head, or undefined before its first checkpoint. Strongly consistent. */
export async function readHead(reads: LedgerReads): Promise<LogHead | undefined> {
  const [item] = await reads.items([LOG_HEAD_KEY]);
  return item as unknown as LogHead | undefined;
}

export interface Heads {
  /** Absent before the first checkpoint. */
  head?: LogHead;
  /** Absent before a witness has signed. */
  cosigned?: CosignedHead;
}

/** The log's head and the newest cosigned one: each strongly consistent, but read at different instants. */
export async function readHeads(reads: LedgerReads): Promise<Heads> {
  const items = await reads.items([LOG_HEAD_KEY, COSIGNED_KEY]);
  const head = items.find(({ sk }) => sk === LOG_HEAD_KEY.sk) as LogHead | undefined;
  const cosigned = items.find(({ sk }) => sk === COSIGNED_KEY.sk) as CosignedHead | undefined;
  return { ...(head && { head }), ...(cosigned && { cosigned }) };
}

/** A stored tile, or undefined where there is none. It may hold more hashes than a caller's tree has. */
export async function readTile(
  reads: LedgerReads,
  level: number,
  n: number,
): Promise<StoredTile | undefined> {
  const [item] = await reads.items([tileKey(level, n)]);
  return item as unknown as StoredTile | undefined;
}

/** Tiles for the proof builders. Throws where a tile of the tree is missing: the table has lost data. */
export const tileReader =
  (reads: LedgerReads): TileReader =>
  async (level, n) => {
    const tile = await readTile(reads, level, n);
    if (!tile) throw new Error(`tile ${level}/${n} is missing from the table`);
    return tile.hashes;
  };

export interface Waiting {
  id: string;
  at: string;
}

/**
 * Commits outside the log, oldest first, from the sparse index. The index may lag by milliseconds, list
 * commits that are in the log already, or miss the newest, so callers look at the commits themselves. No
 * commit is listed while an older one of the index is left out, however unevenly its partitions are filled: a
 * commit that enters the log late by more than the merge delay reads like one dated back.
 */
export async function readWaiting(reads: LedgerReads, limit: number): Promise<Waiting[]> {
  const shards = await Promise.all(
    Array.from({ length: WAITING_SHARDS }, (_, shard) =>
      reads.client.send(
        new QueryCommand({
          TableName: reads.tableName,
          IndexName: 'unsequenced',
          KeyConditionExpression: 'unsequenced = :shard',
          ExpressionAttributeValues: { ':shard': String(shard) },
          // Commits spread evenly over the shards: what one holds beyond its share comes next time.
          Limit: Math.ceil(limit / WAITING_SHARDS),
        }),
      ),
    ),
  );
  const pages = shards.map(({ Items, LastEvaluatedKey }) => ({
    items: (Items ?? []) as { pk: string; at: string }[],
    cut: LastEvaluatedKey !== undefined,
  }));
  const horizons = pages.flatMap(({ items, cut }) => (cut && items.length > 0 ? [items.at(-1)!.at] : []));
  const horizon = horizons.sort()[0];
  return pages
    .flatMap(({ items }) => items)
    .filter(({ at }) => horizon === undefined || at <= horizon)
    .map(({ pk, at }) => ({ id: pk.slice('COMMIT#'.length), at }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1))
    .slice(0, limit);
}

/** The commits of one bundle, in the log's order. */
export async function commitsOf(reads: LedgerReads, n: number, width: number): Promise<CommitRecord[]> {
  const ids = (await readTile(reads, 0, n))?.commits?.slice(0, width) ?? [];
  const records = await reads.commits(ids);
  if (records.length !== width)
    throw new Error(`tile 0/${n} names ${records.length} commits that exist, not ${width}`);
  return records.sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
}

/**
 * The leaves at these indexes, all of one tile, in the log's order: of each commit its id, leaf and place.
 */
export async function leavesBetween(
  reads: LedgerReads,
  from: number,
  until: number,
): Promise<CommitRecord[]> {
  const n = Math.floor(from / TILE_WIDTH);
  const start = n * TILE_WIDTH;
  const ids = (await readTile(reads, 0, n))?.commits?.slice(from - start, until - start) ?? [];
  const records = await reads.commits(ids, 'id, leaf, seq');
  if (records.length !== until - from)
    throw new Error(`tile 0/${n} names ${records.length} commits that exist, not ${until - from}`);
  return records.sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
}
