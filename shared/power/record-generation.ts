/**
 * The generator reports its meters' readings, by month and kind of energy; they wait for the grid company's
 * word. A silent generator holds up nobody: the grid company reports its own reading (D).
 */
import { chinaDate } from '../base/day.ts';
import { daysOf, hoursIn, monthOf } from '../base/month.ts';
import type { Context, Draft } from '../ledger/decision.ts';
import { type Entities, facilityEntity, generationEntity, read } from '../ledger/entity.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import { FACILITY_INSTRUMENT } from '../units/instrument.ts';
import { hasExpired, validThrough } from './expiry.ts';
import { type Intervals, type Meter, REVISIONS_MAX } from './facts.ts';
import { netOf } from './reading.ts';
import type { FacilityState, GenerationState, Reading } from './states.ts';
import { ENERGIES, type Energy } from './technology.ts';

/** The hours of a reading: the leaf's part of them, and their sum. */
export interface Hours extends Intervals {
  kilowattHours: number;
}

export interface RecordGeneration {
  facility: string;
  month: string;
  energy: Energy;
  kilowattHours: number;
  /** The part of it that storage discharged. */
  dischargedKilowattHours: number;
  /** Held back beside it (弃电), where it is recorded. */
  curtailedKilowattHours?: number | undefined;
  /** The parsed hours, or their fault. */
  hours?: Hours | Rejection | undefined;
  reason?: string | undefined;
}

/** A facility that meters its own readings, unlike an imported one. */
export type MeteredFacility = FacilityState &
  Required<Pick<FacilityState, 'capacityKilowatts' | 'connectedOn' | 'meters' | 'grid' | 'province'>>;

export const isMetered = (state: FacilityState): state is MeteredFacility => state.meters !== undefined;

/** The kind of meter that measures each kind of energy. */
export const METER_OF: Readonly<Record<Energy, Meter['kind']>> = {
  'on-grid': 'on-grid',
  'mechanism-priced': 'on-grid',
  'self-use': 'self-use',
  'off-grid': 'generation',
};

/** The kinds of energy that the facility can have. A plant on the grid has none off it. */
export const energiesOf = ({ meters }: Pick<MeteredFacility, 'meters'>): Energy[] =>
  ENERGIES.filter(
    (energy) =>
      meters.some(({ kind }) => kind === METER_OF[energy]) &&
      (energy !== 'off-grid' || !meters.some(({ kind }) => kind === 'on-grid')),
  );

/**
 * The owner's reading, or the grid company's if none of the owner's waits or is in force. Rejections in
 * order: not-found (facility), not-yours, facility-imported, generation-reported (to the grid company),
 * month-not-over, month-before-connection, generation-expired, meter-missing (/energy), on-grid-facility,
 * discharge-exceeds-generation, meter-missing (/dischargedKilowattHours), interval-… (of the hours),
 * intervals-sum, generation-exceeds-capacity, curtailment-exceeds-capacity, correction-reason-missing,
 * nothing-to-correct, correction-changes-nothing, too-many-revisions. `entities` holds the facility and its
 * month's records of every kind of energy.
 */
export function decideRecordGeneration(
  entities: Entities,
  command: RecordGeneration,
  context: Context,
): Draft<'generation.recorded'> | Rejection {
  const { facility, month, energy, kilowattHours, dischargedKilowattHours, hours, reason } = command;
  const { curtailedKilowattHours } = command;
  const state = read(entities, facilityEntity(facility))?.state;
  if (!state) return reject('not-found', undefined, { facility });
  // A grid company must act in that role, so that the log shows whose word a reading is.
  const byGrid = context.role === 'grid' && state.grid === context.org;
  if (!byGrid && state.owner !== context.org) return reject('not-yours', undefined, { facility });
  if (!isMetered(state)) return reject('facility-imported', undefined, { facility });
  const record = read(entities, generationEntity(facility, month, energy))?.state;
  const reported = record?.pending ?? record?.confirmed;
  if (byGrid && reported)
    return reject('generation-reported', '/month', { month, energy, revision: reported.revision });
  const refused =
    monthFault(state, month, chinaDate(context.at)) ??
    meterFault(state, command) ??
    hoursFault(command) ??
    capacityFault(entities, state, command, (other) => other.pending ?? other.confirmed) ??
    correctionFault(record, command);
  if (refused) return refused;
  const revision = (record?.lastRevision ?? 0) + 1;
  if (revision > REVISIONS_MAX) return reject('too-many-revisions', undefined, { revisions: REVISIONS_MAX });
  return {
    type: 'generation.recorded',
    facts: {
      facility,
      month,
      energy,
      revision,
      kilowattHours,
      dischargedKilowattHours,
      ...(curtailedKilowattHours !== undefined && { curtailedKilowattHours }),
      ...(hours && 'sha256' in hours && { intervals: { sha256: hours.sha256, rows: hours.rows } }),
      ...(reason !== undefined && { reason }),
    },
    advances: [generationEntity(facility, month, energy)],
  };
}

/** The month is over, the plant ran in it, and its certificates can still be of use. */
function monthFault({ connectedOn }: MeteredFacility, month: string, today: string): Rejection | undefined {
  if (daysOf(month).to >= today) return reject('month-not-over', '/month', { month, today });
  if (month < monthOf(connectedOn))
    return reject('month-before-connection', '/month', { month, connectedOn });
  return expiryFault(month, today);
}

/** Certificates of a month whose validity has ended are neither issued nor corrected. */
export function expiryFault(month: string, today: string): Rejection | undefined {
  const certificates = { instrument: FACILITY_INSTRUMENT, generated: daysOf(month) };
  if (!hasExpired(certificates, today)) return undefined;
  return reject('generation-expired', '/month', { month, through: validThrough(certificates) ?? '', today });
}

function meterFault(
  { meters }: MeteredFacility,
  { energy, kilowattHours, dischargedKilowattHours }: RecordGeneration,
): Rejection | undefined {
  const has = (wanted: Meter['kind']) => meters.some(({ kind }) => kind === wanted);
  const meter = METER_OF[energy];
  if (!has(meter)) return reject('meter-missing', '/energy', { energy, meter });
  if (energy === 'off-grid' && has('on-grid')) return reject('on-grid-facility', '/energy');
  if (dischargedKilowattHours > kilowattHours)
    return reject('discharge-exceeds-generation', '/dischargedKilowattHours', {
      kilowattHours,
      dischargedKilowattHours,
    });
  if (dischargedKilowattHours > 0 && !has('storage'))
    return reject('meter-missing', '/dischargedKilowattHours', { energy, meter: 'storage' });
  return undefined;
}

function hoursFault({ hours, kilowattHours }: RecordGeneration): Rejection | undefined {
  if (!hours) return undefined;
  if ('rejected' in hours) return hours;
  if (hours.kilowattHours !== kilowattHours)
    return reject('intervals-sum', '/intervals', { sum: hours.kilowattHours, kilowattHours });
  return undefined;
}

/**
 * A month's generation, over all kinds of energy, is at most the plant's capacity for every hour, and so is
 * generation with what was held back. Power that storage discharges isn't counted: it was generated before.
 */
export function capacityFault(
  entities: Entities,
  { capacityKilowatts }: MeteredFacility,
  {
    facility,
    month,
    energy,
    ...reading
  }: Pick<RecordGeneration, 'facility' | 'month' | 'energy'> & Omit<Reading, 'revision'>,
  counted: (other: GenerationState) => Reading | undefined,
): Rejection | undefined {
  let sum = netOf({ revision: 0, ...reading });
  let curtailed = reading.curtailedKilowattHours ?? 0;
  for (const kind of ENERGIES) {
    if (kind === energy) continue;
    const other = read(entities, generationEntity(facility, month, kind))?.state;
    const counts = other && counted(other);
    if (!counts) continue;
    sum += netOf(counts);
    curtailed += counts.curtailedKilowattHours ?? 0;
  }
  const most = capacityKilowatts * hoursIn(month);
  if (sum > most)
    return reject('generation-exceeds-capacity', '/kilowattHours', { kilowattHours: sum, most });
  if (sum + curtailed > most)
    return reject('curtailment-exceeds-capacity', '/curtailedKilowattHours', {
      kilowattHours: sum + curtailed,
      most,
    });
  return undefined;
}

/** Confirmed readings are corrected only for a reason, and only to another value. */
function correctionFault(
  record: GenerationState | undefined,
  command: RecordGeneration,
): Rejection | undefined {
  const confirmed = record?.confirmed;
  const { hours, reason } = command;
  if (!confirmed) return reason === undefined ? undefined : reject('nothing-to-correct', '/reason');
  if (reason === undefined) return reject('correction-reason-missing', '/reason');
  const digest = hours && 'sha256' in hours ? hours.sha256 : undefined;
  const same =
    confirmed.kilowattHours === command.kilowattHours &&
    (confirmed.dischargedKilowattHours ?? 0) === command.dischargedKilowattHours &&
    confirmed.curtailedKilowattHours === command.curtailedKilowattHours &&
    confirmed.intervals?.sha256 === digest;
  return same ? reject('correction-changes-nothing', '/kilowattHours') : undefined;
}
