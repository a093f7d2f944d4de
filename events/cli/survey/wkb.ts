/**
 * Geometries as well-known binary (OGC 06-103r4 §8; ISO's thousands and PostGIS's flags for Z and M), and the
 * header that a GeoPackage puts before them (OGC 12-128r19 §2.1.3).
 */
import type { Words } from '../words.ts';
import { areaOf, type Dropped, noArea, noGeometry, type Positions } from './layer.ts';
import type { ReadGeometry } from './wkt.ts';

const GP = 0x4750;
/** Bytes of the envelope by its code in the flags. */
const ENVELOPE_BYTES = [0, 32, 48, 48, 64];
const EMPTY = 0x10;
/** The sixth bit: a geometry of an extension, not WKB. */
const EXTENDED = 0x20;

const POLYGON = 3;
const MULTI_POLYGON = 6;
const NAMES = ['Geometry', 'Point', 'LineString', 'Polygon', 'MultiPoint', 'MultiLineString', 'MultiPolygon'];
const MORE_NAMES = ['GeometryCollection', 'CircularString', 'CompoundCurve', 'CurvePolygon', 'MultiCurve'];
const typeNames = [...NAMES, ...MORE_NAMES, 'MultiSurface', 'Curve', 'Surface'];

const EWKB_Z = 0x8000_0000;
const EWKB_M = 0x4000_0000;
const EWKB_SRID = 0x2000_0000;

/** Bytes of a position's ordinate, and of a count. */
const ORDINATE = 8;
const COUNT = 4;

const damaged: Words = { zh: '几何的二进制数据不完整', en: 'the binary geometry is incomplete or damaged' };

/** The geometry of a GeoPackage's blob. */
export function readGeoPackageGeometry(blob: Uint8Array): ReadGeometry & { srs?: number } {
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
  if (blob.length < 8 || view.getUint16(0) !== GP)
    return { geometry: { zh: '不是 GeoPackage 的几何', en: 'is no geometry of a GeoPackage' } };
  const flags = view.getUint8(3);
  const envelope = ENVELOPE_BYTES[(flags >> 1) & 7];
  const srs = view.getInt32(4, (flags & 1) === 1);
  if (flags & EMPTY) return { geometry: noGeometry, srs };
  if (envelope === undefined || flags & EXTENDED)
    return { geometry: { zh: '几何属于扩展类型', en: 'is a geometry of an extension' }, srs };
  return { ...readWkb(blob.subarray(8 + envelope)), srs };
}

export function readWkb(bytes: Uint8Array): ReadGeometry {
  try {
    return new WkbReader(bytes).geometry();
  } catch (error) {
    // A read beyond the end.
    if (error instanceof RangeError) return { geometry: damaged };
    throw error;
  }
}

class WkbReader {
  private readonly view: DataView;
  private at = 0;
  private little = true;

  constructor(bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  geometry(): ReadGeometry {
    const { type, width, dropped } = this.header();
    if (type !== POLYGON && type !== MULTI_POLYGON)
      return { geometry: noArea(typeNames[type] ?? `WKB ${type}`) };
    const polygons =
      type === POLYGON
        ? [this.polygon(width)]
        : this.list(1 + 2 * COUNT, () => {
            const part = this.header();
            if (part.type !== POLYGON) throw new RangeError('a part is no polygon');
            return this.polygon(part.width);
          });
    const filled = polygons.filter((rings) => rings.length > 0);
    if (filled.length === 0) return { geometry: noGeometry };
    return { geometry: areaOf(filled), ...(dropped && { dropped }) };
  }

  private header(): { type: number; width: number; dropped: Dropped | undefined } {
    this.little = this.view.getUint8(this.at) === 1;
    this.at += 1;
    const code = this.count();
    if (code & EWKB_SRID) this.at += COUNT;
    const thousands = Math.floor((code & 0x0fff_ffff) / 1000);
    const z = (code & EWKB_Z) !== 0 || thousands === 1 || thousands === 3;
    const m = (code & EWKB_M) !== 0 || thousands === 2 || thousands === 3;
    const dropped = ((z ? 'z' : '') + (m ? 'm' : '') || undefined) as Dropped | undefined;
    return { type: (code & 0x0fff_ffff) % 1000, width: 2 + Number(z) + Number(m), dropped };
  }

  private polygon(width: number): Positions[] {
    return this.list(COUNT, () => this.list(width * ORDINATE, () => this.position(width)));
  }

  private position(width: number): number[] {
    const position = [0, 1].map((index) => this.view.getFloat64(this.at + index * ORDINATE, this.little));
    this.at += width * ORDINATE;
    return position;
  }

  private list<T>(bytesMin: number, item: () => T): T[] {
    const count = this.count();
    // A count is the file's word; nothing is reserved for what its bytes can't hold.
    if (count * bytesMin > this.view.byteLength - this.at) throw new RangeError('more items than bytes');
    return Array.from({ length: count }, item);
  }

  private count(): number {
    const count = this.view.getUint32(this.at, this.little);
    this.at += COUNT;
    return count;
  }
}
