/** When a project may earn (CCER measures art. 10 and 17; crediting bounds by methodology). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../shared/base/day.ts';
import { creditingYears, lookBackStart, withinCreditingBounds } from '../../../shared/sinks/crediting.ts';
import { methodologyOf } from '../../../shared/sinks/methodology.ts';
import { standards } from '../../../shared/sinks/standard.ts';

describe('a crediting period', () => {
  it.each([
    ['2024-01-01', '2043-12-31', 20],
    ['2024-01-01', '2043-12-30', 19],
    ['2024-01-01', '2044-01-01', 20],
    ['2024-03-02', '2025-03-01', 1],
    ['2024-03-02', '2025-02-28', 0],
    ['2024-05-05', '2024-05-05', 0],
    ['2024-02-29', '2025-02-28', 1],
    ['2024-02-29', '2025-02-27', 0],
    ['2024-02-29', '2028-02-28', 4],
    ['2024-03-01', '2028-02-29', 4],
    ['2024-03-01', '2028-02-28', 3],
  ])('from %s to %s has %i whole years', (from, to, years) => {
    expect(creditingYears({ from, to })).toBe(years);
  });

  it.each([
    ['CCER-14-001-V01', '2024-01-01', '2043-12-30', 'too-short'],
    ['CCER-14-001-V01', '2024-01-01', '2043-12-31', undefined],
    ['CCER-14-001-V01', '2024-01-01', '2063-12-31', undefined],
    ['CCER-14-001-V01', '2024-01-01', '2064-01-01', 'too-long'],
    ['CCER-01-002-V01', '2024-07-01', '2024-07-01', undefined],
    ['CCER-01-002-V01', '2024-07-01', '2034-06-30', undefined],
    ['CCER-01-002-V01', '2024-07-01', '2034-07-01', 'too-long'],
    ['VM0047', '2024-03-02', '2064-03-01', undefined],
    ['VM0047', '2024-03-02', '2064-02-29', 'too-short'],
  ])('under %s from %s to %s is %s', (code, from, to, outcome) => {
    expect(withinCreditingBounds(methodologyOf(code)!, { from, to })).toBe(outcome);
  });

  it('fits bounds of exactly its whole years, unless a day is left over', () => {
    const someDay = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('2000-01-01', days));
    fc.assert(
      fc.property(someDay, fc.integer({ min: 0, max: 20_000 }), (from, length) => {
        const to = addDays(from, length);
        const years = creditingYears({ from, to });
        const under = (yearsMin: number, yearsMax: number) =>
          withinCreditingBounds(
            { crediting: { yearsMin, yearsMax, source: '', confidence: 'K' } },
            { from, to },
          );
        expect(under(years, years + 1)).toBeUndefined();
        expect(under(years + 1, years + 1)).toBe('too-short');
        const wholeYears = creditingYears({ from, to: addDays(to, -1) }) < years;
        expect(under(0, years)).toBe(wholeYears ? undefined : 'too-long');
      }),
    );
  });
});

describe('the CCER measures', () => {
  it.each([
    ['2026-11-21', '2021-11-21'],
    ['2025-09-22', '2020-09-22'],
    ['2028-02-29', '2023-02-28'],
  ])('let an application of %s look back to %s', (application, start) => {
    expect(lookBackStart(application, standards.CCER.lookBackYears.value)).toBe(start);
  });
});
