/** Files of surveys by their content, each as a layer of features. */
import { toHex } from '../../../shared/base/encoding.ts';
import { decodeText } from '../../exchange/encoding.ts';
import { namesIn } from '../../exchange/file/archive.ts';
import type { InputFile } from '../../exchange/file/input-file.ts';
import { UnreadableError } from '../../exchange/file/readable.ts';
import type { Words } from '../words.ts';
import { readBareShapefile } from './bare-shapefile.ts';
import { readGeoPackage } from './geopackage.ts';
import { readKml, readKmz } from './kml.ts';
import type { SurveyLayer } from './layer.ts';
import type { Reading } from './reading.ts';
import { readZippedShapefile } from './shapefile.ts';
import type { System } from './system.ts';
import { isWkt } from './wkt.ts';
import { readWktFile } from './wkt-file.ts';

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
