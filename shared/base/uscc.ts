/** 统一社会信用代码, the unified social credit code of an organization. Source: GB 32100-2015. */

/** The code's alphabet: digits and capital letters without I, O, S, V, Z (GB 32100-2015, table 1). */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** Weight of position i is 3^(i-1) mod 31 (GB 32100-2015, 4.6). */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/**
 * The check character of a code's first 17 characters; undefined if a character is outside the alphabet or
 * there are not 17 of them.
 */
export function usccCheckCharacter(first17: string): string | undefined {
  if (first17.length !== WEIGHTS.length) return undefined;
  let sum = 0;
  for (const [position, weight] of WEIGHTS.entries()) {
    const value = ALPHABET.indexOf(first17.charAt(position));
    if (value < 0) return undefined;
    sum += value * weight;
  }
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/** A registering department (never 0), a kind, and the six digits of a division (GB 32100-2015, clause 4). */
const HEAD = /^[1-9A-Y][0-9A-Y]\d{6}/;

/** Whether `code` is 18 characters of the alphabet, in their places, with the right check character. */
export function isUscc(code: string): boolean {
  return code.length === 18 && HEAD.test(code) && usccCheckCharacter(code.slice(0, 17)) === code.charAt(17);
}
