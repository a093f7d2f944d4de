/** Whether two pieces of land share ground, and how much. */
import { intersection } from 'polyclip-ts';
import { plainlyApart } from './apart.ts';
import { areaSquareMetres, ringSquareMetres } from './area.ts';
import type { Boundary } from './boundary.ts';
import { clipped, type Rings } from './clip.ts';
import { boxesMeet, boxOf, joinedBoxes, meanWidth } from './plane.ts';
import { RESOLUTION_DEGREES } from './precision.ts';

export interface Overlap {
  /** On the ellipsoid; a fraction. */
  squareMetres: number;
}

/**
 * Of the smaller of two lands, how much may lie over the border before it is an overlap: 2 m² in a square kilometre.
 * Outlines of large lands are rounded where three meet: 林西县, 巴林右旗 and 翁牛特旗 of the real banners all hold the
 * same 0.59 ha at 118.580°E 43.271°N, which is 1.5 millionths of the smallest. Nobody gains a tonne by it.
 */
const BORDER_SHARE = 2e-6;

/**
 * What the interiors of two boundaries share; undefined when they are apart or only touch. It is computed on the
 * decimals as they are written, so that borders drawn with the same positions share nothing at all.
 * A shared piece of a mean width under RESOLUTION_DEGREES is touching too: a corner that a neighbour's survey put on
 * a slanted line is rounded to six decimals, and so is up to 0.7 units beside it. So is all that comes to no more
 * than BORDER_SHARE of the smaller land.
 */
export function overlapOf(a: Boundary, b: Boundary): Overlap | undefined {
  const [inA, inB] = [nearby(a, b), nearby(b, a)];
  if (inA.length === 0 || inB.length === 0 || plainlyApart(inA, inB)) return undefined;
  let squareMetres = 0;
  for (const [outer, ...holes] of intersection(inA, inB)) {
    if (meanWidth(outer!.slice(1)) < RESOLUTION_DEGREES) continue;
    squareMetres += ringSquareMetres(outer!);
    for (const hole of holes) squareMetres -= ringSquareMetres(hole);
  }
  if (squareMetres <= 0) return undefined;
  const smaller = Math.min(areaSquareMetres(a), areaSquareMetres(b));
  return squareMetres > BORDER_SHARE * smaller ? { squareMetres } : undefined;
}

/**
 * The parts of `land` within the box around those polygons of `other` that it may meet: a parcel isn't compared with
 * all of a banner. Cuts run outside the other's land or along its edge; where they round, it is far below
 * RESOLUTION_DEGREES.
 */
function nearby(land: Boundary, other: Boundary): [number, number][][][] {
  const boxes = other.coordinates.map((polygon) => boxOf(polygon[0]!));
  const whole = boxOf(land.coordinates.flatMap(([outer]) => outer!));
  const met = boxes.filter((box) => boxesMeet(box, whole));
  if (met.length === 0) return [];
  const { west, south, east, north } = met.reduce(joinedBoxes);
  let parts: Rings[] = land.coordinates.map((polygon) => polygon.map((ring) => ring.slice(1)));
  parts = clipped(clipped(parts, 'east', west), 'west', east);
  parts = clipped(clipped(parts, 'north', south), 'south', north);
  return parts.map((rings) => rings.map((ring) => ring.map(([x, y]) => [x, y])));
}
