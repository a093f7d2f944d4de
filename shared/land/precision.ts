/** How finely a boundary is surveyed, as far as its numbers show it. */
import type { Position } from './plane.ts';

/** Decimals of a degree that a boundary's coordinates carry at least (DOMAIN §2): 11 cm on the ground. */
export const DECIMALS_MIN = 6;

/**
 * One unit of the last decimal that is required, in degrees. Two surveys of one border may disagree by as much, for
 * a corner that is on a neighbour's slanted line can rarely be written down exactly: what is narrower is rounding,
 * not land.
 */
export const RESOLUTION_DEGREES = 1e-6;

/** Decimals of a number as JSON writes it: the shortest that reads back as the same double. */
export function decimalsOf(ordinate: number): number {
  const [mantissa = '', exponent = '0'] = String(ordinate).split('e');
  const fraction = mantissa.split('.')[1] ?? '';
  return Math.max(0, fraction.length - Number(exponent));
}

/**
 * The distinct ordinates of a ring, and how many of them carry DECIMALS_MIN decimals.
 * JSON drops trailing zeros (119.500000 becomes 119.5), so one short ordinate means nothing: a tenth of them is
 * short in a fine survey, and even a small parcel rarely has half. A coarse survey has hardly a long one.
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
