/** The form in which texts are searched, and the places in a name from which it is found. */
import { barename } from '../../shared/parties/alike.ts';

export const SEARCH_KINDS = [
  'organization',
  'project',
  'facility',
  'batch',
  'statement',
  'claim',
  'retirement',
] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

/** What of a thing was matched: serials and certificates are numbers of other registries. */
export const SEARCH_FIELDS = ['id', 'name', 'uscc', 'code', 'serial', 'certificate'] as const;
export type SearchField = (typeof SEARCH_FIELDS)[number];

/** Characters of a key; what comes after them isn't told apart. */
export const FORM_MAX = 100;
/**
 * Places from which one name is found: each is an item to write. Longer names are found by their first ones.
 */
const STARTS_MAX = 16;
/** A search takes two characters, so nothing shorter is found. */
export const FORM_MIN = 2;

const HAN = /\p{Script=Han}/u;
const WORD = /[\p{L}\p{N}]/u;

/** A text without width, case, spaces, hyphens and other marks, as like names are told (alike.ts). */
export const formOf = (text: string): string => [...barename(text)].slice(0, FORM_MAX).join('');

/**
 * The forms under which a name is found: all of it first, then from each Han character and each word on. So
 * 长青示例铜业 is found by 长青, by 示例铜业 and by 铜业, and Evergreen Copper by copper.
 */
export function startsOf(name: string): string[] {
  const letters: string[] = [];
  const starts: number[] = [];
  let before = '';
  for (const character of name.normalize('NFKC').toLowerCase()) {
    if (WORD.test(character)) {
      if (!WORD.test(before) || HAN.test(character) || HAN.test(before)) starts.push(letters.length);
      letters.push(character);
    }
    before = character;
  }
  const forms = starts.map((start) => letters.slice(start, start + FORM_MAX).join(''));
  return forms.filter((form) => [...form].length >= FORM_MIN).slice(0, STARTS_MAX);
}
