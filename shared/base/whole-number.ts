/**
 * Whole numbers as people and spreadsheets write them: `1307`, `1,307`, `1307.0` and `１３０７` are the same.
 */

/** Why a text is no whole number. `ambiguous`: one thousand or one, depending on where its writer lives. */
export type NumberFault = 'empty' | 'negative' | 'not-whole' | 'ambiguous' | 'not-a-number';

const GROUPED = /^[1-9]\d{0,2}(,\d{3})+(?=\.|$)/;
/** Commas that can't group thousands: the comma must be the decimal one. */
const DECIMAL_COMMA = /^(\d+|[1-9]\d{0,2}(\.\d{3})+),\d+$/;
const GROUPED_BY_DOTS = /^[1-9]\d{0,2}(\.\d{3})+$/;

/**
 * The number, or why the text is none. Commas may group thousands, three digits each; decimals may be zeros.
 * @param decimalComma where the writer's comma is the decimal one, as in files separated by semicolons
 */
export function wholeNumberOf(text: string, decimalComma = false): number | NumberFault {
  const given = inAscii(text);
  if (given === '') return 'empty';
  if (/^-\d[\d,]*(\.\d+)?$/.test(given)) return 'negative';
  if (GROUPED_BY_DOTS.test(given) || (decimalComma && /^[1-9]\d{0,2},\d{3}$/.test(given))) return 'ambiguous';
  const plain = plainOf(given, decimalComma);
  if (!/^\d+(\.\d+)?$/.test(plain)) return 'not-a-number';
  return /^\d+(\.0+)?$/.test(plain) ? Number(plain) : 'not-whole';
}

/** The cell without surrounding spaces, full-width digits and marks as those of ASCII. */
export const inAscii = (text: string): string =>
  text.trim().replace(/[０-９，．－]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));

/** The number without groups, with a decimal point. */
export function plainOf(given: string, decimalComma: boolean): string {
  if (decimalComma && DECIMAL_COMMA.test(given)) return given.replaceAll('.', '').replace(',', '.');
  return GROUPED.test(given) ? given.replaceAll(',', '') : given;
}
