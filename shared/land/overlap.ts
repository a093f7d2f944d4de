/** Whether two pieces of land share ground, and how much. */
import { areaSquareMetres } from './area.ts';
import { clipped, type Rings } from './clip.ts';
import type { Boundary } from './multi-polygon.ts';
import { type Box, boxesMeet, boxOf, joinedBoxes, type Position, sideOf } from './plane.ts';
import { RESOLUTION_DEGREES } from './precision.ts';
import { type Piece, piecesInBoth, piecesInSeveral } from './shared-ground.ts';

export interface Overlap {
  /** On the ellipsoid; a fraction. */
  squareMetres: number;
}

/**
 * The share of the smaller of two lands that may lie over the border without an overlap: 2 m² in a square
 * kilometre. Outlines of large lands are rounded where three meet: 林西县, 巴林右旗 and 翁牛特旗 of the
 * real banners all hold the same 0.59 ha at 118.580°E 43.271°N, 1.5 millionths of the smallest. Nobody
 * gains a tonne by it.
 */
const BORDER_SHARE = 2e-6;

/**
 * The most crossings of borders that are followed, in comparing two lands or the polygons of one; each takes
 * some 2 µs. Two surveys of one border cross at most once an edge, so even the most detailed neighbours stay
 * far below; only combs and needles exceed it. The limit between lands is double, so that needles alone can't
 * reach it if the neighbour's own outline is a plain one.
 */
export const CROSSINGS_MAX = 200_000;
const INNER_CROSSINGS_MAX = 100_000;

/** More crossings than are followed: the shared ground isn't known. */
export interface Intricate {
  /** The crossings met, one more than crossingsMax. */
  crossings: number;
  crossingsMax: number;
}

export type Comparison = Overlap | Intricate | undefined;

/** Whether a comparison was given up. */
export const isIntricate = (comparison: Overlap | Intricate): comparison is Intricate =>
  'crossings' in comparison;

/**
 * The overlap of two boundaries' interiors; undefined if they are apart or only touch. It is computed on the
 * decimals as written, so that borders drawn with the same positions share nothing at all. Shared pieces of a
 * mean width under RESOLUTION_DEGREES count as touching: a corner that a neighbour's survey put on a slanted
 * line is rounded to six decimals, which leaves up to 0.7 units beside it. A sum of no more than BORDER_SHARE
 * of the smaller land counts as touching too. Never throws, whatever the two look like.
 */
export function overlapOf(
  a: Boundary,
  b: Boundary,
  crossingsMax = CROSSINGS_MAX,
  /** Square metres of the smaller land, for callers that know them. */
  smallerOf = () => Math.min(areaSquareMetres(a), areaSquareMetres(b)),
): Comparison {
  const [inA, inB] = [nearby(a, b), nearby(b, a)];
  if (inA.length === 0 || inB.length === 0) return undefined;
  const pieces = piecesInBoth(inA, inB, crossingsMax);
  if (!Array.isArray(pieces)) return { crossings: pieces, crossingsMax };
  const squareMetres = pieces.filter(isLand).reduce((sum, piece) => sum + piece.squareMetres, 0);
  if (squareMetres <= 0) return undefined;
  return squareMetres > BORDER_SHARE * smallerOf() ? { squareMetres } : undefined;
}

/** Two polygons that share ground, by index, the larger index first. */
export interface InnerOverlap extends Overlap {
  polygon: number;
  other: number;
}

/** The most shared pieces whose polygons are looked up, largest first. */
const PIECES_MAX = 1000;

/**
 * The first two polygons (in normal form) that overlap as two lands would. There may be thousands of
 * polygons, so one sweep finds the candidates; these are then compared pair by pair.
 */
export function overlapAmong(
  polygons: Boundary['coordinates'],
  crossingsMax = INNER_CROSSINGS_MAX,
): InnerOverlap | Intricate | undefined {
  const rings = polygons.map((polygon) => polygon.map((ring) => ring.slice(1)));
  const pieces = piecesInSeveral(rings, crossingsMax);
  if (!Array.isArray(pieces)) return { crossings: pieces, crossingsMax };
  const boxes = rings.map(([outer]) => boxOf(outer!));
  const pairs = new Map<string, [number, number]>();
  const largest = pieces.filter(isLand).sort((p, q) => q.squareMetres - p.squareMetres);
  for (const { inside } of largest.slice(0, PIECES_MAX)) {
    const [other, polygon] = polygonsAt(inside, rings, boxes);
    if (other !== undefined && polygon !== undefined) pairs.set(`${polygon} ${other}`, [polygon, other]);
  }
  // One polygon may touch a thousand others, so its area is measured once.
  const areas = new Map<number, number>();
  const areaOf = (index: number): number => {
    const area = areas.get(index) ?? areaSquareMetres(landOf(polygons[index]!));
    areas.set(index, area);
    return area;
  };
  for (const [polygon, other] of [...pairs.values()].sort(([i, j], [k, l]) => i - k || j - l)) {
    const [a, b] = [landOf(polygons[polygon]!), landOf(polygons[other]!)];
    const overlap = overlapOf(a, b, CROSSINGS_MAX, () => Math.min(areaOf(polygon), areaOf(other)));
    if (overlap) return isIntricate(overlap) ? overlap : { polygon, other, ...overlap };
  }
  return undefined;
}

const landOf = (polygon: Position[][]): Boundary => ({ type: 'MultiPolygon', coordinates: [polygon] });

/** The first two polygons that a position lies in. */
function polygonsAt(p: Position, polygons: readonly Rings[], boxes: readonly Box[]): number[] {
  const found: number[] = [];
  for (let index = 0; index < polygons.length && found.length < 2; index++) {
    const { west, south, east, north } = boxes[index]!;
    if (p[0] < west || p[0] > east || p[1] < south || p[1] > north) continue;
    const [outer, ...holes] = polygons[index]!;
    const isIn = sideOf(p, outer!) !== 'outside' && holes.every((hole) => sideOf(p, hole) !== 'inside');
    if (isIn) found.push(index);
  }
  return found;
}

const isLand = ({ meanWidth }: Piece): boolean => meanWidth >= RESOLUTION_DEGREES;

/**
 * The parts of `land` within the box around those polygons of `other` that it may meet, so that a parcel
 * isn't compared with all of a banner. Cuts run outside the other's land or along its edge; their rounding is
 * far below RESOLUTION_DEGREES.
 */
function nearby(land: Boundary, other: Boundary): Rings[] {
  const boxes = other.coordinates.map((polygon) => boxOf(polygon[0]!));
  const whole = boxOf(land.coordinates.flatMap(([outer]) => outer!));
  const met = boxes.filter((box) => boxesMeet(box, whole));
  if (met.length === 0) return [];
  const { west, south, east, north } = met.reduce(joinedBoxes);
  let parts: Rings[] = land.coordinates.map((polygon) => polygon.map((ring) => ring.slice(1)));
  parts = clipped(clipped(parts, 'east', west), 'west', east);
  return clipped(clipped(parts, 'north', south), 'south', north);
}
