/** What no field of a kind may take: the catalogue, and arbitraries of more of it. */
import fc from 'fast-check';

/**
 * `text`: a line that a person reads; `name`: an id, a code or a word of a closed list; `count`: a whole
 * number from 1 to 10^12 - 1, or narrower; `fen`: one from 1 to 9 · 10^15; `amount`: one from 0 to
 * 10^12, or narrower.
 */
export type FieldKind = 'text' | 'name' | 'count' | 'fen' | 'amount' | 'flag' | 'list' | 'object';

const NO_STRING: unknown[] = [null, 0, 1, -1, 1.5, true, [], ['x'], {}, { toString: 'x' }];
const INVISIBLE = [
  '',
  ' ',
  '\t',
  '\u3000',
  ' 示例',
  '示例 ',
  '示例\u00a0',
  '\ufeff示例',
  '示\u0000例',
  '示\n例',
  '示\r\n例',
  '示\u001b[31m例',
  '示\u007f例',
  '示\u0085例',
  '示\u2028例',
  '示\u202e例',
  '示\u2066例',
  '示\u200b例',
  '示\u200f例',
  '示\u00ad例',
  '示\u2060例',
  '示\u{e0041}例',
  '示\ud800例',
  '\udc00\ud800',
  '示\ufff9例',
  // Not NFC: a letter and its accent apart, and a compatibility ideograph.
  'e\u0301',
  '\uf900',
  '长'.repeat(20_000),
];

const NO_AMOUNT: unknown[] = [
  null,
  '1',
  '1e3',
  'NaN',
  '',
  true,
  [],
  [1],
  {},
  0,
  -0,
  -1,
  0.5,
  1.000001,
  -(2 ** 53),
  2 ** 53 - 1,
  2 ** 53,
  2 ** 63,
  1e308,
];

export const WRONG: Record<FieldKind, readonly unknown[]> = {
  text: [...NO_STRING, ...INVISIBLE],
  name: [...NO_STRING, ...INVISIBLE, 'x', 'NaN', '1', '1e3', '__proto__', '../..', "' OR 1=1 --", '１'],
  count: [...NO_AMOUNT, 1e12],
  fen: NO_AMOUNT,
  // -0 is 0 in JSON.
  amount: [...NO_AMOUNT.filter((value) => value !== 0), 1e12 + 1],
  flag: [null, 0, 1, 'true', '', [], {}],
  list: [null, 0, 'x', true, {}, { length: 1, 0: {} }, [], Array.from({ length: 1000 }, () => null)],
  object: [null, 0, 'x', true, [], [{}]],
};

const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) > 0;
const badCharacter = fc.constantFrom(
  ...'\u0000\n\u001f\u007f\u009f\u2028\u2029\u202a\u2066\u200b\ufeff\ufffa',
);

/** More of the same, by chance. */
export const wrongValue: Record<FieldKind, fc.Arbitrary<unknown>> = {
  text: fc.oneof(
    fc.jsonValue().filter((value) => typeof value !== 'string'),
    fc
      .tuple(fc.string({ unit: 'grapheme' }), badCharacter, fc.string({ unit: 'binary' }))
      .map((parts) => parts.join('')),
  ),
  name: fc.jsonValue(),
  count: fc.jsonValue().filter((value) => !isCount(value)),
  fen: fc.jsonValue().filter((value) => !isCount(value)),
  amount: fc.jsonValue().filter((value) => !isCount(value) && value !== 0),
  flag: fc.jsonValue().filter((value) => typeof value !== 'boolean'),
  list: fc.jsonValue().filter((value) => !Array.isArray(value)),
  object: fc.jsonValue(),
};

/** Keys that no schema has, with what JSON pointers and objects are touchy about. */
export const UNKNOWN_KEYS = [
  'x',
  '',
  ' ',
  '__proto__',
  'constructor',
  'toString',
  'a/b',
  'm~n',
  '~1',
  '50%',
  '%2F',
  '#',
  '字',
  'Quantity',
  '\ud800',
];
