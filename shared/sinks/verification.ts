/** Verification (核查) of monitoring reports: the result, a refusal, and the correction of a wrong result. */
import { type Entities, type NextStates, reportEntity } from '../ledger/entity.ts';
import type { EventOfType } from '../ledger/event.ts';
import { isRejection } from '../ledger/rejection.ts';
import { transitionOf } from './lifecycle/lifecycle.ts';
import { changedReport, reportWithProject } from './monitoring-report.ts';
import { changed, withDocument } from './project.ts';
import { excessOf, openTonnes, type ReportVintage, vintageTonnes } from './report-tonnes.ts';
import type { ProjectState, ReportState } from './states.ts';

export function evolveReportVerified(
  entities: Entities,
  { by, facts }: EventOfType<'report.verified'>,
): NextStates {
  const { report, amounts, document, riskBasisPoints } = facts;
  return changedReport(entities, report, (state, methodology) => ({
    status: 'verified',
    verifier: by.org,
    vintages: vintageTonnes(state.vintages, amounts, methodology, riskBasisPoints),
    ...(riskBasisPoints !== undefined && { riskBasisPoints }),
    documents: withDocument(state.documents, document, by.org),
  }));
}

/** A refused report frees its period. */
export function evolveReportRefused(
  entities: Entities,
  { facts: { report } }: EventOfType<'report.refused'>,
): NextStates {
  const found = reportWithProject(entities, report);
  if (isRejection(found)) return [];
  return [
    ...changedReport(entities, report, () => ({ status: 'refused' })),
    ...changed(entities, found.state.project, 'report.refused', ({ periods }) => ({
      periods: (periods ?? []).filter((each) => each.report !== report),
    })),
  ];
}

/**
 * A correction of the verified amounts. Added amounts may be requested and issued next. Amounts taken away
 * from units already issued are an excess that the developer has to cancel.
 */
export function evolveReportCorrected(
  entities: Entities,
  { by, facts }: EventOfType<'report.corrected'>,
): NextStates {
  const { report, amounts, document } = facts;
  const found = reportWithProject(entities, report);
  if (isRejection(found)) return [];
  const before = found.state;
  const vintages = vintageTonnes(before.vintages, amounts, found.project.methodology, before.riskBasisPoints);
  const documents = withDocument(before.documents, document, by.org);
  const { requested: _fallen, ...rest } = before;
  const state: ReportState = { ...rest, vintages, status: statusOf(vintages), documents };
  const added = excessOf(vintages) - excessOf(before.vintages);
  // Only an application that falls returns the project to its status before that application.
  const staysRequested = before.status !== 'issuance-requested';
  return [
    [reportEntity(report), state],
    ...changed(
      entities,
      before.project,
      'report.corrected',
      (project) => ({
        excess: (project.excess ?? 0) + added,
        ...(!staysRequested && withoutApplication(project)),
      }),
      staysRequested,
    ),
  ];
}

/** A project on hold will resume in the status that it would have without the application. */
function withoutApplication({ standard, before }: ProjectState): Pick<ProjectState, 'before'> {
  const { from, to } = transitionOf(standard, 'report.corrected') ?? {};
  const fallen = before && from?.includes(before) && to !== 'before' && to !== 'same';
  return fallen ? { before: to } : {};
}

/** `issued` once something was issued and nothing is left to issue; until then `verified`. */
function statusOf(vintages: readonly ReportVintage[]): 'verified' | 'issued' {
  const done = vintages.some(({ issued }) => issued > 0) && vintages.every((each) => openTonnes(each) === 0);
  return done ? 'issued' : 'verified';
}
