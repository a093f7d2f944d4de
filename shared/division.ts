/**
 * Division of an income among parties by the largest remainder (Hamilton): exact to the fen, Σ parts = whole
 * (DOMAIN §2, benefit sharing).
 */

const BASIS_POINTS_WHOLE = 10_000n;

/**
 * Each party's part of `fen`, in the order of `shares`; each within a fen of its exact quota. The fen that rounding
 * down leaves over go to the largest remainders, of equal ones to the party whose id comes first, so the order of
 * `shares` changes nobody's part.
 * @throws RangeError unless fen is a non-negative safe integer, and the shares are non-negative integers of different
 * parties that sum to 10,000 basis points.
 */
export function divide(
  fen: number,
  shares: readonly { party: string; basisPoints: number }[],
): { party: string; fen: number }[] {
  requireDivisible(fen, shares);
  const quotas = shares.map(({ party, basisPoints }) => {
    const product = BigInt(fen) * BigInt(basisPoints);
    return { party, floor: product / BASIS_POINTS_WHOLE, remainder: product % BASIS_POINTS_WHOLE };
  });
  const left = BigInt(fen) - quotas.reduce((sum, { floor }) => sum + floor, 0n);
  const favoured = new Set(
    quotas
      .toSorted((a, b) => Number(b.remainder - a.remainder) || (a.party < b.party ? -1 : 1))
      .slice(0, Number(left))
      .map(({ party }) => party),
  );
  return quotas.map(({ party, floor }) => ({ party, fen: Number(floor) + (favoured.has(party) ? 1 : 0) }));
}

function requireDivisible(fen: number, shares: readonly { party: string; basisPoints: number }[]): void {
  if (!Number.isSafeInteger(fen) || fen < 0) throw new RangeError(`${fen} is no amount in fen`);
  if (shares.some(({ basisPoints }) => !Number.isSafeInteger(basisPoints) || basisPoints < 0))
    throw new RangeError('a share is a non-negative integer of basis points');
  if (new Set(shares.map(({ party }) => party)).size < shares.length)
    throw new RangeError('a party has more than one share');
  if (shares.reduce((sum, { basisPoints }) => sum + basisPoints, 0) !== Number(BASIS_POINTS_WHOLE))
    throw new RangeError('shares do not sum to 10,000 basis points');
}
