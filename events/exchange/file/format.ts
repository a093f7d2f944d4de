/**
 * The format of a file that isn't readable text, and its owner's remedy: reported instead of "no
 * JSON" or "no column".
 */
import { toHex } from '../../../shared/base/encoding.ts';
import type { Words } from '../../../shared/base/words.ts';

const asCsv: Words = {
  zh: '请在电子表格中另存为“CSV UTF-8（逗号分隔）”',
  en: 'save it from the spreadsheet as "CSV UTF-8"',
};
const asGeoJson: Words = {
  zh: '请以 QGIS 或 ogr2ogr 转为 GeoJSON（EPSG:4490 或 4326）',
  en: 'convert it to GeoJSON in EPSG:4490 or 4326, with QGIS or ogr2ogr',
};
const asParcels: Words = {
  zh: '地块请用 lvzhang import parcels 导入',
  en: 'of parcels, lvzhang import parcels reads it',
};
const asText: Words = { zh: '请给出其中的文本文件', en: 'give the text file in it' };
const original: Words = { zh: '请给出数据文件本身', en: 'give the file with the data' };
const again: Words = { zh: '请重新下载', en: 'download it again' };

interface Format {
  name: Words;
  remedy: Words;
}

const both = (name: string): Words => ({ zh: name, en: name });
const xlsx: Format = { name: { zh: 'Excel 工作簿（XLSX）', en: 'an Excel workbook (XLSX)' }, remedy: asCsv };
const ods: Format = {
  name: { zh: 'OpenDocument 表格（ODS）', en: 'an OpenDocument spreadsheet (ODS)' },
  remedy: asCsv,
};
const docx: Format = { name: { zh: 'Word 文档（DOCX）', en: 'a Word document (DOCX)' }, remedy: original };
const kmz: Format = { name: { zh: 'KMZ（压缩的 KML）', en: 'KMZ (zipped KML)' }, remedy: asParcels };
const zip: Format = { name: { zh: 'ZIP 压缩包', en: 'a ZIP archive' }, remedy: asText };
const shapefile: Format = { name: { zh: 'Shapefile', en: 'a shapefile' }, remedy: asParcels };

/** By the first bytes, in hexadecimal. A ZIP's content is examined too. */
const MAGIC: readonly [RegExp, Format][] = [
  [/^504b(0304|0506|0708)/, zip],
  [
    /^d0cf11e0a1b11ae1/,
    {
      name: { zh: '旧版 Office 文件（XLS、DOC）', en: 'an Office file of before 2007 (XLS, DOC)' },
      remedy: asCsv,
    },
  ],
  [/^255044462d/, { name: both('PDF'), remedy: original }],
  [/^0000270a/, shapefile],
  [/^66676203666762/, { name: both('FlatGeobuf'), remedy: asGeoJson }],
  // Version, then the year, month and day of the last change.
  [
    /^(03|83|8b)..0[1-9a-c](0[1-9a-f]|1.)/,
    {
      name: { zh: 'dBASE 表（Shapefile 的 .dbf）', en: 'a dBASE table (.dbf of a shapefile)' },
      remedy: { zh: '请给出同名的 .shp', en: 'give the .shp beside it' },
    },
  ],
  [
    /^50415231/,
    { name: both('Parquet'), remedy: { zh: '请导出为 CSV 或 GeoJSON', en: 'export it as CSV or GeoJSON' } },
  ],
  [
    /^53514c69746520666f726d6174203300/,
    { name: { zh: 'SQLite 数据库（GeoPackage）', en: 'an SQLite database (GeoPackage)' }, remedy: asParcels },
  ],
  [/^1f8b/, { name: { zh: 'GZIP 压缩文件', en: 'a GZIP file' }, remedy: asText }],
  [/^(377abcaf|52617221)/, { name: { zh: '压缩包（7z、RAR）', en: 'an archive (7z, RAR)' }, remedy: asText }],
  [/^(ffd8ff|89504e47|49492a00|4d4d002a)/, { name: { zh: '图像', en: 'an image' }, remedy: original }],
];

/** Kinds of ZIP, by the names of files in it. */
const WITHIN_ZIP: readonly [RegExp, Format][] = [
  [/xl\/(workbook|worksheets)/, xlsx],
  [/mimetypeapplication\/vnd\.oasis\.opendocument\.spreadsheet/, ods],
  [/word\/document\.xml/, docx],
  [/\.kml/i, kmz],
  [/\.shp/i, shapefile],
];

/** By the name alone, where a ZIP's content doesn't tell. */
const BY_NAME: readonly [RegExp, Format][] = [
  [/\.xls[xmb]$/i, xlsx],
  [/\.kmz$/i, kmz],
];

/** By the beginning of a text. No text that a command takes begins with an angle bracket. */
const MARKUP: readonly [RegExp, Format][] = [
  [/<kml[\s>]/i, { name: both('KML'), remedy: asParcels }],
  [/opengis\.net\/gml|<gpx[\s>]/i, { name: both('GML / GPX'), remedy: asGeoJson }],
  [
    /urn:schemas-microsoft-com:office:(spreadsheet|excel)/i,
    { ...xlsx, name: { zh: 'Excel 工作簿（XML、HTML）', en: 'an Excel workbook (XML, HTML)' } },
  ],
  [
    /<!doctype html|<html|<head|<body/i,
    {
      name: { zh: 'HTML 网页，或为服务器的错误页', en: "an HTML page, perhaps a server's error page" },
      remedy: again,
    },
  ],
  [/^/, { name: both('XML'), remedy: original }],
];

/** Other texts of surveys, by their beginning. */
const SURVEYS: readonly [RegExp, Format][] = [
  [/^0\s+SECTION\s/, { name: both('DXF'), remedy: asGeoJson }],
  [
    /^(GEOGCS|PROJCS|GEOGCRS|PROJCRS)\[/i,
    { name: { zh: '坐标系说明（.prj）', en: 'a coordinate system (.prj)' }, remedy: original },
  ],
  [/^(SRID=\d+;)?(MULTI)?POLYGON\s*Z?\s*\(/i, { name: both('WKT'), remedy: asParcels }],
];

const MAGIC_BYTES = 16;
/** The part of a file that is searched for names and namespaces. */
const LOOKED_AT = 65_536;

const wordsOf = ({ name, remedy }: Format): Words => ({
  zh: `是 ${name.zh}，不是本命令所读的文本；${remedy.zh}`,
  en: `is ${name.en}, not a text that this command reads; ${remedy.en}`,
});

const firstOf = (formats: readonly [RegExp, Format][], text: string): Format | undefined =>
  formats.find(([pattern]) => pattern.test(text))?.[1];

/** The format of a file with these first bytes, if none of our texts. */
export function binaryFormat(file: string, bytes: Uint8Array): Words | undefined {
  const found = firstOf(MAGIC, toHex(bytes.subarray(0, MAGIC_BYTES)));
  if (found !== zip) return found && wordsOf(found);
  const names = new TextDecoder('latin1').decode(bytes.subarray(0, LOOKED_AT));
  return wordsOf(firstOf(WITHIN_ZIP, names) ?? firstOf(BY_NAME, file) ?? zip);
}

/** The format of a text with markup, or of a survey in another form. */
export function markupFormat(text: string): Words | undefined {
  const begin = text.slice(0, LOOKED_AT).trimStart();
  const found = firstOf(begin.startsWith('<') ? MARKUP : SURVEYS, begin);
  return found && wordsOf(found);
}

/** Whether a file is a PDF, by its first bytes. */
export const isPdf = (bytes: Uint8Array): boolean => toHex(bytes.subarray(0, 5)) === '255044462d';
