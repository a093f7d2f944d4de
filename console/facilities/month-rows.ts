/** Generation by month, as its chart and its table show it. */
import type { Generation, GenerationEnergy } from '../../events/client/operations.schemas.ts';
import { addMonths, monthsBetween } from '../../shared/base/month.ts';
import { ENERGIES } from '../../shared/power/technology.ts';

const KILOWATT_HOURS = 1000;

export interface MonthsChart {
  /** Every month from the first to the last, also those without a reading. */
  months: string[];
  /** MWh by month of each kind of energy that there is. */
  confirmed: { energy: GenerationEnergy; megawattHours: number[] }[];
  /** MWh by month that no reading in force has yet. */
  waiting: number[];
}

/** @param readings in any order; at least one */
export function chartOf(readings: readonly Generation[]): MonthsChart {
  const sorted = readings.map(({ month }) => month).sort();
  const [first = '', last = ''] = [sorted[0], sorted.at(-1)];
  const months = Array.from({ length: monthsBetween(first, last) + 1 }, (_, at) => addMonths(first, at));
  const sumsOf = (amount: (each: Generation) => number) => {
    const sums = new Map<string, number>();
    for (const each of readings) sums.set(each.month, (sums.get(each.month) ?? 0) + amount(each));
    return months.map((month) => (sums.get(month) ?? 0) / KILOWATT_HOURS);
  };
  const kinds = ENERGIES.filter((energy) =>
    readings.some((each) => each.energy === energy && each.confirmed),
  );
  return {
    months,
    confirmed: kinds.map((energy) => ({
      energy,
      megawattHours: sumsOf((each) => (each.energy === energy ? each.netKilowattHours : 0)),
    })),
    // A correction changes a month that stands already.
    waiting: sumsOf(({ pending, confirmed }) =>
      pending && !confirmed ? pending.kilowattHours - pending.dischargedKilowattHours : 0,
    ),
  };
}

export type MonthStatus = 'pending' | 'correcting' | 'confirmed' | 'refused' | 'none';

export function statusOf({ pending, confirmed, refused }: Generation): MonthStatus {
  if (pending) return confirmed ? 'correcting' : 'pending';
  if (refused) return 'refused';
  return confirmed ? 'confirmed' : 'none';
}

/** About how many certificates a first reading brings with what was carried; a correction brings others. */
export function expectedIssue(
  { pending, confirmed }: Generation,
  carriedKilowattHours: number,
): number | undefined {
  if (!pending || confirmed) return undefined;
  const net = pending.kilowattHours - pending.dischargedKilowattHours;
  return Math.max(0, Math.floor((carriedKilowattHours + net) / KILOWATT_HOURS));
}
