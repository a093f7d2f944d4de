/**
 * Files of `import parcels` as records of named texts, each at its place: GeoJSON feature collections, and
 * CSV with the geometry as GeoJSON text in one column. The texts are interpreted later.
 */
import { isObject } from '../../../shared/base/json.ts';
import { type ForeignSystem, foreignSystem } from '../../../shared/land/coordinate-system.ts';
import { rejections } from '../../../shared/ledger/rejection.ts';
import { Findings, type Place } from '../../exchange/findings.ts';
import { ruleWords } from '../../exchange/rule-words.ts';
import { markupFormat } from '../file/format.ts';
import { textOf } from '../file/text-file.ts';
import type { Words } from '../words.ts';
import { readTable } from './file-table.ts';
import { placedFeatures, RECORD_SEPARATOR, withoutLand } from './geojson-features.ts';
import { type InputFile, textOfInput } from './input-file.ts';

export const PARCEL_COLUMNS = ['name', 'type', 'banner', 'holder', 'title', 'geojson'] as const;
type ParcelColumn = (typeof PARCEL_COLUMNS)[number];
export type ParcelField = Exclude<ParcelColumn, 'geojson'>;

/** Columns that a file may lack, since flags can replace them. */
const MAY_LACK: readonly ParcelColumn[] = ['type', 'banner', 'holder', 'title'];

interface Text {
  text: string;
  at: Place;
}

export interface ParcelRecord {
  file: string;
  /** Where it begins. */
  at: Place;
  fields: Record<ParcelField, Text>;
  /** Texts that replace an empty banner field, if one of them names a banner. */
  bannerHints: readonly string[];
  /** Undefined where it couldn't be read; the fault was reported. */
  geometry: { value: unknown; at: Place } | undefined;
}

/**
 * GeoJSON if the name or the beginning of the file is JSON's, CSV otherwise. Unreadable records are reported,
 * the rest continues.
 * @throws UnreadableError
 */
export function readParcelFile(file: InputFile, findings: Findings): ParcelFile {
  const { text } = textOf(file.name, file.bytes);
  const isJson = GEOJSON_NAME.test(file.name) || beginsAsJson(text);
  const before = findings.errors;
  const read = isJson ? readFeatures(file, findings) : readRows(file, findings);
  if (read.records.length + read.refused === 0 && findings.errors === before)
    findings.error(file.name, isJson ? WHOLE : { line: 1, column: 1 }, {
      zh: '文件中没有地块，没有可导入的内容',
      en: 'the file holds no parcel: there is nothing to import',
    });
  return read;
}

/** A file's content: the readable records, and the number of the others. */
export interface ParcelFile {
  records: ParcelRecord[];
  refused: number;
}

const GEOJSON_NAME = /\.(geo)?json(l|s|seq)?$/i;
/** No header of a CSV begins with a brace. */
const beginsAsJson = (text: string) => text.replaceAll(RECORD_SEPARATOR, '').trimStart().startsWith('{');

function readRows(file: InputFile, findings: Findings): ParcelFile {
  const refusedLines = new Set<number>();
  const ofTable = new Findings(({ file: name, at, severity, message }) => {
    if (severity === 'warning') return findings.warn(name, at, message);
    if ('line' in at) refusedLines.add(at.line);
    return findings.error(name, at, message);
  });
  const rows = readTable(file, PARCEL_COLUMNS, ofTable, MAY_LACK);
  const records = (rows ?? []).map(({ at, cells }) => {
    const text = (column: ParcelField): Text => ({ text: cells[column].text, at: cells[column] });
    return {
      file: file.name,
      at,
      fields: {
        name: text('name'),
        type: text('type'),
        banner: text('banner'),
        holder: text('holder'),
        title: text('title'),
      },
      bannerHints: [cells.name.text],
      geometry: readGeometry(file.name, cells.geojson.text, cells.geojson, findings),
    };
  });
  // Without a header, the records of a file can't be told apart.
  return { records, refused: rows ? refusedLines.size : 0 };
}

function readGeometry(file: string, text: string, at: Place, findings: Findings) {
  if (text.trim() === '') findings.error(file, at, { zh: 'geojson 为空', en: 'geojson is empty' });
  else
    try {
      return { value: bareGeometry(JSON.parse(text)), at };
    } catch (error) {
      const other = markupFormat(text);
      const { message } = error as Error;
      if (other) findings.error(file, at, { zh: `geojson ${other.zh}`, en: `geojson ${other.en}` });
      else
        findings.error(file, at, {
          zh: `geojson 不是 JSON：${message}`,
          en: `geojson is no JSON: ${message}`,
        });
    }
  return undefined;
}

/**
 * Type, coordinates and their system alone: the registry takes no other members, while files may have foreign
 * ones, which readers ignore (RFC 7946 §6.1).
 */
function bareGeometry(value: unknown): unknown {
  if (!isObject(value)) return value;
  const { type, coordinates, crs } = value;
  const isArea = type === 'Polygon' || type === 'MultiPolygon';
  if (!isArea) return value;
  return { type, coordinates: withoutAltitude(coordinates, 4), ...(crs !== undefined && { crs }) };
}

/** RFC 7946 §3.1.1 allows a third number, which a reader may ignore: land has a place, not a height. */
function withoutAltitude(value: unknown, depth: number): unknown {
  if (!Array.isArray(value) || depth === 0) return value;
  const isPosition = value.length === 3 && value.every((each) => typeof each === 'number');
  return isPosition ? value.slice(0, 2) : value.map((each) => withoutAltitude(each, depth - 1));
}

type Json = Record<string, unknown>;

/** The file as a whole. */
const WHOLE: Place = { feature: 0 };

function readFeatures(file: InputFile, findings: Findings): ParcelFile {
  const text = textOfInput(file, WHOLE, findings);
  const fault = (message: Words, at: Place = WHOLE): [] => {
    findings.error(file.name, at, message);
    return [];
  };
  const none = { records: [], refused: 0 };
  if (text.trim() === '') {
    fault({ zh: '文件为空', en: 'the file is empty' });
    return none;
  }
  const placed = placedFeatures(text);
  if ('zh' in placed) {
    fault(placed);
    return none;
  }
  const { crs, features } = placed;
  const foreign = foreignSystem(crs);
  if (foreign) {
    fault(systemWords(foreign));
    return { records: [], refused: features.length };
  }
  const records = features.flatMap(({ feature, at }) => {
    if ('zh' in feature) return fault(feature, at);
    const { value } = feature;
    if (!isObject(value) || value.type !== 'Feature')
      return fault({ zh: '不是 Feature（RFC 7946 §3.2）', en: 'no Feature (RFC 7946 §3.2)' }, at);
    const other = foreignSystem(value.crs);
    if (other) return fault(systemWords(other), at);
    const missing = withoutLand(value.geometry);
    if (missing) fault(missing, at);
    const record = recordOf(file.name, value, at);
    return [missing ? { ...record, geometry: undefined } : record];
  });
  return { records, refused: features.length - records.length };
}

function systemWords({ fault, ...seen }: ForeignSystem): Words {
  const { zh, en } = ruleWords(rejections[`boundary-crs-${fault}`], { ...seen });
  return { zh: `crs：${zh}`, en: `crs: ${en}` };
}

function recordOf(file: string, { id, properties, geometry }: Json, at: Place): ParcelRecord {
  const given = isObject(properties) ? properties : {};
  const text = (name: ParcelField): Text => ({ text: asText(given[name]), at });
  const fields = {
    name: text('name'),
    type: text('type'),
    banner: text('banner'),
    holder: text('holder'),
    title: text('title'),
  };
  return {
    file,
    at,
    fields,
    bannerHints: [asText(id), asText(given.name)],
    geometry: { value: bareGeometry(geometry), at },
  };
}

/** Codes are often written as numbers; other values are no texts. */
function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
