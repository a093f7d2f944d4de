/**
 * Days as people and spreadsheets write them: `2022-02-07`, `2022/2/7`, `2022年2月7日` and
 * `07/02/2022` are one day.
 */
import { Day } from '../../shared/base/day.ts';

/** The order in days that end with their year; Verra writes the day first. */
export type DayOrder = 'day-first' | 'month-first';

/** The reason why a text is no day. `ambiguous`: one of two days, depending on where its writer lives. */
export type DayFault = 'not-a-day' | 'not-in-calendar' | 'ambiguous';

const YEAR_FIRST = /^(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日)$/;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/;
/** The suffix that a spreadsheet adds to a cell for a time of day that nobody entered. */
const MIDNIGHT = / 0?0:00(?::00)?$/;

/** No day is longer, but files have cells with whole outlines. */
const LENGTH_MAX = 40;

const bare = (text: string) => text.normalize('NFKC').trim().replace(MIDNIGHT, '');

/** The day, YYYY-MM-DD. @param order the file's order, if it shows one */
export function dayOf(text: string, order: DayOrder | undefined): { day: string } | { fault: DayFault } {
  const given = bare(text);
  const inFront = YEAR_FIRST.exec(given);
  if (inFront) {
    const [, year, , month, day, monthNamed, dayNamed] = inFront;
    return inCalendar(year!, (month ?? monthNamed)!, (day ?? dayNamed)!);
  }
  const [, first, , second, year] = YEAR_LAST.exec(given) ?? [];
  if (!first || !second || !year) return { fault: 'not-a-day' };
  const told = orderShown(first, second) ?? order;
  if (!told && Number(first) !== Number(second)) return { fault: 'ambiguous' };
  return told === 'month-first' ? inCalendar(year, first, second) : inCalendar(year, second, first);
}

function inCalendar(year: string, month: string, day: string): { day: string } | { fault: DayFault } {
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return Day.safeParse(iso).success ? { day: iso } : { fault: 'not-in-calendar' };
}

/** By the number that can't be a month. */
function orderShown(first: string, second: string): DayOrder | undefined {
  if (Number(first) > 12) return 'day-first';
  return Number(second) > 12 ? 'month-first' : undefined;
}

/** The order of a file's days that end with their year; undefined where no day shows it, or they disagree. */
export function dayOrderOf(texts: Iterable<string>): DayOrder | undefined {
  const shown = new Set<DayOrder>();
  for (const text of texts) {
    if (text.length > LENGTH_MAX) continue;
    const [, first, , second] = YEAR_LAST.exec(bare(text)) ?? [];
    const order = first && second && orderShown(first, second);
    if (order) shown.add(order);
  }
  return shown.size === 1 ? [...shown][0] : undefined;
}
