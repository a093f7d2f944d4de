/** DOMAIN §3: CCER or green certificate, never both for the same MWh (2024 notice). */
import type { Period } from '../../../../shared/base/day.ts';
import { periodsOverlap } from '../../../../shared/base/day.ts';
import { batchEntity, blockEntity, facilityEntity } from '../../../../shared/ledger/entity.ts';
import type { EventOfType } from '../../../../shared/ledger/event.ts';
import type { ProjectState, ReportState } from '../../../../shared/sinks/states.ts';
import type { Movement } from '../../../../shared/units/facts.ts';
import type { LiveState } from '../../live-state.ts';
import type { Report } from '../../violation.ts';
import type { Rules } from '../rule.ts';
import { overIssuedCancelled } from '../sinks/over-issuance.ts';
import { projectOf, reportOf } from '../sinks/report-facts.ts';
import { checkMoved, checkQuantity } from '../units/movement.ts';

const facilityOf = (live: LiveState, facility: string) => live.state(facilityEntity(facility));

/** The project of an event about that facility, in a status that allows it. */
function powerProject(
  live: LiveState,
  { type, facts }: EventOfType<'certificates.frozen' | 'certificates.released'>,
  allowed: readonly ProjectState['status'][],
  report: Report,
): ProjectState | undefined {
  const { project, facility } = facts;
  const state = projectOf(live, project);
  if (!state) {
    report('project-unknown', { project });
    return undefined;
  }
  if (state.facility !== facility)
    report('freezing-project', { project, facility, expected: state.facility });
  if (!allowed.includes(state.status)) report('freezing-status', { status: state.status, type });
  return state;
}

const certificatesFrozen: Rules<'certificates.frozen'> = (live, event, report) => {
  const { project, facility, crediting, quantity, items = [] } = event.facts;
  const state = powerProject(live, event, ['registration-requested'], report);
  const { from, to } = crediting;
  const design = state?.design?.crediting;
  if (state && (from !== design?.from || to !== design.to)) report('freezing-crediting', { from, to });
  const holder = facilityOf(live, facility)?.frozen?.project;
  if (holder !== undefined && holder !== project) report('frozen-by-another', { facility, holder });
  checkBatches(live, items, facility, crediting, report);
  checkMoved(live, items, {}, report);
  for (const { batch, ranges } of items)
    for (const range of ranges) {
      const id = blockEntity(batch, range.block ?? range.from);
      if (live.state(id)?.traded) report('frozen-traded', {}, id);
    }
  checkSome(event.facts.items, quantity, report);
};

const certificatesReleased: Rules<'certificates.released'> = (live, event, report) => {
  const { project, facility, quantity, items = [], remaining } = event.facts;
  const state = powerProject(live, event, ['refused', 'withdrawn', 'deregistered'], report);
  const frozen = facilityOf(live, facility)?.frozen;
  if (frozen?.project !== project) report('frozen-by-another', { facility, holder: frozen?.project });
  checkBatches(live, items, facility, undefined, report);
  if (state) checkUncredited(live, items, state, report);
  checkMoved(live, items, { statuses: ['frozen'] }, report);
  checkSome(event.facts.items, quantity, report);
  checkFrozenLeft(live.certificates.ofFacility(facility), remaining, quantity, report);
};

/** What reductions were issued of is never given back. */
function checkUncredited(
  live: LiveState,
  items: readonly Movement[],
  { periods = [] }: ProjectState,
  report: Report,
): void {
  for (const period of periods) {
    const found = reportOf(live, period.report, report);
    if (!found?.state.vintages.some(({ issued, cancelled }) => issued > cancelled)) continue;
    for (const { batch } of items) {
      const { generated } = batchOf(live, batch) ?? {};
      if (generated && periodsOverlap(generated, period))
        report('released-credited', { batch, report: period.report }, batchEntity(batch));
    }
  }
}

const certificatesCancelled: Rules<'certificates.cancelled'> = (live, event, report) => {
  const { facility, cause, account, items, quantity } = event.facts;
  if (cause === 'over-issuance') {
    overIssuedCancelled(live, event, report);
    return;
  }
  const state = event.facts.report === undefined ? undefined : reportOf(live, event.facts.report, report);
  checkForReport(event, state, report);
  checkBatches(live, items, facility, state?.state.period, report);
  checkMoved(live, items, { account, statuses: ['frozen'] }, report);
  checkQuantity(quantity, items, report);
  const counts = live.certificates.ofFacility(facility, state?.state.period);
  checkFrozenLeft(counts, event.facts.remaining, quantity, report);
};

function checkForReport(
  { facts, by }: EventOfType<'certificates.cancelled'>,
  found: { state: ReportState; project: ProjectState } | undefined,
  report: Report,
): void {
  const said = (member: string) => report('cancelled-for-report', { report: facts.report, member });
  // The generator cancels what was over-issued; for reductions only the registry does.
  if (by.role !== 'operator') said('by');
  if (facts.energy !== undefined) said('energy');
  if (!found) {
    if (facts.report === undefined) said('report');
    return;
  }
  const { state, project } = found;
  if (facts.project !== state.project) said('project');
  if (facts.facility !== project.facility) said('facility');
  if (state.status !== 'issuance-requested' && state.status !== 'issued') said('status');
}

const batchOf = (live: LiveState, batch: string) => live.state(batchEntity(batch));

/** All of that facility, and of months that the period touches. */
function checkBatches(
  live: LiveState,
  items: readonly Movement[],
  facility: string,
  period: Period | undefined,
  report: Report,
): void {
  for (const { batch } of items) {
    const state = batchOf(live, batch);
    const fits =
      state?.facility === facility && state.generated && (!period || periodsOverlap(state.generated, period));
    if (!fits)
      report('frozen-elsewhere', { batch, facility, from: period?.from, to: period?.to }, batchEntity(batch));
  }
}

/** Items are left out where nothing moves. */
function checkSome(items: readonly Movement[] | undefined, quantity: number, report: Report): void {
  checkQuantity(quantity, items ?? [], report);
}

/** How many stay frozen: whatever freezes, releases, cancels or expires of a facility is ordered with this by the facility. */
function checkFrozenLeft(
  { frozen }: { frozen: number },
  remaining: number | undefined,
  quantity: number,
  report: Report,
): void {
  const expected = frozen - quantity;
  if (remaining !== expected) report('freezing-counts', { member: 'remaining', count: remaining, expected });
}

/** On registration of a power project: all of its crediting period is frozen for it, or sold. */
export function checkAllFrozen(
  live: LiveState,
  project: string,
  { facility, design }: ProjectState,
  report: Report,
): void {
  if (!facility) return;
  const { untraded, locked } = live.certificates.ofFacility(facility, design?.crediting);
  if (facilityOf(live, facility)?.frozen?.project !== project || untraded + locked > 0)
    report('registered-unfrozen', { facility, open: untraded + locked }, facilityEntity(facility));
}

/** On issuance of a power project's reductions: nothing of the period is left frozen. */
export function checkAllCancelled(
  live: LiveState,
  { facility }: ProjectState,
  period: Period,
  report: Report,
): void {
  if (!facility) return;
  const { frozen } = live.certificates.ofFacility(facility, period);
  if (frozen > 0) report('issued-uncancelled', { frozen }, facilityEntity(facility));
}

/** On the same issuance: no other report has the power of any of its days. */
export function checkCreditedOnce(
  live: LiveState,
  { facility }: ProjectState,
  own: Period & { report: string },
  report: Report,
): void {
  if (!facility) return;
  for (const { report: by, from, to } of facilityOf(live, facility)?.credited ?? [])
    if (by !== own.report && from <= own.to && own.from <= to)
      report('power-credited-twice', { facility, by, from, to }, facilityEntity(facility));
}

export const freezingRules: {
  [T in 'certificates.frozen' | 'certificates.released' | 'certificates.cancelled']: Rules<T>;
} = {
  'certificates.frozen': certificatesFrozen,
  'certificates.released': certificatesReleased,
  'certificates.cancelled': certificatesCancelled,
};
