/** Whole megawatt-hours divided in proportion. */

/**
 * Each amount's share of `total` by the largest remainder, never more than the amount itself. Each gets its
 * exact part rounded down, and one more if fewer amounts rank before it than units are left: amounts with a
 * larger remainder rank first, and of equal remainders those named earlier.
 */
export function proportionalParts(amounts: readonly number[], total: number): number[] {
  const sum = amounts.reduce((all, amount) => all + BigInt(amount), 0n);
  const divided = BigInt(total) < sum ? BigInt(total) : sum;
  if (sum === 0n) return amounts.map(() => 0);
  const remainders = amounts.map((amount) => (divided * BigInt(amount)) % sum);
  const left = remainders.reduce((all, remainder) => all + remainder, 0n) / sum;
  return amounts.map((amount, at) => {
    const before = remainders.filter(
      (remainder, other) => remainder > remainders[at]! || (remainder === remainders[at] && other < at),
    ).length;
    return Number((divided * BigInt(amount)) / sum) + (before < left ? 1 : 0);
  });
}
