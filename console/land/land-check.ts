/** What can be said of land before it is sent: its area, whom it borders, whom it overlaps. */

import type { Words } from '../../shared/base/words.ts';
import { areaSquareMetres } from '../../shared/land/area.ts';
import { parseBoundary } from '../../shared/land/boundary.ts';
import type { Boundary } from '../../shared/land/multi-polygon.ts';
import { isIntricate, overlapOf } from '../../shared/land/overlap.ts';
import { landRejections } from '../../shared/land/rejections.ts';
import type { Land } from './use-land.ts';

export interface Meeting {
  id: string;
  /** Absent where the two only touch. */
  overlapSquareMetres?: number;
}

export interface LandCheck {
  boundary: Boundary;
  areaSquareMetres: number;
  meetings: Meeting[];
}

/** The land, or the rule that it breaks; the registry holds it against the same rules. */
export function checkLand(geometry: unknown, others: readonly Land[]): LandCheck | Words {
  const read = parseBoundary(geometry);
  if ('fault' in read) {
    const { title } = landRejections[read.fault.rule];
    return title;
  }
  const { boundary } = read;
  return { boundary, areaSquareMetres: areaSquareMetres(boundary), meetings: meetingsOf(boundary, others) };
}

function meetingsOf(boundary: Boundary, others: readonly Land[]): Meeting[] {
  const own = new Set(positionsOf(boundary));
  return others.flatMap(({ id, boundary: other }): Meeting[] => {
    const overlap = overlapOf(boundary, other);
    // Of land too intricate to compare the registry says so itself.
    if (overlap && !isIntricate(overlap)) return [{ id, overlapSquareMetres: overlap.squareMetres }];
    return positionsOf(other).some((each) => own.has(each)) ? [{ id }] : [];
  });
}

const positionsOf = ({ coordinates }: Boundary): string[] =>
  coordinates.flat(2).map(([longitude, latitude]) => `${longitude} ${latitude}`);
