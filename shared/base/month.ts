/** Calendar months (`YYYY-MM`), by which electricity is metered and settled. They compare as strings. */
import * as z from 'zod';
import { addDays, type Period } from './day.ts';

const YEAR_MIN = 2000;
const YEAR_MAX = 2100;

export const Month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, {
    error: 'must be a month, YYYY-MM; 须为月份，格式 YYYY-MM',
    abort: true,
  })
  .refine((month) => yearOfMonth(month) >= YEAR_MIN && yearOfMonth(month) <= YEAR_MAX, {
    error: `must be of the years ${YEAR_MIN} to ${YEAR_MAX}; 年份须在 ${YEAR_MIN} 至 ${YEAR_MAX} 之间`,
  });

/** The month of a day (ISO date). */
export const monthOf = (day: string): string => day.slice(0, 7);

export const yearOfMonth = (month: string): number => Number(month.slice(0, 4));

/** From 1 to 12. */
export const monthOfYear = (month: string): number => Number(month.slice(5));

/** The month `months` later, or earlier if negative. */
export function addMonths(month: string, months: number): string {
  const index = yearOfMonth(month) * 12 + monthOfYear(month) - 1 + months;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** How many months `to` is after `from`; 0 for the same month. */
export function monthsBetween(from: string, to: string): number {
  return (yearOfMonth(to) - yearOfMonth(from)) * 12 + monthOfYear(to) - monthOfYear(from);
}

/** The month's first and last day. */
export const daysOf = (month: string): Period => ({
  from: `${month}-01`,
  to: addDays(`${addMonths(month, 1)}-01`, -1),
});

/** The hours of a month; China has no summer time. */
export const hoursIn = (month: string): number => Number(daysOf(month).to.slice(8)) * 24;
