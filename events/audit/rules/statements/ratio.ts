/** The auditor's own fractions: a numerator over a denominator above zero, never reduced. */

export type Ratio = readonly [bigint, bigint];

/** `n/d` or `n`, as a leaf has it; its schema allows nothing else. */
export function ratioOf(text: string): Ratio {
  const [numerator = '0', denominator = '1'] = text.split('/');
  return [BigInt(numerator), BigInt(denominator)];
}

/** A decimal over the power of ten that makes it whole. */
export function decimalRatio(text: string): Ratio {
  const [integer = '0', places = ''] = text.split('.');
  return [BigInt(integer + places), 10n ** BigInt(places.length)];
}

export const added = ([a, over]: Ratio, [b, below]: Ratio): Ratio => [a * below + b * over, over * below];

export const isEqual = ([a, over]: Ratio, [b, below]: Ratio): boolean => a * below === b * over;

/** Towards minus infinity, as the division of integers is not. */
const floorDiv = (a: bigint, b: bigint): bigint => (a - (((a % b) + b) % b)) / b;

/** Half up: the whole number whose half-open unit, from a half below to a half above, has the ratio in it. */
export const nearest = ([numerator, denominator]: Ratio): bigint =>
  floorDiv(numerator * 2n + denominator, denominator * 2n);

/** In lowest terms, as every fraction of a leaf has to be: two texts of one value would be two leaves. */
export function isLowest(text: string): boolean {
  const [numerator, denominator] = ratioOf(text);
  let [a, b] = [numerator < 0n ? -numerator : numerator, denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 1n ? !text.endsWith('/1') : numerator === 0n && denominator === 1n && text === '0';
}
