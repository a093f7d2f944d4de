/** Features of GeoJSON and of surveys' layers as records of parcels, for command line and browser. */
import { isObject } from '../../../shared/base/json.ts';
import { type InputFile, textOfInput } from '../../exchange/file/input-file.ts';
import type { Findings, Place } from '../../exchange/findings.ts';
import type { SurveyLayer } from '../survey/layer.ts';
import type { Reading } from '../survey/reading.ts';
import { systemOfCrs } from '../survey/system.ts';
import type { Words } from '../words.ts';
import { placedFeatures, withoutLand } from './geojson-features.ts';
import { bareGeometry } from './geojson-geometry.ts';
import type { ColumnMap } from './parcel-columns.ts';
import { LandReader } from './parcel-land.ts';
import { type ParcelFile, recordOf } from './parcel-record.ts';

/** How the command says that files are read. */
export interface ParcelReading extends Reading {
  /** What columns mean, where their names don't tell. */
  columns?: ColumnMap;
}

/** The file as a whole. */
export const WHOLE: Place = { feature: 0 };

/** What a survey's layer has. @throws UnreadableError where it names no system */
export function ofLayer(
  file: string,
  layer: SurveyLayer,
  reading: ParcelReading,
  findings: Findings,
): ParcelFile {
  const land = new LandReader(file, reading, findings);
  for (const note of layer.notes ?? []) findings.warn(file, WHOLE, note);
  const whole = land.system(layer.system, WHOLE);
  const records = layer.features.map((feature) => {
    const { at, geometry, dropped, system: own } = feature;
    const system = own ? land.system(own, at) : whole;
    return recordOf(file, feature, reading.columns, land.ofArea(geometry, system, at, dropped));
  });
  return { records, refused: 0 };
}

/** What a GeoJSON text has. @throws UnreadableError */
export function readFeatures(file: InputFile, reading: ParcelReading, findings: Findings): ParcelFile {
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
  const whole = systemOfCrs(crs);
  if (whole && 'zh' in whole) {
    fault(whole);
    return { records: [], refused: features.length };
  }
  const land = new LandReader(file.name, reading, findings);
  const records = features.flatMap(({ feature, at }) => {
    if ('zh' in feature) return fault(feature, at);
    const { value } = feature;
    if (!isObject(value) || value.type !== 'Feature')
      return fault({ zh: '不是 Feature（RFC 7946 §3.2）', en: 'no Feature (RFC 7946 §3.2)' }, at);
    const own = systemOfCrs(value.crs);
    if (own && 'zh' in own) return fault(own, at);
    const missing = withoutLand(value.geometry);
    if (missing) fault(missing, at);
    const read = missing
      ? { geometry: undefined }
      : land.ofGeoJson(bareGeometry(value.geometry), own ?? whole, at);
    const properties = isObject(value.properties) ? value.properties : {};
    return [recordOf(file.name, { at, id: value.id, properties }, reading.columns, read)];
  });
  return { records, refused: features.length - records.length };
}
