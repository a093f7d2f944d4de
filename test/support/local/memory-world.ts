/**
 * The world of a test file that needs no database: the real handlers on a table in memory. The file mocks
 * `theWorld` by `worldHere`.
 */
import type { World } from '../../../functions/ledger/ledger-world.ts';
import { MemoryTable, type TableItems } from './memory-table.ts';
import { worldAt } from './world.ts';

const TABLE = 'memory';

let here: World = worldAt(new MemoryTable().client, TABLE);

/** What `theWorld` is. */
export const worldHere = (): World => here;

/** Has the handlers act on a table of their own, as new Lambda instances without memories do. */
export function playOn(items?: TableItems): MemoryTable {
  const table = new MemoryTable(items);
  here = worldAt(table.client, TABLE);
  return table;
}
