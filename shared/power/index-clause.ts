/**
 * An index clause (价格联动): a share of the energy price follows a named index from its base value, year by
 * year. A month takes the value of its calendar year, or of the latest year before it that the parties gave,
 * so that no month waits for a publication; before any, the price is the agreed one.
 */
import { yearOfMonth } from '../base/month.ts';
import { BASIS_POINTS_ALL } from './periods.ts';

/** A positive decimal as text: at most 12 digits before the point and 6 after it. */
export const DECIMAL = /^(?=.*[1-9])(0|[1-9]\d{0,11})(\.\d{1,6})?$/;
const FRACTION_DIGITS = 6;

export interface IndexClause {
  /** As its publisher names it. */
  name: string;
  /** The value at which the agreed prices hold. */
  base: string;
  /** The share of the energy price that follows. */
  shareBasisPoints: number;
  /** In order of year. */
  values: readonly { year: number; value: string }[];
}

/** Millionths, exact. */
function millionths(decimal: string): bigint {
  const [whole = '', fraction = ''] = decimal.split('.');
  return BigInt(whole + fraction.padEnd(FRACTION_DIGITS, '0'));
}

/** The value that applies to a month (YYYY-MM), with its year; the base before any is given. */
export function indexFor({ base, values }: IndexClause, month: string): { year?: number; value: string } {
  const known = values.findLast(({ year }) => year <= yearOfMonth(month));
  return known ? { year: known.year, value: known.value } : { value: base };
}

export interface Fraction {
  numerator: bigint;
  denominator: bigint;
}

/** How many times its agreed amount the energy price is: 1 − share + share × value ÷ base, exact. */
export function indexFactor({ base, shareBasisPoints }: IndexClause, value: string): Fraction {
  const [all, share] = [BigInt(BASIS_POINTS_ALL), BigInt(shareBasisPoints)];
  const from = millionths(base);
  return { numerator: (all - share) * from + share * millionths(value), denominator: all * from };
}
