/**
 * Working days (工作日) in China, for the publication periods and decisions of the CCER measures [12, 15, 19,
 * 22]. The State Council sets holidays and the weekends worked for them, in one notice a year, each autumn
 * for the next year. A year without its notice has no calendar, and is refused rather than guessed.
 */
import calendar2023 from 'chinese-days/dist/years/2023.json' with { type: 'json' };
import calendar2024 from 'chinese-days/dist/years/2024.json' with { type: 'json' };
import calendar2025 from 'chinese-days/dist/years/2025.json' with { type: 'json' };
import calendar2026 from 'chinese-days/dist/years/2026.json' with { type: 'json' };
import { addDays, weekdayOf, yearOf } from './day.ts';

// Only the data of chinese-days, one file a year. Its functions read days in the host's zone (in America
// 2024-10-12, a worked Saturday, would be a Friday), and take any weekday of an unknown year for worked.

interface HolidayYear {
  year: number;
  /** 文号 of the State Council's notice. */
  notice: string;
  /** Day of the notice. */
  published: string;
}

/**
 * The years whose official arrangement is known here. Nothing before 2023: the measures are of 2023-10-19. A
 * further year is a further row, with its import above. Source of each:
 * 国务院办公厅关于…年部分节假日安排的通知, gov.cn; compared with chinese-days 1.5.7 day by day in the test.
 */
export const HOLIDAY_YEARS: readonly HolidayYear[] = [
  { year: 2023, notice: '国办发明电〔2022〕16号', published: '2022-12-08' },
  { year: 2024, notice: '国办发明电〔2023〕7号', published: '2023-10-25' },
  { year: 2025, notice: '国办发明电〔2024〕12号', published: '2024-11-12' },
  { year: 2026, notice: '国办发明电〔2025〕7号', published: '2025-11-04' },
];

interface Calendar {
  holidays: Readonly<Record<string, string>>;
  /** Weekend days that are worked in exchange (调休上班). */
  workdays: Readonly<Record<string, string>>;
}

const calendars: Readonly<Record<number, Calendar>> = {
  2023: calendar2023,
  2024: calendar2024,
  2025: calendar2025,
  2026: calendar2026,
};

/** A day, or the year that has no official calendar here, so that no day can be named. */
export type WorkingDay = { date: string } | { beyond: number };

/** Whether `date` (ISO) is worked; undefined in a year without an official calendar. */
export function isWorkingDay(date: string): boolean | undefined {
  const calendar = calendars[yearOf(date)];
  if (!calendar) return undefined;
  if (date in calendar.workdays) return true;
  if (date in calendar.holidays) return false;
  const weekday = weekdayOf(date);
  return weekday !== 0 && weekday !== 6;
}

/**
 * The last day, included, of a period of so many working days. `from` (ISO) counts as the first if worked:
 * publication on 2026-07-17 for 20 working days lasts until 2026-08-13 (a project on the national platform).
 * @throws RangeError unless `workingDays` is a positive integer.
 */
export function lastDayOfPeriod(from: string, workingDays: number): WorkingDay {
  if (!Number.isSafeInteger(workingDays) || workingDays < 1)
    throw new RangeError(`${workingDays} is no number of working days`);
  let left = workingDays;
  for (let date = from; ; date = addDays(date, 1)) {
    const worked = isWorkingDay(date);
    if (worked === undefined) return { beyond: yearOf(date) };
    if (worked && --left === 0) return { date };
  }
}
