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
  greenMegawattHours: CoverMegawattHours & { unused: number };
}

const KILOWATT_HOURS_PER_MEGAWATT_HOUR = rational(1000n);
const KILOGRAMS_PER_TONNE = 1000n;

/** kWh retired for the statement, whether or not so many were purchased. */
const retiredKilowattHours = ({ green }: Pick<Covered, 'green'>): Rational =>
  times(rational(BigInt(megawattHoursOf(green))), KILOWATT_HOURS_PER_MEGAWATT_HOUR);

/** kWh of what was purchased that green power covers. */
export function coveredKilowattHours(state: Pick<Covered, 'stated' | 'green'>): Rational {
  const purchased = greater(fraction(state.stated.purchasedKilowattHours), ZERO);
  return lesser(retiredKilowattHours(state), purchased);
}

export function coverageOf(state: Covered): Coverage {
  const { green, stated } = state;
  const { totals, grid } = stated;
  const covered = coveredKilowattHours(state);
  const excess = minus(retiredKilowattHours(state), covered);
  const residual = less(totals.market.exact, covered, grid.residual.value);
  const needed = roundedUp(rational(residual, KILOGRAMS_PER_TONNE));
  const tonnes = tonnesOf(state.retired);
  return {
    view: 'market',
    residualKilograms: Number(residual),
    parkKilograms: Number(less(totals.park910.exact, covered, PARK_ELECTRICITY.value)),
    neededTonnes: Number(needed),
    retiredTonnes: tonnes,
    openTonnes: Math.max(0, Number(needed) - tonnes),
    greenMegawattHours: {
      ...green,
      unused: Number(roundedDown(times(excess, rational(1n, 1000n)))),
    },
  };
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
