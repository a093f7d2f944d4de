/**
 * The table of standards: what each row says, by which article, and that every standard has
 * what its row promises.
 */
import { describe, expect, it } from 'vitest';
import { Day } from '../../../shared/base/day.ts';
import { lastDayOf } from '../../../shared/sinks/days.ts';
import { lifecycles } from '../../../shared/sinks/lifecycle/lifecycle.ts';
import { methodologies } from '../../../shared/sinks/methodology.ts';
import {
  DevelopedStandard,
  type Ruled,
  Standard,
  type StandardRow,
  standardRow,
} from '../../../shared/sinks/standard.ts';
import { instrumentOf, instrumentRow } from '../../../shared/units/instrument.ts';

const rulesOf = (row: StandardRow): [string, Ruled<unknown>][] =>
  Object.entries(row).filter((entry): entry is [string, Ruled<unknown>] => {
    const [, column] = entry;
    return typeof column === 'object' && 'source' in column;
  });
const articleOf = ({ source }: Ruled<unknown>) => source.match(/art\. (\d+)$/)?.[1];

describe('the standards', () => {
  it('of the CCER measures: each figure with its article', () => {
    const rules = rulesOf(standardRow('CCER')).filter(([, rule]) => articleOf(rule));
    expect(rules.map(([column, rule]) => [column, rule.value, articleOf(rule)])).toEqual([
      ['designPublication', { count: 20, kind: 'working' }, '12'],
      ['reportPublication', { count: 20, kind: 'working' }, '19'],
      ['registrationDecision', { count: 15, kind: 'working' }, '15'],
      ['issuanceDecision', { count: 15, kind: 'working' }, '22'],
      ['constructionAfter', '2012-11-08', '10'],
      ['reductionsAfter', '2020-09-22', '17'],
      ['lookBackYears', 5, '17'],
      ['deregistrationFinal', true, '16'],
    ]);
  });

  it('of VCS: thirty days of comments, and an approval outside forestry', () => {
    expect(rulesOf(standardRow('VCS')).map(([column, { value }]) => [column, value])).toEqual([
      ['designPublication', { count: 30, kind: 'calendar' }],
      ['extraApprovalOutside', 'forest'],
    ]);
  });

  it('of the Gold Standard: by import only, known by number', () => {
    expect(rulesOf(standardRow('GS'))).toEqual([]);
    expect(DevelopedStandard.options).toEqual(['CCER', 'VCS']);
    expect(Standard.options.filter((each) => standardRow(each).numbered)).toEqual(['VCS', 'GS']);
  });

  it.each(Standard.options)('%s names source and day of each rule', (standard) => {
    for (const [, { source, effectiveFrom }] of rulesOf(standardRow(standard))) {
      expect(source).not.toBe('');
      if (effectiveFrom !== undefined) expect(Day.safeParse(effectiveFrom).success).toBe(true);
    }
  });

  it.each(Standard.options)(
    '%s has an instrument of its own, and a machine where it is developed',
    (standard) => {
      expect(instrumentRow(instrumentOf(standard)).origin).toEqual({ standard });
      const { developed } = standardRow(standard);
      expect(Object.hasOwn(lifecycles, standard)).toBe(developed);
      expect(methodologies.some((each) => each.standard === standard)).toBe(developed);
    },
  );

  it.each([
    [{ count: 20, kind: 'working' }, '2026-07-17', '2026-08-13'],
    [{ count: 20, kind: 'calendar' }, '2026-07-17', '2026-08-05'],
    [{ count: 1, kind: 'calendar' }, '2026-07-18', '2026-07-18'],
    [{ count: 1, kind: 'working' }, '2026-07-18', '2026-07-20'],
  ] as const)('%o from %s on end on %s', (days, from, date) => {
    expect(lastDayOf(days, from)).toEqual({ date });
  });
});
