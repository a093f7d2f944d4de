/**
 * The time limits of the measures for projects, computed anew: crediting periods, the
 * look-back and working days.
 */
import { addDays, yearOf } from '../../../../shared/base/day.ts';
import { daysOf, monthOf } from '../../../../shared/base/month.ts';
import { isWorkingDay } from '../../../../shared/base/working-days.ts';
import type { Methodology } from '../../../../shared/sinks/methodology.ts';
import type { Days, Ruled } from '../../../../shared/sinks/standard.ts';

/**
 * The date so many years later, or earlier where negative. For February 29 it may be no calendar day, but as
 * text it sorts between February 28 and March 1, which is where a period of whole years ends.
 */
const yearsFrom = (day: string, years: number): string => `${yearOf(day) + years}${day.slice(4)}`;

/**
 * How a crediting period breaks its methodology's bounds: a period of n years ends
 * before its n-th anniversary.
 */
export function missedBounds(
  { crediting: { yearsMin = 0, yearsMax } }: Pick<Methodology, 'crediting'>,
  { from, to }: { from: string; to: string },
): 'too-short' | 'too-long' | undefined {
  if (addDays(to, 1) < yearsFrom(from, yearsMin)) return 'too-short';
  return to >= yearsFrom(from, yearsMax) ? 'too-long' : undefined;
}

/**
 * The first day of reductions that may be applied for on `day`. For February 29 it is the
 * last day of February.
 */
export function firstCreditable(day: string, lookBackYears: number): string {
  const first = yearsFrom(day, -lookBackYears);
  const last = daysOf(monthOf(first)).to;
  return first < last ? first : last;
}

/** The n-th working day from `from` on, `from` included; or the year whose calendar is unknown. */
export function nthWorkingDay(from: string, n: number): { date: string } | { beyond: number } {
  let worked = 0;
  let date = addDays(from, -1);
  while (worked < n) {
    date = addDays(date, 1);
    const isWorked = isWorkingDay(date);
    if (isWorked === undefined) return { beyond: yearOf(date) };
    worked += Number(isWorked);
  }
  return { date };
}

/**
 * The last day of a limit that begins on `from`, or the year whose calendar is unknown; neither where no
 * limit is set.
 */
export function lastDayWithin(
  limit: Ruled<Days> | undefined,
  from: string,
): { date?: string; beyond?: number } {
  if (!limit) return {};
  const { count, kind } = limit.value;
  return kind === 'calendar' ? { date: addDays(from, count - 1) } : nthWorkingDay(from, count);
}
