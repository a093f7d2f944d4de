/** The same land in every format of surveys is the same boundary, to the byte. */
import type { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { systemOfCode } from '../../events/cli/survey/system.ts';
import { SurveyFolder } from '../support/survey/check.ts';
import { EPSG, writeGeoPackage } from '../support/survey/geopackage.ts';
import { gaussKruger } from '../support/survey/project.ts';
import { dbfOf, PRJ_DEGREES, prjOf, shpOf, shxOf, zipOf } from '../support/survey/shapefile.ts';
import { kmlOf, wktOf } from '../support/survey/texts.ts';

const folder = new SurveyFolder();
afterAll(() => folder.remove());

type Land = number[][][][];

/** Ordinates of nine decimals: what a converted one keeps. */
const NINE = 1e9;
const offset = fc.integer({ min: 1, max: 9_999_999 }).map((units) => units / NINE);

/** A star around a place, closed; its radius varies by direction, so that it crosses nothing. */
function star([x, y]: readonly [number, number], radius: number, jitter: readonly number[]): number[][] {
  const ring = jitter.map((bit, index) => {
    const angle = (2 * Math.PI * index) / jitter.length;
    const reach = radius * (0.7 + 30 * bit);
    return [x + reach * Math.cos(angle), y + reach * Math.sin(angle)].map((each) => Number(each.toFixed(9)));
  });
  return [...ring, ring[0]!];
}

const jitter = fc.array(offset, { minLength: 5, maxLength: 12 });
const polygon = (index: number) =>
  fc.tuple(jitter, jitter, fc.boolean()).map(([outer, hole, hasHole]) => {
    const place = [120 + 0.05 * index, 42.2] as const;
    const rings = [star(place, 0.02, outer)];
    return hasHole ? [...rings, star(place, 0.005, hole).reverse()] : rings;
  });
const land: fc.Arbitrary<Land> = fc
  .integer({ min: 1, max: 3 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => polygon(index))));

const positions = (polygons: Land, convert: (position: number[]) => number[]): Land =>
  polygons.map((rings) => rings.map((ring) => ring.map(convert)));

/** As the format has it: outer rings clockwise, holes against, all rings of a record in one list. */
const shapeOf = (polygons: Land) => polygons.flatMap((rings) => rings.map((ring) => ring.toReversed()));

function zipped(polygons: Land, prj: string): Uint8Array {
  const shp = shpOf([shapeOf(polygons)]);
  return zipOf({ 'a.shp': shp, 'a.shx': shxOf(shp), 'a.dbf': dbfOf([{ 名称: '甲地' }]), 'a.prj': prj });
}

function geopackage(polygons: Land, srs: number): Buffer {
  const path = join(folder.path, `${Math.random()}.gpkg`);
  writeGeoPackage(path, { parcels: { srs, rows: [{ name: '甲地', polygons }] } }, EPSG);
  return readFileSync(path);
}

const grid = (meridian: number, falseEasting: number) => (polygons: Land) =>
  positions(polygons, (position) => gaussKruger(position, meridian, falseEasting));

const FORMATS: Record<string, (polygons: Land) => [string, Uint8Array | string, string?]> = {
  'shapefile in degrees': (polygons) => ['s.zip', zipped(polygons, PRJ_DEGREES)],
  'shapefile in a 3-degree zone': (polygons) => [
    's3.zip',
    zipped(grid(120, 500_000)(polygons), prjOf('CGCS2000_3_Degree_GK_CM_120E', 120, 500_000)),
  ],
  'shapefile in a 3-degree zone with its number': (polygons) => [
    's40.zip',
    zipped(grid(120, 40_500_000)(polygons), prjOf('CGCS2000_3_Degree_GK_Zone_40', 120, 40_500_000)),
  ],
  'shapefile in a 6-degree zone with its number': (polygons) => [
    's21.zip',
    zipped(grid(123, 21_500_000)(polygons), prjOf('CGCS2000_GK_Zone_21', 123, 21_500_000)),
  ],
  KML: (polygons) => ['k.kml', kmlOf([{ name: '甲地', polygons }])],
  KMZ: (polygons) => ['k.kmz', zipOf({ 'doc.kml': kmlOf([{ name: '甲地', polygons }]) })],
  'GeoPackage in degrees': (polygons) => ['g.gpkg', geopackage(polygons, 4490)],
  'GeoPackage in a zone': (polygons) => ['g3.gpkg', geopackage(grid(120, 500_000)(polygons), 4549)],
  'WKT in a column': (polygons) => ['w.csv', `名称,边界\n甲地,"${wktOf(polygons)}"\n`],
  'WKT with its SRID': (polygons) => [
    'e.csv',
    `名称,wkt\n甲地,"SRID=4528;${wktOf(grid(120, 40_500_000)(polygons))}"\n`,
  ],
  'WKT in a file': (polygons) => ['甲地.wkt', wktOf(polygons)],
  'WKT of a zone that the command names': (polygons) => [
    'z.wkt',
    wktOf(grid(117, 500_000)(polygons)),
    'EPSG:4548',
  ],
};

const geojson = (polygons: Land) =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: { name: '甲地' },
        geometry: { type: 'MultiPolygon', coordinates: polygons },
      },
    ],
  });

describe('the same land', () => {
  it.each(Object.entries(FORMATS))('as %s is the same boundary as in GeoJSON', (_name, write) => {
    fc.assert(
      fc.property(land, (polygons) => {
        const expected = folder.check('g.geojson', geojson(polygons));
        expect(expected.said).toEqual([]);
        const [name, bytes, crs] = write(polygons);
        const system = crs === undefined ? undefined : systemOfCode(crs);
        if (system && 'zh' in system) throw new Error(system.en);
        const { rows, said } = folder.check(name, bytes, system ? { system } : {});
        expect(said.filter((line) => line.includes('error'))).toEqual([]);
        expect(rows.map(({ digest }) => digest)).toEqual(expected.rows.map(({ digest }) => digest));
        expect(rows).toHaveLength(1);
      }),
      { numRuns: 40 },
    );
  });
});
