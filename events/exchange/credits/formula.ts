/**
 * Cells that a spreadsheet would run as formulas. A list goes out as it came in, for programs; where a person
 * is to open it, an apostrophe stands before such a cell, and the same option of the import takes it off.
 */

/** What a spreadsheet takes for the start of a formula (OWASP, CSV injection), after apostrophes or none. */
const FORMULA = /^'*[=+\-@\t\r\uff0b\uff0d\uff1d\uff20]/;

/** A spreadsheet takes what follows an apostrophe for text. */
export const asText = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** The cell of a file that was written so. */
export const fromText = (text: string): string =>
  FORMULA.test(text) && text.startsWith("'") ? text.slice(1) : text;
