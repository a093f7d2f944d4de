/** DOMAIN §3: CCER or green certificate, never both for the same MWh (2024 notice). */
import type { Period } from '../../../../shared/base/day.ts';
import { periodsOverlap } from '../../../../shared/base/day.ts';
import { batchEntity, blockEntity, facilityEntity } from '../../../../shared/ledger/entity.ts';
import type { EventOfType } from '../../../../shared/ledger/event.ts';
import type { ProjectState, ReportState } from '../../../../shared/sinks/states.ts';
import type { Movement } from '../../../../shared/units/facts.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';
import type { Rules } from '../rule.ts';
import { overIssuedCancelled } from '../sinks/over-issuance.ts';
import { projectOf, reportOf } from '../sinks/report-facts.ts';
import { checkMoved, checkQuantity } from '../units/movement.ts';

const facilityOf = (live: LiveState, facility: string) => live.state(facilityEntity(facility));

/** The power project of an event about that facility, in a status that allows the event. */
function powerProject(
  live: LiveState,
  { type, facts }: EventOfType<'certificates.frozen' | 'certificates.released'>,
  allowed: readonly ProjectState['status'][],
  violates: Violates,
): ProjectState | undefined {
  const { project, facility } = facts;
  const state = projectOf(live, project);
  if (!state) {
    violates('project-unknown', { project });
    return undefined;
  }
  if (state.facility !== facility)
    violates('freezing-project', { project, facility, expected: state.facility });
  if (!allowed.includes(state.status)) violates('freezing-status', { status: state.status, type });
  return state;
}

const certificatesFrozen: Rules<'certificates.frozen'> = (live, event, violates) => {
  const { project, facility, crediting, quantity, items = [] } = event.facts;
  const state = powerProject(live, event, ['registration-requested'], violates);
  const { from, to } = crediting;
  const design = state?.design?.crediting;
  if (state && (from !== design?.from || to !== design.to)) violates('freezing-crediting', { from, to });
  const holder = facilityOf(live, facility)?.frozen?.project;
  if (holder !== undefined && holder !== project) violates('frozen-by-another', { facility, holder });
  checkBatches(live, items, facility, crediting, violates);
  checkMoved(live, items, {}, violates);
  for (const { batch, ranges } of items)
    for (const range of ranges) {
      const id = blockEntity(batch, range.block ?? range.from);
      if (live.state(id)?.traded) violates('frozen-traded', {}, id);
    }
  checkSome(event.facts.items, quantity, violates);
};

const certificatesReleased: Rules<'certificates.released'> = (live, event, violates) => {
  const { project, facility, quantity, items = [], remaining } = event.facts;
  const state = powerProject(live, event, ['refused', 'withdrawn', 'deregistered'], violates);
  const frozen = facilityOf(live, facility)?.frozen;
  if (frozen?.project !== project) violates('frozen-by-another', { facility, holder: frozen?.project });
  checkBatches(live, items, facility, undefined, violates);
  if (state) checkUncredited(live, items, state, violates);
  checkMoved(live, items, { statuses: ['frozen'] }, violates);
  checkSome(event.facts.items, quantity, violates);
  checkFrozenLeft(live.certificates.ofFacility(facility), remaining, quantity, violates);
};

/** Power with issued reductions is never given back. */
function checkUncredited(
  live: LiveState,
  items: readonly Movement[],
  { periods = [] }: ProjectState,
  violates: Violates,
): void {
  for (const period of periods) {
    const found = reportOf(live, period.report, violates);
    if (!found?.state.vintages.some(({ issued, cancelled }) => issued > cancelled)) continue;
    for (const { batch } of items) {
      const { generated } = batchOf(live, batch) ?? {};
      if (generated && periodsOverlap(generated, period))
        violates('released-credited', { batch, report: period.report }, batchEntity(batch));
    }
  }
}

const certificatesCancelled: Rules<'certificates.cancelled'> = (live, event, violates) => {
  const { facility, cause, account, items, quantity } = event.facts;
  if (cause === 'over-issuance') {
    overIssuedCancelled(live, event, violates);
    return;
  }
  const state = event.facts.report === undefined ? undefined : reportOf(live, event.facts.report, violates);
  checkForReport(event, state, violates);
  checkBatches(live, items, facility, state?.state.period, violates);
  checkMoved(live, items, { account, statuses: ['frozen'] }, violates);
  checkQuantity(quantity, items, violates);
  const counts = live.certificates.ofFacility(facility, state?.state.period);
  checkFrozenLeft(counts, event.facts.remaining, quantity, violates);
};

function checkForReport(
  { facts, by }: EventOfType<'certificates.cancelled'>,
  found: { state: ReportState; project: ProjectState } | undefined,
  violates: Violates,
): void {
  const said = (member: string) => violates('cancelled-for-report', { report: facts.report, member });
  // The generator cancels over-issued certificates; for reductions only the registry cancels.
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

/** All batches are of that facility, and of months that the period touches. */
function checkBatches(
  live: LiveState,
  items: readonly Movement[],
  facility: string,
  period: Period | undefined,
  violates: Violates,
): void {
  for (const { batch } of items) {
    const state = batchOf(live, batch);
    const fits =
      state?.facility === facility && state.generated && (!period || periodsOverlap(state.generated, period));
    if (!fits)
      violates(
        'frozen-elsewhere',
        { batch, facility, from: period?.from, to: period?.to },
        batchEntity(batch),
      );
  }
}

/** Items are left out where nothing moves. */
function checkSome(items: readonly Movement[] | undefined, quantity: number, violates: Violates): void {
  checkQuantity(quantity, items ?? [], violates);
}

/**
 * How many stay frozen. The facility puts every freezing, release, cancellation and expiry of its
 * certificates in one order.
 */
function checkFrozenLeft(
  { frozen }: { frozen: number },
  remaining: number | undefined,
  quantity: number,
  violates: Violates,
): void {
  const expected = frozen - quantity;
  if (remaining !== expected)
    violates('freezing-counts', { member: 'remaining', count: remaining, expected });
}

/** On registration of a power project: its whole crediting period is frozen for it, or sold. */
export function checkAllFrozen(
  live: LiveState,
  project: string,
  { facility, design }: ProjectState,
  violates: Violates,
): void {
  if (!facility) return;
  const { untraded, locked } = live.certificates.ofFacility(facility, design?.crediting);
  if (facilityOf(live, facility)?.frozen?.project !== project || untraded + locked > 0)
    violates('registered-unfrozen', { facility, open: untraded + locked }, facilityEntity(facility));
}

/** On issuance of a power project's reductions: nothing of the period is left frozen. */
export function checkAllCancelled(
  live: LiveState,
  { facility }: ProjectState,
  period: Period,
  violates: Violates,
): void {
  if (!facility) return;
  const { frozen } = live.certificates.ofFacility(facility, period);
  if (frozen > 0) violates('issued-uncancelled', { frozen }, facilityEntity(facility));
}

/** On the same issuance: no other report covers the power of any of its days. */
export function checkCreditedOnce(
  live: LiveState,
  { facility }: ProjectState,
  own: Period & { report: string },
  violates: Violates,
): void {
  if (!facility) return;
  for (const { report: by, from, to } of facilityOf(live, facility)?.credited ?? [])
    if (by !== own.report && from <= own.to && own.from <= to)
      violates('power-credited-twice', { facility, by, from, to }, facilityEntity(facility));
}

export const freezingRules: {
  [T in 'certificates.frozen' | 'certificates.released' | 'certificates.cancelled']: Rules<T>;
} = {
  'certificates.frozen': certificatesFrozen,
  'certificates.released': certificatesReleased,
  'certificates.cancelled': certificatesCancelled,
};
