/** KML, GeoPackage, WKT and archives as `import parcels` reads them, and every way of being wrong. */
import { Buffer } from 'node:buffer';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { gbk } from '../../support/encodings.ts';
import { squareRing } from '../../support/probes/parcels.ts';
import { SurveyFolder } from '../../support/survey/check.ts';
import { geometryOf, writeGeoPackage } from '../../support/survey/geopackage.ts';
import { clockwise, crs, hole, named, square, zipped } from '../../support/survey/land.ts';
import { dbfOf, PRJ_DEGREES, shpOf, shxOf, zipOf } from '../../support/survey/shapefile.ts';
import { kmlOf, wktOf } from '../../support/survey/texts.ts';
import { workbookOf } from '../../support/workbook.ts';

/** Begins an entry of an archive's directory. */
const CENTRAL = Buffer.from('PK\u0001\u0002', 'latin1');

const folder = new SurveyFolder();
afterAll(() => folder.remove());

describe('KML', () => {
  it('gives attributes, holes and several polygons', () => {
    const read = folder.check(
      'k.kml',
      kmlOf([
        { name: '甲地', polygons: [[square, hole], [squareRing(120.1, 42.2)]], data: { 地类: '湿地' } },
      ]),
    );
    expect([read.said, read.rows[0]?.type, read.rows[0]?.boundary.coordinates.length]).toEqual([
      [],
      'wetland',
      2,
    ]);
  });

  it('loses heights, and says so, but not of zeros that programs write', () => {
    const at = (height: number) =>
      folder.check('k.kml', kmlOf([{ name: '甲地', polygons: [[square.map((each) => [...each, height])]] }]));
    expect(at(0).said).toEqual([]);
    expect([named(at(700)), at(700).said]).toEqual([
      ['甲地'],
      [expect.stringContaining('heights (z) were left out')],
    ]);
  });

  const mark = (geometry: string, name = '甲地') =>
    `<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>${name}</name>${geometry}</Placemark></Document></kml>`;
  const point = '<Point><coordinates>120,42.2</coordinates></Point>';
  const ring = `<Polygon><outerBoundaryIs><LinearRing><coordinates>${square.map((each) => each.join(',')).join(' ')}</coordinates></LinearRing></outerBoundaryIs></Polygon>`;
  it.each<[string, string, RegExp]>([
    ['a point', mark(point), /geometry is a Point/],
    ['a point beside land', mark(`<MultiGeometry>${ring}${point}</MultiGeometry>`), /geometry is a Point/],
    ['no geometry', mark(''), /geometry is empty/],
    [
      'a picture on the ground',
      `<kml xmlns="http://www.opengis.net/kml/2.2"><GroundOverlay><name>x</name><LatLonBox><north>43</north><south>42</south><east>121</east><west>120</west></LatLonBox></GroundOverlay></kml>`,
      /GroundOverlay, which encloses no parcel/,
    ],
    [
      'no placemark',
      '<kml xmlns="http://www.opengis.net/kml/2.2"><Document/></kml>',
      /the file holds no parcel/,
    ],
  ])('with %s is refused', (_what, text, words) => {
    const { rows, said } = folder.check('k.kml', text);
    expect([rows, said]).toEqual([[], [expect.stringMatching(words)]]);
  });

  it('with entities is refused before it is parsed', () => {
    const laughs = Array.from({ length: 10 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join(
      '',
    );
    for (const declared of [`<!ENTITY l0 "lol">${laughs}`, '<!ENTITY x SYSTEM "file:///etc/passwd">'])
      expect(() =>
        folder.check('k.kml', `<?xml version="1.0"?><!DOCTYPE kml [${declared}]>${mark(ring, '&l9;&x;')}`),
      ).toThrow(/has a DOCTYPE or ENTITY/);
    expect(() => folder.check('k.kml', mark(ring, '&x;'))).toThrow(/malformed .*entity/i);
  });

  it('that ends early, or is nested without end, is refused', () => {
    const whole = kmlOf([{ name: '甲地', polygons: [[square]] }]);
    expect(() => folder.check('k.kml', whole.slice(0, -30))).toThrow(/incomplete or malformed/);
    const nested = '<MultiGeometry>'.repeat(20_000) + '</MultiGeometry>'.repeat(20_000);
    expect(() => folder.check('k.kml', mark(nested))).toThrow(/incomplete or malformed/);
  });

  it('in GBK is recognized', () => {
    const read = folder.check('k.kml', gbk(kmlOf([{ name: '四家子镇林地', polygons: [[square]] }])));
    expect([named(read), read.said]).toEqual([
      ['四家子镇林地'],
      [expect.stringContaining('read as GB18030')],
    ]);
  });
});

describe('a GeoPackage', () => {
  const rows = [{ name: '甲地', polygons: [[square, hole]] }];
  function packed(
    name: string,
    ...args: Parameters<typeof writeGeoPackage> extends [string, ...infer R] ? R : never
  ) {
    const path = join(folder.path, `made-${name}`);
    rmSync(path, { force: true });
    writeGeoPackage(path, ...args);
    return readFileSync(path);
  }

  it('with several layers is asked for one', () => {
    const bytes = packed('several.gpkg', { 林地: { srs: 4490, rows }, 草地: { srs: 4326, rows } });
    expect(() => folder.check('g.gpkg', bytes)).toThrow(
      /has 2 layers \(林地, 草地\)|has 2 layers \(草地, 林地\)/,
    );
    expect(() => folder.check('g.gpkg', bytes, { layer: '湿地' })).toThrow(/has no layer "湿地"/);
    expect(named(folder.check('g.gpkg', bytes, { layer: '草地' }))).toEqual(['甲地']);
  });

  it('loses heights and measures, and names rows without land', () => {
    const high = square.map((each) => [...each, 700, 1]);
    const bytes = packed('high.gpkg', {
      a: {
        srs: 4490,
        rows: [
          { name: '甲地', polygons: [[high]] },
          { name: '乙地', polygons: null },
          { name: '丙地', polygons: null, blob: Buffer.from('GP junk') },
          { name: '丁地', polygons: null, blob: geometryOf([[square]], 4490).subarray(0, 90) },
          { name: '戊地', polygons: null, blob: geometryOf([[squareRing(120.1, 42.2)]], 4326) },
        ],
      },
    });
    const read = folder.check('g.gpkg', bytes);
    expect([named(read), read.count]).toEqual([['甲地'], 5]);
    expect(read.said).toEqual([
      expect.stringMatching(/feature 1: warning: .*heights and measures \(z, m\) were left out/),
      expect.stringMatching(/feature 2: error: .*geometry is empty/),
      expect.stringMatching(/feature 3: error: .*no geometry of a GeoPackage/),
      expect.stringMatching(/feature 4: error: .*incomplete or damaged/),
      expect.stringMatching(/feature 5: error: .*srs_id 4326, the layer in 4490/),
    ]);
  });

  it('on another datum, or on none, is refused', () => {
    const xian = packed('xian.gpkg', { a: { srs: 4610, rows } }, { 4610: ['EPSG', 4610, ''] });
    expect(() => folder.check('g.gpkg', xian)).toThrow(/another datum \(Xi'an 1980\)/);
    const none = packed('none.gpkg', { a: { srs: 0, rows } });
    expect(() => folder.check('g.gpkg', none)).toThrow(/names no coordinate system/);
    expect(named(folder.check('g.gpkg', none, crs('EPSG:4490')))).toEqual(['甲地']);
    const own = packed('own.gpkg', { a: { srs: 100_000, rows } }, { 100000: ['NONE', 100_000, PRJ_DEGREES] });
    expect(named(folder.check('g.gpkg', own))).toEqual(['甲地']);
  });

  it('has what is stored read, and nothing that it would compute for every row', () => {
    const path = join(folder.path, 'computing.gpkg');
    writeGeoPackage(path, { a: { srs: 4490, rows } });
    const database = new DatabaseSync(path);
    // Beyond what a text of JavaScript may have.
    database.exec(`ALTER TABLE a ADD COLUMN "大" TEXT AS (printf('%.600000000c', 'x'))`);
    database.close();
    expect(named(folder.check('g.gpkg', readFileSync(path)))).toEqual(['甲地']);
  });

  it('has no layer in a table that a module makes up', () => {
    const path = join(folder.path, 'virtual.gpkg');
    writeGeoPackage(path, { a: { srs: 4490, rows } });
    const database = new DatabaseSync(path);
    database.exec('DROP TABLE a; CREATE VIRTUAL TABLE a USING fts5(geom, "名称")');
    database.close();
    expect(() => folder.check('g.gpkg', readFileSync(path))).toThrow(/has no layer of features/);
  });

  it('that ends early, or is another database, is refused', () => {
    const whole = packed('whole.gpkg', { a: { srs: 4490, rows } });
    expect(() => folder.check('g.gpkg', whole.subarray(0, 5000))).toThrow(/damaged or incomplete/);
    expect(() => folder.check('g.gpkg', packed('empty.gpkg', {}))).toThrow(/has no layer of features/);
  });
});

describe('WKT', () => {
  const cell = (text: string) => folder.check('w.csv', `name,wkt\n甲地,"${text}"\n`).said;
  it.each<[string, string, RegExp]>([
    ['a line', 'LINESTRING (120 42, 121 43)', /geometry is a LINESTRING/],
    ['a collection', 'GEOMETRYCOLLECTION (POINT (120 42))', /geometry is a GEOMETRYCOLLECTION/],
    ['nothing', 'POLYGON EMPTY', /geometry is empty/],
    ['a bracket too few', wktOf([[square]]).slice(0, -1), /malformed at character/],
    ['more after it', `${wktOf([[square]])} POLYGON`, /malformed at character/],
    ['words for numbers', 'POLYGON ((a b))', /malformed at character/],
    ['positions of unequal length', 'POLYGON ((120 42, 121 42 7, 121 43, 120 42))', /malformed at character/],
    ['another datum', `SRID=4610;${wktOf([[square]])}`, /another datum \(Xi'an 1980\)/],
    ['an open ring', wktOf([[square.slice(0, -1)]]), /A ring is not closed/],
  ])('with %s is refused at its cell', (_what, text, words) => {
    expect(cell(text)).toEqual([expect.stringMatching(/^w\.csv:2:\d+: error: /)]);
    expect(cell(text)[0]).toMatch(words);
  });

  it.each(['POLYGON Z', 'POLYGONZ'])('%s loses heights, and says so', (tag) => {
    const high = wktOf([[square.map((each) => [...each, 700])]]).replace('POLYGON', tag);
    expect(cell(high)).toEqual([expect.stringContaining('heights (z) were left out')]);
  });

  it('in a file is named after it, a line each', () => {
    const read = folder.check('林地.wkt', `${wktOf([[square]])}\n${wktOf([[squareRing(120.1, 42.2)]])}\n`);
    expect(named(read)).toEqual(['林地 1', '林地 2']);
    expect(read.said).toEqual([expect.stringContaining('WKT has no names')]);
  });
});

describe('an archive', () => {
  it.each<[string, () => Uint8Array, RegExp]>([
    [
      'with two shapefiles',
      () => zipOf({ 'a.shp': shpOf([]), 'b.shp': shpOf([]) }),
      /has 2 layers \(a, b\); name one by --layer/,
    ],
    ['without .dbf', () => zipped({ dbf: undefined }), /has no \.dbf/],
    ['that ends early', () => zipped().subarray(0, 300), /damaged or incomplete/],
    [
      'with a password',
      () => {
        const bytes = zipped().slice();
        bytes[6] = 1;
        return bytes;
      },
      /has a password/,
    ],
    [
      'with a .shp cut short',
      () => zipped({ shp: shpOf([[clockwise]]).subarray(0, 180) }),
      /\(\.shp\) are incomplete/,
    ],
    [
      'with a .dbf cut short',
      () => zipped({ dbf: dbfOf([{ name: '甲地' }]).subarray(0, 90) }),
      /\(\.dbf\) is incomplete/,
    ],
    ['with fewer rows than shapes', () => zipped({ dbf: dbfOf([]) }), /1 records, \.dbf 0 rows/],
    [
      'with an index of others',
      () => zipped({ shx: shxOf(shpOf([[clockwise], [clockwise]])) }),
      /\.shx 2 entries/,
    ],
    ['that is a workbook', () => workbookOf([['name']]), /an Excel workbook/],
    ['with nothing of ours', () => zipOf({ 'a.txt': 'x' }), /a ZIP archive/],
  ])('%s is refused', (_what, make, words) => {
    expect(() => folder.check('s.zip', make())).toThrow(words);
  });

  it('of several shapefiles gives the one that was asked for', () => {
    const shp = shpOf([[clockwise]]);
    const part = (name: string) => ({
      [`${name}.shp`]: shp,
      [`${name}.dbf`]: dbfOf([{ name }]),
      [`${name}.prj`]: PRJ_DEGREES,
    });
    expect(named(folder.check('s.zip', zipOf({ ...part('a'), ...part('b') }), { layer: 'b' }))).toEqual([
      'b',
    ]);
  });

  it('of several shapefiles of one name tells them by their folders', () => {
    const part = (path: string, name: string) => ({
      [`${path}.shp`]: shpOf([[clockwise]]),
      [`${path}.dbf`]: dbfOf([{ name }]),
      [`${path}.prj`]: PRJ_DEGREES,
    });
    const bytes = zipOf({ ...part('a/x', '甲地'), ...part('b/x', '乙地'), ...part('b/y', '丙地') });
    expect(() => folder.check('s.zip', bytes)).toThrow(/has 3 layers \(a\/x, b\/x, y\)/);
    expect(() => folder.check('s.zip', bytes, { layer: 'x' })).toThrow(
      /has no layer "x", but: a\/x, b\/x, y/,
    );
    expect(named(folder.check('s.zip', bytes, { layer: 'b/x' }))).toEqual(['乙地']);
    expect(named(folder.check('s.zip', bytes, { layer: 'y' }))).toEqual(['丙地']);
  });

  it('that would unpack to more than its bound is refused before it is', () => {
    const kml = kmlOf([{ name: '甲地', polygons: [[square]] }]);
    const bytes = zipOf(
      Object.fromEntries(['doc', 'a', 'b', 'c'].map((name) => [`${name}.kml`, kml])),
    ).slice();
    const buffer = Buffer.from(bytes.buffer);
    // Each says that it has 90 MiB.
    for (let at = buffer.indexOf(CENTRAL); at >= 0; at = buffer.indexOf(CENTRAL, at + 1))
      buffer.writeUInt32LE(90 << 20, at + 24);
    expect(() => folder.check('k.kmz', bytes)).toThrow(/more than 256 MiB/);
  });

  it('that lies about its size is cut at what it says', () => {
    const bytes = zipOf({
      'doc.kml': kmlOf([{ name: '甲地', polygons: [[square]] }]).padEnd(5_000_000),
    }).slice();
    const central = Buffer.from(bytes.buffer).lastIndexOf(CENTRAL);
    new DataView(bytes.buffer).setUint32(central + 24, 100, true);
    expect(() => folder.check('k.kmz', bytes)).toThrow(/incomplete or malformed/);
  });
});
