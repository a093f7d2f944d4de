/** The one reader of the commands: what it takes, as what, and what it refuses. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { readCertainText, readText } from '../../events/cli/file/text-file.ts';
import { decodeText, type Encoding } from '../../events/exchange/encoding.ts';
import { noteOfEncoding, textOf, UnreadableError } from '../../events/exchange/file/readable.ts';
import { concatBytes, toUtf8 } from '../../shared/base/encoding.ts';
import { gbk, latin1, utf16 } from '../support/encodings.ts';

const NAMES = 'contract,seller\n甲,赤峰林业公司\n乙,赤峰牧业公司\n';
const utf16be = (text: string) => Buffer.from(utf16(text)).swap16();

/** What | the bytes | read as | the text. */
const taken: [string, Uint8Array, Encoding, string][] = [
  ['UTF-8', toUtf8(NAMES), 'UTF-8', NAMES],
  ['UTF-8 with its mark', toUtf8(`\ufeff${NAMES}`), 'UTF-8', NAMES],
  ['nothing', new Uint8Array(), 'UTF-8', ''],
  ['UTF-16, little-endian', utf16(NAMES), 'UTF-16', NAMES],
  ['UTF-16, big-endian', utf16be(NAMES), 'UTF-16', NAMES],
  ['GBK', gbk(NAMES), 'GB18030', NAMES],
  ['a rare name among others', gbk('赤峰市喆镕牧业有限公司'), 'GB18030', '赤峰市喆镕牧业有限公司'],
  ['full-width brackets', gbk('蒙东（集团）公司，a.b'), 'GB18030', '蒙东（集团）公司，a.b'],
  [
    'four bytes of GB18030',
    concatBytes([gbk('赤峰市林业'), Uint8Array.of(0x82, 0x35, 0x8f, 0x33)]),
    'GB18030',
    '赤峰市林业\u9fa6',
  ],
  ['U+FFFD that somebody wrote', toUtf8('赤峰\ufffd业'), 'UTF-8', '赤峰\ufffd业'],
];

/** What | the bytes | what is said. */
const refused: [string, Uint8Array, string][] = [
  [
    'UTF-8 that is cut off',
    toUtf8(NAMES).slice(0, 18),
    'line 2 is not UTF-8, nor is the whole UTF-16 or GB18030',
  ],
  ['lines of UTF-8 and of GBK', concatBytes([toUtf8(NAMES), gbk('丙,林业公司')]), 'line 4 is not UTF-8'],
  ['Latin-1', latin1('name\nSociété forestière\n'), 'line 2 is not UTF-8'],
  [
    'Latin-1 that GB18030 has characters for',
    latin1('Forêt de Québec\nCafé au lait\n'),
    'line 1 is not UTF-8',
  ],
  ['capitals of Latin-1', latin1('SOCIÉTÉ GÉNÉRALE'), 'line 1 is not UTF-8'],
  ['Big5', Uint8Array.of(0xa8, 0x7c, 0xae, 0x70, 0xaa, 0x4c, 0xb7, 0x7e), 'line 1 is not UTF-8'],
  ['Shift JIS', Uint8Array.of(0x90, 0xd4, 0x95, 0xf4, 0x97, 0xd1, 0x8b, 0xc6), 'line 1 is not UTF-8'],
  ['private characters of GB18030', concatBytes([gbk('赤峰'), Uint8Array.of(0xaa, 0xa1)]), 'line 1'],
  ['0xFF', concatBytes([toUtf8('赤峰林业公司'), Uint8Array.of(0xff)]), 'line 1 is not UTF-8'],
  ['UTF-16 without its mark', utf16('name').slice(2), 'UTF-16 without its byte order mark'],
  ['UTF-16 of an odd length', concatBytes([utf16('name'), Uint8Array.of(0x41)]), 'line 1 is not UTF-8'],
  ['half a surrogate pair in UTF-16', utf16('a\ud800b'), 'line 1 is not UTF-8'],
  ['NUL bytes', toUtf8('name\n\0\n'), 'NUL bytes'],
];

describe('the text of a file', () => {
  it.each(taken)('%s', (_, bytes, encoding, text) => expect(decodeText(bytes)).toEqual({ text, encoding }));

  it.each(refused)('%s is refused', (_, bytes, said) =>
    expect(decodeText(bytes)).toMatchObject({ zh: expect.any(String), en: expect.stringContaining(said) }),
  );

  it('that is not UTF-8 comes with a note that shows how it was read', () => {
    const note = (bytes: Uint8Array) => noteOfEncoding(textOf('c.csv', bytes))?.en;
    expect(note(toUtf8(NAMES))).toBeUndefined();
    expect(note(gbk(NAMES))).toMatch(/^not UTF-8, read as GB18030, such as "甲"; /);
    expect(note(utf16('a,b'))).toBe('not UTF-8, read as UTF-16');
    expect(note(utf16('a,赤峰林业公司\n'))).toMatch(/^not UTF-8, read as UTF-16, such as "赤峰林业公司"; /);
  });

  it('that is not there can not be read', () =>
    expect(() => readText('no/such/file')).toThrow(
      new UnreadableError('no/such/file', { zh: '没有此文件（ENOENT）', en: 'no such file (ENOENT)' }),
    ));
});

describe('a file in another encoding than UTF-8', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lvzhang-text-'));
  const file = join(folder, 'a.json');
  afterEach(() => {
    vi.restoreAllMocks();
    rmSync(file);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function read(bytes: Uint8Array, reader: (file: string) => string) {
    const said: string[] = [];
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
    writeFileSync(file, bytes);
    return { text: reader(file), said: said.join('') };
  }

  it.each([
    ['GB18030', gbk('{"beneficiary":"赤峰林业公司"}\r\n')],
    ['UTF-16', utf16('{"beneficiary":"赤峰林业公司"}\r\n')],
  ])('is told on stderr to be %s', (encoding, bytes) => {
    const text = '{"beneficiary":"赤峰林业公司"}\n';
    const { said, ...rest } = read(bytes, (name) => readText(name, 'zh'));
    expect(rest).toEqual({ text });
    expect(said).toBe(
      `${file}: 不是 UTF-8，按 ${encoding} 读取，如「赤峰林业公司」；如非原文，请另存为 UTF-8\n`,
    );
    expect(read(bytes, (name) => readText(name)).said).toMatch(/read as .* \/ .*读取/);
    expect(read(toUtf8(text), (name) => readText(name))).toEqual({ text, said: '' });
  });

  it('is not guessed where what it says can not be taken back', () => {
    const text = '{"beneficiary":"赤峰林业公司"}';
    expect(() => read(gbk(text), readCertainText)).toThrow(/perhaps GB18030, such as "赤峰林业公司".*UTF-8/);
    expect(read(toUtf8(`\ufeff${text}`), readCertainText)).toEqual({ text, said: '' });
    expect(read(utf16(text), readCertainText)).toEqual({
      text,
      said: expect.stringContaining('read as UTF-16'),
    });
  });
});

const zip = (name: string) => concatBytes([Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0), toUtf8(`....${name}`)]);

/** The bytes | the file's name | what it is said to be, and what to do. */
const others: [string, Uint8Array, RegExp][] = [
  [
    'a.csv',
    zip('xl/workbook.xml'),
    /an Excel workbook \(XLSX\), .*save it from the spreadsheet as "CSV UTF-8"/,
  ],
  ['a.xlsx', zip(''), /an Excel workbook \(XLSX\)/],
  ['a.kmz', zip('doc.kml'), /KMZ \(zipped KML\), .*import parcels reads it/],
  ['a.zip', zip('land.shp'), /a shapefile/],
  ['a.zip', zip('readme'), /a ZIP archive/],
  ['a.xls', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), /an Office file of before 2007/],
  ['a.json', toUtf8('%PDF-1.7'), /is PDF/],
  ['a.shp', Uint8Array.of(0, 0, 0x27, 0x0a, 0, 0), /a shapefile, .*import parcels/],
  ['a.dbf', Uint8Array.of(3, 121, 11, 27, 0, 0), /a dBASE table \(\.dbf of a shapefile\)/],
  ['a.parquet', toUtf8('PAR1....'), /Parquet, .*export it as CSV or GeoJSON/],
  ['a.gpkg', toUtf8('SQLite format 3\0'), /GeoPackage/],
  ['a.gz', Uint8Array.of(0x1f, 0x8b, 8), /GZIP/],
  ['a.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47), /an image/],
  [
    'a.kml',
    toUtf8('<?xml version="1.0"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">'),
    /is KML, .*import parcels/,
  ],
  ['a.kml', utf16('<?xml version="1.0"?><kml>'), /is KML/],
  ['a.gml', toUtf8('<FeatureCollection xmlns:gml="http://www.opengis.net/gml/3.2">'), /is GML/],
  [
    'a.xls',
    toUtf8('<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'),
    /an Excel workbook \(XML, HTML\)/,
  ],
  [
    'a.csv',
    toUtf8('\n<!DOCTYPE html><title>502</title>'),
    /an HTML page, perhaps a server's error page, .*download/,
  ],
  ['a.xml', toUtf8('<a/>'), /is XML/],
  [
    'a.ods',
    zip('mimetypeapplication/vnd.oasis.opendocument.spreadsheet'),
    /an OpenDocument spreadsheet \(ODS\), .*"CSV UTF-8"/,
  ],
  ['a.docx', zip('word/document.xml'), /a Word document \(DOCX\), .*give the file with the data/],
  ['a.fgb', toUtf8('fgb\u0003fgb\u0000'), /is FlatGeobuf, .*GeoJSON/],
  ['a.dxf', toUtf8('  0\r\nSECTION\r\n  2\r\nHEADER\r\n'), /is DXF, .*GeoJSON/],
  ['a.prj', toUtf8('GEOGCS["GCS_China_2000",DATUM['), /a coordinate system \(\.prj\)/],
  ['a.wkt', toUtf8('SRID=4490;MULTIPOLYGON Z (((119 42 1'), /is WKT, .*import parcels/],
];

it('what can not be read is told in the language of its reader, or in both', () => {
  const error = new UnreadableError('a.kml', { zh: '是 KML', en: 'is KML' });
  expect([error.told('zh'), error.told('en'), error.told(undefined)]).toEqual([
    'a.kml: 错误: 是 KML',
    'a.kml: error: is KML',
    'a.kml: error: is KML / 是 KML',
  ]);
});

describe('what is no text of ours', () => {
  it.each(others)('%s (%#)', (name, bytes, said) => {
    expect(() => textOf(name, bytes)).toThrow(UnreadableError);
    expect(() => textOf(name, bytes)).toThrow(said);
  });
});
