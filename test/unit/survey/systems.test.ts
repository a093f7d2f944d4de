/** Coordinate systems of surveys: read from .prj, code or SRID, and inverted. */
import { Geodesic } from 'geographiclib-geodesic';
import { describe, expect, it } from 'vitest';
import { unshifted } from '../../../events/cli/survey/datum.ts';
import { systemOfWkt } from '../../../events/cli/survey/prj.ts';
import { CGCS2000, type Grid, inverseOf, systemOfCode } from '../../../events/cli/survey/system.ts';
import { gaussKruger } from '../../support/survey/project.ts';
import { PRJ_DEGREES, prjOf } from '../../support/survey/shapefile.ts';

const grid = (fields: Partial<Grid>): Grid => ({
  projection: 'tmerc',
  meridian: 120,
  scale: 1,
  falseEasting: 500_000,
  falseNorthing: 0,
  latitude: 0,
  ellipsoid: CGCS2000,
  ...fields,
});

describe('the inverse of a grid', () => {
  it('is that of the example in IOGP 373-7-2 (Transverse Mercator, OSGB36)', () => {
    const inverse = inverseOf(
      grid({
        ellipsoid: { semiMajor: 6_377_563.396, inverseFlattening: 299.3249646 },
        latitude: 49,
        meridian: -2,
        scale: 0.9996012717,
        falseEasting: 400_000,
        falseNorthing: -100_000,
      }),
    );
    const [longitude, latitude] = inverse(577_274.99, 69_740.5);
    // The example is printed to the centimetre.
    expect(longitude).toBeCloseTo(0.5, 6);
    expect(latitude).toBeCloseTo(50.5, 6);
  });

  it('has the length of the meridian as its northing, to a nanometre', () => {
    const { semiMajor, inverseFlattening } = CGCS2000;
    const ellipsoid = new Geodesic.Geodesic(semiMajor, 1 / inverseFlattening);
    for (const latitude of [18, 31.5, 42.451234, 53.9]) {
      const northing = ellipsoid.Inverse(0, 120, latitude, 120).s12!;
      const [longitude, found] = inverseOf(grid({}))(500_000, northing);
      expect(Math.abs(longitude - 120)).toBeLessThan(1e-13);
      expect(Math.abs(found - latitude)).toBeLessThan(1e-13);
    }
  });

  it('takes back what Krüger’s series gives, over a 6-degree zone and beyond', () => {
    const inverse = inverseOf(grid({}));
    for (const position of [
      [116.5, 18],
      [118.912345, 42.451234],
      [123.5, 53.9],
    ]) {
      const [x, y] = gaussKruger(position, 120, 500_000);
      const found = inverse(x, y);
      for (const [axis, value] of found.entries())
        expect(Math.abs(value - position[axis]!)).toBeLessThan(1e-11);
    }
  });
});

const named = (system: ReturnType<typeof systemOfWkt>) =>
  'name' in system ? [system.grid?.meridian, system.grid?.falseEasting] : system.en;

describe('a code', () => {
  it.each<[string, number | undefined, number | undefined]>([
    ['EPSG:4490', undefined, undefined],
    ['4326', undefined, undefined],
    ['EPSG:4491', 75, 13_500_000],
    ['EPSG:4498', 117, 20_500_000],
    ['EPSG:4502', 75, 500_000],
    ['EPSG:4509', 117, 500_000],
    ['EPSG:4513', 75, 25_500_000],
    ['EPSG:4528', 120, 40_500_000],
    ['EPSG:4534', 75, 500_000],
    ['urn:ogc:def:crs:EPSG::4549', 120, 500_000],
    ['EPSG:4554', 135, 500_000],
    ['EPSG:32650', 117, 500_000],
  ])('%s has the central meridian %s and the false easting %s', (code, meridian, falseEasting) => {
    expect(named(systemOfCode(code))).toEqual([meridian, falseEasting]);
  });

  it.each([
    ['EPSG:4610', "another datum (Xi'an 1980)"],
    ['EPSG:2415', 'another datum (Beijing 1954 / 3-degree Gauss-Kruger zone 39)'],
    ['EPSG:2362', "another datum (Xi'an 1980 / 3-degree Gauss-Kruger zone 38)"],
    ['EPSG:99999', 'The coordinate system is unknown: EPSG:99999'],
    ['GCJ-02', 'The coordinate system is unknown: GCJ-02'],
  ])('%s is refused as %s', (code, words) => {
    expect(named(systemOfCode(code))).toContain(words);
  });
});

const WGS =
  'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';

describe('a .prj', () => {
  it.each<[string, string, (number | undefined)[]]>([
    ['degrees', PRJ_DEGREES, [undefined, undefined]],
    ['degrees of WGS 84', WGS, [undefined, undefined]],
    ['a 3-degree zone by its meridian', prjOf('CGCS2000_3_Degree_GK_CM_117E', 117, 500_000), [117, 500_000]],
    ['a 6-degree zone by its number', prjOf('CGCS2000_GK_Zone_20', 117, 20_500_000), [117, 20_500_000]],
    ['a zone under another name', prjOf('赤峰独立坐标', 118.5, 500_000), [118.5, 500_000]],
    [
      'a UTM zone',
      `PROJCS["WGS_1984_UTM_Zone_50N",${WGS},PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",117.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]`,
      [117, 500_000],
    ],
    [
      'OGC’s form, with authorities and axes',
      'PROJCS["CGCS2000 / 3-degree Gauss-Kruger zone 40",GEOGCS["China Geodetic Coordinate System 2000",DATUM["China_2000",SPHEROID["CGCS2000",6378137,298.257222101,AUTHORITY["EPSG","1024"]],AUTHORITY["EPSG","1043"]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",120],PARAMETER["scale_factor",1],PARAMETER["false_easting",40500000],PARAMETER["false_northing",0],UNIT["metre",1,AUTHORITY["EPSG","9001"]],AXIS["Northing",NORTH],AXIS["Easting",EAST],AUTHORITY["EPSG","4528"]]',
      [120, 40_500_000],
    ],
    [
      'WKT 2',
      'PROJCRS["CGCS2000 / 3-degree Gauss-Kruger CM 120E",BASEGEOGCRS["China Geodetic Coordinate System 2000",DATUM["China 2000",ELLIPSOID["CGCS2000",6378137,298.257222101,LENGTHUNIT["metre",1]]],PRIMEM["Greenwich",0,ANGLEUNIT["degree",0.0174532925199433]]],CONVERSION["3-degree Gauss-Kruger CM 120E",METHOD["Transverse Mercator",ID["EPSG",9807]],PARAMETER["Latitude of natural origin",0,ANGLEUNIT["degree",0.0174532925199433]],PARAMETER["Longitude of natural origin",120,ANGLEUNIT["degree",0.0174532925199433]],PARAMETER["Scale factor at natural origin",1,SCALEUNIT["unity",1]],PARAMETER["False easting",500000,LENGTHUNIT["metre",1]],PARAMETER["False northing",0,LENGTHUNIT["metre",1]]],CS[Cartesian,2],AXIS["northing (X)",north,ORDER[1],LENGTHUNIT["metre",1]],AXIS["easting (Y)",east,ORDER[2],LENGTHUNIT["metre",1]],ID["EPSG",4549]]',
      [120, 500_000],
    ],
  ])('of %s is read', (_what, prj, expected) => {
    expect(named(systemOfWkt(prj))).toEqual(expected);
  });

  const geographic = (datum: string, semiMajor: string) =>
    `GEOGCS["G",DATUM["${datum}",SPHEROID["S",${semiMajor},298.3]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]`;
  it.each<[string, string, RegExp]>([
    ['Xi’an 1980', geographic('D_Xian_1980', '6378140.0'), /another datum \(Xi'an 1980/],
    ['Beijing 1954', geographic('D_Beijing_1954', '6378245.0'), /another datum \(Beijing 1954/],
    ['New Beijing', geographic('D_New_Beijing', '6378245.0'), /another datum \(New Beijing/],
    ['our name over another ellipsoid', geographic('D_China_2000', '6378245.0'), /unknown: G/],
    ['a datum nobody knows', geographic('D_Unknown', '6378137.0'), /unknown: G .*--crs EPSG/],
    [
      'another projection',
      prjOf('L', 105, 0).replace('Gauss_Kruger', 'Lambert_Conformal_Conic'),
      /unknown: L lambert/,
    ],
    ['feet', prjOf('F', 117, 500_000).replace('["Meter",1.0]', '["Foot",0.3048]'), /unknown: F/],
    ['grads', WGS.replace('0.0174532925199433', '0.015707963'), /unknown: GCS_WGS_1984/],
    ['another prime meridian', WGS.replace('"Greenwich",0.0', '"Paris",2.337'), /unknown: GCS_WGS_1984/],
    ['no meridian', prjOf('M', 117, 500_000).replace('Central_Meridian', 'Meridian'), /unknown: M/],
    ['a text cut off', PRJ_DEGREES.slice(0, -3), /unknown: GEOGCS/],
    ['nothing', '', /unknown: /],
    ['brackets without end', 'GEOGCS['.repeat(5000), /unknown: GEOGCS/],
  ])('of %s is refused', (_what, prj, words) => {
    expect(named(systemOfWkt(prj))).toMatch(words);
  });
});

describe('a shifted datum', () => {
  // As published with googollee/eviltransform: shifted, and on WGS 84.
  it.each([
    [
      [121.531541859215, 31.17530398364597],
      [121.5272106, 31.1774276],
    ],
    [
      [113.9171764808363, 22.540796131694766],
      [113.912316, 22.543847],
    ],
    [
      [116.38404722455657, 39.91334545536069],
      [116.377817, 39.911954],
    ],
  ] as const)('GCJ-02 %j is %j, to decimetres', ([x, y], wgs84) => {
    for (const [axis, value] of unshifted('gcj02', x, y).entries()) {
      expect(Math.abs(value - wgs84[axis]!)).toBeLessThan(1e-6);
      expect(String(value)).toMatch(/^\d+\.\d{1,7}$/);
    }
  });

  it('BD-09 is what wandergis/coordtransform publishes as its GCJ-02, to decimetres', () => {
    const [x, y] = unshifted('bd09', 116.404, 39.915);
    const [u, v] = unshifted('gcj02', 116.39762729119315, 39.90865673957631);
    expect(Math.hypot(x - u, y - v)).toBeLessThan(1e-6);
  });
});
