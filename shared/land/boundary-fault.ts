/** The possible faults of a boundary, in the order of their checks. */
import type { SystemFault } from './coordinate-system.ts';

export type BoundaryRule =
  | 'boundary-not-geojson'
  | `boundary-crs-${SystemFault}`
  | 'boundary-too-detailed'
  | 'boundary-coordinates'
  | 'boundary-ring'
  | 'boundary-precision'
  | 'boundary-no-area'
  | 'boundary-self-intersecting'
  | 'boundary-hole-outside'
  | 'boundary-too-intricate'
  | 'boundary-polygons-overlap';

export interface BoundaryFault {
  rule: BoundaryRule;
  /** JSON pointer within the geometry, such as /coordinates/0/3. */
  pointer: string;
  seen?: Record<string, string | number>;
}
