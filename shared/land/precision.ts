/** How finely a boundary is surveyed, as far as its numbers show. */
import type { Position } from './plane.ts';

/** The fewest decimals of a degree in a boundary's coordinates (DOMAIN §2): 11 cm on the ground. */
export const DECIMALS_MIN = 6;

/**
 * One unit of the last required decimal, in degrees. Two surveys of one border may disagree by as much,
 * because a corner on a neighbour's slanted line can rarely be written exactly: anything narrower is
 * rounding, not land.
 */
export const RESOLUTION_DEGREES = 1e-6;

/** Decimals of a number as JSON writes it: the shortest that reads back as the same double. */
export function decimalsOf(ordinate: number): number {
  const [mantissa = '', exponent = '0'] = String(ordinate).split('e');
  const fraction = mantissa.split('.')[1] ?? '';
  return Math.max(0, fraction.length - Number(exponent));
}

/**
 * The number of distinct ordinates of a ring, and how many of them carry DECIMALS_MIN decimals. JSON drops
 * trailing zeros (119.500000 becomes 119.5), so single short ordinates mean nothing: about a tenth of a fine
 * survey's are short, and rarely half of a small parcel's. Of a coarse survey's, nearly all are.
 */
export function precisionOf(ring: readonly Position[]): { ordinates: number; precise: number } {
  const ordinates = new Set(ring.flat());
  let precise = 0;
  for (const ordinate of ordinates) if (decimalsOf(ordinate) >= DECIMALS_MIN) precise++;
  return { ordinates: ordinates.size, precise };
}

/** Whether at least half of a ring's distinct ordinates carry DECIMALS_MIN decimals. */
export function isPrecise(ring: readonly Position[]): boolean {
  const { ordinates, precise } = precisionOf(ring);
  return 2 * precise >= ordinates;
}
