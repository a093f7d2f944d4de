/**
 * An index clause (价格联动): a share of the energy price follows a named index from its base value, year by
 * year. A month takes the value of its calendar year, or of the latest year before it that the parties gave,
 * so that no month waits for a publication; before any, the price is the agreed one.
 */
import { BASIS_POINTS_WHOLE } from '../base/basis-points.ts';
import { yearOfMonth } from '../base/month.ts';
import { decimal, type Rational, rational } from '../base/rational.ts';

export interface IndexClause {
  /** As its publisher names it. */
  name: string;
  /** The value at which the agreed prices hold: a positive decimal, as text. */
  base: string;
  /** The share of the energy price that follows. */
  shareBasisPoints: number;
  /** In order of year. */
  values: readonly { year: number; value: string }[];
}

/** The value that applies to a month (YYYY-MM), with its year; the base before any is given. */
export function indexFor({ base, values }: IndexClause, month: string): { year?: number; value: string } {
  const known = values.findLast(({ year }) => year <= yearOfMonth(month));
  return known ? { year: known.year, value: known.value } : { value: base };
}

/** How many times its agreed amount the energy price is: 1 − share + share × value ÷ base, exact. */
export function indexFactor({ base, shareBasisPoints }: IndexClause, value: string): Rational {
  const [all, share] = [BigInt(BASIS_POINTS_WHOLE), BigInt(shareBasisPoints)];
  const { numerator, denominator } = decimal(base);
  const now = decimal(value);
  const agreed = (all - share) * numerator * now.denominator;
  return rational(agreed + share * now.numerator * denominator, all * numerator * now.denominator);
}
