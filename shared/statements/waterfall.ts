/**
 * What a statement comes to, as it is shown: each view before and after green power, and the steps from gross
 * to open. The registry answers with these figures, and who enters a statement sees them beforehand.
 */
import {
  asDecimal,
  decimal,
  fraction,
  minus,
  type Rational,
  roundedHalfUp,
  times,
} from '../base/rational.ts';
import { type Coverage, type Covered, coveredKilowattHours } from './coverage.ts';
import { PARK_ELECTRICITY } from './factors/method.ts';
import type { Stated } from './facts.ts';
import type { View } from './views.ts';

/** Sums of decimals of six digits have at most six. */
const ENERGY_DIGITS = 6;

/** Enough for every product of a quantity with a row's figures. */
const KILOGRAM_DIGITS = 15;

/** kg that each covered kWh takes off a view, where green power acts. */
const offEach: Partial<Record<View, (stated: Stated) => string>> = {
  market: ({ grid }) => grid.residual.value,
  park910: () => PARK_ELECTRICITY.value,
};

/** A view before and after green power, whole kg, each rounded once. */
export function shownView(state: Pick<Covered, 'stated' | 'green'>, view: View) {
  const { kilograms, exact } = state.stated.totals[view];
  const covered = coveredKilowattHours(state);
  const each = offEach[view]?.(state.stated);
  const off = each === undefined ? undefined : times(covered, decimal(each));
  return {
    kilograms: off ? Number(roundedHalfUp(minus(fraction(exact), off))) : kilograms,
    grossKilograms: kilograms,
    exact,
    ...(off && off.numerator > 0n && { green: greenOf(covered, off) }),
  };
}

const greenOf = (covered: Rational, off: Rational) => ({
  kilowattHours: asDecimal(covered, ENERGY_DIGITS),
  kilograms: asDecimal(off, KILOGRAM_DIGITS),
});

const KILOGRAMS_PER_TONNE = 1000;

/** From gross to open in the market view, whole kg that add up; below zero nothing is left to cover. */
export function waterfallOf({ totals }: Stated, { residualKilograms, retiredTonnes }: Coverage) {
  const grossKilograms = Math.max(0, totals.market.kilograms);
  const offsetKilograms = Math.min(residualKilograms, retiredTonnes * KILOGRAMS_PER_TONNE);
  return {
    view: 'market' as const,
    grossKilograms,
    greenPowerKilograms: grossKilograms - residualKilograms,
    residualKilograms,
    offsetKilograms,
    openKilograms: residualKilograms - offsetKilograms,
  };
}
