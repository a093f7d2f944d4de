/**
 * Coverage (覆盖): what was retired for a statement against what it leaves. Green power acts in the market
 * and park views only, on purchased electricity, never below zero; what exceeds it stays unused. A residual
 * is the market view's, in whole kilograms, and as many tonnes are needed as cover it (DOMAIN §4).
 */
import {
  compare,
  decimal,
  fraction,
  greater,
  lesser,
  minus,
  type Rational,
  rational,
  roundedDown,
  roundedHalfUp,
  roundedUp,
  sum,
  times,
  ZERO,
} from '../base/rational.ts';
import type { CoverMegawattHours, CoverTonnes } from './cover.ts';
import { PARK_ELECTRICITY } from './factors/method.ts';
import type { StatementState } from './states.ts';

/** The part of a statement's state that its coverage follows from. */
export type Covered = Pick<StatementState, 'stated' | 'green' | 'retired'>;

export interface Coverage {
  /** Claims use this view. */
  view: 'market';
  /** The market view less green power, kg. */
  residualKilograms: number;
  /** The parks' view less green power, kg. */
  parkKilograms: number;
  neededTonnes: number;
  retiredTonnes: number;
  openTonnes: number;
  /** Of a park, its members' too. */
  retired: CoverTonnes;
  greenMegawattHours: CoverMegawattHours & { unused: number };
}

const KILOGRAMS_PER_TONNE = 1000n;

/**
 * What counts for a statement: what was retired for it, and of a park's also what its members had retired
 * when they were rolled up. Each tonne and each MWh counts once in the whole; what a member's own purchases
 * didn't take up stays unused in the park too.
 */
export interface Counted {
  green: CoverMegawattHours;
  retired: CoverTonnes;
}

const KILOWATT_HOURS_PER_MEGAWATT_HOUR = 1000n;

export function countedOf({ stated, green, retired }: Covered): Counted {
  const members = stated.park?.members ?? [];
  return {
    green: members.reduce((all, member) => (member.green ? addMegawattHours(all, member.green) : all), green),
    retired: members.reduce(
      (all, member) => (member.retired ? addTonnes(all, member.retired) : all),
      retired,
    ),
  };
}

/** kWh of green power that may cover purchases. */
const usableOf = ({ stated, green }: Pick<Covered, 'stated' | 'green'>): Rational =>
  sum([
    kilowattHoursOf(green),
    ...(stated.park?.members ?? []).map((member) => (member.green ? fraction(member.green.used) : ZERO)),
  ]);

const kilowattHoursOf = (green: CoverMegawattHours): Rational =>
  rational(BigInt(megawattHoursOf(green)) * KILOWATT_HOURS_PER_MEGAWATT_HOUR);

/** kWh of what was purchased that green power covers. */
export function coveredKilowattHours(state: Pick<Covered, 'stated' | 'green'>): Rational {
  const purchased = greater(fraction(state.stated.purchasedKilowattHours), ZERO);
  return lesser(usableOf(state), purchased);
}

export function coverageOf(state: Covered): Coverage {
  const { totals, grid } = state.stated;
  const { green, retired } = countedOf(state);
  const covered = coveredKilowattHours(state);
  const all = rational(BigInt(megawattHoursOf(green)));
  const unused = minus(all, times(covered, rational(1n, 1000n)));
  const residual = less(totals.market.exact, covered, grid.residual.value);
  const needed = roundedUp(rational(residual, KILOGRAMS_PER_TONNE));
  const tonnes = tonnesOf(retired);
  return {
    view: 'market',
    residualKilograms: Number(residual),
    parkKilograms: Number(less(totals.park910.exact, covered, PARK_ELECTRICITY.value)),
    neededTonnes: Number(needed),
    retiredTonnes: tonnes,
    openTonnes: Math.max(0, Number(needed) - tonnes),
    retired,
    greenMegawattHours: { ...green, unused: Number(roundedDown(unused)) },
  };
}

/** kg of the parks' view after green power, exact: what the parks' indicator counts. */
export function parkEmission(state: Pick<Covered, 'stated' | 'green'>): Rational {
  const off = times(coveredKilowattHours(state), decimal(PARK_ELECTRICITY.value));
  return greater(minus(fraction(state.stated.totals.park910.exact), off), ZERO);
}

/** Whole kg of a view after green power: rounded once, never below zero. */
function less(total: string, covered: Rational, perKilowattHour: string): bigint {
  const left = minus(fraction(total), times(covered, decimal(perKilowattHour)));
  return compare(left, ZERO) > 0 ? roundedHalfUp(left) : 0n;
}

export const tonnesOf = (tonnes: CoverTonnes): number =>
  tonnes.removalLocal + tonnes.removalOther + tonnes.avoidanceLocal + tonnes.avoidanceOther;

export const megawattHoursOf = ({ physical, certificate }: CoverMegawattHours): number =>
  physical + certificate;

export const NO_TONNES: CoverTonnes = {
  removalLocal: 0,
  removalOther: 0,
  avoidanceLocal: 0,
  avoidanceOther: 0,
};
export const NO_MEGAWATT_HOURS: CoverMegawattHours = { physical: 0, certificate: 0 };

export const addTonnes = (a: CoverTonnes, b: CoverTonnes): CoverTonnes => ({
  removalLocal: a.removalLocal + b.removalLocal,
  removalOther: a.removalOther + b.removalOther,
  avoidanceLocal: a.avoidanceLocal + b.avoidanceLocal,
  avoidanceOther: a.avoidanceOther + b.avoidanceOther,
});

export const addMegawattHours = (a: CoverMegawattHours, b: CoverMegawattHours): CoverMegawattHours => ({
  physical: a.physical + b.physical,
  certificate: a.certificate + b.certificate,
});
