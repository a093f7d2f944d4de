/** Monitoring reports (减排量核算报告): state and submission. Later steps: verification.ts, issuance.ts. */

import { type Entities, type NextStates, projectEntity, read, reportEntity } from '../ledger/entity.ts';
import type { EventOfType } from '../ledger/event.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import { changed, withDocument } from './project.ts';
import { claimedVintage } from './report-tonnes.ts';
import type { ProjectState, ReportState } from './states.ts';

export function evolveReportSubmitted(
  entities: Entities,
  { by, facts }: EventOfType<'report.submitted'>,
): NextStates {
  const { report, project, period, amounts, document, comments } = facts;
  const state: ReportState = {
    project,
    period,
    status: 'submitted',
    vintages: amounts.map(claimedVintage),
    ...(comments && { window: comments }),
    documents: withDocument([], document, by.org),
  };
  return [
    ...changed(entities, project, 'report.submitted', ({ periods }) => ({
      periods: [...(periods ?? []), { ...period, report }],
    })),
    [reportEntity(report), state],
  ];
}

/** The report after `change`, which also sees the project's methodology; empty if there is no report. */
export function changedReport(
  entities: Entities,
  report: string,
  change: (state: ReportState, methodology: string) => Partial<ReportState>,
): NextStates {
  const id = reportEntity(report);
  const current = read(entities, id)?.state;
  if (!current) return [];
  const project = read(entities, projectEntity(current.project))?.state;
  return [[id, { ...current, ...change(current, project?.methodology ?? '') }]];
}

/** A report with its project, as every later step of the report needs them. */
export function reportWithProject(
  entities: Entities,
  report: string,
): { state: ReportState; project: ProjectState } | Rejection {
  const state = read(entities, reportEntity(report))?.state;
  const project = state && read(entities, projectEntity(state.project))?.state;
  return state && project ? { state, project } : reject('not-found', undefined, { report });
}
