/** Calendar days: what is one, how they are counted, and where an instant falls in China. */
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addYears,
  chinaDate,
  Day,
  daysBetween,
  Period,
  periodsOverlap,
} from '../../../shared/base/day.ts';

describe('a day', () => {
  it.each(['2024-02-29', '2000-02-29', '1900-01-01', '2199-12-31'])('may be %s', (day) => {
    expect(Day.parse(day)).toBe(day);
  });

  it.each([
    '2023-02-29',
    '2100-02-29',
    '2024-04-31',
    '2024-13-01',
    '2024-1-1',
    '20240101',
    '2024-01-01T00:00:00Z',
    '1899-12-31',
    '2200-01-01',
    '',
    20240101,
  ])('is not %s, for one reason', (day) => {
    expect(Day.safeParse(day).error?.issues).toHaveLength(1);
  });
});

describe('a period', () => {
  it('may be one day', () => {
    expect(Period.safeParse({ from: '2024-01-01', to: '2024-01-01' }).success).toBe(true);
  });

  it('does not end before it starts', () => {
    const { error } = Period.safeParse({ from: '2024-01-02', to: '2024-01-01' });
    expect(error?.issues.map(({ path }) => path)).toEqual([['to']]);
  });

  const period = { from: '2024-01-10', to: '2024-01-20' };
  it.each([
    ['2024-01-01', '2024-01-09', false],
    ['2024-01-01', '2024-01-10', true],
    ['2024-01-12', '2024-01-13', true],
    ['2024-01-01', '2024-12-31', true],
    ['2024-01-20', '2024-01-20', true],
    ['2024-01-21', '2024-02-01', false],
  ])('and %s to %s share a day: %s', (from, to, shared) => {
    expect(periodsOverlap(period, { from, to })).toBe(shared);
    expect(periodsOverlap({ from, to }, period)).toBe(shared);
  });
});

describe('counting', () => {
  it.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2023-02-28', 1, '2023-03-01'],
    ['2024-01-01', -1, '2023-12-31'],
    ['2024-01-01', 366, '2025-01-01'],
    ['2024-01-01', 0, '2024-01-01'],
  ])('%s and %i days is %s', (from, days, to) => {
    expect(addDays(from, days)).toBe(to);
    expect(daysBetween(from, to)).toBe(days);
  });

  it.each([
    ['2024-03-01', -5, '2019-03-01'],
    ['2024-02-29', -5, '2019-02-28'],
    ['2024-02-29', 4, '2028-02-29'],
    ['2096-02-29', 4, '2100-02-28'],
    ['1996-02-29', 4, '2000-02-29'],
    ['2023-02-28', 1, '2024-02-28'],
  ])('%s and %i years is %s', (from, years, to) => {
    expect(addYears(from, years)).toBe(to);
  });
});

describe('an instant', () => {
  it.each([
    ['2026-07-16T15:59:59.999Z', '2026-07-16'],
    ['2026-07-16T16:00:00.000Z', '2026-07-17'],
    ['2026-12-31T16:00:00Z', '2027-01-01'],
    ['2026-07-17T00:30:00+08:00', '2026-07-17'],
    ['2026-07-17T00:30:00-05:00', '2026-07-17'],
  ])('%s is of %s in China', (instant, day) => {
    expect(chinaDate(instant)).toBe(day);
  });

  it('is one', () => {
    expect(() => chinaDate('tomorrow')).toThrow(RangeError);
  });
});
