/** Writes shapefiles for tests (Esri, July 1998): polygons with their attributes. */
import { Buffer } from 'node:buffer';
import { strToU8, zipSync } from 'fflate';

/** Rings of a record, closed; outer ones clockwise as the format wants it. Null is a null shape. */
type Shape = number[][][] | null;

const POLYGON = 5;

interface ShpOptions {
  /** 5, 15 (Z) or 25 (M); 1, 3 and 8 write the same rings as if they were theirs. */
  type?: number;
}

export function shpOf(shapes: readonly Shape[], { type = POLYGON }: ShpOptions = {}): Buffer {
  const records = shapes.map((rings, index) => {
    const content = rings ? polygon(rings, type) : nullShape();
    const head = Buffer.alloc(8);
    head.writeInt32BE(index + 1, 0);
    head.writeInt32BE(content.length / 2, 4);
    return Buffer.concat([head, content]);
  });
  const body = Buffer.concat(records);
  return Buffer.concat([header(100 + body.length, type), body]);
}

export function shxOf(shp: Buffer): Buffer {
  const entries: Buffer[] = [];
  for (let at = 100; at < shp.length; ) {
    const words = shp.readInt32BE(at + 4);
    const entry = Buffer.alloc(8);
    entry.writeInt32BE(at / 2, 0);
    entry.writeInt32BE(words, 4);
    entries.push(entry);
    at += 8 + words * 2;
  }
  return Buffer.concat([header(100 + entries.length * 8, shp.readInt32LE(32)), ...entries]);
}

function header(bytes: number, type: number): Buffer {
  const head = Buffer.alloc(100);
  head.writeInt32BE(9994, 0);
  head.writeInt32BE(bytes / 2, 24);
  head.writeInt32LE(1000, 28);
  head.writeInt32LE(type, 32);
  return head;
}

function nullShape(): Buffer {
  return Buffer.alloc(4);
}

function polygon(rings: number[][][], type: number): Buffer {
  const points = rings.flat();
  const fixed = Buffer.alloc(44 + 4 * rings.length);
  fixed.writeInt32LE(type, 0);
  const [xs, ys] = [0, 1].map((axis) => points.map((point) => point[axis]!));
  for (const [at, value] of [
    Math.min(...xs!),
    Math.min(...ys!),
    Math.max(...xs!),
    Math.max(...ys!),
  ].entries())
    fixed.writeDoubleLE(value, 4 + 8 * at);
  fixed.writeInt32LE(rings.length, 36);
  fixed.writeInt32LE(points.length, 40);
  let first = 0;
  for (const [index, ring] of rings.entries()) {
    fixed.writeInt32LE(first, 44 + 4 * index);
    first += ring.length;
  }
  const plane = doubles(points.flatMap(([x, y]) => [x!, y!]));
  const more = [0, 1, ...points.map((point) => point[2] ?? 0)];
  return Buffer.concat([fixed, plane, ...(type > 20 || type > 10 ? [doubles(more)] : [])]);
}

function doubles(values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(8 * values.length);
  for (const [at, value] of values.entries()) buffer.writeDoubleLE(value, 8 * at);
  return buffer;
}

/** A text in the encoding of a table; GBK by a table of the characters that tests use. */
export type Encode = (text: string) => Buffer;
export const utf8: Encode = (text) => Buffer.from(text);

interface DbfOptions {
  encode?: Encode;
  /** Rows that are marked as deleted, from 0. */
  deleted?: readonly number[];
  width?: number;
}

/** Columns as their names are given, cut at ten bytes; all of type C but those named in `numbers`. */
export function dbfOf(
  rows: readonly Record<string, string>[],
  { encode = utf8, deleted = [], width = 80 }: DbfOptions = {},
): Buffer {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const head = Buffer.alloc(32);
  head.writeUInt8(3, 0);
  head.writeUInt32LE(rows.length, 4);
  head.writeUInt16LE(32 + 32 * names.length + 1, 8);
  head.writeUInt16LE(1 + names.length * width, 10);
  const columns = names.map((name) => {
    const column = Buffer.alloc(32);
    encode(name).copy(column, 0, 0, 10);
    column.write('C', 11);
    // Beyond 255 as Clipper and FoxPro have it.
    column.writeUInt16LE(width, 16);
    return column;
  });
  const records = rows.map((row, index) => {
    const record = Buffer.alloc(1 + names.length * width, 0x20);
    if (deleted.includes(index)) record.write('*', 0);
    for (const [at, name] of names.entries()) encode(row[name] ?? '').copy(record, 1 + at * width, 0, width);
    return record;
  });
  return Buffer.concat([head, ...columns, Buffer.of(0x0d), ...records, Buffer.of(0x1a)]);
}

export const zipOf = (files: Record<string, Uint8Array | string>): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, content]) => [
        name,
        typeof content === 'string' ? strToU8(content) : new Uint8Array(content),
      ]),
    ),
  );

/** The .prj of Esri's programs for a zone of CGCS2000. */
export const prjOf = (name: string, meridian: number, falseEasting: number): string =>
  `PROJCS["${name}",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",${falseEasting.toFixed(1)}],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",${meridian.toFixed(1)}],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]`;

export const PRJ_DEGREES =
  'GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';
