/**
 * Facilities (发电项目, 建档立卡) generate the power that certificates stand for. A facility keeps an account
 * of its kilowatt-hours by kind of energy, so that certificates × 1000 + carry = kWh, always and exactly.
 */

import { type Period, periodsOverlap } from '../base/day.ts';
import type { Origin } from '../base/field.ts';
import {
  accountEntity,
  type Entities,
  type EntityId,
  facilityEntity,
  foreignEntity,
  meterEntity,
  type NextState,
  type NextStates,
  provinceEntity,
  read,
  registrationEntity,
} from '../ledger/entity.ts';
import type { EventOfType } from '../ledger/event.ts';
import { FACILITY_INSTRUMENT } from '../units/instrument.ts';
import type { Meter } from './facts.ts';
import type { CreditedPeriod, EnergyAccount, FacilityState } from './states.ts';
import type { Energy } from './technology.ts';

/** The kWh that one certificate, 1 MWh, stands for (国能发新能规〔2024〕67号). */
export const KILOWATT_HOURS_PER_CERTIFICATE = 1000;

/** Holds a facility's 建档立卡 code: one code, one facility. */
export const facilityCodeEntity = (code: string) => registrationEntity(FACILITY_INSTRUMENT, code);

/** Holds an imported facility's origin. Contracts of that registry have other names (registration:…). */
export const facilityOriginEntity = ({ source, code }: Pick<Origin, 'source' | 'code'>) =>
  foreignEntity({ source, name: `facility/${code}` });

const NOTHING: EnergyAccount = { kilowattHours: 0, issued: 0, cancelled: 0 };

export const energyAccount = ({ energy }: Pick<FacilityState, 'energy'>, kind: Energy): EnergyAccount =>
  energy[kind] ?? NOTHING;

/** kWh without a certificate yet; negative if more were issued than a correction left. */
export const carryOf = ({ kilowattHours, issued, cancelled }: EnergyAccount): number =>
  kilowattHours - (issued - cancelled) * KILOWATT_HOURS_PER_CERTIFICATE;

/**
 * Whether a CCER project has the facility's power of any of those days, or reductions of it were issued. Its
 * certificates are then frozen: one or the other, never both (DOMAIN §3).
 */
export const isFrozenIn = (
  { frozen, credited = [] }: Pick<FacilityState, 'frozen' | 'credited'>,
  days: Period,
): boolean =>
  (frozen !== undefined && periodsOverlap(frozen.crediting, days)) ||
  credited.some((period) => periodsOverlap(period, days));

/** Another report's period with the power of some of those days: no kWh earns reductions twice. */
export const creditedElsewhere = (
  { credited = [] }: Pick<FacilityState, 'credited'>,
  report: string,
  days: Period,
): CreditedPeriod | undefined =>
  credited.find((period) => period.report !== report && periodsOverlap(period, days));

/** The facility once reductions of the report were issued; the period counts once for all vintages. */
export function withCredited(state: FacilityState, report: string, { from, to }: Period): FacilityState {
  const { credited = [] } = state;
  if (credited.some((period) => period.report === report)) return state;
  return { ...state, credited: [...credited, { report, from, to }] };
}

/** The facility with that account of a kind of energy. */
export function withEnergy(state: FacilityState, kind: Energy, account: EnergyAccount): FacilityState {
  return { ...state, energy: { ...state.energy, [kind]: account } };
}

export function evolveAccountOpened(
  _entities: Entities,
  { facts }: EventOfType<'account.opened'>,
): NextStates {
  const { account, organization, province } = facts;
  return [
    [accountEntity(account), { organization, province }],
    [provinceEntity(province), { holder: account }],
  ];
}

export function evolveFacilityRegistered(
  _entities: Entities,
  { id, facts }: EventOfType<'facility.registered' | 'facility.imported'>,
): NextStates {
  const { facility, ...state } = facts;
  return [
    [facilityEntity(facility), { ...state, energy: {}, registered: id }],
    ...facilityNames(facts).map((name): NextState<FacilityName> => [name, { holder: facility }]),
  ];
}

export const evolveStorageRecorded = (
  entities: Entities,
  { facts }: EventOfType<'facility.storage-recorded'>,
): NextStates => changedFacility(entities, facts.facility, (state) => ({ ...state, storage: facts.storage }));

/** Kinds of names that a facility holds. */
type FacilityName = 'meter' | 'registration' | 'foreign';

/** A registered or an imported facility. */
type Named =
  | { grid: string; meters: readonly Meter[]; code?: string | undefined }
  | { origin: Pick<Origin, 'source' | 'code'> };

/**
 * Names that only one facility may have: each of its meters, or the same power would be issued twice (DOMAIN
 * §5.3), and its code, if it has one yet; an import's origin.
 */
export function facilityNames(facts: Named): EntityId<FacilityName>[] {
  if ('origin' in facts) return [facilityOriginEntity(facts.origin)];
  const { grid, meters, code } = facts;
  const names = new Set(meters.map(({ id }) => meterEntity(grid, id)));
  return [...names, ...(code === undefined ? [] : [facilityCodeEntity(code)])];
}

/** Changes a facility; empty if it isn't known. */
export function changedFacility(
  entities: Entities,
  facility: string,
  change: (state: FacilityState) => FacilityState,
): NextStates {
  const id = facilityEntity(facility);
  const current = read(entities, id)?.state;
  return current ? [[id, change(current)]] : [];
}
