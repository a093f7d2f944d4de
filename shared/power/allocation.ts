/**
 * Whose power it was. Under a multi-user contract each hour's self-used power falls to the users by their
 * shares of its consumption (688号, 2026; DOMAIN §3), in whole kWh by the largest remainder. A single user's
 * share is all.
 */
import { apportion } from '../base/apportionment.ts';

/**
 * Each user's part of the generation, kWh of all hours together, in the order of `users`. Each hour has
 * min(generation, Σ consumption) to allocate, so nobody gets more than it consumed and Σ is exact; among
 * equal remainders the first user wins.
 * @param generation whole kWh by hour.
 * @param users with the whole kWh that each consumed, by the same hours.
 * @throws RangeError if the hours differ in number, or an amount is no non-negative safe integer.
 */
export function allocate(
  generation: readonly number[],
  users: readonly { buyer: string; consumption: readonly number[] }[],
): { buyer: string; kilowattHours: number }[] {
  for (const { consumption } of users) requireSameHours(generation, consumption);
  const allocated = users.map(() => 0);
  generation.forEach((generated, hour) => {
    const consumed = users.map(({ consumption }) => consumption[hour]!);
    shareWhole(consumed, generated).forEach((part, at) => {
      allocated[at]! += part;
    });
  });
  return users.map(({ buyer }, at) => ({ buyer, kilowattHours: allocated[at]! }));
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
