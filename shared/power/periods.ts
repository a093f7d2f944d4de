/**
 * Prices by period of the day (分时电价): peak 峰, flat 平 and valley 谷. A schedule says which hours are
 * which, by season; what a month delivered falls to the periods by its hours where they are known, else by
 * the split that the parties stated.
 */
import { apportion } from '../base/apportionment.ts';
import { monthOfYear } from '../base/month.ts';
import { KILOWATT_HOURS_PER_CERTIFICATE } from './facility.ts';

/** In the order in which they are shown, and in which the earlier gets a kWh that rounding leaves. */
export const PERIODS = ['peak', 'flat', 'valley'] as const;
export type PeriodName = (typeof PERIODS)[number];

export type ByPeriod = Readonly<Record<PeriodName, number>>;

export const HOURS_OF_DAY = 24;
const MONTHS_OF_YEAR = 12;

/** The months (1 to 12) that share a day's course; `hours` has the period of each of the 24. */
export interface Season {
  months: readonly number[];
  hours: readonly PeriodName[];
}

export interface PeriodPrices {
  fenPerMegawattHour: ByPeriod;
  schedule: readonly Season[];
  /** Of the delivered power, for a month whose hours aren't known; together 10,000. */
  splitBasisPoints: ByPeriod;
}

/** The first month that the schedule leaves out or has twice; undefined if each has its hours once. */
export function monthAtFault(schedule: readonly Season[]): number | undefined {
  const named = schedule.flatMap(({ months }) => months);
  for (let month = 1; month <= MONTHS_OF_YEAR; month++)
    if (named.filter((each) => each === month).length !== 1) return month;
  return undefined;
}

export const sumOfPeriods = (amounts: ByPeriod): number =>
  PERIODS.reduce((sum, period) => sum + amounts[period], 0);

/** kWh of the hours of that month (YYYY-MM) by period. */
export function sumByPeriod(
  { schedule }: Pick<PeriodPrices, 'schedule'>,
  month: string,
  kilowattHours: readonly number[],
): ByPeriod {
  const sums = { peak: 0, flat: 0, valley: 0 };
  const season = schedule.find(({ months }) => months.includes(monthOfYear(month)));
  if (!season) throw new Error(`the schedule has no hours for ${month}`);
  for (const [hour, amount] of kilowattHours.entries()) sums[season.hours[hour % HOURS_OF_DAY]!] += amount;
  return sums;
}

/** A delivery's kWh by period: whole kWh in proportion, by the largest remainder, together all of it. */
export function deliveredByPeriod(megawattHours: number, weights: ByPeriod): ByPeriod {
  const [peak = 0, flat = 0, valley = 0] = apportion(
    megawattHours * KILOWATT_HOURS_PER_CERTIFICATE,
    PERIODS.map((period) => weights[period]),
  );
  return { peak, flat, valley };
}
