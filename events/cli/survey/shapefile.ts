/**
 * Shapefiles (Esri, July 1998): .shp with the geometries, .dbf with the attributes, .prj with the coordinate
 * system, .cpg with the encoding; together in a ZIP, or beside each other in a folder.
 *
 * shpjs reads the coordinates. It is asked for lines and not for polygons: of those it sorts rings by their
 * boxes, and leaves out without a word what fits nowhere. Nor does it notice a file that ends early.
 */

import { parseShp } from 'shpjs';
import { groupedBy } from '../../../shared/base/grouped-by.ts';
import { decodeText } from '../../exchange/encoding.ts';
import { unpacked } from '../../exchange/file/archive.ts';
import type { InputFile } from '../../exchange/file/input-file.ts';
import { UnreadableError } from '../../exchange/file/readable.ts';
import type { Words } from '../words.ts';
import { readDbf } from './dbf.ts';
import {
  type Area,
  areaOf,
  chosen,
  type Dropped,
  noArea,
  noGeometry,
  type Positions,
  type SurveyFeature,
  type SurveyLayer,
} from './layer.ts';
import { systemOfWkt } from './prj.ts';
import { polygonsOf } from './shape-rings.ts';
import type { System } from './system.ts';

/** Extensions of the parts that are read. */
export const PARTS = ['shp', 'shx', 'dbf', 'prj', 'cpg'] as const;
export type Parts = Partial<Record<(typeof PARTS)[number], Uint8Array>>;

const PART_NAME = /\.(shp|shx|dbf|prj|cpg)$/i;

/** The shapefile in an archive; of several, the one that was asked for. @throws UnreadableError */
export function readZippedShapefile(
  { name: file, bytes }: InputFile,
  layer: string | undefined,
  takes: System | undefined,
): SurveyLayer {
  const entries = unpacked(file, bytes, PART_NAME);
  const shapes = new Map<string, Parts>();
  for (const [path, content] of entries) {
    const stem = path.slice(0, -'.shp'.length);
    const part = path.slice(stem.length + 1).toLowerCase() as keyof Parts;
    shapes.set(stem, { ...shapes.get(stem), [part]: content });
  }
  const found = [...shapes].flatMap(([path, parts]) => (parts.shp ? [{ path, shp: parts.shp, parts }] : []));
  const ofName = groupedBy(found, ({ path }) => lastOf(path));
  const layers = found.map((each) => {
    const name = lastOf(each.path);
    return { ...each, name: ofName.get(name)!.length === 1 ? name : each.path };
  });
  const { parts, shp } = chosen(file, layers, layer);
  return layerOf(file, { ...parts, shp }, takes);
}

/** The last part of a path in an archive. */
const lastOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** @param takes the system that the command names, which stands where the file has none. */
export function layerOf(
  file: string,
  parts: Parts & { shp: Uint8Array },
  takes: System | undefined,
): SurveyLayer {
  if (!parts.dbf)
    throw new UnreadableError(file, {
      zh: '缺少 .dbf：地块名称等属性在其中；请连同 .shp、.dbf、.prj 一并给出，或压缩为一个 ZIP',
      en: 'has no .dbf, which holds the names; give .shp, .dbf and .prj together, or as one ZIP',
    });
  const system = parts.prj && systemOfPrj(file, parts.prj, takes);
  const shapes = readShapes(file, parts.shp);
  const indexed = parts.shx && (parts.shx.length - FILE_HEADER_BYTES) / INDEX_BYTES;
  const { rows, notes } = readDbf(file, parts.dbf, parts.cpg && labelOf(parts.cpg));
  if (rows.length !== shapes.length || (indexed !== undefined && indexed !== shapes.length))
    throw new UnreadableError(file, {
      zh: `.shp 有 ${shapes.length} 条几何，.dbf 有 ${rows.length} 行${indexed === undefined ? '' : `，.shx 有 ${indexed} 项`}：文件不配套或不完整`,
      en: `.shp has ${shapes.length} records, .dbf ${rows.length} rows${indexed === undefined ? '' : `, .shx ${indexed} entries`}: they don't belong together, or one is incomplete`,
    });
  const features = shapes.flatMap((shape, index): SurveyFeature[] => {
    const properties = rows[index];
    return properties ? [{ at: { feature: index + 1 }, properties, ...shape }] : [];
  });
  return { system, features, notes };
}

function systemOfPrj(file: string, prj: Uint8Array, takes: System | undefined): System | undefined {
  const read = decodeText(prj);
  const system = systemOfWkt('text' in read ? read.text : '');
  if ('name' in system) return system;
  // A command may name what the file says in words that aren't known, but not what it says is another datum.
  if (takes && !system.isDatum) return undefined;
  throw new UnreadableError(file, { zh: `.prj：${system.zh}`, en: `.prj: ${system.en}` });
}

function labelOf(cpg: Uint8Array): string {
  const read = decodeText(cpg);
  return 'text' in read ? read.text : '';
}

const FILE_HEADER_BYTES = 100;
const RECORD_HEADER_BYTES = 8;
const INDEX_BYTES = 8;
const FILE_CODE = 9994;
const TYPE_AT = 32;
/** From the type of a polygon to that of the line with the same layout: 5, 15, 25 and 3, 13, 23. */
const TO_LINE = 2;

const TYPES: Record<number, { name: string; area?: true; dropped?: Dropped }> = {
  1: { name: 'Point' },
  3: { name: 'PolyLine' },
  5: { name: 'Polygon', area: true },
  8: { name: 'MultiPoint' },
  11: { name: 'PointZ' },
  13: { name: 'PolyLineZ' },
  15: { name: 'PolygonZ', area: true, dropped: 'z' },
  18: { name: 'MultiPointZ' },
  21: { name: 'PointM' },
  23: { name: 'PolyLineM' },
  25: { name: 'PolygonM', area: true, dropped: 'm' },
  28: { name: 'MultiPointM' },
  31: { name: 'MultiPatch' },
};

interface Shape {
  geometry: Area | Words;
  dropped?: Dropped;
}

function readShapes(file: string, shp: Uint8Array): Shape[] {
  const view = new DataView(shp.buffer, shp.byteOffset, shp.byteLength);
  if (shp.length < FILE_HEADER_BYTES || view.getInt32(0) !== FILE_CODE) throw incomplete(file);
  const type = view.getInt32(TYPE_AT, true);
  const kind = TYPES[type];
  const count = countOf(file, view, type);
  if (!kind?.area) {
    const words = noArea(kind?.name ?? `type ${type}`);
    return Array.from({ length: count }, () => ({ geometry: words }));
  }
  const lines = shp.slice();
  new DataView(lines.buffer).setInt32(TYPE_AT, type - TO_LINE, true);
  const { dropped } = kind;
  return linesOf(file, lines).map((line) => {
    const rings = !line ? [] : ringsOf(line);
    if (rings.length === 0) return { geometry: noGeometry };
    const polygons = polygonsOf(rings.map((ring) => ring.map(([x, y]) => [x!, y!])));
    return { geometry: 'zh' in polygons ? polygons : areaOf(polygons), ...(dropped && { dropped }) };
  });
}

function linesOf(file: string, lines: Uint8Array) {
  try {
    return parseShp(lines);
  } catch (error) {
    // A count of parts or points that goes beyond its record.
    if (error instanceof RangeError || error instanceof TypeError) throw incomplete(file);
    throw error;
  }
}

const ringsOf = ({ type, coordinates }: { type: string; coordinates: unknown }): Positions[] =>
  type === 'LineString' ? [coordinates as Positions] : (coordinates as Positions[]);

/** The number of records, each as long as it says and of the file's type or null. */
function countOf(file: string, view: DataView, type: number): number {
  const end = view.getInt32(24) * 2;
  let count = 0;
  let offset = FILE_HEADER_BYTES;
  for (; offset < end; count++) {
    if (end > view.byteLength || offset + RECORD_HEADER_BYTES + 4 > end) throw incomplete(file);
    const bytes = view.getInt32(offset + 4) * 2;
    const found = view.getInt32(offset + RECORD_HEADER_BYTES, true);
    if (bytes < 4 || (found !== 0 && found !== type)) throw incomplete(file);
    offset += RECORD_HEADER_BYTES + bytes;
  }
  if (offset !== end || end !== view.byteLength) throw incomplete(file);
  return count;
}

const incomplete = (file: string) =>
  new UnreadableError(file, {
    zh: '几何文件（.shp）不完整或已损坏；请重新导出',
    en: 'the geometries (.shp) are incomplete or damaged; export them again',
  });
