/**
 * Chinese working days (CCER measures art. 12, 15, 19, 22), against the words of the State Council's notices.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, weekdayOf } from '../../../shared/base/day.ts';
import { HOLIDAY_YEARS, isWorkingDay, lastDayOfPeriod } from '../../../shared/base/working-days.ts';

/** Copied from the notices by hand, so that the library's data are held against something. */
const NOTICES: Record<number, { off: [from: string, to: string][]; worked: string[] }> = {
  2023: {
    off: [
      ['2023-01-01', '2023-01-02'],
      ['2023-01-21', '2023-01-27'],
      ['2023-04-05', '2023-04-05'],
      ['2023-04-29', '2023-05-03'],
      ['2023-06-22', '2023-06-24'],
      ['2023-09-29', '2023-10-06'],
    ],
    worked: [
      '2023-01-28',
      '2023-01-29',
      '2023-04-23',
      '2023-05-06',
      '2023-06-25',
      '2023-10-07',
      '2023-10-08',
    ],
  },
  2024: {
    off: [
      ['2024-01-01', '2024-01-01'],
      ['2024-02-10', '2024-02-17'],
      ['2024-04-04', '2024-04-06'],
      ['2024-05-01', '2024-05-05'],
      ['2024-06-10', '2024-06-10'],
      ['2024-09-15', '2024-09-17'],
      ['2024-10-01', '2024-10-07'],
    ],
    worked: [
      '2024-02-04',
      '2024-02-18',
      '2024-04-07',
      '2024-04-28',
      '2024-05-11',
      '2024-09-14',
      '2024-09-29',
      '2024-10-12',
    ],
  },
  2025: {
    off: [
      ['2025-01-01', '2025-01-01'],
      ['2025-01-28', '2025-02-04'],
      ['2025-04-04', '2025-04-06'],
      ['2025-05-01', '2025-05-05'],
      ['2025-05-31', '2025-06-02'],
      ['2025-10-01', '2025-10-08'],
    ],
    worked: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  2026: {
    off: [
      ['2026-01-01', '2026-01-03'],
      ['2026-02-15', '2026-02-23'],
      ['2026-04-04', '2026-04-06'],
      ['2026-05-01', '2026-05-05'],
      ['2026-06-19', '2026-06-21'],
      ['2026-09-25', '2026-09-27'],
      ['2026-10-01', '2026-10-07'],
    ],
    worked: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
};

function daysOf(year: number): string[] {
  const days: string[] = [];
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) days.push(day);
  return days;
}

describe('a working day', () => {
  it.each(HOLIDAY_YEARS)('of $year is what $notice makes one', ({ year, published }) => {
    const { off, worked } = NOTICES[year]!;
    expect(published < `${year}-01-01`).toBe(true);
    for (const day of daysOf(year)) {
      const holiday = off.some(([from, to]) => from <= day && day <= to);
      const weekend = [0, 6].includes(weekdayOf(day));
      expect(`${day} ${isWorkingDay(day)}`).toBe(`${day} ${worked.includes(day) || (!weekend && !holiday)}`);
    }
  });

  it.each(HOLIDAY_YEARS)('of $year is worked for a holiday only at a weekend', ({ year }) => {
    for (const day of NOTICES[year]!.worked) expect([0, 6]).toContain(weekdayOf(day));
  });

  it('is not known of a year without a notice', () => {
    const known = new Set(HOLIDAY_YEARS.map(({ year }) => year));
    for (let year = 2000; year < 2040; year++)
      expect(isWorkingDay(`${year}-07-07`) !== undefined).toBe(known.has(year));
  });
});

describe('a period of working days', () => {
  it.each([
    // The check value: a project published on the national platform (DOMAIN §2).
    ['2026-07-17', 20, '2026-08-13'],
    ['2026-07-17', 1, '2026-07-17'],
    // Published on a Saturday, it starts on Monday …
    ['2026-07-18', 1, '2026-07-20'],
    // … but on a Saturday that is worked, at once.
    ['2026-10-10', 1, '2026-10-10'],
    // Spring Festival: nine days off, the Saturdays around them worked.
    ['2026-02-13', 3, '2026-02-24'],
    // National Day of 2025, and the Saturday worked for it.
    ['2025-09-30', 4, '2025-10-11'],
    ['2026-11-02', 15, '2026-11-20'],
    ['2025-12-31', 2, '2026-01-04'],
  ])('from %s, of %i, lasts until %s', (from, workingDays, date) => {
    expect(lastDayOfPeriod(from, workingDays)).toEqual({ date });
  });

  it.each([
    ['2026-12-31', 2, 2027],
    ['2027-01-04', 1, 2027],
    ['2022-12-30', 1, 2022],
    ['2026-12-18', 20, 2027],
  ])('from %s, of %i, is refused for %i', (from, workingDays, beyond) => {
    expect(lastDayOfPeriod(from, workingDays)).toEqual({ beyond });
  });

  it('still ends on the last known day', () => {
    expect(lastDayOfPeriod('2026-12-31', 1)).toEqual({ date: '2026-12-31' });
  });

  it.each([0, -1, 1.5, Number.NaN])('is not of %d days', (workingDays) => {
    expect(() => lastDayOfPeriod('2026-07-17', workingDays)).toThrow(RangeError);
  });

  const someDay = fc.integer({ min: 0, max: 1200 }).map((days) => addDays('2023-01-01', days));
  it('ends later the more days it has, on a working day, with as many of them in it', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 60 }), (from, workingDays) => {
        const shorter = lastDayOfPeriod(from, workingDays);
        const longer = lastDayOfPeriod(from, workingDays + 1);
        if ('beyond' in shorter) return expect(longer).toEqual(shorter);
        if ('date' in longer) expect(longer.date > shorter.date).toBe(true);
        expect(isWorkingDay(shorter.date)).toBe(true);
        let counted = 0;
        for (let day = from; day <= shorter.date; day = addDays(day, 1)) if (isWorkingDay(day)) counted++;
        expect(counted).toBe(workingDays);
      }),
    );
  });
});
