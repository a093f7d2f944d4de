/** Pieces of ground within several lands at once, measured while a sweep passes over their borders. */

import { geodesicSquareMetresUnder, squareMetresOfSquareDegree } from './area.ts';
import { type BorderEdge, borderEdges, latitudeAt } from './border-edge.ts';
import type { Rings } from './clip.ts';
import type { Position } from './plane.ts';
import { type SweepListener, sweep } from './sweep.ts';

/** One connected piece. */
export interface Piece {
  /** On the ellipsoid, as areaSquareMetres measures it; a fraction. */
  squareMetres: number;
  /** Twice its area by its perimeter, in degrees. */
  meanWidth: number;
  /** A position well within its largest part. */
  inside: Position;
}

/**
 * The most sides of pieces that are followed along geodesics, as areaSquareMetres does, some 5 µs each.
 * Beyond that, areas are those on the map, which for such small pieces are the same to some millionths.
 */
const GEODESICS_MAX = 20_000;

/** In degrees, a hundredth of a micrometre: parts that share no more of a meridian are two pieces. */
const TOUCH_DEGREES = 1e-13;

/** A part between two edges, from one meridian to the one where the first of them ends. */
interface Part {
  readonly lower: SharedEdge;
  readonly upper: SharedEdge;
  readonly x: number;
  readonly south: number;
  readonly north: number;
  readonly piece: Gathered;
  /** Where its edges began to bound the piece, maybe in an earlier part. */
  lowerFrom: Position;
  upperFrom: Position;
}

/** An edge with the coverage above it. */
interface SharedEdge extends BorderEdge {
  /** How often each side's land covers the ground above it. */
  covered: [number, number];
  part: Part | undefined;
}

/** One run of an edge along the piece: from, to, and whether the piece is below it. */
type Run = [Position, Position, 1 | -1];

/** The measures of a piece, or of a part of it that has been joined to another. */
interface Gathered {
  joinedTo?: Gathered;
  squareDegrees: number;
  /** Area on the map, part by part at the scale of the part's middle. */
  squareMetres: number;
  perimeter: number;
  runs: Run[];
  largest: number;
  inside: Position;
}

interface Ended {
  part: Part;
  south: number;
  north: number;
  lowerGoesOn: boolean;
  upperGoesOn: boolean;
}

/** Pieces that both lands have in common; the number of crossings if they are too many. */
export function piecesInBoth(
  one: readonly Rings[],
  other: readonly Rings[],
  crossingsMax: number,
): Piece[] | number {
  const edges = [...borderEdges(one, 0), ...borderEdges(other, 1)];
  return piecesOf(edges, ([a, b]) => a > 0 && b > 0, crossingsMax);
}

/** Pieces that are in more than one of the polygons; the number of crossings if they are too many. */
export function piecesInSeveral(polygons: readonly Rings[], crossingsMax: number): Piece[] | number {
  return piecesOf(borderEdges(polygons, 0), ([covered]) => covered > 1, crossingsMax);
}

function piecesOf(
  edges: readonly BorderEdge[],
  isShared: (covered: [number, number]) => boolean,
  crossingsMax: number,
): Piece[] | number {
  const gathering = new Gathering(isShared);
  const own = edges.map((edge): SharedEdge => ({ ...edge, covered: [0, 0], part: undefined }));
  const crossings = sweep(own, crossingsMax, gathering);
  return crossings > crossingsMax ? crossings : gathering.pieces();
}

class Gathering implements SweepListener<SharedEdge> {
  private readonly isShared: (covered: [number, number]) => boolean;
  private readonly gathered: Gathered[] = [];
  /** Parts that end on this meridian, and parts that begin on it. */
  private ended: Ended[] = [];
  private begun: Part[] = [];

  constructor(isShared: (covered: [number, number]) => boolean) {
    this.isShared = isShared;
  }

  leaves(edge: SharedEdge, x: number): void {
    this.end(edge, x);
  }

  changed(edges: readonly SharedEdge[], low: number, high: number, x: number): number {
    let crossed = 0;
    for (let at = Math.max(0, low - 1); at <= high && at < edges.length; at++) {
      const edge = edges[at]!;
      if (cover(edge, edges[at - 1]?.covered) && edge.from[0] < x) crossed++;
      const upper = edges[at + 1];
      const shared = upper !== undefined && this.isShared(edge.covered);
      if (edge.part && (!shared || edge.part.upper !== upper)) this.end(edge, x);
      if (shared && !edge.part) this.begin(edge, upper, x);
    }
    if (this.ended.length > 0) this.join(x);
    this.begun = [];
    return crossed;
  }

  pieces(): Piece[] {
    const all = this.gathered.filter(({ joinedTo }) => !joinedTo);
    const exact = all.reduce((sum, { runs }) => sum + runs.length, 0) <= GEODESICS_MAX;
    return all.map(({ squareDegrees, squareMetres, perimeter, runs, inside }) => ({
      squareMetres: exact
        ? runs.reduce((sum, [from, to, sign]) => sum + sign * geodesicSquareMetresUnder(from, to), 0)
        : squareMetres,
      meanWidth: perimeter > 0 ? (2 * squareDegrees) / perimeter : 0,
      inside,
    }));
  }

  private begin(lower: SharedEdge, upper: SharedEdge, x: number): void {
    const [south, north] = [latitudeAt(lower, x), latitudeAt(upper, x)];
    const piece: Gathered = {
      squareDegrees: 0,
      squareMetres: 0,
      perimeter: north - south,
      runs: [],
      largest: -1,
      inside: [x, south],
    };
    this.gathered.push(piece);
    const lowerFrom: Position = [x, south];
    const upperFrom: Position = [x, north];
    const part: Part = { lower, upper, x, south, north, piece, lowerFrom, upperFrom };
    lower.part = part;
    this.begun.push(part);
  }

  private end(edge: SharedEdge, x: number): void {
    const { part } = edge;
    if (!part) return;
    edge.part = undefined;
    const [south, north] = [latitudeAt(part.lower, x), latitudeAt(part.upper, x)];
    const piece = rootOf(part.piece);
    const width = x - part.x;
    // Rounding may briefly put two edges the wrong way round, and make the part between them negative.
    const area = Math.max(0, (width * (part.north - part.south + north - south)) / 2);
    const middle = (part.south + part.north + south + north) / 4;
    piece.squareDegrees += area;
    piece.squareMetres += area * squareMetresOfSquareDegree(middle);
    piece.perimeter += north - south;
    piece.perimeter += Math.hypot(width, south - part.south) + Math.hypot(width, north - part.north);
    if (area > piece.largest) {
      piece.largest = area;
      piece.inside = [(part.x + x) / 2, middle];
    }
    this.ended.push({ part, south, north, lowerGoesOn: false, upperGoesOn: false });
  }

  /** Parts that end and parts that begin on one stretch of the meridian belong to one piece. */
  private join(x: number): void {
    const { begun } = this;
    const ended = this.ended.sort((p, q) => p.south - q.south);
    let first = 0;
    for (const before of ended) {
      while (first < begun.length && begun[first]!.north <= before.south) first++;
      for (let at = first; at < begun.length && begun[at]!.south < before.north; at++) {
        const after = begun[at]!;
        const common = Math.min(before.north, after.north) - Math.max(before.south, after.south);
        if (common > TOUCH_DEGREES) joinParts(before, after, common);
      }
    }
    for (const { part, south, north, lowerGoesOn, upperGoesOn } of ended) {
      const { runs } = rootOf(part.piece);
      if (!lowerGoesOn) runs.push([part.lowerFrom, [x, south], -1]);
      if (!upperGoesOn) runs.push([part.upperFrom, [x, north], 1]);
    }
    this.ended = [];
  }
}

/** Sets the coverage above the edge from the coverage below it; returns whether it changed. */
function cover({ covered, side, gain }: SharedEdge, below: readonly [number, number] | undefined): boolean {
  const first = (below?.[0] ?? 0) + (side === 0 ? gain : 0);
  const second = (below?.[1] ?? 0) + (side === 1 ? gain : 0);
  if (covered[0] === first && covered[1] === second) return false;
  covered[0] = first;
  covered[1] = second;
  return true;
}

function joinParts(before: Ended, after: Part, common: number): void {
  const { part } = before;
  const root = joined(rootOf(part.piece), rootOf(after.piece));
  root.perimeter -= 2 * common;
  if (part.lower === after.lower) {
    before.lowerGoesOn = true;
    after.lowerFrom = part.lowerFrom;
  }
  if (part.upper === after.upper) {
    before.upperGoesOn = true;
    after.upperFrom = part.upperFrom;
  }
}

/** Joins two pieces found to be one; the longer takes in the shorter. */
function joined(a: Gathered, b: Gathered): Gathered {
  if (a === b) return a;
  const [root, less] = a.runs.length >= b.runs.length ? [a, b] : [b, a];
  less.joinedTo = root;
  root.squareDegrees += less.squareDegrees;
  root.squareMetres += less.squareMetres;
  root.perimeter += less.perimeter;
  for (const run of less.runs) root.runs.push(run);
  less.runs = [];
  if (less.largest > root.largest) [root.largest, root.inside] = [less.largest, less.inside];
  return root;
}

function rootOf(piece: Gathered): Gathered {
  let root = piece;
  while (root.joinedTo) {
    // Halves the path for later lookups.
    if (root.joinedTo.joinedTo) root.joinedTo = root.joinedTo.joinedTo;
    root = root.joinedTo;
  }
  return root;
}
