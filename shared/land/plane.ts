/**
 * Exact predicates on positions. Longitude and latitude are taken as a plane: a border between two positions
 * is the straight line on the map that both neighbours draw.
 */
import { orient2d } from 'robust-predicates';

/** Longitude and latitude in degrees; CGCS2000, which agrees with WGS 84 to centimetres. */
export type Position = readonly [number, number];

export const samePosition = (a: Position, b: Position): boolean => a[0] === b[0] && a[1] === b[1];

/** West before east, then south before north. */
export const comparePositions = (a: Position, b: Position): number => a[0] - b[0] || a[1] - b[1];

/** Positive if a → b → c turns left, negative if right, 0 if they are exactly on one line. */
export function turn(a: Position, b: Position, c: Position): number {
  // Shewchuk's predicate: the sign is exact for any doubles, and positive is clockwise.
  return -orient2d(a[0], a[1], b[0], b[1], c[0], c[1]);
}

/** Whether a → b → c runs out and straight back. */
export function turnsBack(a: Position, b: Position, c: Position): boolean {
  return (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]) < 0 && turn(a, b, c) === 0;
}

/** Whether `p`, known to be on the line through a and b, lies between them and equals neither. */
export function isBetween(p: Position, a: Position, b: Position): boolean {
  if (a[0] !== b[0]) return Math.min(a[0], b[0]) < p[0] && p[0] < Math.max(a[0], b[0]);
  return Math.min(a[1], b[1]) < p[1] && p[1] < Math.max(a[1], b[1]);
}

/**
 * Order of the directions from `centre` to `p` and to `q`, counter-clockwise from due east; 0
 * for one direction.
 */
export function compareDirections(centre: Position, p: Position, q: Position): number {
  const lower = (each: Position) => each[1] < centre[1] || (each[1] === centre[1] && each[0] < centre[0]);
  return Number(lower(p)) - Number(lower(q)) || -turn(centre, p, q);
}

/** Whether `p` is inside, outside or on `ring` (open: its first position isn't repeated). */
export function sideOf(p: Position, ring: readonly Position[]): 'inside' | 'on' | 'outside' {
  let inside = false;
  let a = ring.at(-1)!;
  for (const b of ring) {
    const crosses = a[1] > p[1] !== b[1] > p[1];
    if (crosses) {
      const side = turn(a, b, p);
      if (side === 0) return 'on';
      if (side > 0 === b[1] > a[1]) inside = !inside;
    } else if (samePosition(p, b) || (a[1] === p[1] && b[1] === p[1] && isBetween(p, a, b))) return 'on';
    a = b;
  }
  return inside ? 'inside' : 'outside';
}

/** Square degrees, positive if counter-clockwise. Differences first: coordinates are large, land is small. */
export function signedArea(ring: readonly Position[]): number {
  const [x0, y0] = ring[0] ?? [0, 0];
  let twice = 0;
  let [ax, ay] = [0, 0];
  for (const [x, y] of ring) {
    const [bx, by] = [x - x0, y - y0];
    twice += ax * by - bx * ay;
    [ax, ay] = [bx, by];
  }
  return twice / 2;
}

/** Twice the area divided by the perimeter, in degrees: the width of a strip, half the height of a sliver. */
export function meanWidth(ring: readonly Position[]): number {
  let perimeter = 0;
  let a = ring.at(-1);
  for (const b of ring) {
    if (a) perimeter += Math.sqrt((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2);
    a = b;
  }
  return perimeter === 0 ? 0 : (2 * Math.abs(signedArea(ring))) / perimeter;
}

/** Smallest and largest longitude and latitude. */
export interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

export function boxOf(ring: readonly Position[]): Box {
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (const [x, y] of ring) {
    box.west = Math.min(box.west, x);
    box.south = Math.min(box.south, y);
    box.east = Math.max(box.east, x);
    box.north = Math.max(box.north, y);
  }
  return box;
}

/** Whether the interiors of two boxes meet. */
export function boxesMeet(a: Box, b: Box): boolean {
  return a.west < b.east && b.west < a.east && a.south < b.north && b.south < a.north;
}

/** The box around two. */
export function joinedBoxes(a: Box, b: Box): Box {
  return {
    west: Math.min(a.west, b.west),
    south: Math.min(a.south, b.south),
    east: Math.max(a.east, b.east),
    north: Math.max(a.north, b.north),
  };
}
