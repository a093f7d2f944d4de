/** A ring of a boundary, freed of parts that enclose no land and put into its one normal form. */
import { comparePositions, type Position, samePosition, signedArea, turnsBack } from './plane.ts';

/** A ring without its closing repetition; `indexes` gives each position's index in the given ring. */
export interface Ring {
  readonly positions: readonly Position[];
  readonly indexes: readonly number[];
}

/**
 * The ring that `closed` draws, without repeated positions and spikes (a line that runs out and straight
 * back). Both enclose no land, and nearly every real banner has them.
 */
export function trimmedRing(closed: readonly Position[]): Ring {
  const kept: number[] = [];
  const at = (index: number | undefined) => closed[index!]!;
  const isSpike = (a: number | undefined, b: number | undefined, c: number | undefined) =>
    samePosition(at(b), at(c)) || turnsBack(at(a), at(b), at(c));
  for (let i = 0; i < closed.length - 1; i++) {
    while (kept.length >= 2 && turnsBack(at(kept.at(-2)), at(kept.at(-1)), at(i))) kept.pop();
    if (kept.length === 0 || !samePosition(at(kept.at(-1)), at(i))) kept.push(i);
  }
  // The same at the place where the ring closes.
  let first = 0;
  while (kept.length - first >= 3) {
    if (isSpike(kept.at(-2), kept.at(-1), kept[first])) kept.pop();
    else if (isSpike(kept.at(-1), kept[first], kept[first + 1])) first++;
    else break;
  }
  const indexes = kept.slice(first);
  return { positions: indexes.map(at), indexes };
}

/** The ring run counter-clockwise, or clockwise if it is a hole, so that land is always on the left. */
export function wound(ring: Ring, hole: boolean): Ring {
  if (signedArea(ring.positions) < 0 === hole) return ring;
  return { positions: ring.positions.toReversed(), indexes: ring.indexes.toReversed() };
}

/**
 * The ring closed and started at its smallest position. If it passes that position more than once, it starts
 * at the one from which it reads smallest.
 */
export function closedRing(positions: readonly Position[]): Position[] {
  let start = 0;
  for (let i = 1; i < positions.length; i++) if (compareFrom(positions, i, start) < 0) start = i;
  const turned = [...positions.slice(start), ...positions.slice(0, start)];
  return [...turned, turned[0]!];
}

function compareFrom(ring: readonly Position[], i: number, j: number): number {
  for (let step = 0; step < ring.length; step++) {
    const order = comparePositions(ring[(i + step) % ring.length]!, ring[(j + step) % ring.length]!);
    if (order !== 0) return order;
  }
  return 0;
}

export function compareRings(a: readonly Position[], b: readonly Position[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const order = comparePositions(a[i]!, b[i]!);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
