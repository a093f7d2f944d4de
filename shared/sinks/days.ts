/** Until when the public may comment and the registry has to decide: the days that a standard's row counts. */
import { addDays } from '../base/day.ts';
import { lastDayOfPeriod, type WorkingDay } from '../base/working-days.ts';
import type { Days } from './standard.ts';

/** The last day, included, of a period that begins on `from` (ISO); its working days may be of a year without calendar. */
export function lastDayOf({ count, kind }: Days, from: string): WorkingDay {
  return kind === 'working' ? lastDayOfPeriod(from, count) : { date: addDays(from, count - 1) };
}
