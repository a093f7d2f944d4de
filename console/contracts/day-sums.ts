/** Hours of generation and of consumption beside each other, and their sums by day. */
const HOURS_OF_DAY = 24;

export interface DaySum {
  /** `2026-03-01` */
  day: string;
  generation: number | undefined;
  consumption: number | undefined;
  /** Σ of the lesser of both, hour by hour; only where both are known. */
  matched: number | undefined;
}

type Hours = readonly number[] | undefined;

/** @param month `2026-03` @param generation kWh by hour, as the consumption; undefined where not known */
export function daySums(month: string, generation: Hours, consumption: Hours): DaySum[] {
  const hours = Math.max(generation?.length ?? 0, consumption?.length ?? 0);
  const matched = matchedOf(generation, consumption);
  return Array.from({ length: Math.ceil(hours / HOURS_OF_DAY) }, (_, day) => ({
    day: `${month}-${String(day + 1).padStart(2, '0')}`,
    generation: sumOf(generation, day),
    consumption: sumOf(consumption, day),
    matched: sumOf(matched, day),
  }));
}

function matchedOf(generation: Hours, consumption: Hours): Hours {
  return generation && consumption
    ? generation.map((each, hour) => Math.min(each, consumption[hour] ?? 0))
    : undefined;
}

const sumOf = (hours: Hours, day: number): number | undefined =>
  hours?.slice(day * HOURS_OF_DAY, (day + 1) * HOURS_OF_DAY).reduce((sum, each) => sum + each, 0);

/** Hour by hour, of several buyers. */
export const together = (readings: readonly (readonly number[])[]): Hours =>
  readings[0]?.map((_, hour) => readings.reduce((sum, each) => sum + (each[hour] ?? 0), 0));
