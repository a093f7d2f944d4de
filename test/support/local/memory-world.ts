/**
 * The world of a test file that needs no database: the real handlers on a table in memory. `theWorld` is
 * mocked by `worldHere`: for all files of the project `handlers` by on-memory.ts, elsewhere by the file.
 */
import type { World } from '../../../functions/ledger/ledger-world.ts';
import type { Sender } from '../../../functions/ledger/table.ts';
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

/** Has the handlers act in this world, such as one whose table answers late. */
export function playIn(world: World): void {
  here = world;
}

/** A table of their own, named and called as a fresh table on DynamoDB Local is. */
export const freshTable = (): { client: Sender; tableName: string } => ({
  client: playOn().client,
  tableName: TABLE,
});
