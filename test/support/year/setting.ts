/**
 * The setting of a random year: the real handlers on a table in memory, at an instant that the year sets. A
 * file that uses it mocks `theWorld` by `worldHere`, and the document store by one that has everything.
 */
import { vi } from 'vitest';
import type { World } from '../../../functions/ledger/ledger-world.ts';
import { MemoryTable, type TableItems } from '../local/memory-table.ts';
import { worldAt } from '../local/world.ts';

const TABLE = 'memory';

let here: World = worldAt(new MemoryTable().client, TABLE);

/** What `theWorld` is while a year runs. */
export const worldHere = (): World => here;

/** Has the handlers act on a table of their own, as new Lambda instances without memories do. */
export function playOn(items?: TableItems): MemoryTable {
  const table = new MemoryTable(items);
  here = worldAt(table.client, TABLE);
  return table;
}

/** Sets the clock, also back: each year begins where the founding ended. */
export function setClock(now: number): void {
  if (vi.isFakeTimers()) vi.setSystemTime(now);
  else vi.useFakeTimers({ toFake: ['Date'], now });
}
