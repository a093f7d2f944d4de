/** Geometries as well-known text (OGC 06-103r4 §7), with the SRID that PostGIS puts before them. */
import type { Words } from '../words.ts';
import { type Area, areaOf, type Dropped, noArea, noGeometry, type Positions } from './layer.ts';
import { type System, systemOfCode } from './system.ts';

export interface ReadGeometry {
  geometry: Area | Words;
  dropped?: Dropped;
  /** The system that the text names. */
  system?: System;
}

const TOKEN = /\s*([A-Za-z]+|[(),]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/y;
const SRID = /^\s*SRID=(\d+);/i;

const TYPES = [
  ...['POINT', 'LINESTRING', 'POLYGON', 'CURVE', 'SURFACE'].flatMap((type) => [type, `MULTI${type}`]),
  ...['GEOMETRYCOLLECTION', 'CURVEPOLYGON', 'CIRCULARSTRING', 'COMPOUNDCURVE', 'POLYHEDRALSURFACE'],
  ...['TIN', 'TRIANGLE'],
];
const BEGIN = new RegExp(`^\\s*(SRID=\\d+;\\s*)?(${TYPES.join('|')})(ZM|Z|M)?\\s*(ZM|Z|M|EMPTY|\\()`, 'i');

/** Whether a text is a geometry in this form. */
export const isWkt = (text: string): boolean => BEGIN.test(text);

const malformed = (at: number): Words => ({
  zh: `WKT 在第 ${at + 1} 个字符处不合语法（OGC 06-103r4 §7）`,
  en: `the WKT is malformed at character ${at + 1} (OGC 06-103r4 §7)`,
});

/** The geometry of a text that is one. */
export function readWkt(text: string): ReadGeometry {
  const srid = SRID.exec(text);
  const system = srid && srid[1] !== '0' ? systemOfCode(srid[1]!) : undefined;
  if (system && 'zh' in system) return { geometry: system };
  const reader = new WktReader(text, srid?.[0].length ?? 0);
  return { ...reader.read(), ...(system && { system }) };
}

class Malformed extends Error {}

class WktReader {
  private readonly text: string;
  private readonly token = new RegExp(TOKEN);
  private current: string | undefined;
  private start = 0;
  /** Ordinates of a position; undefined until the first, where no tag says it. */
  private width: number | undefined;

  constructor(text: string, begin: number) {
    this.text = text;
    this.token.lastIndex = begin;
    this.next();
  }

  read(): ReadGeometry {
    try {
      return this.geometry();
    } catch (error) {
      if (error instanceof Malformed) return { geometry: malformed(this.start) };
      throw error;
    }
  }

  private geometry(): ReadGeometry {
    const tag = /^([A-Z]+?)(ZM|Z|M)?$/.exec(this.current?.toUpperCase() ?? '');
    const type = tag?.[1];
    if (!type) throw new Malformed();
    this.next();
    let ordinates = tag[2];
    if (!ordinates && /^(ZM|Z|M)$/i.test(this.current ?? '')) {
      ordinates = this.current!.toUpperCase();
      this.next();
    }
    if (type !== 'POLYGON' && type !== 'MULTIPOLYGON') return { geometry: noArea(type) };
    if (this.current?.toUpperCase() === 'EMPTY') return { geometry: noGeometry };
    if (ordinates) this.width = 2 + ordinates.length;
    const polygons = type === 'POLYGON' ? [this.polygon()] : this.list(() => this.polygon());
    if (this.current !== undefined || !/^[\s;]*$/.test(this.text.slice(this.start))) throw new Malformed();
    const beyond = ((ordinates ?? ['', '', '', 'Z', 'ZM'][this.width ?? 2]!) || '').toLowerCase() as Dropped;
    return { geometry: areaOf(polygons), ...(beyond && { dropped: beyond }) };
  }

  private polygon(): Positions[] {
    return this.list(() => this.list(() => this.position()));
  }

  private position(): number[] {
    const numbers: number[] = [];
    while (this.current !== undefined && !/^[(),]/.test(this.current)) {
      const number = Number(this.current);
      if (!Number.isFinite(number)) throw new Malformed();
      numbers.push(number);
      this.next();
    }
    this.width ??= numbers.length;
    if (numbers.length !== this.width || numbers.length < 2 || numbers.length > 4) throw new Malformed();
    return numbers.slice(0, 2);
  }

  private list<T>(item: () => T): T[] {
    this.expect('(');
    const items = [item()];
    while (this.current === ',') {
      this.next();
      items.push(item());
    }
    this.expect(')');
    return items;
  }

  private expect(token: string): void {
    if (this.current !== token) throw new Malformed();
    this.next();
  }

  private next(): void {
    this.start = this.token.lastIndex;
    this.current = this.token.exec(this.text)?.[1];
    // A sticky search that fails begins again at 0.
    if (this.current === undefined) this.token.lastIndex = this.start;
  }
}
