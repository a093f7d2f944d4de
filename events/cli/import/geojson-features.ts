/**
 * The features of a GeoJSON text: a collection, one feature, or a line for each (RFC 8142, GeoJSON lines).
 */

import type { Place } from '../../exchange/findings.ts';
import type { Words } from '../words.ts';

/** A feature's JSON, or why it is none. */
export interface PlacedFeature {
  feature: { value: unknown } | Words;
  at: Place;
}

/** The features, with the `crs` of their collection; or the words for another kind of text. */
export function placedFeatures(text: string): { crs: unknown; features: PlacedFeature[] } | Words {
  const whole = parsed(text.replaceAll(RECORD_SEPARATOR, ''));
  if ('zh' in whole) return linesOf(text) ?? { zh: `不是 JSON：${whole.zh}`, en: `no JSON: ${whole.en}` };
  const { value } = whole;
  const type = typeOf(value);
  if (type === 'Feature')
    return { crs: memberOf(value, 'crs'), features: [{ feature: whole, at: { feature: 1 } }] };
  const features = memberOf(value, 'features');
  if (type !== 'FeatureCollection' || !Array.isArray(features)) return noCollection(value, type);
  const placed = features.map((feature: unknown, index) => ({
    feature: { value: feature },
    at: { feature: index + 1 },
  }));
  return { crs: memberOf(value, 'crs'), features: placed };
}

/** Precedes each text of a sequence (RFC 8142). */
export const RECORD_SEPARATOR = '\u001e';

/** Undefined where the first non-blank line is no feature: then the text isn't of that kind. */
function linesOf(text: string): { crs: undefined; features: PlacedFeature[] } | undefined {
  const features = text.split(/\r\n|\n|\r/).flatMap((line, index): PlacedFeature[] => {
    const json = line.replaceAll(RECORD_SEPARATOR, '').trim();
    if (json === '') return [];
    const read = parsed(json);
    const feature = 'zh' in read ? { zh: `不是 JSON：${read.zh}`, en: `no JSON: ${read.en}` } : read;
    return [{ feature, at: { line: index + 1, column: 1 } }];
  });
  const first = features[0]?.feature;
  return first && 'value' in first && typeOf(first.value) === 'Feature'
    ? { crs: undefined, features }
    : undefined;
}

function parsed(text: string): { value: unknown } | Words {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    const { message } = error as Error;
    return { zh: message, en: message };
  }
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;

const typeOf = (value: unknown): string | undefined => {
  const type = memberOf(value, 'type');
  return typeof type === 'string' ? type : undefined;
};

function noCollection(value: unknown, type: string | undefined): Words {
  const esri = memberOf(value, 'geometryType') !== undefined || memberOf(value, 'rings') !== undefined;
  const what = esri ? 'Esri JSON' : type === 'Topology' ? 'TopoJSON' : type;
  const [zh, en] = what === undefined ? ['', ''] : [`，而是 ${what}`, `, but ${what}`];
  return {
    zh: `不是 GeoJSON 的 FeatureCollection（RFC 7946 §3.3）${zh}；请导出为要素集合`,
    en: `no GeoJSON FeatureCollection (RFC 7946 §3.3)${en}; export it as a collection of features`,
  };
}

const LAND = ['Polygon', 'MultiPolygon'];
/** Geometries that enclose no area, or several things. */
const OTHERS = ['Point', 'MultiPoint', 'LineString', 'MultiLineString', 'GeometryCollection'];

/** What a feature has in place of land; undefined where the registry's own rules decide. */
export function withoutLand(geometry: unknown): Words | undefined {
  if (geometry === null || geometry === undefined)
    return {
      zh: 'geometry 为空：该要素没有边界；请补绘，或从文件中去除',
      en: 'geometry is empty: the feature has no boundary; draw it, or leave the feature out',
    };
  const type = typeOf(geometry);
  if (type === undefined || !OTHERS.includes(type)) return undefined;
  return {
    zh: `geometry 为 ${type}，不是地块的面；须为 ${LAND.join(' 或 ')}`,
    en: `geometry is a ${type}, which encloses no parcel; give a ${LAND.join(' or ')}`,
  };
}
