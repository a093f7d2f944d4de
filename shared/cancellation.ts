/**
 * Cancellation: units taken away without being used, because what they stood for was never there (a corrected
 * issuance) or is there no more (a reversal that the buffer didn't cover).
 */
import { moveBlocks } from './block.ts';
import type { Entities, EntityId, EntityState } from './entity.ts';
import type { EventOfType } from './event.ts';
import { changed } from './project.ts';

/** Which of the project's open tonnes a cancellation for that cause settles. */
export const SETTLED_BY = { 'over-issuance': 'excess', reversal: 'uncovered' } as const;

export function evolveUnitsCancelled(
  entities: Entities,
  { id, facts }: EventOfType<'units.cancelled'>,
): [EntityId, EntityState][] {
  const { project, cause, items, quantity } = facts;
  const open = SETTLED_BY[cause];
  return [
    ...moveBlocks(entities, items, id, ({ account }) => ({ account, status: 'cancelled' })),
    ...changed(entities, project, 'units.cancelled', (state) => ({ [open]: (state[open] ?? 0) - quantity })),
  ];
}
