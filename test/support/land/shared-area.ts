import type { Boundary } from '../../../shared/land/multi-polygon.ts';
import { isIntricate, overlapOf } from '../../../shared/land/overlap.ts';

/** Square metres that two lands share, 0 where they don't. */
export function sharedSquareMetres(a: Boundary, b: Boundary): number {
  const overlap = overlapOf(a, b);
  if (!overlap) return 0;
  if (isIntricate(overlap)) throw new Error(`their borders cross more than ${overlap.crossingsMax} times`);
  return overlap.squareMetres;
}
