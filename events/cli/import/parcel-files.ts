/**
 * Files of `import parcels` as records: GeoJSON feature collections, CSV with a geometry in one column, and
 * the formats of surveys (`events/cli/survey/`).
 */
import type { InputFile } from '../../exchange/file/input-file.ts';
import { textOf } from '../../exchange/file/readable.ts';
import type { Findings } from '../../exchange/findings.ts';
import { readSurvey } from '../survey/survey-file.ts';
import { ofLayer, type ParcelReading, readFeatures, WHOLE } from './feature-records.ts';
import { RECORD_SEPARATOR } from './geojson-features.ts';
import type { ParcelFile } from './parcel-record.ts';
import { readRows } from './parcel-table.ts';

/**
 * A survey's format by its first bytes; else GeoJSON if the name or the beginning of the file is JSON's, CSV
 * otherwise. Unreadable records are reported, the rest continues.
 * @throws UnreadableError
 */
export function readParcelFile(file: InputFile, findings: Findings, reading: ParcelReading = {}): ParcelFile {
  const before = findings.errors;
  const { read, isTable } = readAs(file, reading, findings);
  if (read.records.length + read.refused === 0 && findings.errors === before)
    findings.error(file.name, isTable ? { line: 1, column: 1 } : WHOLE, {
      zh: '文件中没有地块，没有可导入的内容',
      en: 'the file holds no parcel: there is nothing to import',
    });
  return read;
}

function readAs(file: InputFile, reading: ParcelReading, findings: Findings) {
  const layer = readSurvey(file, reading);
  if (layer) return { read: ofLayer(file.name, layer, reading, findings), isTable: false };
  const { text } = textOf(file.name, file.bytes);
  if (GEOJSON_NAME.test(file.name) || beginsAsJson(text))
    return { read: readFeatures(file, reading, findings), isTable: false };
  return { read: readRows(file, reading, findings), isTable: true };
}

const GEOJSON_NAME = /\.(geo)?json(l|s|seq)?$/i;
/** No header of a CSV begins with a brace. */
const beginsAsJson = (text: string) => text.replaceAll(RECORD_SEPARATOR, '').trimStart().startsWith('{');
