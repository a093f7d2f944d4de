/**
 * When a project may earn: the length of crediting periods, and how far back an application
 * reaches (DOMAIN §2).
 */
import { addDays, addYears, type Period, yearOf } from '../base/day.ts';
import type { Methodology } from './methodology.ts';

/** Whole years in the period, both ends included: 2024-01-01 to 2043-12-31 is 20. */
export function creditingYears({ from, to }: Period): number {
  const years = yearOf(to) - yearOf(from) + 1;
  return [years, years - 1].find((each) => lastDayOfYears(from, each) <= to) ?? years - 2;
}

/** How the period misses the methodology's bounds, if it does. One day over the maximum is too long. */
export function withinCreditingBounds(
  { crediting: { yearsMin, yearsMax } }: Pick<Methodology, 'crediting'>,
  { from, to }: Period,
): 'too-short' | 'too-long' | undefined {
  if (yearsMin !== undefined && to < lastDayOfYears(from, yearsMin)) return 'too-short';
  if (to > lastDayOfYears(from, yearsMax)) return 'too-long';
  return undefined;
}

/** The first day whose reductions an application of that day may include. */
export function lookBackStart(applicationDate: string, lookBackYears: number): string {
  return addYears(applicationDate, -lookBackYears);
}

/** The last day of so many years from `from` on. A year from February 29 ends on February 28. */
function lastDayOfYears(from: string, years: number): string {
  const anniversary = addYears(from, years);
  return anniversary.slice(5) === from.slice(5) ? addDays(anniversary, -1) : anniversary;
}
