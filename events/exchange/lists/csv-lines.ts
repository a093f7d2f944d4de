/**
 * A list as CSV (RFC 4180) for people. A text that a spreadsheet would take for a formula has an apostrophe
 * first, which makes it a text there; numbers are no texts, so a negative amount stays one.
 */

import type { Language } from '../../../shared/base/words.ts';
import { asText, csvLine } from '../../../shared/base/written-csv.ts';
import { type Column, chinaTime, type Kind, type Value } from './column.ts';

export const headerLine = (columns: readonly Column[], language: Language): string =>
  csvLine(columns.map(({ name }) => name[language]));

export const lineOf = (columns: readonly Column[], row: readonly Value[]): string =>
  csvLine(columns.map(({ kind }, index) => textOf(kind, row[index])));

function textOf(kind: Kind, value: Value): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  if (kind === 'instant') return chinaTime(value);
  return kind === 'text' ? asText(value) : value;
}
