/**
 * What `theWorld` is in a test of interleavings: an actor's own world, or else the shared one. A file of its
 * own, which loads nothing that asks for `theWorld`: a mock that waited for such a one would wait for itself,
 * and be passed over.
 */
import type { World } from '../../../functions/ledger/ledger-world.ts';
import { MemoryTable } from '../local/memory-table.ts';
import { worldOfCaller, worldOn } from './interleave.ts';

let shared = worldOn(new MemoryTable());

export const worldHere = (): World => worldOfCaller(() => shared);

/** Has whoever is no actor act on this table. */
export function shareTable(table: MemoryTable): void {
  shared = worldOn(table);
}
