/** Land in the form that every part of the registry uses: polygons in normal form. */
import type { Position } from './plane.ts';

/**
 * In normal form: no position repeated, no spikes, outer rings counter-clockwise and holes clockwise, each
 * ring from its smallest position, holes and polygons sorted.
 */
export interface Boundary {
  readonly type: 'MultiPolygon';
  readonly coordinates: Position[][][];
}
