/**
 * Prices by period, transmission and an index clause, worked out by hand; what may be agreed, and what may
 * not.
 */
import { describe, expect, it } from 'vitest';
import { ContractPricesBody, shownPrices } from '../../../functions/contracts/prices.ts';
import { monthSettlementView } from '../../../functions/views/settlement.ts';
import { canonicalize } from '../../../shared/base/canonical.ts';
import { toHex } from '../../../shared/base/encoding.ts';
import { opens, seal } from '../../../shared/base/seal.ts';
import type { EventOfType } from '../../../shared/ledger/event.ts';
import { amountsOf } from '../../../shared/power/amounts.ts';
import type { Delivered, Hours } from '../../../shared/power/delivery.ts';
import { indexFactor, indexFor } from '../../../shared/power/index-clause.ts';
import { HOURS_OF_DAY, type PeriodName, type PeriodPrices } from '../../../shared/power/periods.ts';
import { type ContractPrices, pricesFault } from '../../../shared/power/prices.ts';

/** Of summer, and of the other months: valley by night, peak in the evening. */
const day = (peakFrom: number, peakTo: number): PeriodName[] =>
  Array.from({ length: HOURS_OF_DAY }, (_, hour) => {
    if (hour >= peakFrom && hour < peakTo) return 'peak';
    return hour < 6 ? 'valley' : 'flat';
  });
const periods = (): PeriodPrices & { schedule: { months: number[]; hours: PeriodName[] }[] } => ({
  fenPerMegawattHour: { peak: 45_001, flat: 30_000, valley: 15_000 },
  schedule: [
    { months: [6, 7, 8], hours: day(18, 20) },
    { months: [1, 2, 3, 4, 5, 9, 10, 11, 12], hours: day(17, 21) },
  ],
  splitBasisPoints: { peak: 2500, flat: 4500, valley: 3000 },
});
const prices = (more: Partial<ContractPrices> = {}): ContractPrices => ({
  periods: periods(),
  environmentalFenPerMegawattHour: 700,
  ...more,
});
const FLAT: ContractPrices = { energyFenPerMegawattHour: 28_290, environmentalFenPerMegawattHour: 700 };

const delivered = (...megawattHours: number[]): Delivered => ({
  deliveries: megawattHours.map((each, at) => ({
    buyer: `buyer ${at}`,
    consumedKilowattHours: each * 1000,
    allocatedKilowattHours: each * 1000,
    megawattHours: each,
  })),
  deliveredMegawattHours: megawattHours.reduce((sum, each) => sum + each, 0),
});
const settled = (agreed: ContractPrices, of: Delivered, month = '2026-06', hours?: Hours) =>
  amountsOf(
    {
      contract: 'c',
      version: 1,
      month,
      contractMegawattHours: of.deliveredMegawattHours,
      deviationToleranceBasisPoints: 0,
      prices: agreed,
      hours,
    },
    of,
  )!;

/** 30 days of these 24 hours. */
const month = (kilowattHours: (hour: number) => number) =>
  Array.from({ length: 30 * HOURS_OF_DAY }, (_, hour) => kilowattHours(hour % HOURS_OF_DAY));

describe('by period', () => {
  it('as the hours were matched, scaled to what was delivered, with one rounding', () => {
    // Wind of 100 kWh in each hour; the works takes 50 by night and 200 by day: 6 × 50, 16 × 100, 2 × 100
    // of it.
    const hours = { generation: month(() => 100), consumption: [month((hour) => (hour < 6 ? 50 : 200))] };
    const [part] = settled(prices(), delivered(64), '2026-06', hours).parts;
    // Weights 6,000 peak, 48,000 flat and 9,000 valley of 63,000 kWh; 64,000 of them, the rest to the
    // largest remainder: 6,095.24, 48,761.90 and 9,142.86.
    expect(part?.periods).toEqual({
      by: 'hours',
      kilowattHours: { peak: 6_095, flat: 48_762, valley: 9_143 },
    });
    // 6,095 × 450.01 + 48,762 × 300.00 + 9,143 × 150.00 yuan per 1000: 274,281.095 + 1,462,860 + 137,145 fen.
    expect(part).toMatchObject({ energyFen: 1_874_286, environmentalFen: 44_800 });
  });

  it('by the season of the month', () => {
    const hours = { generation: month(() => 100), consumption: [month(() => 100)] };
    const of = (which: string) =>
      settled(prices(), delivered(72), which, hours).parts[0]?.periods?.kilowattHours;
    expect(of('2026-06')).toEqual({ peak: 6_000, flat: 48_000, valley: 18_000 });
    expect(of('2026-09')).toEqual({ peak: 12_000, flat: 42_000, valley: 18_000 });
  });

  it('several users each by its own hours', () => {
    const hours = {
      generation: month(() => 100),
      consumption: [
        month((hour) => (hour < 6 ? 100 : 0)),
        month((hour) => (hour >= 18 && hour < 20 ? 500 : 0)),
      ],
    };
    const { parts } = settled(prices(), delivered(18, 6), '2026-06', hours);
    expect(parts.map((part) => [part.periods?.kilowattHours, part.energyFen])).toEqual([
      [{ peak: 0, flat: 0, valley: 18_000 }, 270_000],
      [{ peak: 6_000, flat: 0, valley: 0 }, 270_006],
    ]);
  });

  it.each<[string, Hours | undefined]>([
    ['whose hours are not known', undefined],
    [
      'in which generation and consumption never met',
      { generation: month((h) => (h < 6 ? 9 : 0)), consumption: [month((h) => (h < 6 ? 0 : 9))] },
    ],
  ])('a month %s falls to the stated split', (_, hours) => {
    const [part] = settled(prices(), delivered(7), '2026-06', hours).parts;
    expect(part).toMatchObject({
      periods: { by: 'split', kilowattHours: { peak: 1_750, flat: 3_150, valley: 2_100 } },
      // 78,751.75 + 94,500 + 31,500.
      energyFen: 204_752,
    });
  });

  it('nothing delivered costs nothing', () => {
    expect(settled(prices(), delivered(0)).parts[0]).toMatchObject({
      energyFen: 0,
      periods: { kilowattHours: { peak: 0, flat: 0, valley: 0 } },
    });
  });

  it('half a fen is rounded up, less than half down', () => {
    const at = (peak: number) => {
      const of = { ...periods(), fenPerMegawattHour: { peak, flat: 0, valley: 0 } };
      return settled(
        prices({ periods: { ...of, splitBasisPoints: { peak: 5, flat: 9995, valley: 0 } } }),
        delivered(1),
      ).parts[0]?.energyFen;
    };
    // Half a kWh of the thousand falls to the peak, and with an equal remainder the first gets it: 1 kWh.
    expect([at(499), at(500), at(1499), at(1500)]).toEqual([0, 1, 1, 2]);
  });
});

describe('transmission', () => {
  it('is a part of its own, where it has a price', () => {
    const { parts } = settled(prices({ transmissionFenPerMegawattHour: 9_305 }), delivered(3, 0));
    expect(parts.map(({ transmissionFen }) => transmissionFen)).toEqual([27_915, 0]);
    expect(settled(prices(), delivered(3)).parts[0]).not.toHaveProperty('transmissionFen');
    expect(settled({ ...FLAT, transmissionFenPerMegawattHour: 0 }, delivered(3)).parts[0]).toMatchObject({
      transmissionFen: 0,
    });
  });
});

describe('an index clause', () => {
  const index = {
    name: '某煤价指数（示例）',
    base: '675',
    shareBasisPoints: 3000,
    values: [
      { year: 2026, value: '708.75' },
      { year: 2028, value: '607.5' },
    ],
  };

  it.each([
    ['2025-12', undefined, '675', 2_829_000],
    // 30 % of the price 5 % up: 1.5 % more.
    ['2026-01', 2026, '708.75', 2_871_435],
    ['2027-06', 2026, '708.75', 2_871_435],
    // 10 % down: 3 % less.
    ['2028-01', 2028, '607.5', 2_744_130],
  ] as const)('in %s takes the value of %s', (of, year, value, energyFen) => {
    expect(indexFor(index, of)).toEqual({ ...(year && { year }), value });
    const amounts = settled({ ...FLAT, index }, delivered(100), of);
    expect(amounts).toMatchObject({ index: { value }, parts: [{ energyFen, environmentalFen: 70_000 }] });
  });

  it.each<[string, string, number, bigint, bigint]>([
    ['nothing but the last of six digits', '1', 10_000, 1_000_001n, 1_000_000n],
    ['the longest of numbers', '999999999999.999999', 10_000, 1_000_001n, 999_999_999_999_999_999n],
  ])('is exact to %s', (_, base, shareBasisPoints, numerator, denominator) => {
    const factor = indexFactor({ ...index, base, shareBasisPoints }, '1.000001');
    expect(factor.numerator * denominator).toBe(factor.denominator * numerator);
  });

  it('moves prices by period alike, with one rounding', () => {
    const [part] = settled(prices({ index }), delivered(7)).parts;
    // 204,751.75 × 1.015 = 207,823.03.
    expect(part?.energyFen).toBe(207_823);
  });
});

describe('flat prices', () => {
  it('have the very facts that they had', () => {
    expect(canonicalize(settled(FLAT, delivered(3)))).toBe(
      '{"contract":"c","month":"2026-06","parts":[{"buyer":"buyer 0","deviationFen":0,"energyFen":84870,"environmentalFen":2100,"megawattHours":3}],"prices":{"energyFenPerMegawattHour":28290,"environmentalFenPerMegawattHour":700},"version":1}',
    );
    expect(JSON.stringify(shownPrices({ ...FLAT, deviationFenPerMegawattHour: 5 }))).toBe(
      '{"energyFenPerMegawattHour":28290,"environmentalFenPerMegawattHour":700,"deviationFenPerMegawattHour":5}',
    );
  });
});

describe('what may be agreed', () => {
  const twice = periods();
  twice.schedule[1]!.months.push(6);
  const short = periods();
  short.schedule[0]!.months.pop();
  const value = '1';
  const index = (...years: number[]) => ({
    name: 'CPI',
    base: '100',
    shareBasisPoints: 1,
    values: years.map((year) => ({ year, value })),
  });

  it.each<[string, ContractPrices, string | undefined, string?]>([
    ['one price', FLAT, undefined],
    ['prices by period', prices(), undefined],
    ['neither', { environmentalFenPerMegawattHour: 1 }, 'energy-price', '/prices'],
    ['both', { ...FLAT, periods: periods() }, 'energy-price', '/prices'],
    ['a month twice', prices({ periods: twice }), 'period-months', '/prices/periods/schedule'],
    ['a month left out', prices({ periods: short }), 'period-months', '/prices/periods/schedule'],
    [
      'a split that is no whole',
      prices({ periods: { ...periods(), splitBasisPoints: { peak: 1, flat: 2, valley: 9996 } } }),
      ...(['period-split', '/prices/periods/splitBasisPoints'] as const),
    ],
    ['years in order', { ...FLAT, index: index(2025, 2026, 2030) }, undefined],
    ['a year twice', { ...FLAT, index: index(2025, 2025) }, 'index-years', '/prices/index/values/1'],
    [
      'years out of order',
      { ...FLAT, index: index(2025, 2027, 2026) },
      'index-years',
      '/prices/index/values/2',
    ],
  ])('%s', (_, agreed, rejected, pointer) => {
    const fault = pricesFault(agreed);
    expect([fault?.rejected, fault?.pointer]).toEqual([rejected, pointer]);
    expect(ContractPricesBody().safeParse(agreed).success).toBe(true);
  });

  it.each(['0', '0.0', '-1', '1.', '.5', '01', '1e3', '1.0000001', '1000000000000', '', ' 1', 'NaN'])(
    'an index value is no %j',
    (base) => {
      const agreed = { ...FLAT, index: { ...index(2025), base } };
      expect(ContractPricesBody().safeParse(agreed).success).toBe(false);
    },
  );

  it.each(['1', '0.000001', '999999999999.999999', '100.50'])('an index value may be %j', (base) => {
    const agreed = { ...FLAT, index: { ...index(2025), base } };
    expect(ContractPricesBody().safeParse(agreed).success).toBe(true);
  });
});

describe('what is shown opens the seal', () => {
  it('with every member there is, whatever the order in which a table gives them back', () => {
    const salt = new Uint8Array(32).fill(9);
    const index = {
      name: 'CPI',
      base: '100',
      shareBasisPoints: 1000,
      values: [{ year: 2025, value: '101.5' }],
    };
    const hours = { generation: month(() => 100), consumption: [month(() => 50), month(() => 70)] };
    const agreed = prices({ transmissionFenPerMegawattHour: 5, deviationFenPerMegawattHour: 7, index });
    const amounts = settled(agreed, delivered(30, 40), '2026-06', hours);
    const sealed = seal(amounts, salt);
    const reversed = (value: unknown): unknown =>
      typeof value === 'object' && value && !Array.isArray(value)
        ? Object.fromEntries(
            Object.entries(value)
              .toReversed()
              .map(([key, each]) => [key, reversed(each)]),
          )
        : Array.isArray(value)
          ? value.map(reversed)
          : value;
    const facts = {
      contract: 'c',
      version: 1,
      deliveries: [],
    } as unknown as EventOfType<'contract.settled'>['facts'];
    const stored = reversed(amounts) as typeof amounts;
    const shown = monthSettlementView({ facts }, { amounts: stored, seal: { salt: toHex(salt), sealed } });
    const straight = monthSettlementView({ facts }, { amounts, seal: { salt: toHex(salt), sealed } });
    expect(JSON.stringify(shown)).toBe(JSON.stringify(straight));
    const read = JSON.parse(JSON.stringify(shown));
    expect(opens(read.seal.sealed, read.amounts, read.seal.salt)).toBe(true);
    read.amounts.parts[1].periods.kilowattHours.peak++;
    expect(opens(read.seal.sealed, read.amounts, read.seal.salt)).toBe(false);
  });
});
