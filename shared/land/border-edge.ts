/** An edge of a border as the sweep over land handles it: from west to east, with land above or below. */
import type { Rings } from './clip.ts';
import { comparePositions, type Position, turn } from './plane.ts';

export interface BorderEdge {
  /** Its western end and its eastern one; the two are never on one meridian. */
  readonly from: Position;
  readonly to: Position;
  /** The gain from crossing it northwards: 1 if land lies above, -1 if land lies below. */
  readonly gain: 1 | -1;
  /** The side whose border it is: 0 or 1. */
  readonly side: 0 | 1;
}

/**
 * The edges of polygons whose land lies on the left of their rings (open). Edges along a meridian are left
 * out: a sweep from west to east meets none of them.
 */
export function borderEdges(polygons: readonly Rings[], side: 0 | 1): BorderEdge[] {
  const edges: BorderEdge[] = [];
  for (const ring of polygons.flat()) {
    let a = ring.at(-1)!;
    for (const b of ring) {
      if (a[0] < b[0]) edges.push({ from: a, to: b, gain: 1, side });
      else if (b[0] < a[0]) edges.push({ from: b, to: a, gain: -1, side });
      a = b;
    }
  }
  return edges;
}

/** Latitude of the edge at a meridian; exact at its ends. */
export function latitudeAt({ from, to }: BorderEdge, x: number): number {
  if (x <= from[0]) return from[1];
  if (x >= to[0]) return to[1];
  return from[1] + ((x - from[0]) / (to[0] - from[0])) * (to[1] - from[1]);
}

/** Positive if `p` is above the edge, negative if below, 0 if on its line: exact. */
export const heightOver = (p: Position, { from, to }: BorderEdge): number => turn(from, to, p);

/** Positive if `f` is above `e` at the meridian where the later of the two begins; 0 if they meet there. */
export const beginsOver = (e: BorderEdge, f: BorderEdge): number =>
  f.from[0] >= e.from[0] ? heightOver(f.from, e) : -heightOver(e.from, f);

/** Positive if `f` is above `e` at the meridian where the earlier of the two ends; 0 if they meet there. */
export const endsOver = (e: BorderEdge, f: BorderEdge): number =>
  f.to[0] <= e.to[0] ? heightOver(f.to, e) : -heightOver(e.to, f);

/** The meridian on which two edges cross, known to cross: rounded, but on both. */
export function crossingMeridian(e: BorderEdge, f: BorderEdge): number {
  const [west, east] = [Math.max(e.from[0], f.from[0]), Math.min(e.to[0], f.to[0])];
  const before = latitudeAt(f, west) - latitudeAt(e, west);
  const after = latitudeAt(f, east) - latitudeAt(e, east);
  const share = before / (before - after);
  return share > 0 && share < 1 ? west + share * (east - west) : share >= 1 ? east : west;
}

export const byWesternEnd = (e: BorderEdge, f: BorderEdge): number => comparePositions(e.from, f.from);
