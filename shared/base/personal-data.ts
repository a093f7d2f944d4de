/**
 * Detects what looks like a person in a text that everybody will read for ever: a resident identity number, a
 * mainland mobile number, an e-mail address. A text in the public log can't be taken back, so such text is
 * refused (个人信息保护法 art. 6; DESIGN §2: no personal data in a leaf). The check is a net with meshes:
 * codes, serials and digests pass through it, and so does a name.
 */
import { isUscc } from './uscc.ts';

export type PersonalData = 'identity-number' | 'mobile-number' | 'e-mail';

const NAMES: Record<PersonalData, { zh: string; en: string }> = {
  'identity-number': { zh: '身份证号', en: 'a resident identity number' },
  'mobile-number': { zh: '手机号码', en: 'a mobile number' },
  'e-mail': { zh: '电子邮箱', en: 'an e-mail address' },
};

/** The message about a text that looks like personal data, with the rule. */
export const personalDataFault = (kind: PersonalData): { zh: string; en: string } => ({
  zh: `疑似${NAMES[kind].zh}：公开且不可撤回的内容不得含个人信息（个人信息保护法第六条，本登记簿规则）`,
  en: `looks like ${NAMES[kind].en}: what is public for good holds no personal data (PIPL art. 6, and a rule of this registry)`,
});

/** Provinces at the start of identity numbers (GB/T 2260); 81 to 83 are residents from HK, Macao, Taiwan. */
const PROVINCE = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91)/;
/** GB 11643-1999: weight of position i is 2^(17-i) mod 11; the remainder names the check character. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = '10X98765432';

/** Gaps in a number: spaces and signs, but not those between amounts of a list or the sides of a thing. */
const GAP = '(?:(?![,;:、*]| / )[\\p{Zs}\\t\\p{P}]){0,3}';
/** The same if only digits and a date identify the number: a space, a hyphen or dash, a dot. */
const PLAIN_GAP = '[ .·‐-―-]{0,3}';
/** A sign that joins the parts of a code. */
const JOINT = '[-‐-―._/]';
/** A number told by its length: a joint beside it separates two numbers instead of joining a code. */
const WHOLE = `(?:1[3-9]\\d${JOINT}?\\d{4}${JOINT}?\\d{4}|\\d{17}[\\dX]|\\d{15})`;
/** Before a number: nothing, other whole numbers, and one label (`Tel.`), but no other part of a code. */
const before = (label: string) =>
  new RegExp(`(?<![0-9A-Z]|[0-9A-Z]${JOINT})(?:${label}${JOINT})?(?:${WHOLE}${JOINT})*([A-Z]*)$`, 'i');
const BEFORE = before('[A-Z]+');
/** Words that announce a number or the place of one, and that may stand right before it. */
const WORDS = 'tel|phone|ph|mobile|mob|cell|call|id|sfz|no|wechat|weixin|wx|vx|qq|whatsapp';
const BEFORE_DOUBTFUL = before(`(?:${WORDS})`);
const AFTER = new RegExp(`^(?:${JOINT}${WHOLE})*(?!${JOINT}?[0-9A-Z])`, 'i');
const WORD = new RegExp(`^(?:${WORDS})$`, 'i');
/** Small letters of no digest and no programme are words: `lianxi138…`; `VCS138…`, `cafe138…` are codes. */
const SMALL = /^(?![a-f]+$|(?:vcs|vcu|ccer|gec|irec|cdm)$)[A-Z]?[a-z]{3,}$/;
/** How much text is inspected on either side of a number. */
const AROUND_MAX = 100;

const alone = (number: string) => new RegExp(`(?<![0-9])(${number})(?![0-9A-Z])`, 'giu');

/** 18 characters in any groups: an identity number if check character, date and province are right. */
const EIGHTEEN = alone(`\\d(?:${GAP}\\d){16}${GAP}[\\dX]`);
/**
 * The same with any check character, since a mistyped or masked number is a person's as well: together, or as
 * division, birth and order. Only births from 1920 to 2009 count, since codes of division, day and order are
 * given to filings too.
 */
const MISTYPED = alone(`\\d{6}${PLAIN_GAP}(?:19[2-9]|200)\\d{5}${PLAIN_GAP}\\d{3}[\\dX]`);
/** Neither a division below a province nor an order is all noughts. */
const NOUGHTS = /^..(?:00|..00)|000.$/;
/** The form before 1999, without a check character: together, or as region, birth and order. */
const FIFTEEN = alone(`\\d{6}${PLAIN_GAP}\\d{6}${PLAIN_GAP}\\d{3}`);
/** 11 digits starting with 13 to 19, together or in groups of 3, 4, 4; with or without the country code. */
const MOBILE = alone(`(?:(?:\\+|00)?86${GAP})?1[3-9]\\d${GAP}\\d{4}${GAP}\\d{4}`);
/** An ordinary address; if its domain is Latin, also with spaces at the sign or a Chinese full stop. */
const E_MAIL =
  /[\p{L}\p{N}._%+-](?:@[\p{L}\p{N}-]+\.[\p{L}\p{N}]| {0,3}@ {0,3}[\d-]*[a-z][a-z\d-]*[.。][a-z]{2})/iu;
/** The digits of a mobile number, the shortest number looked for. */
const DIGITS_MIN = 11;

/**
 * Whether a text of ASCII, Han and full-width forms has anything to inspect: an at sign, or that many digits.
 * Most texts have nothing, and an audit asks this of every retirement.
 */
export function mayHoldPersonalData(text: string): boolean {
  let digits = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const plain = code >= 0xff00 ? code - 0xfee0 : code;
    if (plain === 0x40) return true;
    if (plain >= 0x30 && plain <= 0x39 && ++digits === DIGITS_MIN) return true;
  }
  return false;
}

/** The first kind of personal data a text resembles; any script's digits and full-width letters count. */
export function personalDataIn(text: string): PersonalData | undefined {
  const plain = text.normalize('NFKC').replaceAll(FOREIGN_DIGIT, plainDigit);
  if (!mayHoldPersonalData(plain)) return undefined;
  if (matchesOf(EIGHTEEN, plain).some(isIdentityNumber)) return 'identity-number';
  if (matchesOf(MISTYPED, plain, BEFORE_DOUBTFUL).some(isMistypedIdentityNumber)) return 'identity-number';
  if (matchesOf(FIFTEEN, plain, BEFORE_DOUBTFUL).some(isOldIdentityNumber)) return 'identity-number';
  if (matchesOf(MOBILE, plain).length > 0) return 'mobile-number';
  return E_MAIL.test(plain) ? 'e-mail' : undefined;
}

/**
 * Whether `number`, 18 characters, is a resident identity number with the right check
 * character (GB 11643-1999).
 */
export function isIdentityNumber(number: string): boolean {
  if (!/^\d{17}[\dXx]$/.test(number) || !PROVINCE.test(number) || !isDate(number.slice(6, 14))) return false;
  let sum = 0;
  for (const [position, weight] of WEIGHTS.entries()) sum += Number(number.charAt(position)) * weight;
  return CHECK_CHARACTERS.charAt(sum % 11) === number.charAt(17).toUpperCase();
}

/** Some organizations' codes have such digits; their own check character tells them apart. */
const isMistypedIdentityNumber = (number: string) =>
  PROVINCE.test(number) && !NOUGHTS.test(number) && isDate(number.slice(6, 14)) && !isUscc(number);

const isOldIdentityNumber = (number: string) => PROVINCE.test(number) && isDate(`19${number.slice(6, 12)}`);

/** A date of birth, since 1900. */
function isDate(digits: string): boolean {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)].map(Number);
  const date = new Date(Date.UTC(year!, month! - 1, day));
  return /^(19|20)/.test(digits) && date.getUTCMonth() === month! - 1 && date.getUTCDate() === day;
}

/** All places where the pattern stands alone, also overlapping matches; without the gaps. */
function matchesOf(pattern: RegExp, text: string, leading = BEFORE): string[] {
  const found: string[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    if (standsAlone(text, match.index, match.index + match[0].length, leading))
      found.push(match[1]!.replace(/[^0-9Xx]/g, ''));
    pattern.lastIndex = match.index + 1;
  }
  return found;
}

/** Whether the match is neither in a code (`1-138…`, `PO-138…-02`, `VCS138…`) nor in a longer number. */
function standsAlone(text: string, start: number, end: number, leading: RegExp): boolean {
  const glued = leading.exec(text.slice(Math.max(0, start - AROUND_MAX), start))?.[1];
  if (glued === undefined || !AFTER.test(text.slice(end, end + AROUND_MAX))) return false;
  return glued === '' || WORD.test(glued) || SMALL.test(glued);
}

const FOREIGN_DIGIT = /(?![0-9])\p{Nd}/gu;

/** Converts a digit of any script: the digits of a script stand in a row of ten, nought first. */
function plainDigit(digit: string): string {
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(digit.codePointAt(0)! - value - 1))) value++;
  return String(value);
}
