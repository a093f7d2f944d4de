/**
 * The coordinate reference system that GeoJSON before RFC 7946 may name (GeoJSON 2008 §3). It is read by
 * authority and code: the name alone decides whether the same numbers are another place.
 */
import { isObject } from '../base/json.ts';

/** The fault of a system, as the end of a rule's name. */
export type SystemFault = 'projected' | 'datum' | 'unknown';

export interface ForeignSystem {
  fault: SystemFault;
  /** Its name in the GeoJSON, at most NAME_MAX characters. */
  crs: string;
  /** The system that the name means, if we know it. */
  system: string;
}

const NAME_MAX = 100;

/** Degrees that are ours: CGCS2000 and WGS 84, alike to centimetres. GeoJSON puts longitude first. */
const GEOGRAPHIC = new Map([
  ['EPSG:4490', 'CGCS2000'],
  ['EPSG:4326', 'WGS 84'],
  ['OGC:CRS84', 'WGS 84'],
]);

/** Systems of degrees on another datum: the same numbers are a place some 50 to 120 m away. */
const OTHER_DATUM = new Map([
  ['EPSG:4610', "Xi'an 1980"],
  ['EPSG:4214', 'Beijing 1954'],
  ['EPSG:4555', 'New Beijing'],
]);

/** The blocks in which EPSG numbers China's grids: first code, name, first zone or meridian, step, count. */
type Block = [code: number, name: (n: number) => string, first: number, step: number, count: number];

const zone = (datum: string, width: 3 | 6) => (n: number) =>
  `${datum} / ${width}-degree Gauss-Kruger zone ${n}`;
const meridian = (datum: string, width: 3 | 6) => (n: number) =>
  `${datum} / ${width}-degree Gauss-Kruger CM ${n}E`;

const gridsOf = (datum: string, zones6: number, meridians6: number, zones3: number): Block[] => [
  [zones6, zone(datum, 6), 13, 1, 11],
  [meridians6, meridian(datum, 6), 75, 6, 11],
  [zones3, zone(datum, 3), 25, 1, 21],
  [zones3 + 21, meridian(datum, 3), 75, 3, 21],
];

const GRIDS: readonly Block[] = [
  ...gridsOf('CGCS2000', 4491, 4502, 4513),
  ...gridsOf("Xi'an 1980", 2327, 2338, 2349),
  ...gridsOf('Beijing 1954', 21413, 21453, 2401),
  [32601, (n) => `WGS 84 / UTM zone ${n}N`, 1, 1, 60],
  [3857, () => 'WGS 84 / Pseudo-Mercator', 0, 1, 1],
];

/** Tests a grid's name. On a foreign datum degrees are no better than metres: the datum is foreign. */
const ON_OUR_DATUM = /^(CGCS2000|WGS 84) /;

/** What is foreign in an object's member `crs`; undefined if absent, null, or a system of ours. */
export function foreignSystem(crs: unknown): ForeignSystem | undefined {
  if (crs === undefined || crs === null) return undefined;
  const name = nameOf(crs);
  const known = name === undefined ? undefined : identifierOf(name);
  if (known !== undefined && GEOGRAPHIC.has(known)) return undefined;
  const shown = (name ?? JSON.stringify(crs)).slice(0, NAME_MAX);
  const foreign = (fault: SystemFault, system: string) => ({ fault, crs: shown, system });
  const datum = known === undefined ? undefined : OTHER_DATUM.get(known);
  if (datum !== undefined) return foreign('datum', datum);
  const grid = known === undefined ? undefined : gridOf(known);
  if (grid === undefined) return foreign('unknown', shown);
  return foreign(ON_OUR_DATUM.test(grid) ? 'projected' : 'datum', grid);
}

/** The name of a named system (§3.1), or of one given by code alone, as in drafts of GeoJSON. */
function nameOf(crs: unknown): string | undefined {
  if (typeof crs === 'string') return crs;
  if (!isObject(crs) || !isObject(crs.properties)) return undefined;
  const { name, code } = crs.properties;
  if (typeof name === 'string') return name;
  const isCode = typeof code === 'number' || typeof code === 'string';
  return isCode && String(crs.type).toUpperCase() === 'EPSG' ? `EPSG:${code}` : undefined;
}

/**
 * `AUTHORITY:CODE` of `EPSG:4490`, `urn:ogc:def:crs:EPSG::4490`,
 * `http://www.opengis.net/def/crs/EPSG/0/4490`, `urn:ogc:def:crs:OGC:1.3:CRS84` and the like. A name of more
 * or other parts is unknown.
 */
function identifierOf(name: string): string | undefined {
  const forms = [
    /^(EPSG|OGC):(\w+)$/i,
    /^urn:(?:x-)?ogc:def:crs:(EPSG|OGC):[\d.]*:(\w+)$/i,
    /^https?:\/\/www\.opengis\.net\/def\/crs\/(EPSG|OGC)\/[\d.]+\/(\w+)$/i,
    /^https?:\/\/www\.opengis\.net\/gml\/srs\/(epsg)\.xml#(\d+)$/i,
  ];
  const text = name.trim();
  if (/^CRS:?84$/i.test(text)) return 'OGC:CRS84';
  for (const form of forms) {
    const [, authority, code] = form.exec(text) ?? [];
    if (authority && code) return `${authority}:${code}`.toUpperCase();
  }
  return undefined;
}

function gridOf(identifier: string): string | undefined {
  const code = Number(/^EPSG:(\d+)$/.exec(identifier)?.[1]);
  const found = GRIDS.find(([first, , , , count]) => code >= first && code < first + count);
  if (!found) return undefined;
  const [first, name, start, step] = found;
  return name(start + (code - first) * step);
}
