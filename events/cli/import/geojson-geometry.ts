/** A geometry of GeoJSON, freed of what the registry doesn't take. */
import { isObject } from '../../../shared/base/json.ts';

/**
 * Type, coordinates and their system alone: the registry takes no other members, while files may have foreign
 * ones, which readers ignore (RFC 7946 §6.1).
 */
export function bareGeometry(value: unknown): unknown {
  if (!isObject(value)) return value;
  const { type, coordinates, crs } = value;
  const isArea = type === 'Polygon' || type === 'MultiPolygon';
  return isArea ? { type, coordinates, ...(crs !== undefined && { crs }) } : value;
}
