/**
 * Issuance (减排量登记) of a report's verified quantity. The developer applies for exactly that quantity; the
 * registry issues it vintage by vintage, the buffer's share to the project's buffer. Imports: batch.ts.
 */

import { chinaDate } from '../base/day.ts';
import type { Entities, NextStates } from '../ledger/entity.ts';
import type { EventOfType } from '../ledger/event.ts';
import { isRejection } from '../ledger/rejection.ts';
import { changedReport, reportWithProject } from './monitoring-report.ts';
import { changed } from './project.ts';

export function evolveIssuanceRequested(
  entities: Entities,
  { at, facts: { report, dueBy } }: EventOfType<'issuance.requested'>,
): NextStates {
  const found = reportWithProject(entities, report);
  if (isRejection(found)) return [];
  return [
    ...changedReport(entities, report, () => ({
      status: 'issuance-requested',
      requested: { on: chinaDate(at), ...(dueBy && { dueBy }) },
    })),
    ...changed(entities, found.state.project, 'issuance.requested', () => ({})),
  ];
}
