/** The area of a piece of land. */
import geodesic from 'geographiclib-geodesic';
import type { Boundary } from './multi-polygon.ts';
import type { Position } from './plane.ts';

/**
 * The ellipsoid of CGCS2000 (GB 22021-2008), the datum that Chinese surveys have to use. Its flattening
 * differs from WGS 84's in the ninth digit.
 */
export const CGCS2000 = { equatorMetres: 6_378_137, flattening: 1 / 298.257222101 } as const;

const ellipsoid = new geodesic.Geodesic.Geodesic(CGCS2000.equatorMetres, CGCS2000.flattening);

/**
 * Area on the CGCS2000 ellipsoid in square metres (a fraction), holes subtracted. Edges are geodesics, as in
 * Karney, Algorithms for geodesics (2013), §6. RFC 7946 draws them straight on the map: over an edge of 1 km
 * the two lines part by 2 cm at most at 42° N, and on opposite edges that cancels.
 */
export function areaSquareMetres(boundary: Boundary): number {
  let sum = 0;
  for (const [outer, ...holes] of boundary.coordinates) {
    sum += ringSquareMetres(outer!);
    for (const hole of holes) sum -= ringSquareMetres(hole);
  }
  return sum;
}

/** Area in square metres within a closed ring, in either direction. */
export function ringSquareMetres(closed: readonly Position[]): number {
  const polygon = ellipsoid.Polygon();
  for (const [longitude, latitude] of closed.slice(0, -1)) polygon.AddPoint(latitude, longitude);
  return Math.abs(polygon.Compute(false, true).area ?? 0);
}

/**
 * Square metres between a geodesic and the equator, positive if it runs eastwards on the northern half. Over
 * the edges of a ring they add up to its area (negative if it runs counter-clockwise).
 */
export function geodesicSquareMetresUnder(from: Position, to: Position): number {
  return ellipsoid.Inverse(from[1], from[0], to[1], to[0], geodesic.Geodesic.AREA).S12 ?? 0;
}

/** Square metres of a square degree of the map at a latitude: the meridian's scale times the parallel's. */
export function squareMetresOfSquareDegree(latitude: number): number {
  const { equatorMetres: a, flattening: f } = CGCS2000;
  const e2 = f * (2 - f);
  const radians = Math.PI / 180;
  const w2 = 1 - e2 * Math.sin(latitude * radians) ** 2;
  return ((a * a * (1 - e2)) / (w2 * w2)) * Math.cos(latitude * radians) * radians * radians;
}
