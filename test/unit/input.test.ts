/** What a body does wrong most often, in words that an engineer understands. */
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { parseBody } from '../../functions/http/input.ts';
import { type Language, Problem } from '../../functions/http/problem.ts';
import { Month } from '../../shared/base/month.ts';

const Reading = z.strictObject({
  month: Month,
  energy: z.enum(['on-grid', 'self-use']),
  kilowattHours: z.int().nonnegative(),
  reason: z.string().optional(),
});
const good = { month: '2025-03', energy: 'on-grid', kilowattHours: 1 };

/** What | the body | where | what is said in Chinese, and in English. */
const faults: [string, object, string, string, string][] = [
  ['decimals', { kilowattHours: 1.5 }, '#/kilowattHours', '须为整数，不得有小数', 'Must be a whole number'],
  ['no quantity', { kilowattHours: undefined }, '#/kilowattHours', '必填', 'Required'],
  ['no kind of energy', { energy: undefined }, '#/energy', '必填', 'Required'],
  ['a quantity in text', { kilowattHours: '1' }, '#/kilowattHours', '期望 数字', 'expected number'],
  ['another kind of energy', { energy: '上网' }, '#/energy', '"on-grid"|"self-use"', '"on-grid"|"self-use"'],
  ['a month in another form', { month: '2025/3' }, '#/month', '格式 YYYY-MM', 'must be a month, YYYY-MM'],
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
