/**
 * DOMAIN §3: metered months, the grid company's answer on each, and the resulting certificates,
 * to the last kWh.
 */
import { chinaDate } from '../../../../shared/base/day.ts';
import { daysOf, hoursIn, monthOf } from '../../../../shared/base/month.ts';
import {
  batchEntity,
  facilityEntity,
  generationEntity,
  provinceEntity,
  registrationEntity,
} from '../../../../shared/ledger/entity.ts';
import type { Facts } from '../../../../shared/ledger/event.ts';
import type { FacilityState, GenerationState, Reading } from '../../../../shared/power/states.ts';
import { ENERGIES, type Energy } from '../../../../shared/power/technology.ts';
import { FACILITY_INSTRUMENT } from '../../../../shared/units/instrument.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';
import { checkBorn, checkNameFree } from '../log/birth.ts';
import type { Rules } from '../rule.ts';
import { checkIssuedInTime } from './expiry.ts';
import { generationImported } from './imported-generation.ts';
import { CERTIFICATE_KILOWATT_HOURS, net } from './net.ts';

/** The meter that measures each kind of energy. */
const METER_KINDS: Record<Energy, string> = {
  'on-grid': 'on-grid',
  'mechanism-priced': 'on-grid',
  'self-use': 'self-use',
  'off-grid': 'generation',
};

const generationRecorded: Rules<'generation.recorded'> = (live, { at, by, facts }, violates) => {
  const { facility, month, revision, intervals } = facts;
  const state = facilityOf(live, facility, violates);
  if (!state) return;
  const record = recordOf(live, facts);
  // The grid company reads the meter too, and reports where the generator has not.
  const byGrid = by.role === 'grid' && by.org === state.grid;
  if (byGrid && (record?.pending || record?.confirmed))
    violates('generation-reported', { org: by.org, month });
  if (!byGrid && state.owner !== by.org)
    violates('generation-not-owners', { org: by.org, owner: state.owner });
  checkMonth(live, state, { at, month }, violates);
  checkMeters(state, facts, violates);
  const last = record?.lastRevision ?? 0;
  if (revision !== last + 1) violates('reading-revision', { revision, expected: last + 1 });
  if (intervals && intervals.rows !== hoursIn(month))
    violates('reading-hours', { rows: intervals.rows, expected: hoursIn(month) });
  checkCorrection(record?.confirmed, facts, violates);
  // Concurrent readings of the month may not know of each other; the confirmation counts the confirmed ones.
  checkCapacity(state, month, [facts], violates);
};

function checkMonth(
  live: LiveState,
  { connectedOn = '' }: FacilityState,
  { at, month }: { at: string; month: string },
  violates: Violates,
): void {
  const today = chinaDate(at);
  if (daysOf(month).to >= today) violates('generation-month-open', { month, today });
  if (month < monthOf(connectedOn)) violates('generation-before-connection', { month, connectedOn });
  checkIssuedInTime(live, { at, month, instrument: FACILITY_INSTRUMENT }, violates);
}

function checkMeters(
  { meters = [] }: FacilityState,
  { energy, kilowattHours, dischargedKilowattHours }: Facts<'generation.recorded'>,
  violates: Violates,
): void {
  const has = (wanted: string) => meters.some(({ kind }) => kind === wanted);
  if (!has(METER_KINDS[energy])) violates('generation-meter', { energy, meter: METER_KINDS[energy] });
  if (energy === 'off-grid' && has('on-grid')) violates('generation-off-grid');
  if (dischargedKilowattHours > 0 && !has('storage'))
    violates('generation-meter', { energy, meter: 'storage' });
  if (dischargedKilowattHours > kilowattHours)
    violates('generation-discharge', { dischargedKilowattHours, kilowattHours });
}

/** A reason is given exactly for a correction of a confirmed reading, which must change it. */
function checkCorrection(
  confirmed: Reading | undefined,
  facts: Facts<'generation.recorded'>,
  violates: Violates,
): void {
  if ((confirmed !== undefined) !== (facts.reason !== undefined)) violates('generation-reason');
  const { intervals } = facts;
  if (
    confirmed?.kilowattHours === facts.kilowattHours &&
    confirmed.dischargedKilowattHours === facts.dischargedKilowattHours &&
    confirmed.curtailedKilowattHours === facts.curtailedKilowattHours &&
    confirmed.intervals?.sha256 === intervals?.sha256
  )
    violates('generation-correction-empty');
}

function checkCapacity(
  { capacityKilowatts = 0 }: FacilityState,
  month: string,
  readings: readonly Omit<Reading, 'revision'>[],
  violates: Violates,
): void {
  const most = capacityKilowatts * hoursIn(month);
  let kilowattHours = 0;
  for (const reading of readings) kilowattHours += net(reading);
  if (kilowattHours > most) violates('generation-capacity', { month, kilowattHours, most });
  for (const { curtailedKilowattHours = 0 } of readings) kilowattHours += curtailedKilowattHours;
  if (kilowattHours > most) violates('generation-curtailment', { month, kilowattHours, most });
}

const generationConfirmed: Rules<'generation.confirmed'> = (live, { id, at, by, facts }, violates) => {
  const { facility, month, energy, netKilowattHours, carriedBefore, carriedAfter, issued } = facts;
  const state = facilityOf(live, facility, violates);
  const pending = state && pendingOf(live, state, by.org, facts, violates);
  if (!state || !pending) return;
  checkIssuedInTime(live, { at, month, instrument: FACILITY_INSTRUMENT }, violates);
  const confirmed = recordOf(live, facts)?.confirmed;
  if (netKilowattHours !== net(pending))
    violates('generation-net', { kilowattHours: netKilowattHours, expected: net(pending) });
  const metered = state.energy[energy] ?? { kilowattHours: 0, issued: 0, cancelled: 0 };
  const before = metered.kilowattHours - CERTIFICATE_KILOWATT_HOURS * (metered.issued - metered.cancelled);
  const left = before + net(pending) - (confirmed ? net(confirmed) : 0);
  const quantity = left > 0 ? Math.floor(left / CERTIFICATE_KILOWATT_HOURS) : 0;
  const after = left - quantity * CERTIFICATE_KILOWATT_HOURS;
  if (carriedBefore !== before) violates('carry', { kilowattHours: carriedBefore, expected: before });
  if (carriedAfter !== after) violates('carry', { kilowattHours: carriedAfter, expected: after });
  if ((issued?.quantity ?? 0) !== quantity)
    violates('certificates-not-generated', { quantity: issued?.quantity ?? 0, expected: quantity });
  checkCapacity(state, month, [pending, ...otherEnergies(live, facts)], violates);
  if (issued) {
    checkBorn(live, 'b', issued.batch, id, batchEntity(issued.batch), violates);
    checkIssued(live, state, facts, issued, violates);
  }
};

/** Confirmed readings of that month of the other kinds of energy. */
function otherEnergies(
  live: LiveState,
  { facility, month, energy }: Facts<'generation.confirmed'>,
): Reading[] {
  return ENERGIES.filter((kind) => kind !== energy).flatMap(
    (kind) => recordOf(live, { facility, month, energy: kind })?.confirmed ?? [],
  );
}

function checkIssued(
  live: LiveState,
  state: FacilityState,
  { month, energy }: Facts<'generation.confirmed'>,
  {
    instrument,
    quantity,
    account,
    lanes,
    frozen,
    code,
  }: NonNullable<Facts<'generation.confirmed'>['issued']>,
  violates: Violates,
): void {
  if (instrument !== FACILITY_INSTRUMENT)
    violates('certificate-instrument', { instrument, expected: FACILITY_INSTRUMENT });
  const expected = energy === 'mechanism-priced' ? provinceAccount(live, state) : state.account;
  if (account !== expected) violates('certificates-account', { account, expected });
  const ascending = lanes.every((from, lane) => from > (lanes[lane - 1] ?? 0));
  if (lanes[0] !== 1 || !ascending || lanes.at(-1)! > quantity)
    violates('lanes-not-a-partition', { lanes: lanes.join(), quantity });
  const { from, to } = daysOf(month);
  const taken = [...(state.frozen ? [state.frozen.crediting] : []), ...(state.credited ?? [])];
  const covered = taken.some((period) => period.from <= to && from <= period.to);
  if (frozen !== covered) violates('certificates-frozen-flag', { month });
  if (code !== undefined && state.code !== undefined && !code.startsWith(state.code))
    violates('certificate-code', { code, facility: state.code });
  if (code !== undefined) checkNameFree(live, registrationEntity(FACILITY_INSTRUMENT, code), violates);
}

function provinceAccount(live: LiveState, { province }: FacilityState): string | undefined {
  return live.state(provinceEntity(province ?? ''))?.holder;
}

const generationRefused: Rules<'generation.refused'> = (live, { by, facts }, violates) => {
  const state = facilityOf(live, facts.facility, violates);
  if (state) pendingOf(live, state, by.org, facts, violates);
};

type Named = Pick<Facts<'generation.refused'>, 'facility' | 'month' | 'energy'>;

/** The reading that the facility's grid company answers: the pending one. */
function pendingOf(
  live: LiveState,
  { grid }: FacilityState,
  org: string,
  facts: Named & { revision: number },
  violates: Violates,
): Reading | undefined {
  if (grid !== org) violates('generation-not-its-grid', { org, grid });
  const pending = recordOf(live, facts)?.pending;
  if (pending?.revision === facts.revision) return pending;
  violates('reading-not-pending', { revision: facts.revision, pending: pending?.revision });
  return undefined;
}

function facilityOf(live: LiveState, facility: string, violates: Violates): FacilityState | undefined {
  const state = live.state(facilityEntity(facility));
  if (state && !state.origin) return state;
  violates(state ? 'facility-imported' : 'facility-unknown', { facility }, facilityEntity(facility));
  return undefined;
}

function recordOf(live: LiveState, { facility, month, energy }: Named): GenerationState | undefined {
  return live.state(generationEntity(facility, month, energy));
}

export const generationRules: {
  [T in
    | 'generation.recorded'
    | 'generation.confirmed'
    | 'generation.refused'
    | 'generation.imported']: Rules<T>;
} = {
  'generation.recorded': generationRecorded,
  'generation.confirmed': generationConfirmed,
  'generation.refused': generationRefused,
  'generation.imported': generationImported,
};
