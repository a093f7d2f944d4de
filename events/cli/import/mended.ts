/** Rings that cross themselves, made sound: published boundaries have them, and their owners can't always mend them. */
import { union } from 'polyclip-ts';
import { areaSquareMetres } from '../../../shared/land/area.ts';
import { type Boundary, type BoundaryFault, parseBoundary } from '../../../shared/land/boundary.ts';
import type { Words } from '../words.ts';

/**
 * The land that a geometry encloses by the even-odd rule, where crossing itself is its only fault, and how much land
 * that is; undefined where it has other faults.
 */
export function mended(
  geometry: unknown,
  { seen = {} }: BoundaryFault,
): { boundary: Boundary; warning: Words } | undefined {
  // The rule looks at crossings after all that is told of shape, numbers and closed rings.
  const { coordinates } = geometry as { coordinates: Parameters<typeof union>[0] };
  const read = parseBoundary({ type: 'MultiPolygon', coordinates: union(coordinates) });
  if ('fault' in read) return undefined;
  const { boundary } = read;
  const area = Math.round(areaSquareMetres(boundary));
  const place = `[${seen.longitude}, ${seen.latitude}]`;
  const warning = {
    zh: `boundary：在 ${place} 自相交，已按奇偶规则修复，面积 ${area} 平方米`,
    en: `boundary: crosses itself at ${place}; mended by the even-odd rule to ${area} m²`,
  };
  return { boundary, warning };
}
