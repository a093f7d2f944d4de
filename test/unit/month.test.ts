/** Calendar months: what is one, how they are counted, and the days and hours they have. */
import { describe, expect, it } from 'vitest';
import {
  addMonths,
  daysOf,
  hoursIn,
  Month,
  monthOf,
  monthsBetween,
  yearOfMonth,
} from '../../shared/base/month.ts';

describe('a month', () => {
  it.each(['2025-03', '2000-01', '2100-12'])('may be %s', (month) => {
    expect(Month.parse(month)).toBe(month);
  });

  it.each([
    '2025-00',
    '2025-13',
    '2025-3',
    '202503',
    '2025-03-01',
    ' 2025-03',
    '2025-03\n',
    '２０２５-03',
    '1999-12',
    '2101-01',
    '',
    202503,
  ])('is not %j, for one reason, in both languages', (month) => {
    const issues = Month.safeParse(month).error?.issues ?? [];
    expect(issues).toHaveLength(1);
    if (typeof month === 'string') expect(issues[0]?.message).toMatch(/must be .*; .*须/);
  });

  it.each([
    ['2025-03-01', '2025-03', 2025],
    ['2024-02-29', '2024-02', 2024],
    ['2025-12-31', '2025-12', 2025],
  ])('of %s is %s, of the year %i', (day, month, year) => {
    expect(monthOf(day)).toBe(month);
    expect(yearOfMonth(month)).toBe(year);
  });
});

describe('counting', () => {
  it.each([
    ['2025-03', 0, '2025-03'],
    ['2025-03', 1, '2025-04'],
    ['2025-12', 1, '2026-01'],
    ['2025-01', -1, '2024-12'],
    ['2025-03', 23, '2027-02'],
    ['2025-03', -27, '2022-12'],
    ['2025-12', 12, '2026-12'],
    ['2025-06', 300, '2050-06'],
    ['2000-01', -1, '1999-12'],
  ])('%s and %i months is %s', (from, months, to) => {
    expect(addMonths(from, months)).toBe(to);
    expect(monthsBetween(from, to)).toBe(months);
  });
});

describe('the days and hours', () => {
  it.each([
    ['2025-01', '2025-01-31', 744],
    ['2025-02', '2025-02-28', 672],
    ['2024-02', '2024-02-29', 696],
    ['2000-02', '2000-02-29', 696],
    ['2100-02', '2100-02-28', 672],
    ['2025-04', '2025-04-30', 720],
    ['2025-12', '2025-12-31', 744],
  ])('of %s last to %s, %i hours', (month, to, hours) => {
    expect(daysOf(month)).toEqual({ from: `${month}-01`, to });
    expect(hoursIn(month)).toBe(hours);
  });
});
