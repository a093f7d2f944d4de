/** A table in memory that holds a history, for what reads the log after it was written. */
import { TILE_WIDTH } from '../../../events/tlog/tile.ts';
import { commitKey, entityKey, LOG_HEAD_KEY, tileKey } from '../../../functions/ledger/keys.ts';
import type { RegistryEvent } from '../../../shared/ledger/event.ts';
import type { History } from '../history/history.ts';
import { keyOf, MemoryTable } from './memory-table.ts';

/** A table that holds a history, all of it in the log. */
export function tableOf({ leaves, entities }: History): MemoryTable {
  const commits = leaves.map((leaf, seq) => {
    const { id, at } = JSON.parse(leaf) as RegistryEvent;
    return { ...commitKey(id), id, leaf, at, request: '', seq };
  });
  const tiles = Array.from({ length: Math.ceil(leaves.length / TILE_WIDTH) }, (_, n) => ({
    ...tileKey(0, n),
    commits: commits.slice(n * TILE_WIDTH, (n + 1) * TILE_WIDTH).map(({ id }) => id),
  }));
  const states = [...entities].map(([entity, each]) => ({ ...entityKey(entity as never), entity, ...each }));
  const head = { ...LOG_HEAD_KEY, size: leaves.length };
  // A transfer lives in its commit's item.
  const items = new Map<string, Record<string, unknown>>();
  for (const item of [...commits, ...tiles, ...states, head])
    items.set(keyOf(item), { ...items.get(keyOf(item)), ...item });
  return new MemoryTable(items);
}
