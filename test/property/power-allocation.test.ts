/**
 * Allocation by the hour: nothing is lost or made, nobody gets more than it consumed, and order
 * decides ties alone.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate, matchedKilowattHours, shareWhole } from '../../shared/power/allocation.ts';

const someAmount = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 1_000_000_000 }));
const someHours = (hours: number) => fc.array(someAmount, { minLength: hours, maxLength: hours });
const someMetering = fc.integer({ min: 0, max: 30 }).chain((hours) =>
  fc.record({
    generation: someHours(hours),
    users: fc
      .array(someHours(hours), { maxLength: 8 })
      .map((all) => all.map((consumption, i) => ({ buyer: `o-${i}`, consumption }))),
  }),
);
const sum = (amounts: readonly number[]) => amounts.reduce((total, each) => total + each, 0);

describe('allocate', () => {
  it('gives Σ min(generation, consumption), and nobody more than it consumed', () => {
    fc.assert(
      fc.property(someMetering, ({ generation, users }) => {
        const allocated = allocate(generation, users);
        const together = generation.map((_, hour) => sum(users.map(({ consumption }) => consumption[hour]!)));
        expect(allocated.map(({ buyer }) => buyer)).toEqual(users.map(({ buyer }) => buyer));
        expect(sum(allocated.map(({ kilowattHours }) => kilowattHours))).toBe(
          matchedKilowattHours(generation, together),
        );
        users.forEach(({ consumption }, i) => {
          expect(allocated[i]!.kilowattHours).toBeGreaterThanOrEqual(0);
          expect(allocated[i]!.kilowattHours).toBeLessThanOrEqual(
            matchedKilowattHours(generation, consumption),
          );
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('is of each hour for itself', () => {
    fc.assert(
      fc.property(someMetering, ({ generation, users }) => {
        const byHour = generation.map((generated, hour) =>
          allocate(
            [generated],
            users.map(({ buyer, consumption }) => ({ buyer, consumption: [consumption[hour]!] })),
          ),
        );
        expect(allocate(generation, users)).toEqual(
          users.map(({ buyer }, i) => ({
            buyer,
            kilowattHours: sum(byHour.map((hour) => hour[i]!.kilowattHours)),
          })),
        );
      }),
    );
  });

  it('in another order differs only between users of equal remainders, by one', () => {
    const someHour = fc
      .array(someAmount, { minLength: 1, maxLength: 8 })
      .chain((consumed) =>
        fc.tuple(
          someAmount,
          fc.constant(consumed),
          fc.shuffledSubarray([...consumed.keys()], { minLength: consumed.length }),
        ),
      );
    fc.assert(
      fc.property(someHour, ([generated, consumed, order]) => {
        const users = consumed.map((each, i) => ({ buyer: `o-${i}`, consumption: [each] }));
        const other = new Map(
          allocate(
            [generated],
            order.map((i) => users[i]!),
          ).map(({ buyer, kilowattHours }) => [buyer, kilowattHours]),
        );
        const all = BigInt(sum(consumed));
        const available = BigInt(Math.min(generated, sum(consumed)));
        const remainders = consumed.map((each) => (all === 0n ? 0n : (available * BigInt(each)) % all));
        allocate([generated], users).forEach(({ buyer, kilowattHours }, i) => {
          const off = Math.abs(kilowattHours - other.get(buyer)!);
          const alone = remainders.filter((each) => each === remainders[i]).length === 1;
          expect(off).toBeLessThanOrEqual(alone ? 0 : 1);
        });
      }),
      { numRuns: 1000 },
    );
  });
});

describe('shareWhole', () => {
  const someParts = fc.array(fc.oneof(someAmount, fc.integer({ min: 0, max: 10 ** 12 })), { maxLength: 20 });
  it('sums to the total, each part within one of its quota and never above what it was', () => {
    fc.assert(
      fc.property(someParts, fc.double({ min: 0, max: 1.2, noNaN: true }), (parts, fraction) => {
        const all = sum(parts);
        const total = Math.floor(all * fraction);
        const shared = shareWhole(parts, total);
        const whole = Math.min(total, all);
        expect(sum(shared)).toBe(whole);
        shared.forEach((each, i) => {
          expect(each).toBeGreaterThanOrEqual(0);
          expect(each).toBeLessThanOrEqual(parts[i]!);
          const off = BigInt(each) * BigInt(all) - BigInt(whole) * BigInt(parts[i]!);
          if (all > 0) expect(off > -BigInt(all) && off < BigInt(all)).toBe(true);
        });
      }),
      { numRuns: 1000 },
    );
  });
});
