/** Whether land lies where it is said to lie: compares its positions with a coarse outline of that place. */
import type { Boundary } from './multi-polygon.ts';
import { type Position, sideOf } from './plane.ts';

/** A ring, open. It may cross itself: the even-odd rule decides. */
export type Outline = readonly Position[];

/** The point where land leaves an outline most. */
export interface Stray {
  position: Position;
  /** Distance to the outline, as exact as a map of some kilometres is flat. */
  metres: number;
}

const METRES_PER_DEGREE = 111_320;

/** The position of the land that lies farthest outside of the outline; undefined if none is outside. */
export function farthestOutside({ coordinates }: Boundary, outline: Outline): Stray | undefined {
  let farthest: Stray | undefined;
  // The side of the outline nearest to the previous position is near to the next one too.
  let near = 0;
  for (const [outer] of coordinates) {
    for (const position of outer!.slice(1)) {
      if (sideOf(position, outline) !== 'outside') continue;
      const nearest = nearestSide(outline, position, near, farthest?.metres ?? 0);
      near = nearest.side;
      if (!farthest || nearest.metres > farthest.metres) farthest = { position, metres: nearest.metres };
    }
  }
  return farthest;
}

/**
 * The side of the outline nearest to a position, named by its last corner, and its distance. The search
 * begins at a side that is thought to be near, and ends at the first within `enough` metres.
 */
function nearestSide(
  outline: Outline,
  [x, y]: Position,
  first: number,
  enough: number,
): { side: number; metres: number } {
  const east = METRES_PER_DEGREE * Math.cos((y * Math.PI) / 180);
  const found = { side: first, metres: Infinity };
  const before = outline.at(first - 1)!;
  let ax = (before[0] - x) * east;
  let ay = (before[1] - y) * METRES_PER_DEGREE;
  for (let i = 0; i < outline.length; i++) {
    const side = (first + i) % outline.length;
    const [longitude, latitude] = outline[side]!;
    const bx = (longitude - x) * east;
    const by = (latitude - y) * METRES_PER_DEGREE;
    const metres = distanceFromOrigin(ax, ay, bx, by);
    if (metres < found.metres) {
      found.side = side;
      found.metres = metres;
      if (metres <= enough) return found;
    }
    ax = bx;
    ay = by;
  }
  return found;
}

/** Distance from the origin to the stretch from a to b. */
function distanceFromOrigin(ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax;
  const dy = by - ay;
  const square = dx * dx + dy * dy;
  const share = square === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / square));
  const east = ax + share * dx;
  const north = ay + share * dy;
  return Math.sqrt(east * east + north * north);
}
