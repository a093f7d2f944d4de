/** A total of one view: whole kilograms, and the exact value that was rounded. */
import { asFraction, compare, negated, type Rational, rational, roundedHalfUp } from '../base/rational.ts';
import type { Stated, Total } from './facts.ts';

/** One half-up rounding, of the total (DOMAIN §4). */
export const totalOf = (exact: Rational): Total => ({
  kilograms: Number(roundedHalfUp(exact)),
  exact: asFraction(exact),
});

/** Whole kilograms of each view, before green power. */
export const grossOf = ({ location, market, park910, ets }: Stated['totals']) => ({
  location: location.kilograms,
  market: market.kilograms,
  park910: park910.kilograms,
  ets: ets.kilograms,
});

/** The most that a total comes to, either way: 10^12 tonnes. */
const KILOGRAMS_MAX = rational(10n ** 15n);

export const isTooLarge = (kilograms: Rational): boolean =>
  compare(kilograms, KILOGRAMS_MAX) > 0 || compare(kilograms, negated(KILOGRAMS_MAX)) < 0;
