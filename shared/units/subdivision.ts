/** Subdivision: the owner cuts a held block by quantities or into lanes. Nothing changes hands. */

import { blockEntity, type Entities, type NextStates, read } from '../ledger/entity.ts';
import type { EventOfType } from '../ledger/event.ts';
import type { BlockState } from './states.ts';

export function evolveBlockSubdivided(
  entities: Entities,
  { facts: { batch, block, starts } }: EventOfType<'block.subdivided'>,
): NextStates {
  const current = read(entities, blockEntity(batch, block));
  if (!current) return [];
  const all = [block, ...starts];
  return all.map((from, index) => {
    const state: BlockState = { ...current.state, from, to: (all[index + 1] ?? current.state.to + 1) - 1 };
    return [blockEntity(batch, from), state];
  });
}
