/**
 * CSV as it is written (RFC 4180), and cells that a spreadsheet would run as formulas. A list goes out as it
 * came in, for programs; where a person is to open it, an apostrophe stands before such a cell, and the same
 * option of the import takes it off. A text that has apostrophes before a formula gets one more, or nobody
 * could tell afterwards which were its own.
 */

/** Without the mark Excel assumes the system's own encoding and shows Chinese as gibberish. */
export const BYTE_ORDER_MARK = '\ufeff';

/** What a spreadsheet takes for the start of a formula (OWASP, CSV injection), after apostrophes or none. */
const FORMULA = /^'*[=+\-@\t\r\uff0b\uff0d\uff1d\uff20]/;

/** A spreadsheet takes what follows an apostrophe for text. */
export const asText = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** The cell of a file that was written so. */
export const fromText = (text: string): string =>
  FORMULA.test(text) && text.startsWith("'") ? text.slice(1) : text;

/** A line, without its end; a cell is quoted only where it must be. */
export const csvLine = (texts: readonly string[]): string => texts.map(quoted).join(',');

/** A file of these rows that a spreadsheet opens as intended: in UTF-8 with its mark, and no cell runs. */
export const csvOf = (rows: Rows): string => BYTE_ORDER_MARK + csvLines(rows);

/** Rows to go on with, each ended by CRLF. A text that would run as a formula gets an apostrophe first. */
export const csvLines = (rows: Rows): string => rows.map((row) => `${csvLine(row.map(textOf))}\r\n`).join('');

type Rows = readonly (readonly (string | number)[])[];

const textOf = (value: string | number): string =>
  typeof value === 'number' ? String(value) : asText(value);

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
