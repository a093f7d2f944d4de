/**
 * A survey's land in the registry's degrees: grids inverted, shifted datums converted where the command names
 * one. Positions that can't be of the system are refused with the likely cause, since a wrong zone is a wrong
 * place and nothing else would tell.
 */
import type { SurveyDatum } from '../../../shared/land/facts.ts';
import { decimalsOf, isPrecise } from '../../../shared/land/precision.ts';
import { landRejections } from '../../../shared/land/rejections.ts';
import { ruleWords } from '../../exchange/rule-words.ts';
import type { Words } from '../words.ts';
import { unshifted } from './datum.ts';
import type { Area, Positions } from './layer.ts';
import { codeOfZone, type Grid, inverseOf, type System, ZONE_METRES } from './system.ts';

/** Decimals of a degree that a converted ordinate keeps: 0.1 mm. */
const DECIMALS = 9;

/** A box around China's land, in degrees: what lies outside isn't in this registry's cities. */
const CHINA = { west: 73, south: 18, east: 136, north: 54 };

/** Largest northing of China, and least of its land, in metres from the equator. */
const NORTHING_MAX = 6_000_000;
const NORTHING_MIN = 1_900_000;

/** The land in degrees, or why it can't be. */
export function inDegrees(area: Area, system: System, datum: SurveyDatum | undefined): Area | Words {
  const { grid } = system;
  const rings = ringsOf(area);
  const fault = grid ? gridFault(rings, grid, system.name) : degreesFault(rings);
  if (fault) return fault;
  if (!grid && !datum) return area;
  const coarse = rings.some((ring) =>
    grid ? !isFineInMetres(ring) : !isPrecise(ring as [number, number][]),
  );
  if (coarse) return grid ? coarseMetres : coarseDegrees();
  if (!grid) return converted(area, ([x, y]) => unshifted(datum!, x!, y!));
  const inverse = inverseOf(grid);
  const land = converted(area, ([x, y]) => inverse(x!, y!).map((each) => Number(each.toFixed(DECIMALS))));
  const stray = ringsOf(land).flat().find(outsideChina);
  return stray ? strayWords(stray, system) : land;
}

export const ringsOf = ({ type, coordinates }: Area): Positions[] =>
  type === 'Polygon' ? (coordinates as Positions[]) : (coordinates as Positions[][]).flat();

export function converted(area: Area, convert: (position: number[]) => number[]): Area {
  const polygon = (rings: Positions[]) => rings.map((ring) => ring.map(convert));
  const { type, coordinates } = area;
  if (type === 'Polygon') return { type, coordinates: polygon(coordinates as Positions[]) };
  return { type, coordinates: (coordinates as Positions[][]).map(polygon) };
}

const outsideChina = ([x, y]: number[]) =>
  !(x! >= CHINA.west && x! <= CHINA.east && y! >= CHINA.south && y! <= CHINA.north);

/**
 * The rule of six decimals (DECIMALS_MIN) in metres, 11 cm: at least half of a ring's distinct ordinates
 * carry a decimal.
 */
function isFineInMetres(ring: Positions): boolean {
  const ordinates = [...new Set(ring.flat())];
  return 2 * ordinates.filter((ordinate) => decimalsOf(ordinate) >= 1).length >= ordinates.length;
}

const coarseMetres: Words = {
  zh: '平面坐标为整米，不足 0.1 米；请以实测坐标重新导出，保留至厘米',
  en: 'grid coordinates are whole metres, coarser than 0.1 m; export the survey again to the centimetre',
};

const coarseDegrees = () => {
  const { title, remedy } = landRejections['boundary-precision'];
  return ruleWords({ kind: 'invalid', title, remedy }, {});
};

const shown = ([x, y]: readonly number[]) => `[${x}, ${y}]`;
const areDegrees = ([x, y]: readonly number[]) => Math.abs(x!) <= 180 && Math.abs(y!) <= 90;

function degreesFault(rings: Positions[]): Words | undefined {
  const odd = rings.flat().find((position) => !areDegrees(position));
  if (!odd) return undefined;
  const [x, y] = odd;
  if (Math.abs(x!) <= 90 && Math.abs(y!) <= 180) return swappedDegrees(odd);
  return {
    zh: `${shown(odd)} 不是经纬度，像是平面坐标（米）；请以 --crs EPSG:… 指明投影带，如 EPSG:4528（3度带第40带）`,
    en: `${shown(odd)} is no longitude and latitude, but looks like metres of a grid; name its zone by --crs EPSG:…, such as EPSG:4528 (3-degree zone 40)`,
  };
}

export const swappedDegrees = (position: readonly number[]): Words => ({
  zh: `${shown(position)} 纬度在前；请以经度在前重新导出`,
  en: `${shown(position)} has its latitude first; export it with longitude first`,
});

/** What shows before a grid is inverted: the zone's number, degrees, or northing before easting. */
function gridFault(rings: Positions[], { falseEasting, projection }: Grid, name: string): Words | undefined {
  const positions = rings.flat();
  const odd = positions.find((position) => !position.every(Number.isFinite));
  if (odd) return { zh: `${shown(odd)} 不是坐标`, en: `${shown(odd)} is no position` };
  if (positions.length > 0 && positions.every(areDegrees))
    return {
      zh: `坐标系为 ${name}（米），坐标 ${shown(positions[0]!)} 却是经纬度；请更正 .prj，或以 --crs EPSG:4490 指明`,
      en: `the system is ${name}, in metres, but ${shown(positions[0]!)} is in degrees; correct the .prj, or say --crs EPSG:4490`,
    };
  if (projection === 'merc') return undefined;
  const zoneOf = (easting: number) => Math.floor(easting / ZONE_METRES);
  for (const position of positions) {
    const [x, y] = position as [number, number];
    if (isSwapped(x, y, falseEasting)) return swappedGrid(position);
    if (zoneOf(x) !== zoneOf(falseEasting)) return zoneWords(position, zoneOf(x), name, zoneOf(falseEasting));
  }
  return undefined;
}

/** Chinese surveys call the northing X, and some write it first. */
function isSwapped(x: number, y: number, falseEasting: number): boolean {
  const isNorthing = x > NORTHING_MIN && x < NORTHING_MAX;
  return isNorthing && (y > 10 * ZONE_METRES || (y < ZONE_METRES && falseEasting < ZONE_METRES));
}

const swappedGrid = (position: readonly number[]): Words => ({
  zh: `${shown(position)} 北坐标（X）在前；请以东坐标（Y）在前重新导出`,
  en: `${shown(position)} has its northing first; export it with the easting first`,
});

function zoneWords(position: readonly number[], zone: number, name: string, given: number): Words {
  const code = zone === 0 ? undefined : codeOfZone(zone);
  const [zh, en] = code
    ? [`；如属该带，可用 --crs ${code}`, `; if that is right, say --crs ${code}`]
    : ['', ''];
  const inFile = zone === 0 ? noZone : { zh: `带号 ${zone}`, en: `zone ${zone}` };
  const inSystem = given === 0 ? noZone : { zh: `带号 ${given}`, en: `zone ${given}` };
  return {
    zh: `${shown(position)} 的东坐标为${inFile.zh}，坐标系 ${name} 为${inSystem.zh}：带号不符${zh}`,
    en: `the easting of ${shown(position)} has ${inFile.en}, the system ${name} ${inSystem.en}: the zone number is wrong${en}`,
  };
}

const noZone: Words = { zh: '无带号', en: 'no zone number' };

function strayWords(position: readonly number[], { name }: System): Words {
  return {
    zh: `按 ${name} 反算后在 ${shown(position)}，不在中国；请核对带号、中央经线与坐标顺序`,
    en: `by ${name} it lies at ${shown(position)}, outside China; look at the zone, the central meridian and the order of coordinates`,
  };
}
