/** KML (OGC 12-007r2) and KMZ: placemarks with polygons. KML is always in degrees on WGS 84. */
import { kml } from '@tmcw/togeojson';
import { DOMParser, onErrorStopParsing } from '@xmldom/xmldom';
import { decodeText } from '../../exchange/encoding.ts';
import { unpacked } from '../../exchange/file/archive.ts';
import type { InputFile } from '../../exchange/file/input-file.ts';
import { noteOfEncoding, UnreadableError } from '../../exchange/file/readable.ts';
import type { Words } from '../words.ts';
import {
  type Area,
  areaOf,
  chosen,
  noArea,
  noGeometry,
  type Positions,
  type SurveyFeature,
  type SurveyLayer,
} from './layer.ts';
import { DEGREES } from './system.ts';

/** Of a text: the parser's tree takes some twenty times as much. */
const BYTES_MAX = 64 * 1024 * 1024;

/** @throws UnreadableError */
export function readKmz({ name, bytes }: InputFile, layer: string | undefined): SurveyLayer {
  const texts = [...unpacked(name, bytes, /\.kml$/i)].map(([path, text]) => ({ name: path, text }));
  const main = layer === undefined ? texts.find((each) => each.name === 'doc.kml') : undefined;
  const { text } = main ?? chosen(name, texts, layer);
  return readKml({ name, bytes: text });
}

/** @throws UnreadableError */
export function readKml({ name: file, bytes }: InputFile): SurveyLayer {
  const read = bytes.length > BYTES_MAX ? tooLarge : decodeText(bytes);
  if (!('text' in read)) throw new UnreadableError(file, read);
  // KML has no document type, and without one there is no entity that could expand or be fetched.
  if (/<!(DOCTYPE|ENTITY)/i.test(read.text)) throw new UnreadableError(file, doctype);
  const note = noteOfEncoding(read);
  const features = placemarks(file, read.text).map((feature, index): SurveyFeature => {
    const { id, properties, geometry } = feature;
    const overlay = properties?.['@geometry-type'] === 'groundoverlay';
    return {
      at: { feature: index + 1 },
      ...(id !== undefined && { id }),
      properties: properties ?? {},
      geometry: overlay ? noArea('GroundOverlay') : landOf(geometry),
      ...(hasAltitude(geometry) && { dropped: 'z' }),
    };
  });
  return { system: DEGREES, features, notes: note ? [note] : [] };
}

const tooLarge: Words = {
  zh: `KML 超过 ${BYTES_MAX >> 20} MiB；请分批导入`,
  en: `the KML has more than ${BYTES_MAX >> 20} MiB; import it in parts`,
};

const doctype: Words = {
  zh: '含 DOCTYPE 或 ENTITY：KML 不需要，且可能有害，故不读取；请去除后再导入',
  en: 'has a DOCTYPE or ENTITY, which KML never needs and which may be harmful: remove it',
};

interface Geometry {
  type: string;
  coordinates?: unknown;
  geometries?: Geometry[];
}

interface Placemark {
  id?: unknown;
  properties: Record<string, unknown> | null;
  geometry: Geometry | null;
}

function placemarks(file: string, text: string): Placemark[] {
  try {
    const document = new DOMParser({ onError: onErrorStopParsing }).parseFromString(text, 'text/xml');
    return kml(document as unknown as Parameters<typeof kml>[0]).features as Placemark[];
  } catch (error) {
    const message = (error as Error).message.split('\n')[0]!;
    throw new UnreadableError(file, {
      zh: `KML 不完整或不合语法（${message}）；请重新导出`,
      en: `the KML is incomplete or malformed (${message}); export it again`,
    });
  }
}

/** One polygon, or a collection of nothing else. */
function landOf(geometry: Geometry | null): Area | Words {
  if (!geometry) return noGeometry;
  const parts = partsOf(geometry);
  const other = parts.find(({ type }) => type !== 'Polygon');
  if (other) return noArea(other.type);
  if (parts.length === 0) return noGeometry;
  return areaOf(parts.map(({ coordinates }) => flat(coordinates as Positions[])));
}

const partsOf = (geometry: Geometry): Geometry[] => geometry.geometries?.flatMap(partsOf) ?? [geometry];

const flat = (rings: Positions[]): Positions[] =>
  rings.map((ring) => ring.map((position) => position.slice(0, 2)));

/** Whether a position has a third number but 0, which programs write where there is no height. */
function hasAltitude(geometry: Geometry | null): boolean {
  return geometry !== null && partsOf(geometry).some(({ coordinates }) => isHigh(coordinates, 3));
}

function isHigh(value: unknown, depth: number): boolean {
  if (!Array.isArray(value)) return false;
  if (depth === 0 || typeof value[0] === 'number') return value.length > 2 && value[2] !== 0;
  return value.some((each) => isHigh(each, depth - 1));
}
