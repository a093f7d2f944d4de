/** The auditor's own arithmetic and the writer's, written apart, say the same of whatever comes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BUYERS,
  byTheHour,
  deliveredEnergy,
  isDirectSupply,
  rulesOf,
} from '../../events/audit/rules/power/contract-kind.ts';
import { net } from '../../events/audit/rules/power/net.ts';
import { checkLoad, checkStorage } from '../../events/audit/rules/power/park-supply.ts';
import { brokenRatios } from '../../events/audit/rules/power/plan-ratios.ts';
import { proportionalParts } from '../../events/audit/rules/power/shares.ts';
import { mayBeTraded } from '../../events/audit/rules/power/tradability.ts';
import { lastDay } from '../../events/audit/rules/power/validity.ts';
import { firstCreditable, missedBounds, nthWorkingDay } from '../../events/audit/rules/sinks/dates.ts';
import { movedUnits } from '../../events/audit/rules/units/movement.ts';
import { addDays } from '../../shared/base/day.ts';
import { addMonths, daysOf } from '../../shared/base/month.ts';
import { lastDayOfPeriod } from '../../shared/base/working-days.ts';
import { shareWhole } from '../../shared/power/allocation.ts';
import { energyDelivered, isDirect, isSharedByHour, programmeOf } from '../../shared/power/contract.ts';
import { hasExpired } from '../../shared/power/expiry.ts';
import { BUYERS_MAX, type Buyer, CONTRACT_KINDS } from '../../shared/power/facts-contract.ts';
import { loadNeeded, storageSuffices } from '../../shared/power/park-supply.ts';
import { BUYER_COUNTS } from '../../shared/power/propose-contract.ts';
import { ratioFaults } from '../../shared/power/ratio.ts';
import { netOf } from '../../shared/power/reading.ts';
import type { FacilityState } from '../../shared/power/states.ts';
import { ENERGIES, isTradable, TECHNOLOGIES } from '../../shared/power/technology.ts';
import { lookBackStart, withinCreditingBounds } from '../../shared/sinks/crediting.ts';
import { movedQuantity } from '../../shared/units/block.ts';
import { InstrumentCode } from '../../shared/units/instrument.ts';

/** Days around a leap day come up often: whole years end there in their own way. */
const day = fc.oneof(
  fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('2000-01-01', days)),
  fc
    .tuple(fc.integer({ min: 2000, max: 2100 }), fc.integer({ min: -2, max: 2 }))
    .map(([year, days]) => addDays(`${year}-03-01`, days)),
);
const amount = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 10 ** 12 }));
const agrees = <T>(arbitrary: fc.Arbitrary<T>, auditor: (of: T) => unknown, writer: (of: T) => unknown) =>
  fc.assert(
    fc.property(arbitrary, (of) => {
      expect(auditor(of)).toEqual(writer(of));
    }),
    { numRuns: 3000 },
  );

describe('auditor and writer agree on', () => {
  it('parts of whole megawatt-hours', () => {
    const divided = fc.tuple(fc.array(amount, { maxLength: 20 }), amount);
    agrees(
      divided,
      ([amounts, total]) => proportionalParts(amounts, total),
      ([amounts, total]) => shareWhole(amounts, total),
    );
  });

  it('the ratios of a direct connection, at its bounds too', () => {
    const sums = fc
      .record({ generation: amount, selfUse: amount, onGrid: amount, consumption: amount })
      .chain((some) =>
        fc.constantFrom(
          some,
          { ...some, selfUse: Math.floor(some.generation * 0.6) },
          { ...some, selfUse: Math.ceil(some.consumption * 0.3) },
          { ...some, selfUse: Math.floor(some.consumption * 0.35) },
          { ...some, onGrid: Math.ceil(some.generation * 0.2) },
        ),
      );
    agrees(
      fc.tuple(fc.integer({ min: 2020, max: 2060 }), sums),
      ([year, of]) => brokenRatios('direct-connection', year, of),
      ([year, of]) => ratioFaults('direct-connection', year, of),
    );
  });

  it('the ratios of the supply of a park, at its bounds too', () => {
    const sums = fc
      .record({
        generation: amount,
        selfUse: amount,
        onGrid: fc.oneof(fc.constant(0), amount),
        consumption: amount,
        curtailed: amount,
      })
      .chain((some) =>
        fc.constantFrom(
          some,
          { ...some, curtailed: Math.floor(some.generation / 9) },
          { ...some, curtailed: Math.ceil(some.generation / 9) },
        ),
      );
    agrees(
      fc.tuple(fc.integer({ min: 2020, max: 2060 }), sums),
      ([year, of]) => brokenRatios('park-supply', year, of),
      ([year, of]) => ratioFaults('park-supply', year, of),
    );
  });

  it('the storage and the load of the supply of a park, at their bounds too', () => {
    const near = fc.integer({ min: -1, max: 1 });
    const plant = fc.tuple(fc.integer({ min: 1, max: 100_000_000 }), near, near);
    const storageOf = ([capacityKilowatts, kW, kWh]: [number, number, number]) => ({
      capacityKilowatts,
      storage: {
        kilowatts: Math.max(0, Math.ceil((capacityKilowatts * 3) / 20) + kW),
        kilowattHours: Math.max(0, Math.ceil((capacityKilowatts * 12) / 20) + kWh),
      },
    });
    agrees(
      plant,
      (of) => {
        let found = 0;
        const state = storageOf(of) as FacilityState;
        checkStorage('c', { kind: 'park-supply' }, {}, state, () => found++);
        return found === 0;
      },
      (of) => storageSuffices(of[0], storageOf(of).storage),
    );
    const load = fc.tuple(fc.integer({ min: 1, max: 12 }), near);
    const consumptionOf = ([months, by]: [number, number]) => Math.ceil((125_000 * months) / 3) + by;
    agrees(
      load,
      (of) => {
        let found = 0;
        const sums = { year: 2026, generation: 0, selfUse: 0, onGrid: 0, consumption: consumptionOf(of) };
        checkLoad('c', sums, of[0], () => found++);
        return found === 0;
      },
      (of) => consumptionOf(of) >= loadNeeded(of[0]),
    );
  });

  it('what is traded, whenever', () => {
    const facility = fc.record({
      technology: fc.constantFrom(...TECHNOLOGIES),
      connectedOn: fc.option(fc.oneof(day, fc.constantFrom('2022-12-31', '2023-01-01')), { nil: undefined }),
      marketBased: fc.option(fc.boolean(), { nil: undefined }),
    });
    agrees(
      fc.tuple(facility, fc.constantFrom(...ENERGIES), fc.option(day, { nil: undefined })),
      ([of, energy]) => mayBeTraded(of, energy),
      ([of, energy, on]) => isTradable(of, energy, on),
    );
  });

  it('the last day of validity', () => {
    const months = fc.integer({ min: 0, max: 600 }).map((count) => addMonths('2017-07', count));
    const instruments = fc.constantFrom(...InstrumentCode.options);
    agrees(
      fc.tuple(months, instruments, fc.integer({ min: -40, max: 1200 })),
      ([month, instrument, later]) => {
        const through = lastDay(month, instrument);
        return through !== undefined && through < addDays(`${month}-01`, later);
      },
      ([month, instrument, later]) =>
        hasExpired({ instrument, generated: daysOf(month) }, addDays(`${month}-01`, later)),
    );
  });

  it('the bounds of a crediting period', () => {
    const bounds = fc.record(
      { yearsMin: fc.integer({ min: 1, max: 40 }), yearsMax: fc.integer({ min: 1, max: 100 }) },
      { requiredKeys: ['yearsMax'] },
    );
    const near = fc.tuple(day, bounds, fc.integer({ min: -3, max: 3 }), fc.boolean());
    const told = near.map(([from, { yearsMin, yearsMax }, days, atMin]) => {
      const year = Number(from.slice(0, 4)) + ((atMin ? yearsMin : undefined) ?? yearsMax);
      const crediting = {
        ...(yearsMin !== undefined && { yearsMin }),
        yearsMax,
        source: '',
        confidence: 'K' as const,
      };
      return { crediting, period: { from, to: addDays(`${year}${from.slice(4, 7)}-01`, days + 27) } };
    });
    agrees(
      told,
      ({ crediting, period }) => missedBounds({ crediting }, period),
      ({ crediting, period }) => withinCreditingBounds({ crediting }, period),
    );
  });

  it('the first day of the look-back', () => {
    const application = fc.tuple(day, fc.integer({ min: 1, max: 10 }));
    agrees(
      application,
      ([on, years]) => firstCreditable(on, years),
      ([on, years]) => lookBackStart(on, years),
    );
  });

  it('working days, and the years that have no calendar', () => {
    const from = fc.integer({ min: -30, max: 1500 }).map((days) => addDays('2023-01-01', days));
    agrees(
      fc.tuple(from, fc.integer({ min: 1, max: 60 })),
      ([first, count]) => nthWorkingDay(first, count),
      ([first, count]) => lastDayOfPeriod(first, count),
    );
  });

  it('the kinds of contracts', () => {
    for (const kind of CONTRACT_KINDS) {
      expect(isDirectSupply(kind)).toBe(isDirect(kind));
      if (isDirect(kind)) expect(rulesOf(kind)).toBe(programmeOf(kind));
      const [least, most] = BUYERS[kind];
      const { min, max } = BUYER_COUNTS[kind];
      expect([least, Math.min(most, BUYERS_MAX)]).toEqual([min, max]);
      for (const buyers of [1, 2].map((count) => Array<Buyer>(count)))
        expect(byTheHour({ kind, buyers })).toBe(isSharedByHour({ kind, buyers }));
      expect(deliveredEnergy(kind)).toBe(energyDelivered(kind));
    }
  });

  it('what of a reading earns certificates', () => {
    const reading = fc.record({ kilowattHours: amount, dischargedKilowattHours: amount });
    const either = fc.oneof(
      reading,
      reading.map(({ kilowattHours }) => ({ kilowattHours })),
    );
    const whole = either.map((of) => ({ ...of, revision: 1, recordedOn: '2026-01-01' }));
    agrees(whole, net, netOf);
  });

  it('how many units move', () => {
    const range = fc.tuple(fc.integer({ min: 1, max: 10 ** 9 }), fc.nat(10 ** 6));
    const ranges = fc.array(range.map(([from, more]) => ({ from, to: from + more })));
    agrees(fc.array(ranges.map((each) => ({ batch: 'b-1', ranges: each }))), movedUnits, movedQuantity);
  });
});
