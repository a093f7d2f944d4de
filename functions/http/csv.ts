/**
 * CSV that a spreadsheet opens as intended: RFC 4180, UTF-8 with a byte order mark, and no cell that runs as
 * a formula.
 */

/** Without the mark Excel assumes the system's own encoding and shows Chinese as gibberish. */
const BYTE_ORDER_MARK = '\ufeff';

/** What a spreadsheet takes for the start of a formula (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r\uff0b\uff0d\uff1d\uff20]/;

type Rows = readonly (readonly (string | number)[])[];

/** A file of these rows. */
export const csvOf = (rows: Rows): string => BYTE_ORDER_MARK + csvLines(rows);

/** Rows to go on with, each ended by CRLF. A text that would run as a formula gets an apostrophe first. */
export const csvLines = (rows: Rows): string =>
  rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');

function cellOf(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
