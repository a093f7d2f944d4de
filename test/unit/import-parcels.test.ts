/** Files of `import parcels`, as far as they are read before anything is sent. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Defaults } from '../../events/cli/import/parcel-fields.ts';
import { readParcelFile } from '../../events/cli/import/parcel-files.ts';
import { type CheckOptions, checkParcels } from '../../events/cli/import/parcel-rows.ts';
import { TitleFolder } from '../../events/cli/import/title-proof.ts';
import { byPlace, type Finding, Findings, formatFinding, toldOnce } from '../../events/exchange/findings.ts';
import { DOCUMENT_BYTES_MAX } from '../../shared/base/document.ts';
import { areaSquareMetres } from '../../shared/land/area.ts';
import { boundaryOf } from '../support/land/banners.ts';
import { squareRing } from '../support/probes/parcels.ts';

const folder = mkdtempSync(join(tmpdir(), 'lvzhang-import-parcels-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(join(folder, 'proof.pdf'), 'x');
writeFileSync(join(folder, 'empty.pdf'), '');
writeFileSync(join(folder, 'proof.exe'), 'x');

const HOLDER = `o-${'1'.repeat(20)}`;
const all: Defaults = { type: 'forest', banner: '敖汉旗', holder: HOLDER, title: join(folder, 'proof.pdf') };

/** Sound rows of a file, and what was found. */
function check(name: string, text: string | Uint8Array, options: Partial<CheckOptions> = {}) {
  const found: Finding[] = [];
  const findings = new Findings((finding) => found.push(finding));
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const whole = { defaults: all, titles: new TitleFolder(folder), mend: false, ...options };
  const { records, refused } = readParcelFile({ name, bytes }, findings);
  const rows = checkParcels(records, whole, findings);
  return {
    rows,
    count: records.length + refused,
    said: toldOnce(found.sort(byPlace)).map((finding) => formatFinding(finding, 'en')),
  };
}

const polygon = (...coordinates: unknown[]) => ({ type: 'Polygon', coordinates });
const good = polygon(squareRing(120, 42.2));
const collection = (...features: object[]) => ({ type: 'FeatureCollection', features });
const feature = (properties: object | null, geometry: unknown = good, more: object = {}) => ({
  type: 'Feature',
  properties,
  geometry,
  ...more,
});
const checkFeatures = (features: object[], options: Partial<CheckOptions> = {}) =>
  check('f.geojson', JSON.stringify(collection(...features)), options);

describe('a coordinate system', () => {
  const crs = { type: 'name', properties: { name: 'EPSG:4610' } };
  const file = { type: 'FeatureCollection', features: [feature({ name: '甲地' })] };
  it.each<[string, string, unknown]>([
    ['of the collection', 'f.geojson', { ...file, crs }],
    ['of a feature', 'f.geojson', collection(feature({ name: '甲地' }, good, { crs }))],
    ['of a geometry', 'f.geojson', collection(feature({ name: '甲地' }, { ...good, crs }))],
    ['of a geometry in a column', 'f.csv', { ...good, crs }],
  ])('%s is read, and another datum refused', (_what, name, value) => {
    const text = JSON.stringify(value);
    const cell = `"${text.replaceAll('"', '""')}"`;
    const { rows, said } = check(name, name.endsWith('csv') ? `name,geojson\n甲地,${cell}\n` : text);
    expect([rows, said]).toEqual([[], [expect.stringContaining("on another datum: Xi'an 1980 (EPSG:4610)")]]);
  });

  it('of ours is taken, wherever it stands', () => {
    const ours = { type: 'name', properties: { name: 'urn:ogc:def:crs:OGC:1.3:CRS84' } };
    const one = feature({ name: '甲地' }, { ...good, crs: ours }, { crs: ours });
    const { rows, said } = check('f.geojson', JSON.stringify({ ...collection(one), crs: ours }));
    expect([rows.length, said]).toEqual([1, []]);
  });
});

describe('a feature', () => {
  const own = { type: 'wetland', banner: '150425', holder: '91150400DEM000015N', title: 'proof.pdf' };
  it('speaks for itself before the flags do', () => {
    const steppe = polygon(squareRing(117.3, 43.3));
    const { rows, said } = checkFeatures([feature({ name: '甲地', ...own }, steppe)]);
    expect(said).toEqual([]);
    expect(rows).toMatchObject([{ name: '甲地', type: 'wetland', banner: '150425', holder: own.holder }]);
    expect(rows[0]!.areaSquareMetres).toBe(Math.round(areaSquareMetres(boundaryOf(steppe))));
  });

  it.each<[string, object, object]>([
    ['its property', { name: '甲地', banner: 150402 }, {}],
    ['its id', { name: '甲地' }, { id: '150402' }],
    ['its id as a number', { name: '甲地' }, { id: 150402 }],
    ['its name', { name: '红山区' }, { id: 7 }],
  ])('is of the banner that %s names', (_what, properties, more) => {
    const { banner: _, ...defaults } = all;
    const { rows } = checkFeatures([feature(properties, polygon(squareRing(118.95, 42.25)), more)], {
      defaults,
    });
    expect(rows).toMatchObject([{ banner: '150402' }]);
  });

  it.each<[string, object, string]>([
    ['no name', {}, 'name: is empty'],
    ['a long name', { name: '长'.repeat(201) }, 'name: has more than 200 characters'],
    ['no type', { type: 'sea' }, 'type: unknown type "sea"'],
    ['no banner', { banner: '火星旗' }, 'banner: "火星旗" is no code or name'],
    ['another banner', { banner: '红山区' }, 'banner: The parcel is not in the banner 150402: '],
    ['a wrong USCC', { holder: '91150400DEM000015X' }, 'holder: "91150400DEM000015X" is neither'],
    ['an empty file', { title: 'empty.pdf' }, `empty.pdf: 0 bytes, not 1–${DOCUMENT_BYTES_MAX}`],
    ['another kind of file', { title: 'proof.exe' }, 'proof.exe: must be a file of .pdf'],
    ['a file elsewhere', { title: '/etc/passwd.pdf' }, '/etc/passwd.pdf is not within'],
  ])('with %s is refused', (_what, properties, words) => {
    const name = 'name' in properties || _what === 'no name' ? {} : { name: '甲地' };
    const { rows, said } = checkFeatures([feature({ ...name, ...properties })]);
    expect([rows, said]).toEqual([[], [expect.stringContaining(words)]]);
    expect(said[0]).toMatch(/^f\.geojson: feature 1: error: /);
  });

  it('says what it lacks, all of it at once', () => {
    const { said } = checkFeatures([feature(null, null)], { defaults: {} });
    expect(said).toEqual([
      expect.stringContaining('geometry is empty: the feature has no boundary'),
      expect.stringContaining('name: is empty'),
      ...['type', 'banner', 'holder', 'title'].map((field) =>
        expect.stringContaining(`${field}: is empty; --${field} can stand for it`),
      ),
    ]);
  });

  it('tells what every feature lacks, and a flag gives, once with the count', () => {
    const { type: _, ...rest } = all;
    const features = ['甲地', '乙地', ''].map((name) => feature({ name }));
    expect(checkFeatures(features, { defaults: rest }).said).toEqual([
      'f.geojson: feature 1: error: type: is empty; --type can stand for it (3 times)',
      'f.geojson: feature 3: error: name: is empty',
    ]);
  });

  it('may have members that GeoJSON does not know, in its geometry too', () => {
    const geometry = { ...good, encodeOffsets: [], bbox: [120, 42, 121, 43] };
    expect(checkFeatures([feature({ name: '甲地' }, geometry, { bbox: [] })]).rows.length).toBe(1);
  });

  it('that crosses itself is mended only on demand, and only where that is all that is wrong', () => {
    const [a, b, c] = squareRing(120, 42.2) as [number, number][];
    const bow = polygon([a, c, b, [120.0000011, 42.2300013], a]);
    const features = [feature({ name: '甲地' }, bow)];
    expect(checkFeatures(features)).toMatchObject({
      rows: [],
      said: [
        expect.stringMatching(
          /error: boundary\/coordinates\/0\/\d: The boundary crosses itself .*; --mend does it by the even-odd rule$/,
        ),
      ],
    });
    const { rows, said } = checkFeatures(features, { mend: true });
    expect(rows[0]?.boundary.coordinates.length).toBe(2);
    expect(said).toEqual([expect.stringMatching(/warning: boundary: crosses itself at .*; mended .* m²$/)]);
    const both = polygon([a, c, b, [120, 142], a]);
    expect(checkFeatures([feature({ name: '甲地' }, both)], { mend: true }).said[0]).toContain('longitude');
  });
});

describe('a GeoJSON file', () => {
  const lines = [feature({ name: '甲地' }), feature({ name: '乙地' }, polygon(squareRing(120.1, 42.2)))].map(
    (each) => JSON.stringify(each),
  );
  const names = (rows: { name: string }[]) => rows.map(({ name }) => name);

  it.each([
    ['lines', 'f.geojsonl', lines.join('\n')],
    ['lines under another name', 'f.txt', `${lines.join('\r\n\r\n')}\r\n`],
    ['a sequence (RFC 8142)', 'f.geojsons', lines.map((line) => `\u001e${line}\n`).join('')],
  ])('may be %s', (_what, name, text) => {
    const { rows, said } = check(name, text);
    expect([names(rows), said]).toEqual([['甲地', '乙地'], []]);
  });

  it('may be one feature', () => {
    expect(names(check('f.json', lines[0]!).rows)).toEqual(['甲地']);
    expect(names(check('f.geojsonl', lines[0]!).rows)).toEqual(['甲地']);
  });

  it('of lines names the line at fault, and the rest goes on', () => {
    const { rows, said } = check('f.geojsonl', [lines[0], '{"type":', '7', lines[1]].join('\n'));
    expect(names(rows)).toEqual(['甲地', '乙地']);
    expect(said).toEqual([
      expect.stringMatching(/^f\.geojsonl:2:1: error: no JSON: /),
      'f.geojsonl:3:1: error: no Feature (RFC 7946 §3.2)',
    ]);
  });

  it.each([
    ['none', null, 'geometry is empty: the feature has no boundary; draw it, or leave the feature out'],
    [
      'a point',
      { type: 'Point', coordinates: [119, 42] },
      'geometry is a Point, which encloses no parcel; give a',
    ],
    [
      'a collection',
      { type: 'GeometryCollection', geometries: [] },
      'geometry is a GeometryCollection, which',
    ],
  ])('names a feature whose geometry is %s', (_what, geometry, said) => {
    const { rows, said: all } = checkFeatures([
      feature({ name: '甲地' }),
      feature({ name: '乙地' }, geometry),
    ]);
    expect([names(rows), all]).toEqual([
      ['甲地'],
      [expect.stringContaining(`f.geojson: feature 2: error: ${said}`)],
    ]);
  });

  it.each([
    ['{"type":"Topology","objects":{}}', 'but TopoJSON'],
    ['{"geometryType":"esriGeometryPolygon","features":[]}', 'but Esri JSON'],
    ['{"type":"Polygon","coordinates":[]}', 'but Polygon'],
    ['[]', 'no GeoJSON FeatureCollection (RFC 7946 §3.3); export it'],
    ['{"type":"FeatureColl', 'no JSON: '],
  ])('is none where it is %s', (text, said) =>
    expect(check('f.geojson', text).said).toEqual([expect.stringContaining(said)]),
  );
});

describe('a file', () => {
  const crs = { type: 'name', properties: { name: 'EPSG:2401' } };
  const [sound, other] = [feature({ name: '甲地' }), feature({ name: '乙地' }, good, { crs })];

  it('counts the records that are refused', () => {
    expect(checkFeatures([sound, other]).count).toBe(2);
    expect(check('f.geojson', JSON.stringify({ ...collection(sound, sound), crs }))).toMatchObject({
      count: 2,
      rows: [],
      said: [expect.stringMatching(/^f\.geojson: error: crs: .*Beijing 1954/)],
    });
    const cell = `"${JSON.stringify(good).replaceAll('"', '""')}"`;
    expect(check('f.csv', `name,geojson\n甲地,${cell}\n乙地\n丙\ufffd,${cell}\n`).count).toBe(3);
  });

  it.each([
    ['f.geojson', ' \n', 'f.geojson: error: the file is empty'],
    [
      'f.geojson',
      '{"type":"FeatureCollection","features":[]}',
      'f.geojson: error: the file holds no parcel: ',
    ],
    ['f.csv', 'name,geojson\n', 'f.csv:1:1: error: the file holds no parcel: there is nothing to import'],
  ])('%s of %j says that there is nothing in it', (name, text, said) =>
    expect(check(name, text).said).toEqual([expect.stringContaining(said)]),
  );

  it('may have altitudes, which are left out and said to be', () => {
    const high = polygon(squareRing(120, 42.2).map((position) => [...position, 612.5]));
    const { rows, said } = checkFeatures([feature({ name: '甲地' }, high)]);
    expect(rows[0]?.digest).toEqual(checkFeatures([feature({ name: '甲地' })]).rows[0]!.digest);
    expect(said).toEqual([expect.stringMatching(/warning: boundary: heights \(z\) were left out/)]);
    const more = polygon(squareRing(120, 42.2).map((position) => [...position, 612.5, 1]));
    expect(checkFeatures([feature({ name: '甲地' }, more)]).said[0]).toContain('longitude');
  });
});

describe('a CSV file', () => {
  const cell = `"${JSON.stringify(good).replaceAll('"', '""')}"`;
  it('may leave to the flags all but name and geometry, and begin with a byte order mark', () => {
    const { rows, said } = check('f.csv', `\ufeffname,geojson\r\n甲地,${cell}\r\n`);
    expect([rows.length, said]).toEqual([1, []]);
    expect(rows[0]).toMatchObject({ name: '甲地', type: 'forest', banner: '150430', holder: HOLDER });
  });

  it('must have these two', () => {
    const { said } = check('f.csv', 'name,type\n甲地,forest\n');
    expect(said).toEqual(['f.csv:1:1: error: the header lacks: geojson']);
  });

  it('in another encoding says so', () => {
    const bytes = Buffer.concat([
      Buffer.from('name,geojson\n'),
      Buffer.of(0xbc, 0xd7),
      Buffer.from(`,${cell}\n`),
    ]);
    expect(check('f.csv', bytes).said).toEqual([
      'f.csv:1:1: warning: not UTF-8, read as GB18030, such as "甲"; if that isn\'t what it says, save it as UTF-8',
    ]);
  });

  it('with WKT for a geometry is read, and held to the same rules', () => {
    const { said } = check('f.csv', 'name,geojson\n甲地,"SRID=4490;POLYGON((119 42,120 42,119 42))"\n');
    expect(said).toEqual([
      expect.stringMatching(/^f\.csv:2:4: error: boundary\/coordinates\/0: A ring is not/),
    ]);
    const ring = squareRing(120, 42.2).map((position) => position.join(' '));
    const text = `POLYGON ((${ring.join(', ')}))`;
    const { rows } = check('f.csv', `name,geojson\n甲地,"${text}"\n`);
    expect(rows.map(({ digest }) => digest)).toEqual([
      checkFeatures([feature({ name: '甲地' })]).rows[0]!.digest,
    ]);
  });

  it('without a geometry in a row is at fault there', () => {
    expect(check('f.csv', 'name,geojson\n甲地,\n').said).toEqual(['f.csv:2:4: error: geojson is empty']);
  });
});
