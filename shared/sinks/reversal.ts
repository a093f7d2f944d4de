/**
 * Reversals (fire, logging …): credited carbon is lost. The project's buffer units are cancelled for it; the
 * uncovered rest stays open until the developer cancels other units for it (cancellation.ts).
 */

import type { Entities, NextStates } from '../ledger/entity.ts';
import type { EventOfType } from '../ledger/event.ts';
import { moveBlocks } from '../units/block.ts';
import { withoutBuffered } from '../units/buffer.ts';
import { changed, withDocument } from './project.ts';

export function evolveReversalRecorded(
  entities: Entities,
  { id, by, facts }: EventOfType<'reversal.recorded'>,
): NextStates {
  const { project, items = [], tonnes, uncovered, document } = facts;
  return [
    ...moveBlocks(entities, items, id, ({ account }) => ({ account, status: 'cancelled' })),
    ...changed(entities, project, 'reversal.recorded', (state) => ({
      ...(state.buffered && { buffered: withoutBuffered(state.buffered, items) }),
      reversed: (state.reversed ?? 0) + tonnes,
      uncovered: (state.uncovered ?? 0) + uncovered,
      documents: withDocument(state.documents, document, by.org),
    })),
  ];
}
