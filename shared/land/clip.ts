/** Land cut along a meridian or a parallel. */
import { type Position, signedArea } from './plane.ts';

/** A polygon's rings, open, outer ring first. */
export type Rings = readonly (readonly Position[])[];

/**
 * In square degrees, a few square centimetres: a remainder of a cut that is no larger counts as nothing. Land
 * whose overlap isn't rounding (RESOLUTION_DEGREES) shares far more in at least one cell.
 */
const NOTHING_SQUARE_DEGREES = 1e-15;

export type Side = 'west' | 'south' | 'east' | 'north';

/**
 * The parts of polygons on one side of a line (Sutherland and Hodgman 1974); parts without area are left out.
 */
export function clipped(polygons: readonly Rings[], side: Side, line: number): Rings[] {
  return polygons
    .map((rings) => rings.map((ring) => clippedRing(ring, side, line)).filter((ring) => ring.length > 0))
    .filter((rings) => areaOf(rings) > NOTHING_SQUARE_DEGREES);
}

/** Square degrees of one polygon, minus its holes, which run the other way. */
export const areaOf = (rings: Rings): number =>
  Math.abs(rings.reduce((sum, ring) => sum + signedArea(ring), 0));

function clippedRing(ring: readonly Position[], side: Side, line: number): Position[] {
  const axis = side === 'west' || side === 'east' ? 0 : 1;
  const keepsSmaller = side === 'west' || side === 'south';
  const isKept = (p: Position) => (keepsSmaller ? p[axis] <= line : p[axis] >= line);
  const kept: Position[] = [];
  let a = ring.at(-1)!;
  for (const b of ring) {
    if (isKept(a) !== isKept(b) && a[axis] !== line && b[axis] !== line) kept.push(cutAt(a, b, axis, line));
    if (isKept(b)) kept.push(b);
    a = b;
  }
  return kept;
}

/** Where a → b meets the line: the axis' own ordinate is exactly the line's, the other is rounded. */
function cutAt(a: Position, b: Position, axis: 0 | 1, line: number): Position {
  const share = (line - a[axis]) / (b[axis] - a[axis]);
  const across = axis === 0 ? 1 : 0;
  const other = a[across] + share * (b[across] - a[across]);
  return axis === 0 ? [line, other] : [other, line];
}
