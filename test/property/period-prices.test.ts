/**
 * Prices by period sum exactly: against an account of its own in rationals, for random days, splits and
 * indices.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountsOf } from '../../shared/power/amounts.ts';
import type { Delivered } from '../../shared/power/delivery.ts';
import { HOURS_OF_DAY, PERIODS } from '../../shared/power/periods.ts';
import type { ContractPrices } from '../../shared/power/prices.ts';

const fen = fc.integer({ min: 0, max: 1_000_000_000 });
const byPeriod = (each: fc.Arbitrary<number>) => fc.record({ peak: each, flat: each, valley: each });
const split = fc
  .tuple(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 0, max: 10_000 }))
  .map(([a, b]) => ({ peak: Math.min(a, b), flat: Math.abs(a - b), valley: 10_000 - Math.max(a, b) }));
/** Each month in one of up to three seasons. */
const schedule = fc
  .tuple(
    fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 12, maxLength: 12 }),
    fc.array(fc.array(fc.constantFrom(...PERIODS), { minLength: HOURS_OF_DAY, maxLength: HOURS_OF_DAY }), {
      minLength: 3,
      maxLength: 3,
    }),
  )
  .map(([seasons, days]) =>
    days
      .map((hours, at) => ({
        months: seasons.flatMap((season, month) => (season === at ? [month + 1] : [])),
        hours,
      }))
      .filter(({ months }) => months.length > 0),
  );
const decimal = fc
  .tuple(fc.integer({ min: 1, max: 999_999_999 }), fc.integer({ min: 0, max: 999_999 }))
  .map(([whole, fraction]) => `${whole}.${String(fraction).padStart(6, '0')}`);
const index = fc.record({
  name: fc.constant('指数'),
  base: decimal,
  shareBasisPoints: fc.integer({ min: 1, max: 10_000 }),
  values: fc.oneof(
    fc.constant([]),
    decimal.map((value) => [{ year: 2026, value }]),
  ),
});
const agreed = fc.record(
  {
    periods: fc.record({ fenPerMegawattHour: byPeriod(fen), schedule, splitBasisPoints: split }),
    environmentalFenPerMegawattHour: fen,
    transmissionFenPerMegawattHour: fen,
    index,
  },
  { requiredKeys: ['periods', 'environmentalFenPerMegawattHour'] },
);
const days = fc.integer({ min: 1, max: 12 });
/** A month's hours from a few random days, again and again. */
const hoursOf = (some: readonly number[]) =>
  Array.from({ length: 720 }, (_, hour) => some[hour % some.length]!);
const amounts = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 24, maxLength: 72 });

const delivery = (megawattHours: number[]): Delivered => ({
  deliveries: megawattHours.map((each, at) => ({
    buyer: `${at}`,
    consumedKilowattHours: each * 1000,
    allocatedKilowattHours: each * 1000,
    megawattHours: each,
  })),
  deliveredMegawattHours: megawattHours.reduce((sum, each) => sum + each, 0),
});

/**
 * Weights of the periods, by an account of its own; of one user, so that no hour has a remainder to share.
 */
function shareOf(
  prices: ContractPrices,
  month: string,
  hours: { generation: number[]; consumption: number[] } | undefined,
): bigint[] {
  const { schedule: seasons, splitBasisPoints } = prices.periods!;
  const sums = [0n, 0n, 0n];
  if (hours) {
    const { hours: day } = seasons.find(({ months }) => months.includes(Number(month.slice(-2))))!;
    for (const [hour, generated] of hours.generation.entries()) {
      sums[PERIODS.indexOf(day[hour % 24]!)]! += BigInt(Math.min(generated, hours.consumption[hour]!));
    }
  }
  return sums.some((sum) => sum > 0n) ? sums : PERIODS.map((period) => BigInt(splitBasisPoints[period]));
}

const micro = (text: string) => BigInt(text.replace('.', ''));

describe('prices by period', () => {
  it('give whole kWh that are all of the delivery, and the fen of one rounding', () => {
    fc.assert(
      fc.property(
        ...([agreed, days, fc.integer({ min: 0, max: 1_000_000 }), amounts, amounts, fc.boolean()] as const),
        (some, of, megawattHours, generated, consumed, known) => {
          const prices = some as ContractPrices;
          const month = `2026-${String(of).padStart(2, '0')}`;
          const [generation, consumption] = [hoursOf(generated), hoursOf(consumed)];
          const hours = known ? { generation, consumption: [consumption] } : undefined;
          const which = { contract: 'c', version: 1, month, contractMegawattHours: megawattHours };
          const settled = amountsOf(
            { ...which, deviationToleranceBasisPoints: 0, prices, hours },
            delivery([megawattHours]),
          );
          if (!settled) return;
          const [part] = settled.parts;
          const { kilowattHours } = part!.periods!;
          const weights = shareOf(prices, month, known ? { generation, consumption } : undefined);
          const whole = weights.reduce((sum, each) => sum + each, 0n);
          let thousandths = 0n;
          for (const [at, period] of PERIODS.entries()) {
            // Within one kWh of the exact share.
            const off = BigInt(kilowattHours[period]) * whole - BigInt(megawattHours) * 1000n * weights[at]!;
            expect(off < whole && off > -whole).toBe(true);
            thousandths += BigInt(kilowattHours[period]) * BigInt(prices.periods!.fenPerMegawattHour[period]);
          }
          const { peak, flat, valley } = kilowattHours;
          expect(peak + flat + valley).toBe(megawattHours * 1000);
          const { index: clause } = prices;
          const base = clause ? micro(clause.base) : 1n;
          const value = clause ? micro(clause.values[0]?.value ?? clause.base) : 1n;
          const share = BigInt(clause?.shareBasisPoints ?? 0);
          const [numerator, denominator] = [
            thousandths * ((10_000n - share) * base + share * value),
            1000n * 10_000n * base,
          ];
          // The nearest fen, and of two as near the upper one.
          const twice = 2n * (BigInt(part!.energyFen) * denominator - numerator);
          expect(twice <= denominator && twice > -denominator).toBe(true);
          expect(part!.environmentalFen).toBe(megawattHours * prices.environmentalFenPerMegawattHour);
          expect(part!.transmissionFen).toBe(
            prices.transmissionFenPerMegawattHour === undefined
              ? undefined
              : megawattHours * prices.transmissionFenPerMegawattHour,
          );
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('that are all the same come to the flat price, to the fen', () => {
    fc.assert(
      fc.property(
        ...([
          fen,
          schedule,
          split,
          fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 5 }),
        ] as const),
        (price, some, splitBasisPoints, megawattHours) => {
          const of = (prices: Partial<ContractPrices>) =>
            amountsOf(
              {
                contract: 'c',
                version: 1,
                month: '2026-06',
                deviationToleranceBasisPoints: 0,
                contractMegawattHours: 0,
                prices: { environmentalFenPerMegawattHour: 0, ...prices },
              },
              delivery(megawattHours),
            )!.parts.map(({ energyFen }) => energyFen);
          const fenPerMegawattHour = { peak: price, flat: price, valley: price };
          expect(of({ periods: { fenPerMegawattHour, schedule: some, splitBasisPoints } })).toEqual(
            of({ energyFenPerMegawattHour: price }),
          );
        },
      ),
    );
  });
});
