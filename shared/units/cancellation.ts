/**
 * Cancellation: units are taken away unused, because what they stood for was never there (a corrected
 * issuance) or is there no more (a reversal that the buffer didn't cover). Any units of the project's
 * instrument will do: a good-faith buyer may hold the mistaken ones.
 */

import type { Entities, NextStates } from '../ledger/entity.ts';
import type { EventOfType } from '../ledger/event.ts';
import { changedReport } from '../sinks/monitoring-report.ts';
import { changed } from '../sinks/project.ts';
import { withoutExcess } from '../sinks/report-tonnes.ts';
import type { ReportState } from '../sinks/states.ts';
import { moveBlocks } from './block.ts';

export function evolveUnitsCancelled(
  entities: Entities,
  { id, facts }: EventOfType<'units.cancelled'>,
): NextStates {
  const { project, cause, report, items, quantity } = facts;
  const open = cause === 'reversal' ? 'uncovered' : 'excess';
  return [
    ...moveBlocks(entities, items, id, ({ account }) => ({ account, status: 'cancelled' })),
    ...changed(entities, project, 'units.cancelled', (state) => ({ [open]: (state[open] ?? 0) - quantity })),
    ...(report ? changedReport(entities, report, (state) => compensated(state, quantity)) : []),
  ];
}

const compensated = ({ vintages }: ReportState, quantity: number) => ({
  vintages: withoutExcess(vintages, quantity),
});
