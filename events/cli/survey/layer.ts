/** A layer of a survey's file, whatever its format: features with texts and a geometry each. */

import { UnreadableError } from '../../exchange/file/readable.ts';
import type { Place } from '../../exchange/findings.ts';
import type { Words } from '../words.ts';
import type { System } from './system.ts';

export type Positions = number[][];

/** Land as a file has it: rings of positions in the file's own system. */
export interface Area {
  type: 'Polygon' | 'MultiPolygon';
  coordinates: Positions[] | Positions[][];
}

export interface SurveyFeature {
  at: Place;
  /** The id that the format gives it, which may be its banner's code. */
  id?: unknown;
  properties: Record<string, unknown>;
  /** Or why it has none. */
  geometry: Area | Words;
  /** Its own system, where the format names one for each. */
  system?: System;
  /** Ordinates beyond longitude and latitude, which were left out. */
  dropped?: Dropped;
}

export interface SurveyLayer {
  /** The system that the file names; undefined where it names none, and its format implies none. */
  system: System | undefined;
  features: SurveyFeature[];
  /** What the reader of the whole has to know. */
  notes?: Words[];
}

/** Height, measure. */
export type Dropped = 'z' | 'm' | 'zm';

export const areaOf = (polygons: Positions[][]): Area =>
  polygons.length === 1
    ? { type: 'Polygon', coordinates: polygons[0]! }
    : { type: 'MultiPolygon', coordinates: polygons };

export const noArea = (type: string): Words => ({
  zh: `几何为 ${type}，不是地块的面；须为 Polygon 或 MultiPolygon`,
  en: `geometry is a ${type}, which encloses no parcel; give a Polygon or MultiPolygon`,
});

export const noGeometry: Words = {
  zh: '几何为空：该记录没有边界；请补绘，或从文件中去除',
  en: 'geometry is empty: the record has no boundary; draw it, or leave the record out',
};

/** The layer that was asked for, or the only one. @throws UnreadableError */
export function chosen<T extends { name: string }>(
  file: string,
  layers: readonly T[],
  wanted: string | undefined,
): T {
  const names = layers.map(({ name }) => name).join(', ');
  const found = layers.filter(({ name }) => wanted === undefined || name === wanted);
  if (found.length === 1) return found[0]!;
  if (wanted !== undefined)
    throw new UnreadableError(file, {
      zh: `没有图层「${wanted}」；其中有：${names}`,
      en: `has no layer "${wanted}", but: ${names}`,
    });
  throw new UnreadableError(file, {
    zh: `有 ${layers.length} 个图层（${names}）；请以 --layer 指明一个`,
    en: `has ${layers.length} layers (${names}); name one by --layer`,
  });
}
