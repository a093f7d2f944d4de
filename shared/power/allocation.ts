/**
 * Whose power it was. Under a multi-user contract each hour's self-used power falls to the users by their
 * shares of its consumption (688号, 2026; DOMAIN §3), in whole kWh by the largest remainder. A single user's
 * share is all.
 */
import { apportion } from '../base/apportionment.ts';

/**
 * Each user's part of each hour's generation, kWh, in the order of `consumption`. Each hour has
 * min(generation, Σ consumption) to allocate, so nobody gets more than it consumed and Σ is exact; among
 * equal remainders the first user wins.
 * @param generation whole kWh by hour.
 * @param consumption whole kWh of each user, by the same hours.
 * @throws RangeError if the hours differ in number, or an amount is no non-negative safe integer.
 */
export function allocateByHour(
  generation: readonly number[],
  consumption: readonly (readonly number[])[],
): number[][] {
  for (const each of consumption) requireSameHours(generation, each);
  const allocated = consumption.map(() => Array<number>(generation.length).fill(0));
  generation.forEach((generated, hour) => {
    const consumed = consumption.map((each) => each[hour]!);
    shareWhole(consumed, generated).forEach((part, at) => {
      allocated[at]![hour] = part;
    });
  });
  return allocated;
}

/** Each user's part of the generation of all hours together, kWh, in the order of `users`. */
export function allocate(
  generation: readonly number[],
  users: readonly { buyer: string; consumption: readonly number[] }[],
): { buyer: string; kilowattHours: number }[] {
  const byHour = allocateByHour(
    generation,
    users.map(({ consumption }) => consumption),
  );
  return users.map(({ buyer }, at) => ({
    buyer,
    kilowattHours: byHour[at]!.reduce((sum, each) => sum + each, 0),
  }));
}

/**
 * Hourly matching: Σ over the hours of min(generation, consumption), kWh.
 * @throws RangeError if the hours differ in number.
 */
export function matchedKilowattHours(generation: readonly number[], consumption: readonly number[]): number {
  requireSameHours(generation, consumption);
  return generation.reduce((sum, generated, hour) => sum + Math.min(generated, consumption[hour]!), 0);
}

/**
 * The parts scaled down in proportion so that they sum to `total`, each a whole number and never above its
 * former value; unchanged if they sum to no more than that. Among equal remainders the first wins.
 * @throws RangeError unless all are non-negative safe integers.
 */
export function shareWhole(parts: readonly number[], total: number): number[] {
  const sum = parts.reduce((all, part) => all + part, 0);
  return apportion(Math.min(total, sum), parts);
}

function requireSameHours(a: readonly number[], b: readonly number[]): void {
  if (a.length !== b.length)
    throw new RangeError(`${a.length} hours of generation, ${b.length} of consumption`);
}
