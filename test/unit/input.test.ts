/** What a body does wrong most often, in words that an engineer understands. */
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { parseBody, parseParameters } from '../../functions/http/input.ts';
import { Paging } from '../../functions/http/pager.ts';
import { Problem } from '../../functions/http/problem.ts';
import { Month } from '../../shared/base/month.ts';
import type { Language } from '../../shared/base/words.ts';

const Reading = z.strictObject({
  month: Month,
  energy: z.enum(['on-grid', 'self-use']),
  kilowattHours: z.int().nonnegative(),
  reason: z.string().min(2).max(5).optional(),
  share: z.number().min(3).optional(),
  meters: z.array(z.string()).min(1).max(2).optional(),
  plant: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('wind') }),
      z.strictObject({ kind: z.literal('solar') }),
    ])
    .optional(),
});
const good = { month: '2025-03', energy: 'on-grid', kilowattHours: 1 };

/** What | the body | where | what is said in Chinese, and in English. */
const faults: [string, object, string, string, string][] = [
  ['decimals', { kilowattHours: 1.5 }, '#/kilowattHours', '须为整数，不得有小数', 'Must be a whole number'],
  ['no quantity', { kilowattHours: undefined }, '#/kilowattHours', '必填', 'Required'],
  ['no kind of energy', { energy: undefined }, '#/energy', '必填', 'Required'],
  [
    'a quantity in text',
    { kilowattHours: '1' },
    '#/kilowattHours',
    '须为数字，而不是文本',
    'expected number',
  ],
  ['another kind of energy', { energy: '上网' }, '#/energy', '"on-grid"|"self-use"', '"on-grid"|"self-use"'],
  ['a month in another form', { month: '2025/3' }, '#/month', '格式 YYYY-MM', 'must be a month, YYYY-MM'],
  ['an object for a text', { reason: {} }, '#/reason', '须为文本，而不是对象', 'expected string'],
  ['a short text', { reason: 'a' }, '#/reason', '至少 2 个字符', '>=2 characters'],
  ['a long text', { reason: 'abcdef' }, '#/reason', '至多 5 个字符', '<=5 characters'],
  ['a small number', { share: 1 }, '#/share', '须不小于 3', '>=3'],
  ['too few', { meters: [] }, '#/meters', '至少 1 项', '>=1 items'],
  ['too many', { meters: ['a', 'b', 'c'] }, '#/meters', '至多 2 项', '<=2 items'],
  ['null for a list', { meters: null }, '#/meters', '须为数组，而不是空值（null）', 'expected array'],
  [
    'a kind that is none',
    { plant: { kind: 'tide' } },
    '#/plant/kind',
    '没有这一种 kind；kind 请填写下列之一："wind"、"solar"',
    'No such kind: give kind as one of "wind", "solar"',
  ],
  [
    'no kind',
    { plant: {} },
    '#/plant/kind',
    '必填；kind 请填写下列之一："wind"、"solar"',
    'Required: give kind as one of "wind", "solar"',
  ],
  ['an unknown member', { kwh: 1 }, '#/kwh', '未知字段', 'Unknown field'],
];

function errorsOf(body: object, language: Language) {
  try {
    parseBody(Reading, JSON.parse(JSON.stringify(body)), language);
  } catch (error) {
    if (error instanceof Problem) return error.errors;
    throw error;
  }
  return [];
}

describe('a body with', () => {
  it('nothing wrong passes', () => expect(parseBody(Reading, good, 'zh')).toEqual(good));

  for (const [what, members, pointer, zh, en] of faults)
    it(what, () => {
      const [chinese, english] = [
        errorsOf({ ...good, ...members }, 'zh'),
        errorsOf({ ...good, ...members }, 'en'),
      ];
      expect(chinese).toEqual([{ pointer, detail: expect.stringContaining(zh) }]);
      expect(english).toEqual([{ pointer, detail: expect.stringContaining(en) }]);
    });
});

describe('a limit', () => {
  it.each(['abc', '0', '-1', '1.5', '201', '1000', '007', ''])('of %j is told what it may be', (limit) => {
    for (const [language, detail] of [
      ['zh', '须为 1 至 200 的整数'],
      ['en', 'must be a whole number from 1 to 200'],
    ] as const)
      expect(() => parseParameters(Paging, { limit }, language)).toThrow(
        expect.objectContaining({ errors: [{ parameter: 'limit', detail }] }),
      );
  });

  it.each([1, 200])('of %i is taken', (limit) => {
    expect(parseParameters(Paging, { limit: String(limit) }, 'en')).toEqual({ limit });
  });
});
