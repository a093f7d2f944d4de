/** When a project may earn: the dates of the CCER measures and the length of crediting periods (DOMAIN §2). */
import { addDays, addYears, type Period, yearOf } from '../base/day.ts';
import type { Methodology } from './methodology.ts';

/** Construction of a CCER project started after this day: 2012-11-09 is the first that qualifies. */
export const CCER_CONSTRUCTION_AFTER = '2012-11-08';
/** CCER reductions were generated after this day. */
export const CCER_REDUCTIONS_AFTER = '2020-09-22';
/** CCER reductions were generated within so many years before each application. */
export const LOOK_BACK_YEARS = 5;

const MEASURES = '温室气体自愿减排交易管理办法（试行）, 生态环境部 市场监管总局令第31号';
const MEASURES_FROM = '2023-10-19';

/** The figures above with the article that sets them; a change of the law is a new row. */
export const creditingRules = [
  {
    rule: 'construction-after',
    value: CCER_CONSTRUCTION_AFTER,
    source: `${MEASURES}, art. 10`,
    effectiveFrom: MEASURES_FROM,
    confidence: 'H',
  },
  {
    rule: 'reductions-after',
    value: CCER_REDUCTIONS_AFTER,
    source: `${MEASURES}, art. 17`,
    effectiveFrom: MEASURES_FROM,
    confidence: 'H',
  },
  {
    rule: 'look-back-years',
    value: LOOK_BACK_YEARS,
    source: `${MEASURES}, art. 17`,
    effectiveFrom: MEASURES_FROM,
    confidence: 'H',
  },
] as const;

/** Whole years in the period, both ends included: 2024-01-01 to 2043-12-31 is 20. */
export function creditingYears({ from, to }: Period): number {
  const years = yearOf(to) - yearOf(from) + 1;
  return [years, years - 1].find((each) => lastDayOfYears(from, each) <= to) ?? years - 2;
}

/** How the period misses the methodology's bounds, if it does. A day more than the longest is too long. */
export function withinCreditingBounds(
  { crediting: { yearsMin, yearsMax } }: Pick<Methodology, 'crediting'>,
  { from, to }: Period,
): 'too-short' | 'too-long' | undefined {
  if (yearsMin !== undefined && to < lastDayOfYears(from, yearsMin)) return 'too-short';
  if (to > lastDayOfYears(from, yearsMax)) return 'too-long';
  return undefined;
}

/** First day on which reductions of an application of that day may have been generated. */
export function lookBackStart(applicationDate: string): string {
  return addYears(applicationDate, -LOOK_BACK_YEARS);
}

/** The last day of so many years from `from` on. A year from February 29 ends on February 28. */
function lastDayOfYears(from: string, years: number): string {
  const anniversary = addYears(from, years);
  return anniversary.slice(5) === from.slice(5) ? addDays(anniversary, -1) : anniversary;
}
