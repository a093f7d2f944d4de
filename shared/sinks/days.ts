/** Last days for the public's comments and the registry's decisions, by the counts of a standard's row. */
import { addDays } from '../base/day.ts';
import { lastDayOfPeriod, type WorkingDay } from '../base/working-days.ts';
import type { Days } from './standard.ts';

/** The last day, included, of a period from `from` (ISO) on; its working days may lack a calendar. */
export function lastDayOf({ count, kind }: Days, from: string): WorkingDay {
  return kind === 'working' ? lastDayOfPeriod(from, count) : { date: addDays(from, count - 1) };
}
