/** Whether pieces of land are plainly apart: a cheap and exact question, asked before the costly one of what they share. */
import type { Rings } from './clip.ts';
import { boxesMeet, boxOf, type Position, sideOf, turn } from './plane.ts';

interface Edge {
  readonly a: Position;
  readonly b: Position;
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
  /** Of its polygon. */
  readonly index: number;
}

/**
 * True where no border of `one` meets a border of `other` and neither lies within the other. False says nothing yet:
 * they may only touch.
 */
export function plainlyApart(one: readonly Rings[], other: readonly Rings[]): boolean {
  const edges = [
    ...one.flatMap((rings) => edgesOf(rings, 0)),
    ...other.flatMap((rings) => edgesOf(rings, 1)),
  ];
  if (meetings(edges, 0).length > 0) return false;
  return !one.some((a) => other.some((b) => oneIsWithin(a, b)));
}

/** Pairs of polygons, by index and the larger first, that aren't plainly apart; at most some more than `most`. */
export function pairsThatMeet(polygons: readonly Rings[], most: number): [number, number][] {
  const found = meetings(polygons.flatMap(edgesOf), most);
  if (found.length > most) return found;
  const known = new Set(found.map(([i, j]) => i * polygons.length + j));
  const boxes = polygons.map(([outer]) => boxOf(outer!));
  for (const [i, rings] of polygons.entries()) {
    for (let j = 0; j < i && found.length <= most; j++) {
      if (!boxesMeet(boxes[i]!, boxes[j]!) || known.has(i * polygons.length + j)) continue;
      if (oneIsWithin(rings, polygons[j]!)) found.push([i, j]);
    }
  }
  return found.sort(([i, j], [k, l]) => i - k || j - l);
}

/** Where borders don't meet, a polygon is wholly in another or wholly outside, so one position speaks for all. */
const oneIsWithin = (a: Rings, b: Rings): boolean => isInside(a[0]![0]!, b) || isInside(b[0]![0]!, a);

const isInside = (p: Position, [outer, ...holes]: Rings): boolean =>
  sideOf(p, outer!) === 'inside' && !holes.some((hole) => sideOf(p, hole) === 'inside');

/** Pairs of indexes, the larger first, whose edges meet; it stops once there are more than `most`. */
function meetings(edges: readonly Edge[], most: number): [number, number][] {
  const sorted = edges.toSorted((e, f) => e.west - f.west);
  const found = new Map<string, [number, number]>();
  for (const [at, e] of sorted.entries()) {
    for (let next = at + 1; next < sorted.length; next++) {
      const f = sorted[next]!;
      if (f.west > e.east) break;
      if (e.index === f.index || f.south > e.north || f.north < e.south || !meet(e, f)) continue;
      const [i, j] = [Math.max(e.index, f.index), Math.min(e.index, f.index)];
      found.set(`${i} ${j}`, [i, j]);
      if (found.size > most) return [...found.values()];
    }
  }
  return [...found.values()];
}

/** Of edges whose boxes meet; being on one line is taken for a meeting. */
const meet = (e: Edge, f: Edge): boolean =>
  turn(e.a, e.b, f.a) * turn(e.a, e.b, f.b) <= 0 && turn(f.a, f.b, e.a) * turn(f.a, f.b, e.b) <= 0;

function edgesOf(rings: Rings, index: number): Edge[] {
  return rings.flatMap((ring) =>
    ring.map((b, at) => {
      const a = ring.at(at - 1)!;
      return {
        ...{ a, b, west: Math.min(a[0], b[0]), east: Math.max(a[0], b[0]) },
        ...{ south: Math.min(a[1], b[1]), north: Math.max(a[1], b[1]), index },
      };
    }),
  );
}
