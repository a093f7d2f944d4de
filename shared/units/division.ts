/**
 * Division of an income among parties by the largest remainder (Hamilton): exact to the fen, Σ parts = whole
 * (DOMAIN §2, benefit sharing).
 */
import { apportion } from '../base/apportionment.ts';
import { BASIS_POINTS_WHOLE } from '../base/basis-points.ts';

/**
 * Each party's part of `fen`, in the order of `shares`, within a fen of its exact quota. The fen left over by
 * rounding down go to the largest remainders; among equal ones, to the party whose id comes first, so the
 * order of `shares` changes nobody's part.
 * @throws RangeError unless fen is a non-negative safe integer, and the shares are non-negative integers of
 * different parties that sum to 10,000 basis points.
 */
export function divide(
  fen: number,
  shares: readonly { party: string; basisPoints: number }[],
): { party: string; fen: number }[] {
  requireDivisible(fen, shares);
  // Sorted by id, so that the first id wins among equal remainders.
  const sorted = shares.toSorted((a, b) => (a.party < b.party ? -1 : 1));
  const parts = apportion(
    fen,
    sorted.map(({ basisPoints }) => basisPoints),
  );
  const partOf = new Map(sorted.map(({ party }, i) => [party, parts[i]!]));
  return shares.map(({ party }) => ({ party, fen: partOf.get(party)! }));
}

function requireDivisible(fen: number, shares: readonly { party: string; basisPoints: number }[]): void {
  if (!Number.isSafeInteger(fen) || fen < 0) throw new RangeError(`${fen} is no amount in fen`);
  if (shares.some(({ basisPoints }) => !Number.isSafeInteger(basisPoints) || basisPoints < 0))
    throw new RangeError('a share is a non-negative integer of basis points');
  if (new Set(shares.map(({ party }) => party)).size < shares.length)
    throw new RangeError('a party has more than one share');
  if (shares.reduce((sum, { basisPoints }) => sum + basisPoints, 0) !== BASIS_POINTS_WHOLE)
    throw new RangeError('shares do not sum to 10,000 basis points');
}
