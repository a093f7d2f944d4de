/** A parcel as a file has it: named texts and land, each at its place. The texts are interpreted later. */

import type { Place } from '../../exchange/findings.ts';
import { type ColumnMap, columnsAmong, type ParcelField } from './parcel-columns.ts';
import type { Land } from './parcel-land.ts';

interface Text {
  text: string;
  at: Place;
}

export interface ParcelRecord extends Land {
  file: string;
  /** Where it begins. */
  at: Place;
  fields: Record<ParcelField, Text>;
  /** Texts that replace an empty banner field, if one of them names a banner. */
  bannerHints: readonly string[];
}

/** A file's content: the readable records, and the number of the others. */
export interface ParcelFile {
  records: ParcelRecord[];
  refused: number;
}

/** What a feature of a file has, whatever its format. */
export interface Feature {
  at: Place;
  id?: unknown;
  properties: Record<string, unknown>;
}

export function recordOf(
  file: string,
  { at, id, properties }: Feature,
  map: ColumnMap | undefined,
  land: Land,
): ParcelRecord {
  const columns = columnsAmong(Object.keys(properties), map);
  const text = (field: ParcelField): Text => {
    const column = columns.get(field);
    return { text: column === undefined ? '' : asText(properties[column]), at };
  };
  const fields = {
    name: text('name'),
    type: text('type'),
    banner: text('banner'),
    holder: text('holder'),
    title: text('title'),
  };
  return { file, at, fields, bannerHints: [asText(id), fields.name.text], ...land };
}

/** Codes are often written as numbers; other values are no texts. */
function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint'
    ? String(value)
    : '';
}
