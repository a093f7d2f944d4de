/**
 * What two lands share, by the sweep and in two other ways: by a sum over pairs of edges, which knows
 * no pieces and no crossings and can't go wrong, and by a library for polygons, which now and then
 * can't do it at all.
 */
import fc from 'fast-check';
import { intersection } from 'polyclip-ts';
import { describe, expect, it } from 'vitest';
import { ringSquareMetres, squareMetresOfSquareDegree } from '../../shared/land/area.ts';
import { type Position, parseBoundary } from '../../shared/land/boundary.ts';
import type { Boundary } from '../../shared/land/multi-polygon.ts';
import { piecesInBoth } from '../../shared/land/shared-ground.ts';
import { sharedSquareMetres } from '../support/land/shared-area.ts';

const [WEST, SOUTH] = [118.9012345, 42.2012345];
const STEP = 0.001;
/** Steps and parts of them, from a place in Chifeng; seven decimals. */
const at = (x: number, y: number, [east, north] = [0, 0]): Position => [
  Number((WEST + east + x * STEP).toFixed(7)),
  Number((SOUTH + north + y * STEP).toFixed(7)),
];

/**
 * A star around (x, y). On whole steps, corners, edges and lines of several stars fall together all the time.
 */
const star = (radius: number, whole: boolean) =>
  fc
    .tuple(
      fc.integer({ min: 0, max: 8 }),
      fc.integer({ min: 0, max: 8 }),
      fc.array(
        fc.tuple(fc.double({ min: 0, max: 0.9, noNaN: true }), fc.double({ min: 0.2, max: 1, noNaN: true })),
        { minLength: 3, maxLength: 14 },
      ),
    )
    .map(([x, y, rays]) =>
      rays.map(([turn, length], i): [number, number] => {
        const angle = (2 * Math.PI * (i + turn)) / rays.length;
        const corner: [number, number] = [
          x + radius * length * Math.cos(angle),
          y + radius * length * Math.sin(angle),
        ];
        return whole ? [Math.round(corner[0]), Math.round(corner[1])] : corner;
      }),
    );

type Stars = [number, number][][];
const stars = fc.oneof(
  ...[star(6, true), star(3, true), star(8, false), star(0.02, false)].map((each) =>
    fc.array(each, { minLength: 1, maxLength: 3 }),
  ),
);

/** The land of some stars, if it breaks no rule. */
function landOf(some: Stars, offset?: [number, number]): Boundary | undefined {
  const coordinates = some.map((corners) => [[...corners, corners[0]!].map(([x, y]) => at(x, y, offset))]);
  const read = parseBoundary({ type: 'MultiPolygon', coordinates });
  return 'boundary' in read ? read.boundary : undefined;
}

/** Of the same stars, every corner moved by up to one unit of the seventh decimal. */
const redrawn = (some: Stars, moves: readonly number[]): Stars =>
  some.map((corners) =>
    corners.map(([x, y], i) => [
      x + (moves[(2 * i) % moves.length] ?? 0) * 1e-4,
      y + (moves[(2 * i + 1) % moves.length] ?? 0) * 1e-4,
    ]),
  );

/** Square degrees under both of two edges, above the latitude of SOUTH - 1. */
function underBoth([a, b]: [Position, Position], [c, d]: [Position, Position]): number {
  const sign = Math.sign(a[0] - b[0]) * Math.sign(c[0] - d[0]);
  const west = Math.max(Math.min(a[0], b[0]), Math.min(c[0], d[0]));
  const east = Math.min(Math.max(a[0], b[0]), Math.max(c[0], d[0]));
  if (sign === 0 || east <= west) return 0;
  const height = ([p, q]: [Position, Position], x: number) =>
    p[1] + ((x - p[0]) / (q[0] - p[0])) * (q[1] - p[1]) - SOUTH + 1;
  const least = (x: number) => Math.min(height([a, b], x), height([c, d], x));
  const apart = (x: number) => height([a, b], x) - height([c, d], x);
  const between = (from: number, to: number) => ((to - from) * (least(from) + least(to))) / 2;
  const crosses = apart(west) * apart(east) < 0;
  const middle = crosses ? west + ((east - west) * apart(west)) / (apart(west) - apart(east)) : east;
  return sign * (between(west, middle) + between(middle, east));
}

const edgesOf = ({ coordinates }: Boundary) =>
  coordinates.flat().flatMap((ring) => ring.slice(1).map((b, i): [Position, Position] => [ring[i]!, b]));

/**
 * Land is what lies under its edges, those to the east taken off: so the common land is a sum
 * over pairs of edges.
 */
function byPairs(a: Boundary, b: Boundary): number {
  const [inA, inB] = [edgesOf(a), edgesOf(b)];
  return (
    inA.reduce((sum, e) => sum + inB.reduce((part, f) => part + underBoth(e, f), 0), 0) *
    squareMetresOfSquareDegree(SOUTH)
  );
}

/** Degrees: far below the seventh decimal, far above what is lost by computing. */
const ON_LINE = 1e-10;

/**
 * The library leaves out corners in the middle of a line; they are put in again. An edge is a geodesic, which
 * bows by a centimetre in some hundred metres: without the corner it encloses other square metres.
 */
function withCorners(ring: readonly Position[], corners: readonly Position[]): Position[] {
  return ring.flatMap((from, i) => {
    const to = ring[i + 1];
    if (!to) return [from];
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    const length = Math.hypot(dx, dy);
    const along = ([x, y]: Position) => ((x - from[0]) * dx + (y - from[1]) * dy) / length;
    const aside = ([x, y]: Position) => Math.abs((x - from[0]) * dy - (y - from[1]) * dx) / length;
    const between = corners.filter(
      (corner) => aside(corner) < ON_LINE && along(corner) > ON_LINE && along(corner) < length - ON_LINE,
    );
    return [from, ...between.toSorted((one, other) => along(one) - along(other))];
  });
}

/** By the library, or undefined where it gives up. */
function byLibrary(a: Boundary, b: Boundary): number | undefined {
  const drawn = ({ coordinates }: Boundary) => coordinates as unknown as [number, number][][][];
  const corners = [a, b].flatMap(({ coordinates }) => coordinates.flat(2));
  const squareMetresOf = (ring: [number, number][]) => ringSquareMetres(withCorners(ring, corners));
  try {
    const polygons = intersection(drawn(a), drawn(b));
    return polygons.reduce(
      (sum, [outer, ...holes]) =>
        sum + squareMetresOf(outer!) - holes.reduce((less, hole) => less + squareMetresOf(hole), 0),
      0,
    );
  } catch {
    return undefined;
  }
}

/** All that the sweep finds, slivers too. */
function bySweep(a: Boundary, b: Boundary): number {
  const open = ({ coordinates }: Boundary) =>
    coordinates.map((polygon) => polygon.map((ring) => ring.slice(1)));
  const pieces = piecesInBoth(open(a), open(b), 100_000);
  if (!Array.isArray(pieces)) throw new Error('too many crossings');
  return pieces.reduce((sum, { squareMetres }) => sum + squareMetres, 0);
}

/** The map's scale is that of one latitude for the sum over pairs: a few millionths over these degrees. */
const closeTo = (value: number, other: number) => Math.abs(value - other) <= 1 + 5e-4 * Math.abs(other);

/** Square metres: a crossing is rounded to a centimetre, along borders of some hundred metres. */
const ROUNDED = 1;

function holdAlike(a: Boundary, b: Boundary): void {
  const [sweep, pairs, library] = [bySweep(a, b), byPairs(a, b), byLibrary(a, b)];
  expect([sweep, pairs, closeTo(sweep, pairs)]).toEqual([sweep, pairs, true]);
  if (library !== undefined && closeTo(library, pairs))
    expect(Math.abs(sweep - library)).toBeLessThan(ROUNDED + 2e-5 * library);
  expect(Math.abs(bySweep(b, a) - sweep)).toBeLessThan(ROUNDED + 2e-5 * sweep);
}

describe('what two lands share', () => {
  it('comes to the same in three ways, and either way round', () => {
    let compared = 0;
    fc.assert(
      fc.property(stars, stars, (one, two) => {
        const [a, b] = [landOf(one), landOf(two)];
        if (!a || !b) return;
        compared++;
        holdAlike(a, b);
      }),
      { numRuns: 3000 },
    );
    expect(compared).toBeGreaterThan(300);
  });

  it('does so where the two are one land, drawn twice', () => {
    let compared = 0;
    fc.assert(
      fc.property(
        stars,
        fc.array(fc.integer({ min: -1, max: 1 }), { minLength: 8, maxLength: 16 }),
        (some, moves) => {
          const [a, b] = [landOf(some), landOf(redrawn(some, moves))];
          if (!a || !b) return;
          compared++;
          holdAlike(a, b);
        },
      ),
      { numRuns: 1500 },
    );
    expect(compared).toBeGreaterThan(150);
  });

  it('is the same a hundred metres to the east', () => {
    fc.assert(
      fc.property(stars, stars, (one, two) => {
        const [a, b] = [landOf(one), landOf(two)];
        const [c, d] = [landOf(one, [0.0013579, 0]), landOf(two, [0.0013579, 0])];
        if (!a || !b || !c || !d) return;
        const here = sharedSquareMetres(a, b);
        expect(Math.abs(here - sharedSquareMetres(c, d))).toBeLessThan(0.5 + 1e-4 * here);
      }),
      { numRuns: 500 },
    );
  });
});
