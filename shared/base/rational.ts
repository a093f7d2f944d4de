/**
 * Exact rational numbers. Emissions are products and sums of decimals with fractions such as 44/12 between
 * them, so neither floats nor rounded decimals hold them. A total is rounded once, where it is shown.
 */
import * as z from 'zod';

/** Reduced; the denominator is above zero. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Digits before and after the point that a quantity may have. */
const WHOLE_DIGITS_MAX = 12;
const FRACTION_DIGITS_MAX = 6;
const DECIMAL = new RegExp(
  `^(?:0|[1-9]\\d{0,${WHOLE_DIGITS_MAX - 1}})(?:\\.\\d{1,${FRACTION_DIGITS_MAX}})?$`,
);

const DECIMAL_FAULT =
  `must be a decimal of at least zero as text, at most ${WHOLE_DIGITS_MAX} digits before the point and ${FRACTION_DIGITS_MAX} after, such as "1234.5"; ` +
  `须为文本形式的非负十进制数，整数部分至多 ${WHOLE_DIGITS_MAX} 位，小数部分至多 ${FRACTION_DIGITS_MAX} 位，如 "1234.5"`;

/** A quantity as text: JSON numbers are floats to most readers, so a decimal is never written as one. */
export const Decimal = z.string({ error: DECIMAL_FAULT }).regex(DECIMAL, { error: DECIMAL_FAULT });

/** Whether the text is a quantity that `Decimal` takes. */
export const isDecimal = (text: string): boolean => DECIMAL.test(text);

/** `n/d` in lowest terms, or `n`: the form in which a leaf has a total. */
export const Fraction = z.string().regex(/^(?:0|-?[1-9]\d{0,29})(?:\/[1-9]\d{0,29})?$/, {
  error: 'must be a fraction such as "100/3" in lowest terms; 须为最简分数，如 "100/3"',
});

export const ZERO: Rational = { numerator: 0n, denominator: 1n };

/** The fraction in lowest terms. @throws RangeError if the denominator is zero */
export function rational(numerator: bigint, denominator = 1n): Rational {
  if (denominator === 0n) throw new RangeError('a denominator is not zero');
  const sign = denominator < 0n ? -1n : 1n;
  const divisor = greatestDivisor(numerator < 0n ? -numerator : numerator, sign * denominator);
  return { numerator: (sign * numerator) / divisor, denominator: (sign * denominator) / divisor };
}

/** The value of a decimal such as `-12.5`. @throws RangeError if the text is no decimal */
export function decimal(text: string): Rational {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) throw new RangeError(`${text} is no decimal`);
  const [, sign, whole, fraction = ''] = match;
  const digits = BigInt(`${whole}${fraction}`);
  return rational(sign ? -digits : digits, 10n ** BigInt(fraction.length));
}

/** The value of a fraction such as `100/3`. @throws RangeError if the text is none */
export function fraction(text: string): Rational {
  const match = /^(-?\d+)(?:\/(\d+))?$/.exec(text);
  if (!match) throw new RangeError(`${text} is no fraction`);
  return rational(BigInt(match[1]!), BigInt(match[2] ?? 1));
}

export const whole = (integer: number): Rational => rational(BigInt(integer));

export const plus = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);

export const negated = ({ numerator, denominator }: Rational): Rational => ({
  numerator: -numerator,
  denominator,
});

export const minus = (a: Rational, b: Rational): Rational => plus(a, negated(b));

export const times = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.numerator, a.denominator * b.denominator);

/** @throws RangeError if `b` is zero */
export const over = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.denominator, a.denominator * b.numerator);

export const product = (...factors: readonly Rational[]): Rational => factors.reduce(times, rational(1n));

export const sum = (terms: Iterable<Rational>): Rational => {
  let total = ZERO;
  for (const term of terms) total = plus(total, term);
  return total;
};

/** Below zero, zero or above it, as `a` is less than, equal to or more than `b`. */
export function compare(a: Rational, b: Rational): number {
  const left = a.numerator * b.denominator;
  const right = b.numerator * a.denominator;
  return left < right ? -1 : left > right ? 1 : 0;
}

export const lesser = (a: Rational, b: Rational): Rational => (compare(a, b) <= 0 ? a : b);

export const greater = (a: Rational, b: Rational): Rational => (compare(a, b) >= 0 ? a : b);

/** The nearest whole number; a half goes up (DOMAIN §4). */
export const roundedHalfUp = ({ numerator, denominator }: Rational): bigint =>
  floored(2n * numerator + denominator, 2n * denominator);

export const roundedUp = ({ numerator, denominator }: Rational): bigint => -floored(-numerator, denominator);

export const roundedDown = ({ numerator, denominator }: Rational): bigint => floored(numerator, denominator);

/** `n/d`, or `n` where the denominator is one. */
export const asFraction = ({ numerator, denominator }: Rational): string =>
  denominator === 1n ? `${numerator}` : `${numerator}/${denominator}`;

/**
 * The decimal with at most that many digits after the point, the last one rounded half up; no zeros at its
 * end.
 */
export function asDecimal(value: Rational, digitsMax: number): string {
  const scale = 10n ** BigInt(digitsMax);
  const scaled = roundedHalfUp(times(value, rational(scale)));
  const magnitude = scaled < 0n ? -scaled : scaled;
  const digits = String(magnitude % scale)
    .padStart(digitsMax, '0')
    .replace(/0+$/, '');
  const text = digits === '' || digitsMax === 0 ? `${magnitude / scale}` : `${magnitude / scale}.${digits}`;
  return scaled < 0n ? `-${text}` : text;
}

/** Whether a decimal of that many digits holds the value exactly. */
export const isExactIn = ({ denominator }: Rational, digits: number): boolean =>
  10n ** BigInt(digits) % denominator === 0n;

function floored(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  return numerator < 0n && numerator % denominator !== 0n ? quotient - 1n : quotient;
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  let [left, right] = [a, b];
  while (right !== 0n) [left, right] = [right, left % right];
  return left === 0n ? 1n : left;
}
