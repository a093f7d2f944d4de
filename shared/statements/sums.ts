/** Sums of a statement, exact, and as the fractions of a leaf. */
import { asFraction, fraction, minus, negated, plus, type Rational, ZERO } from '../base/rational.ts';
import type { Stated } from './facts.ts';
import type { Line } from './line.ts';
import type { Sums } from './rolled-up.ts';
import { isTooLarge, totalOf } from './total.ts';

export type SumsExact = Record<keyof Sums, Rational>;

const MEMBERS = ['location', 'market', 'park910', 'ets', 'apart', 'purchased', 'consumed'] as const;

const each = <R>(one: (name: (typeof MEMBERS)[number]) => R): Record<keyof Sums, R> =>
  Object.fromEntries(MEMBERS.map((name) => [name, one(name)])) as Record<keyof Sums, R>;

export const NO_SUMS: SumsExact = each(() => ZERO);

export const addSums = (a: SumsExact, b: SumsExact): SumsExact => each((name) => plus(a[name], b[name]));

export const lessSums = (a: SumsExact, b: SumsExact): SumsExact => each((name) => minus(a[name], b[name]));

export const asFractions = (sums: SumsExact): Sums => each((name) => asFraction(sums[name]));

export const fromFractions = (sums: Sums): SumsExact => each((name) => fraction(sums[name]));

/** What a statement says of its sums. */
export function statedSums(sums: SumsExact) {
  return {
    totals: {
      location: totalOf(sums.location),
      market: totalOf(sums.market),
      park910: totalOf(sums.park910),
      ets: totalOf(sums.ets),
    },
    apart: totalOf(sums.apart),
    purchasedKilowattHours: asFraction(sums.purchased),
    consumedKilowattHours: asFraction(sums.consumed),
  };
}

/** Whether some sum of kilograms is beyond what a statement may come to. */
export const areTooLarge = ({ location, market, park910, ets, apart }: SumsExact): boolean =>
  [location, market, park910, ets, apart].some(isTooLarge);

/** Of a whole statement, as it states them. */
export function sumsOf({ totals, apart, purchasedKilowattHours, consumedKilowattHours }: Stated): SumsExact {
  return {
    location: fraction(totals.location.exact),
    market: fraction(totals.market.exact),
    park910: fraction(totals.park910.exact),
    ets: fraction(totals.ets.exact),
    apart: fraction(apart.exact),
    purchased: fraction(purchasedKilowattHours),
    consumed: fraction(consumedKilowattHours),
  };
}

/** What kWh of a line add to what was bought and used. */
export function electricitySums(line: Line, amount: Rational): Pick<SumsExact, 'purchased' | 'consumed'> {
  if (line.kind !== 'electricity') return { purchased: ZERO, consumed: ZERO };
  const signed = line.direction === 'received' ? amount : negated(amount);
  return { purchased: line.supply === 'self-generated' ? ZERO : signed, consumed: signed };
}
