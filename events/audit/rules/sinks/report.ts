/** DOMAIN §2: reports, their verification and its correction, and the application for the verified amount. */

import { chinaDate } from '../../../../shared/base/day.ts';
import { reportEntity } from '../../../../shared/ledger/entity.ts';
import type { EventOfType } from '../../../../shared/ledger/event.ts';
import type { reportFacts } from '../../../../shared/sinks/facts-report.ts';
import { transitionOf } from '../../../../shared/sinks/lifecycle/lifecycle.ts';
import { methodologyOf } from '../../../../shared/sinks/methodology.ts';
import { type Days, type Ruled, standardRow } from '../../../../shared/sinks/standard.ts';
import type { ProjectState, ReportState, ReportStatus } from '../../../../shared/sinks/states.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';
import { checkBorn } from '../log/birth.ts';
import { checkAccredited } from '../parties/accreditation.ts';
import type { Rules } from '../rule.ts';
import { firstCreditable, lastDayWithin } from './dates.ts';
import { checkNoneWaiting } from './public-comment.ts';
import { checkYears, firstUntreated, projectOf, reportOf, standingOf } from './report-facts.ts';
import { reversalRecorded, unitsCancelled } from './reversal.ts';
import { rolesOf } from './transition.ts';

const reportSubmitted: Rules<'report.submitted'> = (live, { id, at, by, facts }, violates) => {
  const { project, period, amounts, comments } = facts;
  checkBorn(live, 'm', facts.report, id, reportEntity(facts.report), violates);
  const state = projectOf(live, project);
  if (!state) {
    violates('project-unknown', { project });
    return;
  }
  checkDeveloper(state, by.org, violates);
  checkPeriod(state, period, chinaDate(at), violates);
  checkYears(period, amounts, violates);
  checkDays('report-window', standardRow(state.standard).reportPublication, at, comments?.to, violates);
  if (comments && comments.from !== chinaDate(at))
    violates('report-window', { until: comments.from, expected: chinaDate(at) });
};

function checkPeriod(
  { status, standard, design, periods = [] }: ProjectState,
  { from, to }: { from: string; to: string },
  today: string,
  violates: Violates,
): void {
  if (status !== 'registered' && status !== 'verification-approval-requested')
    violates('report-project-status', { status });
  const crediting = design?.crediting;
  if (!crediting || from < crediting.from || to > crediting.to)
    violates('report-outside-crediting', { from, to, first: crediting?.from, last: crediting?.to });
  const { reductionsAfter } = standardRow(standard);
  if (reductionsAfter && from <= reductionsAfter.value) violates('report-before-ccer', { from });
  if (to >= today) violates('report-not-over', { to, today });
  for (const other of periods) {
    if (from <= other.to && other.from <= to)
      violates('report-overlap', { report: other.report, from: other.from, to: other.to });
  }
}

/** A limit counts from the day of the event. Under a standard without the limit, the leaf has no such day. */
function checkDays(
  rule: 'report-window' | 'issuance-due-by',
  limit: Ruled<Days> | undefined,
  at: string,
  until: string | undefined,
  violates: Violates,
): void {
  const { date: expected, beyond: year } = lastDayWithin(limit, chinaDate(at));
  if (year !== undefined) violates('calendar-beyond', { year });
  else if (until !== expected) violates(rule, { until, ...(expected && { expected }) });
}

function checkDeveloper({ developer }: ProjectState, org: string, violates: Violates): void {
  if (developer !== org) violates('report-not-developers', { org, developer });
}

function checkStatus(state: ReportState, allowed: readonly ReportStatus[], violates: Violates): void {
  if (!allowed.includes(state.status)) violates('report-status', { status: state.status });
}

/** Art. 18 and 37: a verifier judges neither its own project nor a design that it validated. */
export function checkIndependent(
  live: LiveState,
  { developer, design, validation }: ProjectState,
  org: string,
  violates: Violates,
): void {
  if (!rolesOf(live, org).includes('verifier')) violates('verifier-role', { org });
  if (org === developer || org === design?.validator || org === validation?.validator)
    violates('verifier-not-independent', { org });
}

const reportVerified: Rules<'report.verified'> = (live, event, violates) => {
  const { at, by, facts } = event;
  const found = reportOf(live, facts.report, violates);
  if (!found) return;
  const { state, project } = found;
  checkStatus(state, ['submitted'], violates);
  checkIndependent(live, project, by.org, violates);
  checkAccredited(live, project, event, violates);
  const today = chinaDate(at);
  if (state.window && today <= state.window.to)
    violates('report-comments-open', { until: state.window.to, today });
  checkNoneWaiting(state, violates, reportEntity(facts.report));
  const treated = facts.treatments.map(({ comment }) => comment);
  const count = state.comments ?? 0;
  const first = firstUntreated(state, by.org, 0);
  if (treated.length !== count - first + 1 || treated.some((comment, index) => comment !== first + index))
    violates('report-comments-treated', { comments: count, treated: treated.join() });
  checkYears(state.period, facts.amounts, violates);
  const buffered = methodologyOf(project.methodology)?.nonPermanence.kind === 'buffer';
  if (buffered !== (facts.riskBasisPoints !== undefined))
    violates('risk-rating', { methodology: project.methodology });
};

const reportRefused: Rules<'report.refused'> = (live, event, violates) => {
  const { by, facts } = event;
  const found = reportOf(live, facts.report, violates);
  if (!found) return;
  checkStatus(found.state, ['submitted'], violates);
  checkIndependent(live, found.project, by.org, violates);
  checkAccredited(live, found.project, event, violates);
};

const reportCorrected: Rules<'report.corrected'> = (live, event, violates) => {
  const { by, facts } = event;
  const found = reportOf(live, facts.report, violates);
  if (!found) return;
  const { state, project } = found;
  checkAccredited(live, project, event, violates);
  checkStatus(state, ['verified', 'issuance-requested', 'issued'], violates);
  if (state.verifier !== by.org) violates('not-its-verifier', { org: by.org, verifier: state.verifier });
  checkYears(state.period, facts.amounts, violates);
  const known = new Map(state.vintages.map(({ vintage, kilograms }) => [vintage, kilograms]));
  if (facts.amounts.every(({ vintage, kilograms }) => known.get(vintage) === kilograms))
    violates('correction-empty');
};

const issuanceRequested: Rules<'issuance.requested'> = (live, event, violates) => {
  const { at, by, facts } = event;
  const found = reportOf(live, facts.report, violates);
  if (!found) return;
  const { state, project } = found;
  checkDeveloper(project, by.org, violates);
  checkStatus(state, ['verified'], violates);
  if (!transitionOf(project.standard, 'issuance.requested')?.from.includes(project.status))
    violates('issuance-project-status', { status: project.status });
  const { excess = 0, uncovered = 0 } = project;
  if (excess > 0 || uncovered > 0) violates('issuance-while-open', { excess, uncovered });
  const { lookBackYears, issuanceDecision } = standardRow(project.standard);
  const first = lookBackYears && firstCreditable(chinaDate(at), lookBackYears.value);
  if (first && state.period.from < first) violates('issuance-look-back', { from: state.period.from, first });
  checkDays('issuance-due-by', issuanceDecision, at, facts.dueBy, violates);
  checkQuantities(found, facts.quantities, violates);
};

/** Art. 21: the quantity is the verified one, less the part already issued. */
function checkQuantities(
  { state, project }: { state: ReportState; project: ProjectState },
  quantities: EventOfType<'issuance.requested'>['facts']['quantities'],
  violates: Violates,
): void {
  const asked = new Map(quantities.map(({ vintage, tonnes }) => [vintage, tonnes]));
  for (const each of state.vintages) {
    const { open } = standingOf(each, state, project);
    const tonnes = asked.get(each.vintage);
    if ((tonnes ?? 0) !== open || tonnes === 0)
      violates('requested-not-verified', { vintage: each.vintage, tonnes, expected: open });
    asked.delete(each.vintage);
  }
  for (const [vintage, tonnes] of asked) violates('requested-not-verified', { vintage, tonnes, expected: 0 });
  const ascends = quantities.every(({ vintage }, i) => i === 0 || quantities[i - 1]!.vintage < vintage);
  if (!ascends) violates('requested-order', { vintages: quantities.map(({ vintage }) => vintage).join() });
}

export const reportRules: { [T in Exclude<keyof typeof reportFacts, 'income.divided'>]: Rules<T> } & {
  'units.cancelled': Rules<'units.cancelled'>;
} = {
  'report.submitted': reportSubmitted,
  'report.verified': reportVerified,
  'report.refused': reportRefused,
  'issuance.requested': issuanceRequested,
  'report.corrected': reportCorrected,
  'reversal.recorded': reversalRecorded,
  'units.cancelled': unitsCancelled,
};
