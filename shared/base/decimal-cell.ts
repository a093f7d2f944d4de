/**
 * Decimals as people and spreadsheets write them: `1307.50`, `1,307.5` and `１３０７．５` are the same.
 */
import { isDecimal } from './rational.ts';
import { inAscii, plainOf } from './whole-number.ts';

/** Why a text is no quantity. `ambiguous`: thousands or decimals, depending on where its writer lives. */
export type DecimalFault = 'empty' | 'negative' | 'ambiguous' | 'too-fine' | 'too-large' | 'not-a-number';

/** Plain digits as machines write them; nearly every cell is such a one. */
const PLAIN = /^(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/;

/** With a decimal comma, three digits after one mark may be either. */
const EITHER = /^[1-9]\d{0,2}[.,]\d{3}$/;

/**
 * The decimal in its shortest form (no zeros at either end), or why the text is none.
 * @param decimalComma where the writer's comma is the decimal one, as in files separated by semicolons
 */
export function decimalCell(
  text: string,
  decimalComma = false,
): { decimal: string } | { fault: DecimalFault } {
  if (!decimalComma && PLAIN.test(text) && isDecimal(text)) return { decimal: text };
  const given = inAscii(text);
  if (given === '') return { fault: 'empty' };
  if (/^-\d[\d,]*(\.\d+)?$/.test(given)) return { fault: 'negative' };
  if (decimalComma && EITHER.test(given)) return { fault: 'ambiguous' };
  const match = /^0*(\d+)(?:\.(\d+?)0*)?$/.exec(plainOf(given, decimalComma));
  if (!match) return { fault: 'not-a-number' };
  const [, whole = '', fraction = '0'] = match;
  const decimal = fraction === '0' ? whole : `${whole}.${fraction}`;
  if (isDecimal(decimal)) return { decimal };
  return { fault: isDecimal(whole) ? 'too-fine' : 'too-large' };
}
