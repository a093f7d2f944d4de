/** DOMAIN §3: metered months, the grid company's word on each, and the certificates that it comes to, to the last kWh. */
import { chinaDate } from '../../../../shared/base/day.ts';
import { daysOf, hoursIn, monthOf } from '../../../../shared/base/month.ts';
import {
  batchEntity,
  facilityEntity,
  generationEntity,
  provinceEntity,
} from '../../../../shared/ledger/entity.ts';
import type { Facts } from '../../../../shared/ledger/event.ts';
import { certificateCodeEntity } from '../../../../shared/power/generation.ts';
import type { FacilityState, GenerationState, Reading } from '../../../../shared/power/states.ts';
import { ENERGIES, type Energy } from '../../../../shared/power/technology.ts';
import { FACILITY_INSTRUMENT } from '../../../../shared/units/instrument.ts';
import type { LiveState } from '../../live-state.ts';
import type { Report } from '../../violation.ts';
import { checkBorn, checkNameFree } from '../log/birth.ts';
import type { Rules } from '../rule.ts';
import { checkIssuedInTime } from './expiry.ts';
import { generationImported } from './imported-generation.ts';

/** kWh of a certificate (国能发新能规〔2024〕67号). */
const CERTIFICATE_KILOWATT_HOURS = 1000;
/** The meter by which each kind of energy is known. */
const METER_KINDS: Record<Energy, string> = {
  'on-grid': 'on-grid',
  'mechanism-priced': 'on-grid',
  'self-use': 'self-use',
  'off-grid': 'generation',
};

const generationRecorded: Rules<'generation.recorded'> = (live, { at, by, facts }, report) => {
  const { facility, month, revision, intervals } = facts;
  const state = facilityOf(live, facility, report);
  if (!state) return;
  const record = recordOf(live, facts);
  // The grid company reads the meter too, and speaks where the generator has not.
  const byGrid = by.role === 'grid' && by.org === state.grid;
  if (byGrid && (record?.pending || record?.confirmed)) report('generation-reported', { org: by.org, month });
  if (!byGrid && state.owner !== by.org) report('generation-not-owners', { org: by.org, owner: state.owner });
  checkMonth(live, state, { at, month }, report);
  checkMeters(state, facts, report);
  const last = record?.lastRevision ?? 0;
  if (revision !== last + 1) report('reading-revision', { revision, expected: last + 1 });
  if (intervals && intervals.rows !== hoursIn(month))
    report('reading-hours', { rows: intervals.rows, expected: hoursIn(month) });
  checkCorrection(record?.confirmed, facts, report);
  // The month's other readings may not be known to one made at the same time; what is confirmed of it is, see there.
  checkCapacity(state, month, net(facts), report);
};

function checkMonth(
  live: LiveState,
  { connectedOn = '' }: FacilityState,
  { at, month }: { at: string; month: string },
  report: Report,
): void {
  const today = chinaDate(at);
  if (daysOf(month).to >= today) report('generation-month-open', { month, today });
  if (month < monthOf(connectedOn)) report('generation-before-connection', { month, connectedOn });
  checkIssuedInTime(live, { at, month, instrument: FACILITY_INSTRUMENT }, report);
}

function checkMeters(
  { meters = [] }: FacilityState,
  { energy, kilowattHours, dischargedKilowattHours }: Facts<'generation.recorded'>,
  report: Report,
): void {
  const has = (wanted: string) => meters.some(({ kind }) => kind === wanted);
  if (!has(METER_KINDS[energy])) report('generation-meter', { energy, meter: METER_KINDS[energy] });
  if (energy === 'off-grid' && has('on-grid')) report('generation-off-grid');
  if (dischargedKilowattHours > 0 && !has('storage'))
    report('generation-meter', { energy, meter: 'storage' });
  if (dischargedKilowattHours > kilowattHours)
    report('generation-discharge', { dischargedKilowattHours, kilowattHours });
}

/** A reason exactly where something confirmed is corrected, and then to something else. */
function checkCorrection(
  confirmed: Reading | undefined,
  { kilowattHours, dischargedKilowattHours, intervals, reason }: Facts<'generation.recorded'>,
  report: Report,
): void {
  if ((confirmed !== undefined) !== (reason !== undefined)) report('generation-reason');
  if (
    confirmed?.kilowattHours === kilowattHours &&
    confirmed.dischargedKilowattHours === dischargedKilowattHours &&
    confirmed.intervals?.sha256 === intervals?.sha256
  )
    report('generation-correction-empty');
}

function checkCapacity(
  { capacityKilowatts = 0 }: FacilityState,
  month: string,
  kilowattHours: number,
  report: Report,
): void {
  const most = capacityKilowatts * hoursIn(month);
  if (kilowattHours > most) report('generation-capacity', { month, kilowattHours, most });
}

const generationConfirmed: Rules<'generation.confirmed'> = (live, { id, at, by, facts }, report) => {
  const { facility, month, energy, netKilowattHours, carriedBefore, carriedAfter, issued } = facts;
  const state = facilityOf(live, facility, report);
  const pending = state && pendingOf(live, state, by.org, facts, report);
  if (!state || !pending) return;
  checkIssuedInTime(live, { at, month, instrument: FACILITY_INSTRUMENT }, report);
  const confirmed = recordOf(live, facts)?.confirmed;
  if (netKilowattHours !== net(pending))
    report('generation-net', { kilowattHours: netKilowattHours, expected: net(pending) });
  const metered = state.energy[energy] ?? { kilowattHours: 0, issued: 0, cancelled: 0 };
  const before = metered.kilowattHours - CERTIFICATE_KILOWATT_HOURS * (metered.issued - metered.cancelled);
  const left = before + net(pending) - (confirmed ? net(confirmed) : 0);
  const quantity = left > 0 ? Math.floor(left / CERTIFICATE_KILOWATT_HOURS) : 0;
  const after = left - quantity * CERTIFICATE_KILOWATT_HOURS;
  if (carriedBefore !== before) report('carry', { kilowattHours: carriedBefore, expected: before });
  if (carriedAfter !== after) report('carry', { kilowattHours: carriedAfter, expected: after });
  if ((issued?.quantity ?? 0) !== quantity)
    report('certificates-not-generated', { quantity: issued?.quantity ?? 0, expected: quantity });
  checkCapacity(state, month, net(pending) + otherEnergies(live, facts), report);
  if (issued) {
    checkBorn(live, 'b', issued.batch, id, batchEntity(issued.batch), report);
    checkIssued(live, state, facts, issued, report);
  }
};

/** kWh of that month that are confirmed of the other kinds of energy. */
function otherEnergies(live: LiveState, { facility, month, energy }: Facts<'generation.confirmed'>): number {
  let sum = 0;
  for (const kind of ENERGIES) {
    const confirmed = kind !== energy && recordOf(live, { facility, month, energy: kind })?.confirmed;
    if (confirmed) sum += net(confirmed);
  }
  return sum;
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
  report: Report,
): void {
  if (instrument !== FACILITY_INSTRUMENT)
    report('certificate-instrument', { instrument, expected: FACILITY_INSTRUMENT });
  const expected = energy === 'mechanism-priced' ? provinceAccount(live, state) : state.account;
  if (account !== expected) report('certificates-account', { account, expected });
  const ascending = lanes.every((from, lane) => from > (lanes[lane - 1] ?? 0));
  if (lanes[0] !== 1 || !ascending || lanes.at(-1)! > quantity)
    report('lanes-not-a-partition', { lanes: lanes.join(), quantity });
  const { from, to } = daysOf(month);
  const taken = [...(state.frozen ? [state.frozen.crediting] : []), ...(state.credited ?? [])];
  const covered = taken.some((period) => period.from <= to && from <= period.to);
  if (frozen !== covered) report('certificates-frozen-flag', { month });
  if (code !== undefined && state.code !== undefined && !code.startsWith(state.code))
    report('certificate-code', { code, facility: state.code });
  if (code !== undefined) checkNameFree(live, certificateCodeEntity(code), report);
}

function provinceAccount(live: LiveState, { province }: FacilityState): string | undefined {
  const held = live.entities.get(provinceEntity(province ?? ''))?.state as { holder: string } | undefined;
  return held?.holder;
}

const generationRefused: Rules<'generation.refused'> = (live, { by, facts }, report) => {
  const state = facilityOf(live, facts.facility, report);
  if (state) pendingOf(live, state, by.org, facts, report);
};

type Named = Pick<Facts<'generation.refused'>, 'facility' | 'month' | 'energy'>;

/** The reading that the facility's grid company answers: the one that waits. */
function pendingOf(
  live: LiveState,
  { grid }: FacilityState,
  org: string,
  facts: Named & { revision: number },
  report: Report,
): Reading | undefined {
  if (grid !== org) report('generation-not-its-grid', { org, grid });
  const pending = recordOf(live, facts)?.pending;
  if (pending?.revision === facts.revision) return pending;
  report('reading-not-pending', { revision: facts.revision, pending: pending?.revision });
  return undefined;
}

function facilityOf(live: LiveState, facility: string, report: Report): FacilityState | undefined {
  const state = live.state(facilityEntity(facility));
  if (state && !state.origin) return state;
  report(state ? 'facility-imported' : 'facility-unknown', { facility }, facilityEntity(facility));
  return undefined;
}

function recordOf(live: LiveState, { facility, month, energy }: Named): GenerationState | undefined {
  return live.state(generationEntity(facility, month, energy));
}

/** What storage discharges was generated before, and earns nothing. */
const net = ({ kilowattHours, dischargedKilowattHours = 0 }: Omit<Reading, 'revision'>): number =>
  kilowattHours - dischargedKilowattHours;

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
