/**
 * Calendar days, as law and contracts count them: ISO dates without a time or a zone. They compare as
 * strings. Only `chinaDate` and `chinaClock` know of an instant.
 */
import * as z from 'zod';

const DAY_MILLISECONDS = 86_400_000;
/** China has one zone, UTC+8, without summer time since 1992. */
const CHINA_OFFSET_MILLISECONDS = 8 * 3_600_000;
const YEAR_MIN = 1900;
const YEAR_MAX = 2199;

/** A day that exists in the calendar: 2024-02-29, but no 2023-02-29. */
export const Day = z.iso
  .date({ error: 'must be a date of the calendar, YYYY-MM-DD; 须为真实的日期，格式 YYYY-MM-DD', abort: true })
  .refine((day) => yearOf(day) >= YEAR_MIN && yearOf(day) <= YEAR_MAX, {
    error: `must be of the years ${YEAR_MIN} to ${YEAR_MAX}; 年份须在 ${YEAR_MIN} 至 ${YEAR_MAX} 之间`,
  });

/** The days from `from` to `to`, both included. */
export const Period = z.strictObject({ from: Day, to: Day }).refine(({ from, to }) => from <= to, {
  path: ['to'],
  error: 'must not be before from; 截止日期不得早于起始日期',
});
export type Period = z.infer<typeof Period>;

/** Whether the two periods have a day in common. */
export function periodsOverlap(a: Period, b: Period): boolean {
  return a.from <= b.to && b.from <= a.to;
}

export function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}

/** The day `days` later, or earlier if negative. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MILLISECONDS).toISOString().slice(0, 10);
}

/** How many days `to` is after `from`; 0 for the same day. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MILLISECONDS;
}

/** 0 is Sunday, 6 Saturday. */
export function weekdayOf(day: string): number {
  return new Date(day).getUTCDay();
}

/**
 * The same day `years` later, or earlier if negative. If that February has no 29th, its last day stands for
 * it (Civil Code of China, art. 202).
 */
export function addYears(day: string, years: number): string {
  const [monthAndDay, year] = [day.slice(5), yearOf(day) + years];
  return `${year}-${monthAndDay === '02-29' && !isLeap(year) ? '02-28' : monthAndDay}`;
}

/**
 * An instant (RFC 3339) as a clock in China shows it, in the fields that are otherwise UTC's. No locale API:
 * its data differ from host to host.
 */
export function chinaClock(instant: string): Date {
  return new Date(Date.parse(instant) + CHINA_OFFSET_MILLISECONDS);
}

/** The day on which an instant falls in China. @throws RangeError if `instant` is none. */
export function chinaDate(instant: string): string {
  return chinaClock(instant).toISOString().slice(0, 10);
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
