/**
 * Mends rings that cross themselves: published boundaries have them, and their owners can't always mend them.
 */
import { union } from 'polyclip-ts';
import { areaSquareMetres, ringSquareMetres } from '../../../shared/land/area.ts';
import { parseBoundary } from '../../../shared/land/boundary.ts';
import type { Boundary } from '../../../shared/land/multi-polygon.ts';
import { meanWidth } from '../../../shared/land/plane.ts';
import { RESOLUTION_DEGREES } from '../../../shared/land/precision.ts';
import { piecesInSeveral } from '../../../shared/land/shared-ground.ts';
import type { Words } from '../words.ts';

type Polygons = [number, number][][][];

/** Most crossings of one outline that are mended: far more than a survey's mistakes, and done in a second. */
const CROSSINGS_MAX = 2000;

/** Decimals to which coordinates are rounded if the library can't handle the given ones: 0.1 mm. */
const SNAPPED_DECIMALS = 9;

export interface Geometry {
  type: unknown;
  coordinates: unknown;
}

export interface Mended {
  boundary: Boundary;
  /** What was done, for the record's owner. */
  warning: Words;
}

/**
 * The land that a geometry encloses by the even-odd rule, if crossing itself is its only fault. Parts
 * narrower than RESOLUTION_DEGREES are left out. Undefined where it has other faults, or can't be mended.
 * @param place where the first crossing was found
 */
export function mended(
  geometry: Geometry,
  place: { longitude?: string | number; latitude?: string | number },
): Mended | undefined {
  // The rule checks crossings after shape, numbers and closed rings.
  const { type, coordinates } = geometry;
  const polygons = (type === 'Polygon' ? [coordinates] : coordinates) as Polygons;
  const open = polygons.map((rings) => rings.map((ring) => ring.slice(1)));
  if (!Array.isArray(piecesInSeveral(open, CROSSINGS_MAX))) return undefined;
  const united = unionOf(polygons) ?? unionOf(snapped(polygons));
  if (!united) return undefined;
  const { land, slivers, squareMetres } = withoutSlivers(united);
  const read = parseBoundary({ type: 'MultiPolygon', coordinates: land });
  if ('fault' in read) return undefined;
  const { boundary } = read;
  const area = Math.round(areaSquareMetres(boundary));
  const at = `[${place.longitude}, ${place.latitude}]`;
  const left = slivers > 0;
  const lost = squareMetres.toFixed(2);
  const warning = {
    zh: `boundary：在 ${at} 自相交，已按奇偶规则修复，面积 ${area} 平方米${left ? `；略去 ${slivers} 处窄于坐标精度的碎片，共 ${lost} 平方米` : ''}`,
    en: `boundary: crosses itself at ${at}; mended by the even-odd rule to ${area} m²${left ? `; left out ${slivers} slivers narrower than the coordinates' resolution, ${lost} m² in all` : ''}`,
  };
  return { boundary, warning };
}

/** The library's union; now and then it can't complete a ring. */
function unionOf(polygons: Polygons): Polygons | undefined {
  try {
    return union(polygons);
  } catch {
    return undefined;
  }
}

const snapped = (polygons: Polygons): Polygons =>
  polygons.map((rings) =>
    rings.map((ring) =>
      ring.map(([x, y]) => [Number(x.toFixed(SNAPPED_DECIMALS)), Number(y.toFixed(SNAPPED_DECIMALS))]),
    ),
  );

/** Drops polygons and holes that are narrower than their own rounding. */
function withoutSlivers(polygons: Polygons) {
  const isSliver = (ring: [number, number][]) => meanWidth(ring.slice(1)) < RESOLUTION_DEGREES;
  const dropped: [number, number][][] = [];
  const land = polygons.flatMap((rings) => {
    const [outer, ...holes] = rings;
    if (isSliver(outer!)) {
      dropped.push(outer!);
      return [];
    }
    dropped.push(...holes.filter(isSliver));
    return [[outer!, ...holes.filter((hole) => !isSliver(hole))]];
  });
  const squareMetres = dropped.reduce((sum, ring) => sum + ringSquareMetres(ring), 0);
  return { land, slivers: dropped.length, squareMetres };
}
