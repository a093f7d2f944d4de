/**
 * CSV that a spreadsheet opens as intended: RFC 4180, UTF-8 with a byte order mark, and no cell that runs as
 * a formula.
 */

import { asText, BYTE_ORDER_MARK, csvLine } from '../../shared/base/written-csv.ts';

type Rows = readonly (readonly (string | number)[])[];

/** A file of these rows. */
export const csvOf = (rows: Rows): string => BYTE_ORDER_MARK + csvLines(rows);

/** Rows to go on with, each ended by CRLF. A text that would run as a formula gets an apostrophe first. */
export const csvLines = (rows: Rows): string => rows.map((row) => `${csvLine(row.map(textOf))}\r\n`).join('');

const textOf = (value: string | number): string =>
  typeof value === 'number' ? String(value) : asText(value);
