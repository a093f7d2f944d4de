/** The coordinate systems of files, said or not, and the likely cause of a wrong one. */
import { afterAll, describe, expect, it } from 'vitest';
import type { ParcelReading } from '../../../events/cli/import/feature-records.ts';
import { SurveyFolder } from '../../support/survey/check.ts';
import { crs, inGrid, named, square, zipped } from '../../support/survey/land.ts';
import { PRJ_DEGREES, prjOf, shpOf, shxOf } from '../../support/survey/shapefile.ts';
import { kmlOf, wktOf } from '../../support/survey/texts.ts';

const folder = new SurveyFolder();
afterAll(() => folder.remove());

describe('the system of a file', () => {
  const grid = (ring: number[][], prj: string | undefined) => {
    const shp = shpOf([[ring.toReversed()]]);
    return zipped({ shp, shx: shxOf(shp), prj });
  };
  const zone40 = prjOf('CGCS2000_3_Degree_GK_Zone_40', 120, 40_500_000);
  const cm120 = prjOf('CGCS2000_3_Degree_GK_CM_120E', 120, 500_000);
  const said = (bytes: Uint8Array, reading?: ParcelReading) => folder.check('s.zip', bytes, reading).said;

  it('that isn’t said is asked for, and the command can say it', () => {
    const bytes = grid(inGrid(square), undefined);
    expect(() => said(bytes)).toThrow(/names no coordinate system .*--crs, such as EPSG:4490/);
    expect(named(folder.check('s.zip', bytes, crs('EPSG:4549')))).toEqual(['甲地']);
  });

  it('that isn’t known can be said, and one on another datum can’t', () => {
    const odd = cm120
      .replace('D_China_2000', 'D_Local')
      .replace('GCS_China_Geodetic_Coordinate_System_2000', 'L');
    const bytes = (prj: string) => grid(inGrid(square), prj);
    expect(() => said(bytes(odd))).toThrow(/\.prj: The coordinate system is unknown/);
    expect(said(bytes(odd), crs('EPSG:4549'))).toEqual([]);
    const xian = cm120.replace('D_China_2000', 'D_Xian_1980');
    for (const reading of [{}, crs('EPSG:4549')])
      expect(() => said(bytes(xian), reading)).toThrow(/another datum \(Xi'an 1980 .*survey authority/);
  });

  it('that the command says otherwise is read so, with a warning', () => {
    expect(said(grid(inGrid(square, 120, 40_500_000), cm120), crs('EPSG:4528'))).toEqual([
      expect.stringMatching(
        /warning: the file says that it is in CGCS2000_3_Degree_GK_CM_120E; read as .*EPSG:4528/,
      ),
    ]);
  });

  it.each<[string, number[][], string, RegExp]>([
    [
      'zone numbers in a system without',
      inGrid(square, 120, 40_500_000),
      cm120,
      /has zone 40, the system .* no zone number: .*say --crs EPSG:4528/,
    ],
    ['no zone numbers in a system with', inGrid(square), zone40, /has no zone number, the system .* zone 40/],
    [
      'another zone’s numbers',
      inGrid(square, 117, 39_500_000),
      zone40,
      /has zone 39, the system .* zone 40: .*--crs EPSG:4527/,
    ],
    [
      'degrees in a grid',
      square,
      cm120,
      /is in metres, but \[120\.\d+, 42\.\d+\] is in degrees|in metres, but .* is in degrees/,
    ],
    ['northing first', inGrid(square).map(([x, y]) => [y!, x!]), cm120, /has its northing first/],
    [
      'northing first, with zone numbers',
      inGrid(square, 120, 40_500_000).map(([x, y]) => [y!, x!]),
      zone40,
      /has its northing first/,
    ],
    ['metres in degrees', inGrid(square), PRJ_DEGREES, /looks like metres of a grid; name its zone by --crs/],
    ['latitude first', square.map(([x, y]) => [y!, x!]), PRJ_DEGREES, /has its latitude first/],
    [
      'the wrong meridian',
      inGrid(square),
      prjOf('CM117', 117, 500_000),
      /not in the banner 150430.*central meridian 117°\); by 120° it would lie in the banner.*--crs EPSG:4549/,
    ],
    [
      'a place outside China',
      inGrid(square).map(([x, y]) => [x!, y! - 4_500_000.5]),
      cm120,
      /outside China; look at the zone/,
    ],
    [
      'whole metres',
      inGrid(square).map((position) => position.map(Math.round)),
      cm120,
      /whole metres, coarser than 0\.1 m/,
    ],
  ])('with %s is told the likely cause', (_what, ring, prj, words) => {
    const { rows, said: told } = folder.check('s.zip', grid(ring, prj));
    expect([rows, told]).toEqual([[], [expect.stringMatching(words)]]);
  });

  it('of GeoJSON may be a grid', () => {
    const of = (system: string) =>
      JSON.stringify({
        type: 'FeatureCollection',
        crs: { type: 'name', properties: { name: system } },
        features: [
          {
            type: 'Feature',
            properties: { 名称: '甲地' },
            geometry: { type: 'Polygon', coordinates: [inGrid(square)] },
          },
        ],
      });
    expect(named(folder.check('g.geojson', of('urn:ogc:def:crs:EPSG::4549')))).toEqual(['甲地']);
    const wrong = folder.check('g.geojson', of('EPSG:2437'));
    expect(wrong.said).toEqual([expect.stringContaining('another datum: Beijing 1954')]);
  });
});

describe('a shifted datum', () => {
  const kml = kmlOf([{ name: '甲地', polygons: [[square]] }]);
  it('is converted where the command names it, and kept with the parcel', () => {
    const plain = folder.check('k.kml', kml).rows[0]!;
    expect(plain).not.toHaveProperty('convertedFrom');
    for (const datum of ['gcj02', 'bd09'] as const) {
      const { rows, said } = folder.check('k.kml', kml, { datum });
      expect(said).toEqual([]);
      expect(rows).toMatchObject([{ convertedFrom: datum }]);
      const [x, y] = rows[0]!.boundary.coordinates[0]![0]![0]!;
      const [west, south] = plain.boundary.coordinates[0]![0]![0]!;
      const metres = Math.hypot((x! - west!) * 82_500, (y! - south!) * 111_000);
      expect(metres).toBeGreaterThan(300);
      expect(metres).toBeLessThan(1500);
    }
  });

  it('is of GeoJSON and WKT too, never of a grid', () => {
    const { rows } = folder.check('w.csv', `name,wkt\n甲地,"${wktOf([[square]])}"\n`, { datum: 'bd09' });
    expect(rows).toMatchObject([{ convertedFrom: 'bd09' }]);
    const shp = shpOf([[inGrid(square).toReversed()]]);
    const bytes = zipped({ shp, shx: shxOf(shp), prj: prjOf('CM120', 120, 500_000) });
    expect(() => folder.check('s.zip', bytes, { datum: 'gcj02' })).toThrow(
      /--datum gcj02 is a shift of degrees/,
    );
  });

  it('is held to six decimals before it is converted', () => {
    const coarse = square.map((position) => position.map((each) => Number(each.toFixed(4))));
    const { said } = folder.check('k.kml', kmlOf([{ name: '甲地', polygons: [[coarse]] }]), {
      datum: 'gcj02',
    });
    expect(said).toEqual([expect.stringContaining('fewer than six decimals')]);
  });
});

it('tells all of it in Chinese too', () => {
  const shp = shpOf([[inGrid(square, 120, 40_500_000).toReversed()]]);
  const bytes = zipped({ shp, shx: shxOf(shp), prj: prjOf('CM120', 120, 500_000) });
  expect(folder.check('s.zip', bytes, {}, { language: 'zh' }).said).toEqual([
    expect.stringMatching(
      /第 1 个要素: 错误: boundary：.*带号 40.*无带号：带号不符；如属该带，可用 --crs EPSG:4528/,
    ),
  ]);
});
