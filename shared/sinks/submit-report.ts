/** Monitoring reports are submitted for verification. */
import { chinaDate, type Period, periodsOverlap } from '../base/day.ts';
import type { DocumentReference } from '../base/document.ts';
import { type Context, type Draft, deriveId } from '../ledger/decision.ts';
import { type Entities, projectEntity, read, reportEntity } from '../ledger/entity.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import { lastDayOf } from './days.ts';
import type { VintageAmount } from './facts-report.ts';
import type { ProjectStatus } from './lifecycle/lifecycle.ts';
import { standardRow } from './standard.ts';
import type { ProjectState } from './states.ts';
import { checkVintages } from './vintages.ts';

export interface SubmitReport {
  project: string;
  period: Period;
  amounts: readonly VintageAmount[];
  document: DocumentReference;
}

/** Statuses in which a project is monitored: registered, with or without an issuance under way. */
export const MONITORED: ReadonlySet<ProjectStatus> = new Set<ProjectStatus>([
  'registered',
  'verification-approval-requested',
]);

/**
 * The developer's report of a period. Rejections in order: not-found (project), not-yours,
 * project-not-monitored, period-outside-crediting, period-before-ccer, period-not-over,
 * period-already-reported, vintages-mismatch, working-days-unknown, id-taken.
 */
export function decideSubmitReport(
  entities: Entities,
  command: SubmitReport,
  context: Context,
): Draft<'report.submitted'> | Rejection {
  const { project, period, document } = command;
  const report = deriveId('m', context.id);
  const current = read(entities, projectEntity(project))?.state;
  if (!current) return reject('not-found', undefined, { project });
  if (context.scope === 'own' && current.developer !== context.org)
    return reject('not-yours', undefined, { project });
  const refused = periodFault(current, period, context) ?? amountsFault(period, command.amounts);
  if (refused) return refused;
  let comments: Period | undefined;
  const { reportPublication } = standardRow(current.standard);
  if (reportPublication) {
    const from = chinaDate(context.at);
    const last = lastDayOf(reportPublication.value, from);
    if ('beyond' in last) return reject('working-days-unknown', undefined, { year: last.beyond });
    comments = { from, to: last.date };
  }
  if (entities.has(reportEntity(report))) return reject('id-taken');
  const amounts = inOrder(command.amounts);
  return {
    type: 'report.submitted',
    facts: { report, project, period, amounts, document, ...(comments && { comments }) },
    advances: [projectEntity(project), reportEntity(report)],
  };
}

function periodFault(project: ProjectState, period: Period, { at }: Context): Rejection | undefined {
  const { status, design, standard, periods = [] } = project;
  const { from, to } = period;
  if (!design || !MONITORED.has(status)) return reject('project-not-monitored', undefined, { status });
  const { crediting } = design;
  if (from < crediting.from || to > crediting.to)
    return reject('period-outside-crediting', '/period', { ...crediting });
  const after = standardRow(standard).reductionsAfter?.value;
  if (after !== undefined && from <= after) return reject('period-before-ccer', '/period/from', { after });
  const today = chinaDate(at);
  if (to >= today) return reject('period-not-over', '/period/to', { today });
  const other = periods.find((each) => periodsOverlap(each, period));
  if (!other) return undefined;
  return reject('period-already-reported', '/period', {
    report: other.report,
    from: other.from,
    to: other.to,
  });
}

/** `vintages-mismatch` unless there is exactly one amount for each calendar year of the period. */
export function amountsFault(period: Period, amounts: readonly VintageAmount[]): Rejection | undefined {
  const fault = checkVintages(period, amounts);
  return fault && reject('vintages-mismatch', '/amounts', { ...fault });
}

/** The amounts sorted by vintage, so that a report reads in the order of its years however it was sent. */
export function inOrder<T extends { vintage: number }>(amounts: readonly T[]): T[] {
  return [...amounts].sort((a, b) => a.vintage - b.vintage);
}
