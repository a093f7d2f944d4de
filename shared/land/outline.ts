/** Whether land lies where it is said to lie: its positions against a coarse outline of that place. */
import type { Boundary } from './boundary.ts';
import { type Position, sideOf } from './plane.ts';

/** A ring, open. It may cross itself: what counts is the even-odd rule. */
export type Outline = readonly Position[];

/** Where land leaves an outline most. */
export interface Stray {
  position: Position;
  /** To the outline; as exact as a map of some kilometres is flat. */
  metres: number;
}

const METRES_PER_DEGREE = 111_320;

/** The position of the land that lies farthest outside of the outline; undefined where none is outside. */
export function farthestOutside({ coordinates }: Boundary, outline: Outline): Stray | undefined {
  let farthest: Stray | undefined;
  for (const [outer] of coordinates) {
    for (const position of outer!.slice(1)) {
      if (sideOf(position, outline) !== 'outside') continue;
      const metres = metresTo(outline, position);
      if (!farthest || metres > farthest.metres) farthest = { position, metres };
    }
  }
  return farthest;
}

function metresTo(outline: Outline, [x, y]: Position): number {
  const east = METRES_PER_DEGREE * Math.cos((y * Math.PI) / 180);
  const here = ([longitude, latitude]: Position): Position => [
    (longitude - x) * east,
    (latitude - y) * METRES_PER_DEGREE,
  ];
  let least = Infinity;
  let a = here(outline.at(-1)!);
  for (const position of outline) {
    const b = here(position);
    least = Math.min(least, distanceFromOrigin(a, b));
    a = b;
  }
  return least;
}

/** Of the stretch from a to b. */
function distanceFromOrigin([ax, ay]: Position, [bx, by]: Position): number {
  const [dx, dy] = [bx - ax, by - ay];
  const square = dx * dx + dy * dy;
  const share = square === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / square));
  return Math.hypot(ax + share * dx, ay + share * dy);
}
