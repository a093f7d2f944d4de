/** Reads a geometry as GeoJSON (RFC 7946), strictly, and checks its numbers ring by ring. */

import { isObject } from '../base/json.ts';
import type { BoundaryFault } from './boundary-fault.ts';
import { type ForeignSystem, foreignSystem } from './coordinate-system.ts';
import { boxOf, type Position } from './plane.ts';
import { DECIMALS_MIN, isPrecise, precisionOf } from './precision.ts';

/** Positions of all rings: twice what the largest banner known here has, and about 250 KB of text. */
export const POSITIONS_MAX = 10_000;

/** No land of one registry goes half around the Earth: a wider boundary crosses the antimeridian. */
const SPAN_DEGREES_MAX = 180;

const RING_POSITIONS_MIN = 4;

export interface GivenPolygon {
  pointer: string;
  rings: Position[][];
}

/** RFC 7946 has no `crs`, but databases add it. Where it is given, it must name the registry's own system. */
const MEMBERS = new Set(['type', 'coordinates', 'crs']);

function systemFault({ fault, crs, system }: ForeignSystem): BoundaryFault {
  return { rule: `boundary-crs-${fault}`, pointer: '/crs', seen: { crs, system } };
}

/** Checks that objects, arrays and numbers stand where GeoJSON has them; `givenFault` checks the numbers. */
export function readGeometry(geometry: unknown): { polygons: GivenPolygon[] } | { fault: BoundaryFault } {
  const fault = (pointer: string) => ({ fault: { rule: 'boundary-not-geojson', pointer } as const });
  if (!isObject(geometry)) return fault('');
  const unknown = Object.keys(geometry).find((key) => !MEMBERS.has(key));
  if (unknown !== undefined) return fault(`/${unknown.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  const { type, coordinates, crs } = geometry;
  const foreign = foreignSystem(crs);
  if (foreign) return { fault: systemFault(foreign) };
  if (type !== 'Polygon' && type !== 'MultiPolygon') return fault('/type');
  const depth = type === 'Polygon' ? 2 : 3;
  const misplaced = misplacedIn(coordinates, '/coordinates', depth);
  if (misplaced !== undefined) return fault(misplaced);
  if (type === 'Polygon') {
    return { polygons: [{ pointer: '/coordinates', rings: coordinates as Position[][] }] };
  }
  const polygons = coordinates as Position[][][];
  return { polygons: polygons.map((rings, i) => ({ pointer: `/coordinates/${i}`, rings })) };
}

/** Pointer of the first part that isn't an array, `depth` arrays deep; positions are arrays of numbers. */
function misplacedIn(value: unknown, pointer: string, depth: number): string | undefined {
  if (!Array.isArray(value)) return pointer;
  if (depth === 0) return value.every((each) => typeof each === 'number') ? undefined : pointer;
  if (value.length === 0) return pointer;
  for (const [i, each] of value.entries()) {
    const misplaced = misplacedIn(each, `${pointer}/${i}`, depth - 1);
    if (misplaced !== undefined) return misplaced;
  }
  return undefined;
}

/** The first rule that the numbers break, checked ring by ring. */
export function givenFault(polygons: GivenPolygon[]): BoundaryFault | undefined {
  return (
    detailFault(polygons) ??
    firstOf(polygons, coordinatesFault) ??
    spanFault(polygons) ??
    firstOf(polygons, ringFault)
  );
}

type RingRule = (ring: Position[], pointer: string) => BoundaryFault | undefined;

function firstOf(polygons: GivenPolygon[], rule: RingRule): BoundaryFault | undefined {
  for (const { pointer, rings } of polygons) {
    for (const [i, ring] of rings.entries()) {
      const fault = rule(ring, `${pointer}/${i}`);
      if (fault) return fault;
    }
  }
  return undefined;
}

function detailFault(polygons: GivenPolygon[]): BoundaryFault | undefined {
  const positions = polygons.flatMap(({ rings }) => rings).reduce((sum, ring) => sum + ring.length, 0);
  if (positions <= POSITIONS_MAX) return undefined;
  const seen = { positions, positionsMax: POSITIONS_MAX };
  return { rule: 'boundary-too-detailed', pointer: '/coordinates', seen };
}

/** A position is a longitude and a latitude. With an altitude, one border could have two texts. */
const coordinatesFault: RingRule = (ring, pointer) => {
  const isPlace = ([longitude, latitude, ...more]: readonly number[]) =>
    Math.abs(longitude ?? Number.NaN) <= 180 && Math.abs(latitude ?? Number.NaN) <= 90 && more.length === 0;
  const at = ring.findIndex((position) => !isPlace(position));
  if (at < 0) return undefined;
  return {
    rule: 'boundary-coordinates',
    pointer: `${pointer}/${at}`,
    seen: { position: ring[at]!.slice(0, 3).join(', ') },
  };
};

function spanFault(polygons: GivenPolygon[]): BoundaryFault | undefined {
  const boxes = polygons.flatMap(({ rings }) => rings).map(boxOf);
  const span = Math.max(...boxes.map(({ east }) => east)) - Math.min(...boxes.map(({ west }) => west));
  if (!(span >= SPAN_DEGREES_MAX)) return undefined;
  const seen = { spanDegrees: span, spanDegreesMax: SPAN_DEGREES_MAX };
  return { rule: 'boundary-coordinates', pointer: '/coordinates', seen };
}

const ringFault: RingRule = (ring, pointer): BoundaryFault | undefined => {
  const [first, last] = [ring[0], ring.at(-1)];
  const closed = first && last && first[0] === last[0] && first[1] === last[1];
  if (ring.length < RING_POSITIONS_MIN || !closed) {
    return {
      rule: 'boundary-ring',
      pointer,
      seen: { positions: ring.length, closed: closed ? 'yes' : 'no' },
    };
  }
  if (isPrecise(ring)) return undefined;
  return { rule: 'boundary-precision', pointer, seen: { ...precisionOf(ring), decimalsMin: DECIMALS_MIN } };
};
