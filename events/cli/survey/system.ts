/**
 * Coordinate systems of surveys: degrees on CGCS2000 or WGS 84, which agree to centimetres, and grids on them
 * (Gauss-Krüger zones, UTM, Web Mercator), which are inverted. Beijing 1954 and Xi'an 1980 are refused by
 * name: the parameters of their shift aren't public, and without them land moves by 50 to 120 m.
 */
import proj4 from 'proj4';
import { foreignSystem } from '../../../shared/land/coordinate-system.ts';
import { landRejections } from '../../../shared/land/rejections.ts';
import { ruleWords } from '../../exchange/rule-words.ts';
import type { Words } from '../words.ts';

/** A projection by its parameters, in degrees and metres. */
export interface Grid {
  projection: 'tmerc' | 'merc';
  meridian: number;
  scale: number;
  falseEasting: number;
  falseNorthing: number;
  /** Latitude of origin. */
  latitude: number;
  ellipsoid: Ellipsoid;
}

export interface Ellipsoid {
  /** Metres. */
  semiMajor: number;
  inverseFlattening: number;
}

/** A system of ours: degrees if it has no grid. */
export interface System {
  /** What the file or the command calls it. */
  name: string;
  grid?: Grid;
}

/** Why a system isn't taken. What the file says is another datum, no command can say otherwise. */
export type Refusal = Words & { isDatum?: true };

export const CGCS2000: Ellipsoid = { semiMajor: 6_378_137, inverseFlattening: 298.257222101 };
const WGS84: Ellipsoid = { semiMajor: 6_378_137, inverseFlattening: 298.257223563 };

/** Gauss-Krüger: true to scale at the meridian, which has 500 km as its easting. */
const EASTING_OF_MERIDIAN = 500_000;
/** Eastings may begin with the zone's number, in millions of metres. */
export const ZONE_METRES = 1_000_000;

/** Of degrees or WGS 84 by default, as GeoJSON, KML and WKT mean them. */
export const DEGREES: System = { name: 'CGCS2000 / WGS 84' };

const gaussKruger = (meridian: number, zone: number | undefined): Grid => ({
  projection: 'tmerc',
  meridian,
  scale: 1,
  falseEasting: (zone ?? 0) * ZONE_METRES + EASTING_OF_MERIDIAN,
  falseNorthing: 0,
  latitude: 0,
  ellipsoid: CGCS2000,
});

/** The names of EPSG's grids, as shared/land/coordinate-system.ts numbers them. */
const ZONE = /^CGCS2000 \/ ([36])-degree Gauss-Kruger zone (\d+)$/;
const MERIDIAN = /^CGCS2000 \/ [36]-degree Gauss-Kruger CM (\d+)E$/;
const UTM = /^WGS 84 \/ UTM zone (\d+)N$/;

function gridNamed(name: string): Grid | undefined {
  const [, width, zone] = ZONE.exec(name)?.map(Number) ?? [];
  if (width && zone) return gaussKruger(width === 3 ? 3 * zone : 6 * zone - 3, zone);
  const meridian = MERIDIAN.exec(name)?.[1];
  if (meridian) return gaussKruger(Number(meridian), undefined);
  const utm = UTM.exec(name)?.[1];
  const plain = { falseEasting: 0, falseNorthing: 0, latitude: 0, ellipsoid: WGS84 };
  if (utm)
    return {
      ...plain,
      projection: 'tmerc',
      meridian: 6 * Number(utm) - 183,
      scale: 0.9996,
      falseEasting: 5e5,
    };
  if (name === 'WGS 84 / Pseudo-Mercator') return { ...plain, projection: 'merc', meridian: 0, scale: 1 };
  return undefined;
}

/**
 * The system of a code such as `EPSG:4528`, `4528` or `urn:ogc:def:crs:EPSG::4528`; else why it is refused.
 */
export function systemOfCode(text: string): System | Refusal {
  const named = /^\d+$/.test(text) ? `EPSG:${text}` : text;
  const foreign = foreignSystem(named);
  if (!foreign) return { name: named };
  const grid = foreign.fault === 'projected' ? gridNamed(foreign.system) : undefined;
  if (grid) return { name: `${foreign.system} (${named})`, grid };
  if (foreign.fault === 'datum') return otherDatum(foreign.system);
  return ruleWords(landRejections['boundary-crs-unknown'], { crs: named });
}

/** The grid that a GeoJSON's `crs` names; undefined for degrees of ours; else why it isn't taken. */
export function systemOfCrs(crs: unknown): System | Words | undefined {
  const foreign = foreignSystem(crs);
  if (!foreign) return undefined;
  const { fault, ...seen } = foreign;
  if (fault === 'projected') return systemOfCode(seen.crs);
  const { zh, en } = ruleWords(landRejections[`boundary-crs-${fault}`], { ...seen });
  return { zh: `crs：${zh}`, en: `crs: ${en}` };
}

export const otherDatum = (system: string): Refusal => ({
  isDatum: true,
  zh: `坐标属于另一大地基准（${system}），与 CGCS2000 相差数十至百余米，转换参数不公开；请由测绘主管部门转换为 CGCS2000 后再导入`,
  en: `coordinates are on another datum (${system}), 50 to 120 m off CGCS2000 by parameters that aren't public; have the survey authority transform them to CGCS2000`,
});

/** The EPSG code of a zone of CGCS2000 by the number that its eastings begin with. */
export function codeOfZone(zone: number): string | undefined {
  if (zone >= 13 && zone <= 23) return `EPSG:${4491 + zone - 13}`;
  return zone >= 25 && zone <= 45 ? `EPSG:${4513 + zone - 25}` : undefined;
}

/** The EPSG code of the 3-degree zone around a meridian, of eastings without a zone number. */
export function codeOfMeridian(meridian: number): string | undefined {
  const index = (meridian - 75) / 3;
  return Number.isInteger(index) && index >= 0 && index <= 20 ? `EPSG:${4534 + index}` : undefined;
}

export type Inverse = (easting: number, northing: number) => [longitude: number, latitude: number];

/**
 * The inverse of a grid, to a nanometre within its zone: metres to degrees on the grid's own ellipsoid. No
 * datum is shifted: CGCS2000 and WGS 84 count as one.
 */
export function inverseOf({ projection, ellipsoid, ...grid }: Grid): Inverse {
  const shape =
    projection === 'merc'
      ? `+a=${ellipsoid.semiMajor} +b=${ellipsoid.semiMajor}`
      : `+a=${ellipsoid.semiMajor} +rf=${ellipsoid.inverseFlattening} +lat_0=${grid.latitude}`;
  const { meridian, scale, falseEasting, falseNorthing } = grid;
  const place = `+lon_0=${meridian} +k=${scale} +x_0=${falseEasting} +y_0=${falseNorthing}`;
  const { inverse } = proj4(`+proj=${projection} ${shape} ${place} +units=m +no_defs`);
  return (easting, northing) => {
    const [longitude, latitude] = inverse([easting, northing]);
    return [longitude!, latitude!];
  };
}
