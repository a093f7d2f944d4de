/**
 * Whatever was contracted, generated, consumed and sold away: nothing is delivered that isn't there,
 * and nothing twice.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { amountsOf } from '../../shared/power/amounts.ts';
import { deliveryOf, leftOf, type Metered } from '../../shared/power/delivery.ts';
import { handOver } from '../../shared/power/handover.ts';
import { movedQuantity, serialsOf } from '../../shared/units/block.ts';
import { blocksOf, idNamed } from '../support/states/states.ts';

const HOURS = 24;
const hour = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 4_000 }));
const hours = fc.array(hour, { minLength: HOURS, maxLength: HOURS });
const sumOf = (amounts: readonly number[]) => amounts.reduce((sum, each) => sum + each, 0);

/** One buyer by the month, or one to six by the hour. */
const month: fc.Arbitrary<Metered> = fc
  .record({
    generation: hours,
    consumption: fc.array(hours, { minLength: 1, maxLength: 6 }),
    byHour: fc.boolean(),
    contractMegawattHours: fc.integer({ min: 0, max: 60 }),
    deliveredBeforeMegawattHours: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 60 })),
    available: fc.integer({ min: 0, max: 60 }),
    discharged: fc.integer({ min: 0, max: 5_000 }),
  })
  .map(({ generation, consumption, byHour, discharged, ...rest }) => {
    const users = byHour ? consumption : consumption.slice(0, 1);
    return {
      ...rest,
      generatedKilowattHours: Math.max(0, sumOf(generation) - discharged),
      buyers: users.map((each, at) => ({ buyer: `buyer ${at}`, consumedKilowattHours: sumOf(each) })),
      ...(byHour && { hours: { generation, consumption: users } }),
      byHour,
    };
  });

it('delivers min(contract, generation, consumption, certificates), and the rest is a shortfall', () => {
  fc.assert(
    fc.property(month, (metered) => {
      const { contractMegawattHours, available, buyers, byHour } = metered;
      const { deliveries, deliveredMegawattHours, shortfall, matchedKilowattHours } = deliveryOf(metered);
      const left = leftOf(metered);
      const consumed = sumOf(buyers.map(({ consumedKilowattHours }) => consumedKilowattHours));
      const most = Math.min(
        contractMegawattHours,
        available,
        Math.floor(left / 1000),
        Math.floor(consumed / 1000),
      );
      expect(sumOf(deliveries.map(({ megawattHours }) => megawattHours))).toBe(deliveredMegawattHours);
      expect(deliveredMegawattHours).toBeLessThanOrEqual(most);
      if (!byHour) expect(deliveredMegawattHours).toBe(most);
      expect(deliveredMegawattHours + (shortfall?.megawattHours ?? 0)).toBe(contractMegawattHours);
      for (const { consumedKilowattHours, allocatedKilowattHours, megawattHours } of deliveries) {
        expect(allocatedKilowattHours).toBeLessThanOrEqual(consumedKilowattHours);
        expect(megawattHours * 1000).toBeLessThanOrEqual(allocatedKilowattHours);
      }
      const allocated = sumOf(deliveries.map(({ allocatedKilowattHours }) => allocatedKilowattHours));
      expect(allocated).toBe(Math.min(left, byHour ? matchedKilowattHours! : consumed));
      // Of the hours at most a whole MWh less per buyer is lost to rounding, unless contract or
      // certificates bind.
      const bound = Math.min(contractMegawattHours, available);
      expect(deliveredMegawattHours).toBeGreaterThan(
        Math.min(bound, Math.floor(allocated / 1000) - (byHour ? deliveries.length : 0)) - 1,
      );
    }),
    { numRuns: 500 },
  );
});

it('blames the side that has less, and neither where both are alike', () => {
  fc.assert(
    fc.property(month, (metered) => {
      const { contractMegawattHours, available, buyers } = metered;
      const delivered = deliveryOf(metered);
      const generated = Math.floor(leftOf(metered) / 1000);
      const consumed = Math.floor(sumOf(buyers.map((each) => each.consumedKilowattHours)) / 1000);
      const whole = delivered.deliveries.map((each) => Math.floor(each.allocatedKilowattHours / 1000));
      const supplied = available < sumOf(whole) ? available : generated;
      const side = delivered.shortfall?.side;
      if (side === 'seller') expect(supplied).toBeLessThan(Math.min(consumed, contractMegawattHours));
      if (side === 'buyer') expect(consumed).toBeLessThan(Math.min(supplied, contractMegawattHours));
      if (side === 'both')
        expect(supplied === consumed || Math.min(supplied, consumed) >= contractMegawattHours).toBe(true);
    }),
    { numRuns: 500 },
  );
});

it('shares one generation among contracts, in any order, and never delivers a kWh twice', () => {
  const contracts = fc.array(
    fc.record({ volume: fc.integer({ min: 0, max: 60 }), consumed: fc.integer({ min: 0, max: 60_999 }) }),
    { minLength: 2, maxLength: 5 },
  );
  fc.assert(
    fc.property(contracts, fc.integer({ min: 0, max: 99_999 }), (several, generatedKilowattHours) => {
      let delivered = 0;
      for (const { volume, consumed } of several) {
        const before = delivered;
        delivered += deliveryOf({
          contractMegawattHours: volume,
          generatedKilowattHours,
          deliveredBeforeMegawattHours: before,
          available: Math.floor(generatedKilowattHours / 1000) - before,
          buyers: [{ buyer: 'buyer', consumedKilowattHours: consumed }],
          byHour: false,
        }).deliveredMegawattHours;
      }
      const wanted = sumOf(
        several.map(({ volume, consumed }) => Math.min(volume, Math.floor(consumed / 1000))),
      );
      expect(delivered).toBe(Math.min(wanted, Math.floor(generatedKilowattHours / 1000)));
    }),
  );
});

it('hands over as many certificates as each part has, each once, out of what was there', () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 30 });
  const cuts = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(lengths, cuts, (blocks, wanted) => {
      const candidates = blocksOf('a', idNamed('b', 'month'), ...blocks);
      let room = sumOf(blocks);
      const parts = wanted.map((part) => {
        const taken = Math.min(part, room);
        room -= taken;
        return taken;
      });
      const moved = handOver(candidates, parts);
      expect(moved.map(movedQuantity)).toEqual(parts);
      const serials = moved.flatMap(serialsOf).flatMap(({ from, to }) => {
        expect(candidates.some(({ state }) => state.from <= from && to <= state.to)).toBe(true);
        return Array.from({ length: to - from + 1 }, (_, at) => from + at);
      });
      expect(new Set(serials).size).toBe(sumOf(parts));
    }),
  );
});

it('prices every delivery to the fen', () => {
  const price = fc.integer({ min: 0, max: 1_000_000_000 });
  const prices = fc.record({
    energyFenPerMegawattHour: price,
    environmentalFenPerMegawattHour: price,
    deviationFenPerMegawattHour: price,
  });
  fc.assert(
    fc.property(month, prices, fc.integer({ min: 0, max: 10_000 }), (metered, agreed, tolerance) => {
      const { contractMegawattHours } = metered;
      const delivered = deliveryOf(metered);
      const which = { contract: 'c', version: 1, month: '2026-06', contractMegawattHours };
      const owed = { ...which, deviationToleranceBasisPoints: tolerance, prices: agreed };
      const { parts, deviation } = amountsOf(owed, delivered)!;
      for (const part of parts) {
        expect(part.energyFen).toBe(part.megawattHours * agreed.energyFenPerMegawattHour);
        expect(part.environmentalFen).toBe(part.megawattHours * agreed.environmentalFenPerMegawattHour);
      }
      expect(sumOf(parts.map(({ deviationFen }) => deviationFen))).toBe(deviation?.fen ?? 0);
      const { megawattHours = 0, side } = delivered.shortfall ?? {};
      const tolerated = Math.floor((contractMegawattHours * tolerance) / 10_000);
      const beyond = side === 'both' ? 0 : Math.max(0, megawattHours - tolerated);
      expect(deviation?.fen ?? 0).toBe(beyond * agreed.deviationFenPerMegawattHour);
    }),
  );
});
