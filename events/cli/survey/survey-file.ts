/** Files of surveys by their content, each as a layer of features. */
import { toHex } from '../../../shared/base/encoding.ts';
import type { SurveyDatum } from '../../../shared/land/facts.ts';
import { decodeText } from '../../exchange/encoding.ts';
import { namesIn } from '../../exchange/file/archive.ts';
import type { InputFile } from '../../exchange/file/input-file.ts';
import { UnreadableError } from '../../exchange/file/readable.ts';
import type { Words } from '../words.ts';
import { readGeoPackage } from './geopackage.ts';
import { readKml, readKmz } from './kml.ts';
import type { SurveyLayer } from './layer.ts';
import { readBareShapefile, readZippedShapefile } from './shapefile.ts';
import type { System } from './system.ts';
import { isWkt } from './wkt.ts';
import { readWktFile } from './wkt-file.ts';

/** How the command says that a file is to be read. */
export interface Reading {
  /** Of a file that names no system, or a wrong zone. */
  system?: System;
  /** The shifted datum that its degrees are on. */
  datum?: SurveyDatum;
  /** The layer of a file with several. */
  layer?: string;
}

const MAGIC_BYTES = 16;
const SHAPE = /^0000270a/;
const SQLITE = /^53514c69746520666f726d6174203300/;
const ZIP = /^504b0304/;

/** The layer of a file in a format of surveys; undefined for other files. @throws UnreadableError */
export function readSurvey(file: InputFile, { system, layer }: Reading): SurveyLayer | undefined {
  const magic = toHex(file.bytes.subarray(0, MAGIC_BYTES));
  if (SQLITE.test(magic)) return readGeoPackage(file, layer, system);
  if (ZIP.test(magic)) return readArchive(file, system, layer);
  if (layer !== undefined) throw new UnreadableError(file.name, noLayers);
  return SHAPE.test(magic) ? readBareShapefile(file, system) : readText(file);
}

/** Undefined for other archives, such as workbooks, whose remedy is another. */
function readArchive(
  file: InputFile,
  system: System | undefined,
  layer: string | undefined,
): SurveyLayer | undefined {
  const names = namesIn(file.name, file.bytes, /\.(shp|kml)$/i);
  if (names.some((name) => /\.shp$/i.test(name))) return readZippedShapefile(file, layer, system);
  return names.length > 0 ? readKmz(file, layer) : undefined;
}

function readText(file: InputFile): SurveyLayer | undefined {
  const begin = decodeText(file.bytes);
  if (!('text' in begin)) return undefined;
  const text = begin.text.trimStart();
  if (text.startsWith('<') && /<(\w+:)?kml[\s>]/i.test(text.slice(0, LOOKED_AT))) return readKml(file);
  return isWkt(text) ? readWktFile(file, begin.text) : undefined;
}

const LOOKED_AT = 65_536;

const noLayers: Words = {
  zh: '此格式没有图层；请去掉 --layer',
  en: 'a file of this format has no layers; leave out --layer',
};

export const noSystem: Words = {
  zh: '没有说明坐标系（缺少 .prj，或未定义）；请以 --crs 指明，如 EPSG:4490（经纬度）、EPSG:4528（3度带第40带）、EPSG:4549（中央经线 120°，不带带号）',
  en: 'names no coordinate system (no .prj, or undefined); say --crs, such as EPSG:4490 (degrees), EPSG:4528 (3-degree zone 40) or EPSG:4549 (meridian 120°E, no zone number)',
};
