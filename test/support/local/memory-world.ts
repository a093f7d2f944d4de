/**
 * The world of a test file that needs no database: it mocks `theWorld` by `worldHere`, and everything lies in
 * one table in memory.
 */
import type { World } from '../../../functions/ledger/ledger-world.ts';
import { worldOn } from '../interleave/interleave.ts';
import { MemoryTable } from './memory-table.ts';

export const tableHere = new MemoryTable();
const world = worldOn(tableHere);

export const worldHere = (): World => world;
