/** The 12 real banners, counties and districts of Chifeng (../shared/data/chifeng-banners.geojson). */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { union } from 'polyclip-ts';
import { parseBoundary } from '../../../shared/land/boundary.ts';
import type { Boundary } from '../../../shared/land/multi-polygon.ts';

const file = resolve(import.meta.dirname, '../../../..', 'shared/data/chifeng-banners.geojson');
export const hasBanners = existsSync(file);
if (!hasBanners) console.warn('skipped: ../shared/data/chifeng-banners.geojson is absent');

interface BannerFeature {
  properties: { name: string };
  geometry: { type: 'Polygon'; coordinates: [number, number][][] };
}

/** The geometries as published, by name, without the member `encodeOffsets`, which isn't GeoJSON. */
export const bannerGeometries: ReadonlyMap<string, BannerFeature['geometry']> = new Map(
  hasBanners
    ? (JSON.parse(readFileSync(file, 'utf8')).features as BannerFeature[]).map(({ properties, geometry }) => [
        properties.name,
        { type: geometry.type, coordinates: geometry.coordinates },
      ])
    : [],
);

/**
 * Three rings cross or retrace themselves as published. A surveyor has to mend them before they
 * can be registered.
 */
export const KINKED = ['巴林右旗', '克什克腾旗', '敖汉旗'];

export function boundaryOf(geometry: unknown): Boundary {
  const parsed = parseBoundary(geometry);
  if ('fault' in parsed) throw new Error(JSON.stringify(parsed.fault));
  return parsed.boundary;
}

/** All banners as boundaries, the kinked ones mended by their union with themselves. */
export function bannerBoundaries(): Map<string, Boundary> {
  return new Map(
    [...bannerGeometries].map(([name, { type, coordinates }]) => [
      name,
      boundaryOf(
        KINKED.includes(name)
          ? { type: 'MultiPolygon', coordinates: union(coordinates) }
          : { type, coordinates },
      ),
    ]),
  );
}
