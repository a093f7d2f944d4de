/** Whole numbers shared out in proportion by the largest remainder (Hamilton): exact, Σ parts = whole. */

/**
 * Each weight's part of `whole`, in the order of `weights`, within 1 of its exact quota. The units that
 * rounding down leaves over go to the largest remainders, among equal ones to the first. If `whole` is at
 * most Σ weights, no part exceeds its weight: a whole quota is never rounded up.
 * @throws RangeError unless all are non-negative safe integers, and some weight is positive where the whole
 * is.
 */
export function apportion(whole: number, weights: readonly number[]): number[] {
  for (const each of [whole, ...weights])
    if (!Number.isSafeInteger(each) || each < 0) throw new RangeError(`${each} is no quantity`);
  const sum = weights.reduce((total, weight) => total + BigInt(weight), 0n);
  if (whole === 0) return weights.map(() => 0);
  if (sum === 0n) throw new RangeError(`${whole} can not be shared among nobody`);
  const quotas = weights.map((weight, at) => {
    const product = BigInt(whole) * BigInt(weight);
    return { at, floor: product / sum, remainder: product % sum };
  });
  const left = BigInt(whole) - quotas.reduce((total, { floor }) => total + floor, 0n);
  const favoured = new Set(
    quotas
      // Compared, not subtracted: a difference of remainders may exceed what a number holds exactly.
      .toSorted((a, b) => (a.remainder === b.remainder ? a.at - b.at : a.remainder < b.remainder ? 1 : -1))
      .slice(0, Number(left))
      .map(({ at }) => at),
  );
  return quotas.map(({ at, floor }) => Number(floor) + (favoured.has(at) ? 1 : 0));
}
