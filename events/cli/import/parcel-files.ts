/**
 * Files of `import parcels` as records of named texts, each at its place: GeoJSON feature collections, and CSV with
 * the geometry as GeoJSON text in one column. What the texts say is looked at later.
 */
import { type ForeignSystem, foreignSystem } from '../../../shared/land/coordinate-system.ts';
import { rejections } from '../../../shared/rejection.ts';
import { textOf } from '../file/text-file.ts';
import type { Words } from '../words.ts';
import type { Findings, Place } from './findings.ts';
import { placedFeatures, RECORD_SEPARATOR, withoutLand } from './geojson-features.ts';
import { type InputFile, textOfInput } from './input-file.ts';
import { ruleWords } from './rule-words.ts';
import { readTable } from './table.ts';

export const PARCEL_COLUMNS = ['name', 'type', 'banner', 'holder', 'title', 'geojson'] as const;
type ParcelColumn = (typeof PARCEL_COLUMNS)[number];
export type ParcelField = Exclude<ParcelColumn, 'geojson'>;

/** Columns that a file may lack, since flags can stand for them. */
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
  /** What stands for the banner where the field is empty, if it names one. */
  bannerHints: readonly string[];
  /** Undefined where it couldn't be read; that has been reported. */
  geometry: { value: unknown; at: Place } | undefined;
}

/**
 * GeoJSON where it is JSON by its name or its beginning, CSV otherwise. What can't be read is reported, the rest goes on.
 * @throws UnreadableError
 */
export function readParcelFile(file: InputFile, findings: Findings): ParcelRecord[] {
  const { text } = textOf(file.name, file.bytes);
  return GEOJSON_NAME.test(file.name) || beginsAsJson(text)
    ? readFeatures(file, findings)
    : readRows(file, findings);
}

const GEOJSON_NAME = /\.(geo)?json(l|s|seq)?$/i;
/** No header of a CSV begins with a brace. */
const beginsAsJson = (text: string) => text.replaceAll(RECORD_SEPARATOR, '').trimStart().startsWith('{');

function readRows(file: InputFile, findings: Findings): ParcelRecord[] {
  const rows = readTable(file, PARCEL_COLUMNS, findings, MAY_LACK) ?? [];
  return rows.map(({ at, cells }) => {
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
}

function readGeometry(file: string, text: string, at: Place, findings: Findings) {
  if (text.trim() === '') findings.error(file, at, { zh: 'geojson 为空', en: 'geojson is empty' });
  else
    try {
      return { value: bareGeometry(JSON.parse(text)), at };
    } catch (error) {
      const { message } = error as Error;
      findings.error(file, at, { zh: `geojson 不是 JSON：${message}`, en: `geojson is no JSON: ${message}` });
    }
  return undefined;
}

/**
 * Type, coordinates and their system alone: the registry takes no other members, while files may have foreign ones,
 * which readers leave aside (RFC 7946 §6.1).
 */
function bareGeometry(value: unknown): unknown {
  if (!isObject(value)) return value;
  const { type, coordinates, crs } = value;
  const isArea = type === 'Polygon' || type === 'MultiPolygon';
  return isArea ? { type, coordinates, ...(crs !== undefined && { crs }) } : value;
}

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The file as a whole. */
const WHOLE: Place = { feature: 0 };

function readFeatures(file: InputFile, findings: Findings): ParcelRecord[] {
  const text = textOfInput(file, WHOLE, findings);
  const fault = (message: Words, at: Place = WHOLE): [] => {
    findings.error(file.name, at, message);
    return [];
  };
  const placed = placedFeatures(text);
  if ('zh' in placed) return fault(placed);
  const { crs, features } = placed;
  const foreign = foreignSystem(crs);
  if (foreign) return fault(systemWords(foreign));
  return features.flatMap(({ feature, at }) => {
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
}

function systemWords({ fault, ...seen }: ForeignSystem): Words {
  return ruleWords(rejections[`boundary-crs-${fault}`], { ...seen });
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

/** Codes are often written as numbers; other things are no texts. */
function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
