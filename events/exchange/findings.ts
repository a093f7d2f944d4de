/**
 * Faults of an input file, each at its place: `file:line:column: error: message`, or `file:
 * feature 3: error: message`.
 */

import type { Language, Words } from '../../shared/base/words.ts';
import { printable } from '../audit/report-text.ts';

/** A place in a file: 1-based line, and 1-based column in characters (Unicode code points) of that line. */
export interface Position {
  line: number;
  column: number;
}

/**
 * A feature of a GeoJSON file, 1-based; 0 is the file as a whole. A file may have all features in one line.
 */
export interface FeaturePlace {
  feature: number;
}

/** A row of a file of JSON, 1-based. */
export interface RowPlace {
  row: number;
}

export type Place = Position | FeaturePlace | RowPlace;

export interface Finding {
  file: string;
  at: Place;
  /** A row with an error is left out. A warning tells that a value was read otherwise than it is written. */
  severity: 'error' | 'warning';
  message: Words;
  /** The same at every place, and mended at one: it is told once, with its count. */
  once?: true;
}

export const severities: Record<Finding['severity'], Words> = {
  error: { zh: '错误', en: 'error' },
  warning: { zh: '警告', en: 'warning' },
};

export function formatFinding({ file, at, severity, message }: Finding, language: Language): string {
  return printable(
    `${file}${formatPlace(at, language)}: ${severities[severity][language]}: ${message[language]}`,
  );
}

function formatPlace(at: Place, language: Language): string {
  if ('line' in at) return `:${at.line}:${at.column}`;
  if ('row' in at) return { zh: `：第 ${at.row} 行数据`, en: `: row ${at.row}` }[language];
  if (at.feature === 0) return '';
  return { zh: `：第 ${at.feature} 个要素`, en: `: feature ${at.feature}` }[language];
}

/** Orders findings by file and place. */
export function byPlace(a: Finding, b: Finding): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  const [[a1, a2], [b1, b2]] = [orderOf(a.at), orderOf(b.at)];
  return a1 - b1 || a2 - b2;
}

function orderOf(at: Place): [number, number] {
  if ('line' in at) return [at.line, at.column];
  return ['row' in at ? at.row : at.feature, 0];
}

/** Of findings that are told once the first, with the count where there are several. */
export function toldOnce(found: readonly Finding[]): Finding[] {
  const counts = new Map<string, number>();
  const nameOf = ({ file, severity, message }: Finding) => `${file}\n${severity}\n${message.en}`;
  for (const each of found) if (each.once) counts.set(nameOf(each), (counts.get(nameOf(each)) ?? 0) + 1);
  return found.flatMap((each) => {
    if (!each.once) return [each];
    const count = counts.get(nameOf(each));
    if (count === undefined) return [];
    counts.delete(nameOf(each));
    const { zh, en } = each.message;
    return [
      count === 1
        ? each
        : { ...each, message: { zh: `${zh}（共 ${count} 处）`, en: `${en} (${count} times)` } },
    ];
  });
}

/** Counts findings and passes each on as it comes. */
export class Findings {
  errors = 0;
  warnings = 0;
  /** Receives each finding; may be replaced at any time. */
  onFinding: (finding: Finding) => void;

  constructor(onFinding: (finding: Finding) => void) {
    this.onFinding = onFinding;
  }

  error(file: string, at: Place, message: Words): void {
    this.errors++;
    this.onFinding({ file, at, severity: 'error', message });
  }

  /** An error that is told once for all its places. */
  errorOnce(file: string, at: Place, message: Words): void {
    this.errors++;
    this.onFinding({ file, at, severity: 'error', message, once: true });
  }

  /** A warning that is told once for all its places. */
  warnOnce(file: string, at: Place, message: Words): void {
    this.warnings++;
    this.onFinding({ file, at, severity: 'warning', message, once: true });
  }

  warn(file: string, at: Place, message: Words): void {
    this.warnings++;
    this.onFinding({ file, at, severity: 'warning', message });
  }
}
