/**
 * The boundary of a piece of land: read strictly from GeoJSON (RFC 7946) and kept in one normal form, so that
 * the same land has the same text and digest. Coordinates are never rounded: that would move a border.
 */

import { isObject } from '../base/json.ts';
import { MalformedError } from '../base/malformed.ts';
import type { BoundaryFault, BoundaryRule } from './boundary-fault.ts';
import { givenFault, readGeometry } from './geojson.ts';
import type { Boundary } from './multi-polygon.ts';
import { isIntricate, overlapAmong } from './overlap.ts';
import { meanWidth, type Position } from './plane.ts';
import { RESOLUTION_DEGREES } from './precision.ts';
import { closedRing, compareRings, type Ring, trimmedRing, wound } from './ring.ts';
import { holeOutside, type Place, selfIntersection } from './self-intersection.ts';

export { POSITIONS_MAX } from './geojson.ts';
export type { Position } from './plane.ts';

interface Polygon {
  pointer: string;
  rings: Ring[];
}

/**
 * Reads a GeoJSON Polygon or MultiPolygon whose only members are `type`, `coordinates` and, if it is ours,
 * `crs`. The fault is the first rule broken, in the order of BoundaryRule.
 */
export function parseBoundary(geometry: unknown): { boundary: Boundary } | { fault: BoundaryFault } {
  const given = readGeometry(geometry);
  if ('fault' in given) return given;
  const fault = givenFault(given.polygons);
  if (fault) return { fault };
  const polygons = given.polygons.map(({ pointer, rings }) => ({
    pointer,
    rings: rings.map((ring, i) => wound(trimmedRing(ring), i > 0)),
  }));
  const contradiction =
    noArea(polygons) ?? firstFault(polygons, crossingFault) ?? firstFault(polygons, holeFault);
  if (contradiction) return { fault: contradiction };
  const normal = polygons.map(({ rings }) => normalPolygon(rings));
  const overlap = polygonsFault(polygons, normal);
  return overlap ? { fault: overlap } : { boundary: normalBoundary(normal) };
}

/** Canonical GeoJSON (RFC 8785) of a boundary. Its SHA-256 is the boundary's digest. */
export function boundaryText(boundary: Boundary): string {
  // JSON.stringify writes numbers as RFC 8785 §3.2.2.3 does; the two members are named in their sorted order.
  return JSON.stringify({ coordinates: boundary.coordinates, type: boundary.type });
}

/**
 * The boundary whose `boundaryText` is `text`. Trusts that the text is one, and checks its outer shape only.
 * @throws MalformedError when it isn't JSON of a MultiPolygon.
 */
export function boundaryOfText(text: string): Boundary {
  const value = parseJson(text);
  if (!isObject(value) || value.type !== 'MultiPolygon' || !Array.isArray(value.coordinates)) {
    throw new MalformedError('a boundary is a GeoJSON MultiPolygon');
  }
  return { type: 'MultiPolygon', coordinates: value.coordinates as Position[][][] };
}

/** All polygons of `parts` as one boundary: a project's from its parcels. Overlaps aren't checked. */
export function joinBoundaries(parts: readonly Boundary[]): Boundary {
  return normalBoundary(parts.flatMap(({ coordinates }) => coordinates));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new MalformedError('a boundary is JSON', { cause: error });
  }
}

/** A ring that encloses nothing, or nothing wider than its rounding; or whose crossing cancels the sums. */
function noArea(polygons: Polygon[]): BoundaryFault | undefined {
  let crossing: BoundaryFault | undefined;
  for (const polygon of polygons) {
    for (const [at, ring] of polygon.rings.entries()) {
      if (meanWidth(ring.positions) >= RESOLUTION_DEGREES) continue;
      // A ring that runs like an eight has land on its left and on its right, which cancel out.
      const place = ring.positions.length > 3 ? selfIntersection([ring]) : undefined;
      if (!place) return { rule: 'boundary-no-area', pointer: `${polygon.pointer}/${at}` };
      crossing ??= faultAt('boundary-self-intersecting', polygon, { ...place, ring: at });
    }
  }
  return crossing;
}

function firstFault(polygons: Polygon[], rule: (polygon: Polygon) => BoundaryFault | undefined) {
  for (const polygon of polygons) {
    const fault = rule(polygon);
    if (fault) return fault;
  }
  return undefined;
}

const crossingFault = (polygon: Polygon) =>
  faultAt('boundary-self-intersecting', polygon, selfIntersection(polygon.rings));

const holeFault = (polygon: Polygon) => faultAt('boundary-hole-outside', polygon, holeOutside(polygon.rings));

function faultAt(rule: BoundaryRule, { pointer }: Polygon, place: Place | undefined) {
  if (!place) return undefined;
  const [longitude, latitude] = place.position;
  return { rule, pointer: `${pointer}/${place.ring}/${place.index}`, seen: { longitude, latitude } };
}

function polygonsFault(polygons: Polygon[], normal: Position[][][]): BoundaryFault | undefined {
  const overlap = overlapAmong(normal);
  if (!overlap) return undefined;
  if (isIntricate(overlap))
    return { rule: 'boundary-too-intricate', pointer: '/coordinates', seen: { ...overlap } };
  const { polygon, other, squareMetres } = overlap;
  const seen = { other: polygons[other]!.pointer, squareMetres };
  return { rule: 'boundary-polygons-overlap', pointer: polygons[polygon]!.pointer, seen };
}

function normalPolygon(rings: Ring[]): Position[][] {
  const [outer, ...holes] = rings.map(({ positions }) =>
    closedRing(positions.map(([x, y]) => [x + 0, y + 0])),
  );
  return [outer!, ...holes.sort(compareRings)];
}

const normalBoundary = (polygons: Position[][][]): Boundary => ({
  type: 'MultiPolygon',
  coordinates: polygons.toSorted((a, b) => compareRings(a[0]!, b[0]!)),
});
