/**
 * A list as CSV (RFC 4180) for people. A text that a spreadsheet would take for a formula has an apostrophe
 * first, which makes it a text there; numbers are no texts, so a negative amount stays one.
 */

import type { Language } from '../../../shared/base/words.ts';
import { asText } from '../credits/formula.ts';
import { type Column, chinaTime, type Kind, type Value } from './column.ts';

/** Without the mark Excel assumes the system's own encoding and shows Chinese as gibberish. */
export const BYTE_ORDER_MARK = '\ufeff';

export const headerLine = (columns: readonly Column[], language: Language): string =>
  columns.map(({ name }) => quoted(name[language])).join(',');

export const lineOf = (columns: readonly Column[], row: readonly Value[]): string =>
  columns.map(({ kind }, index) => quoted(textOf(kind, row[index]))).join(',');

function textOf(kind: Kind, value: Value): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  if (kind === 'instant') return chinaTime(value);
  return kind === 'text' ? asText(value) : value;
}

const quoted = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
