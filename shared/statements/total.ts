/** A total of one view: whole kilograms, and the exact value that was rounded. */
import { asFraction, type Rational, roundedHalfUp } from '../base/rational.ts';
import type { Total } from './facts.ts';

/** One half-up rounding, of the total (DOMAIN §4). */
export const totalOf = (exact: Rational): Total => ({
  kilograms: Number(roundedHalfUp(exact)),
  exact: asFraction(exact),
});
