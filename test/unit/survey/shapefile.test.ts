/** Shapefiles as `import parcels` reads them: attributes, rings, and every way of being damaged. */
import { afterAll, describe, expect, it } from 'vitest';
import { squareRing } from '../../support/probes/parcels.ts';
import { SurveyFolder } from '../../support/survey/check.ts';
import { clockwise, encode, hole, named, square, zipped } from '../../support/survey/land.ts';
import { dbfOf, PRJ_DEGREES, shpOf, shxOf } from '../../support/survey/shapefile.ts';
import { wktOf } from '../../support/survey/texts.ts';

const folder = new SurveyFolder();
afterAll(() => folder.remove());

describe('the attributes of a shapefile', () => {
  it.each<[string, Record<string, Uint8Array | string | undefined>]>([
    ['UTF-8 with its .cpg', { cpg: 'UTF-8' }],
    ['UTF-8 without', {}],
    ['GBK with its .cpg', { cpg: 'GBK', dbf: dbfOf([{ name: '甲地' }], { encode }) }],
    ['GBK by its code page', { cpg: 'ANSI 936', dbf: dbfOf([{ name: '甲地' }], { encode }) }],
  ])('are read in %s', (_what, parts) => {
    const read = folder.check('s.zip', zipped(parts));
    expect([named(read), read.said]).toEqual([['甲地'], []]);
  });

  it('in GBK without a .cpg are recognized, and said to be', () => {
    const read = folder.check('s.zip', zipped({ dbf: dbfOf([{ 地块名称: '四家子镇林地' }], { encode }) }));
    expect(named(read)).toEqual(['四家子镇林地']);
    expect(read.said).toEqual([
      expect.stringMatching(/^s\.zip: warning: not UTF-8, read as GB18030, such as "地块名称"/),
    ]);
  });

  it('that are not what the .cpg says are refused', () => {
    const parts = { cpg: 'UTF-8', dbf: dbfOf([{ name: '甲地' }], { encode }) };
    expect(() => folder.check('s.zip', zipped(parts))).toThrow(/aren't UTF-8 \(\.cpg\)/);
  });

  it('have their columns by Chinese names, cut at ten bytes, and codes to the last digit', () => {
    const row = {
      地块名称: '甲地',
      行政区划代码: '150430',
      统一社会信用代码: '91150400DEM000015N',
      地类: '森林',
    };
    for (const [parts, said] of [
      [{ dbf: dbfOf([row]), cpg: 'UTF-8' }, []],
      [{ dbf: dbfOf([row], { encode }), cpg: 'GBK' }, []],
    ] as const) {
      const read = folder.check('s.zip', zipped(parts));
      expect(read.said).toEqual(said);
      expect(read.rows).toMatchObject([
        { name: '甲地', banner: '150430', holder: '91150400DEM000015N', type: 'forest' },
      ]);
    }
  });

  it('mean what --map says', () => {
    const dbf = dbfOf([{ name: '不是名称', PARCEL_COD: 'A-7' }]);
    expect(named(folder.check('s.zip', zipped({ dbf: dbfOf([{ PARCEL_COD: 'A-7' }]) })))).toEqual(['A-7']);
    const columns = new Map([['PARCEL_COD', 'name' as const]]);
    expect(named(folder.check('s.zip', zipped({ dbf }), { columns }))).toEqual(['A-7']);
  });

  it('that a column cut in the middle of a character are refused', () => {
    const dbf = dbfOf([{ name: '四家子镇林地' }], { encode, width: 11 });
    const { rows, said } = folder.check('s.zip', zipped({ dbf, cpg: 'GBK' }));
    expect([rows, said]).toEqual([[], [expect.stringContaining('name: holds U+FFFD')]]);
  });

  it('in columns wider than 255 are found where they stand, whatever else the second byte may be', () => {
    const row = { remark: '备注'.repeat(100), name: '甲地' };
    for (const width of [256, 300])
      expect(named(folder.check('s.zip', zipped({ dbf: dbfOf([row], { width }) })))).toEqual(['甲地']);
    const formatted = dbfOf([row], { width: 250 });
    formatted.writeUInt8(2, 32 + 17);
    expect(named(folder.check('s.zip', zipped({ dbf: formatted })))).toEqual(['甲地']);
  });

  it('has no columns without width, of which a few bytes could have billions of cells', () => {
    const dbf = dbfOf([{ name: '甲地', empty: '' }]);
    dbf.writeUInt8(0, 32 + 32 + 16);
    expect(() => folder.check('s.zip', zipped({ dbf }))).toThrow(
      /\.dbf\) are incomplete or damaged|\(\.dbf\) is incomplete/,
    );
  });

  it('of deleted rows are left out with their land', () => {
    const shp = shpOf([[clockwise], [squareRing(120.1, 42.2).toReversed()]]);
    const dbf = dbfOf([{ name: '甲地' }, { name: '乙地' }], { deleted: [0] });
    expect(named(folder.check('s.zip', zipped({ shp, shx: shxOf(shp), dbf })))).toEqual(['乙地']);
  });
});

describe('the rings of a shapefile', () => {
  const shape = (...rings: number[][][]) => {
    const shp = shpOf([rings]);
    return folder.check('s.zip', zipped({ shp, shx: shxOf(shp) }));
  };
  const expected = folder.check('h.wkt', wktOf([[square, hole], [squareRing(120.1, 42.2)]])).rows[0]!.digest;

  it('in any order and wound either way are the same land', () => {
    const island: number[][] = squareRing(120.1, 42.2);
    const turned = (ring: number[][]) => ring.toReversed();
    for (const rings of [
      [turned(square), hole, turned(island)],
      [hole, turned(island), turned(square)],
      [square, turned(hole), island],
    ])
      expect(shape(...rings).rows.map(({ digest }) => digest)).toEqual([expected]);
  });

  it('that lie in a ring and run the same way are refused', () => {
    expect(shape(clockwise, hole.toReversed()).said).toEqual([
      expect.stringMatching(/feature 1: error: boundary: a ring lies within another and runs the same way/),
    ]);
  });

  it('that cross are found by the rules of boundaries', () => {
    expect(shape(clockwise, squareRing(120.005, 42.205).toReversed()).said).toEqual([
      expect.stringContaining('Polygons of the boundary overlap'),
    ]);
  });

  it('beside a row without a shape are read, and the row is named', () => {
    const shp = shpOf([null, [clockwise]]);
    const dbf = dbfOf([{ name: '甲地' }, { name: '乙地' }]);
    const read = folder.check('s.zip', zipped({ shp, shx: shxOf(shp), dbf }));
    expect([named(read), read.count]).toEqual([['乙地'], 2]);
    expect(read.said).toEqual([
      's.zip: feature 1: error: boundary: geometry is empty: the record has no boundary; draw it, or leave the record out',
    ]);
  });

  it.each([15, 25])('of type %i lose heights and measures, and it is said once', (type) => {
    const high = (ring: number[][]) => ring.map((position) => [...position, 700]);
    const shp = shpOf([[high(clockwise)], [high(squareRing(120.1, 42.2).toReversed())]], { type });
    const dbf = dbfOf([{ name: '甲地' }, { name: '乙地' }]);
    const read = folder.check('s.zip', zipped({ shp, shx: shxOf(shp), dbf }));
    const what = type === 15 ? 'heights \\(z\\)' : 'measures \\(m\\)';
    expect(named(read)).toEqual(['甲地', '乙地']);
    expect(read.said).toEqual([
      expect.stringMatching(`warning: boundary: ${what} were left out: .*\\(2 times\\)`),
    ]);
  });

  it.each([
    [3, 'PolyLine'],
    [13, 'PolyLineZ'],
  ])('of type %i are lines, refused by name in each row', (type, name) => {
    const shp = shpOf([[clockwise]], { type });
    expect(folder.check('s.zip', zipped({ shp, shx: shxOf(shp) })).said).toEqual([
      expect.stringContaining(`feature 1: error: boundary: geometry is a ${name}, which encloses no parcel`),
    ]);
  });
});

describe('a bare .shp', () => {
  it('is read with the files beside it, whatever the case of their names', () => {
    const shp = shpOf([[clockwise]]);
    folder.write('bare.DBF', dbfOf([{ name: '甲地' }]));
    folder.write('bare.prj', PRJ_DEGREES);
    expect(named(folder.check('bare.shp', shp))).toEqual(['甲地']);
  });

  it('without them is refused', () => {
    expect(() => folder.check('alone.shp', shpOf([[clockwise]]))).toThrow(
      /has no \.dbf, which holds the names/,
    );
  });
});

describe('a count in the bytes', () => {
  it('of parts or points beyond its record is refused', () => {
    for (const at of [36, 40]) {
      const shp = shpOf([[clockwise]]);
      shp.writeInt32LE(1_000_000_000, 108 + at);
      expect(() => folder.check('s.zip', zipped({ shp, shx: undefined }))).toThrow(/incomplete or damaged/);
    }
  });

  it('of the header’s length is believed only with the bytes', () => {
    const shp = shpOf([[clockwise]]);
    for (const words of [0, 49, 1_000_000, -1]) {
      shp.writeInt32BE(words, 24);
      expect(() => folder.check('s.zip', zipped({ shp, shx: undefined }))).toThrow(/incomplete or damaged/);
    }
  });
});
