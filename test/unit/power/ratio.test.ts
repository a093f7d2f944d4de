/**
 * The ratios of a direct connection, 60 / 30 (35 from 2030) / 20, and of the supply of a park, 90 / 0
 * (DOMAIN §3).
 */
import { describe, expect, it } from 'vitest';
import {
  type EnergyYear,
  MULTI_YEAR,
  MULTI_YEAR_MONTHS_MIN,
  RATIO_NAMES,
  RATIOS,
  type RatioName,
  ratioFaults,
  ratioOf,
  ratioRules,
} from '../../../shared/power/ratio.ts';

const [GENERATION, CONSUMPTION, ON_GRID, UTILISATION] = RATIO_NAMES;
const year = (generation: number, selfUse: number, onGrid: number, consumption: number): EnergyYear => ({
  generation,
  selfUse,
  onGrid,
  consumption,
});
/** The most a park could meter: 10^13, so the products are of 10^17 and a number would round them. */
const MOST = 10_000_000_000_000;

describe('the bounds', () => {
  it.each([
    [2020, 6000, 3000, 2000],
    [2025, 6000, 3000, 2000],
    [2029, 6000, 3000, 2000],
    [2030, 6000, 3500, 2000],
    [2050, 6000, 3500, 2000],
  ])('of %i are %i, %i, %i', (of, selfUseOfGenerationMin, selfUseOfConsumptionMin, onGridOfGenerationMax) => {
    expect(
      ratioRules('direct-connection', of).map(({ name, bound, basisPoints }) => [name, bound, basisPoints]),
    ).toEqual([
      [GENERATION, 'min', selfUseOfGenerationMin],
      [CONSUMPTION, 'min', selfUseOfConsumptionMin],
      [ON_GRID, 'max', onGridOfGenerationMax],
    ]);
  });

  it.each([2020, 2026, 2050])('of the supply of a park in %i: nothing fed in, nine tenths used', (of) => {
    expect(
      ratioRules('park-supply', of).map(({ name, bound, basisPoints }) => [name, bound, basisPoints]),
    ).toEqual([
      [ON_GRID, 'max', 0],
      [UTILISATION, 'min', 9000],
    ]);
  });

  it('say where they come from, in order of year', () => {
    for (const programme of ['direct-connection', 'park-supply'])
      for (const name of RATIO_NAMES) {
        const rows = RATIOS.filter((row) => row.name === name && row.programme === programme);
        expect(rows.map(({ yearFrom }) => yearFrom)).toEqual(rows.map(({ yearFrom }) => yearFrom).sort());
        expect(new Set(rows.map(({ bound }) => bound)).size).toBeLessThanOrEqual(1);
        const [source, confidence] = programme === 'park-supply' ? ['工业园区绿色供电', 'M'] : ['650号', 'H'];
        for (const row of rows)
          expect([row.source, row.confidence]).toEqual([expect.stringContaining(source!), confidence]);
      }
  });

  it('of a multi-year contract: two years, unconfirmed', () => {
    expect(MULTI_YEAR_MONTHS_MIN).toBe(24);
    expect(MULTI_YEAR.confidence).toBe('K');
  });
});

describe('the faults', () => {
  it.each<[string, number, EnergyYear, RatioName[]]>([
    ['none well within', 2026, year(1000, 900, 100, 1000), []],
    ['none just at each bound', 2026, year(1000, 600, 200, 2000), []],
    ['self-use a unit below 60% of generation', 2026, year(1000, 599, 200, 1000), [GENERATION]],
    ['self-use a unit below 30% of consumption', 2026, year(1000, 600, 200, 2001), [CONSUMPTION]],
    ['on-grid a unit above 20% of generation', 2026, year(1000, 600, 201, 2000), [ON_GRID]],
    ['30% of consumption in 2029', 2029, year(1000, 690, 200, 2000), []],
    ['34.5% of consumption in 2030', 2030, year(1000, 690, 200, 2000), [CONSUMPTION]],
    ['35% of consumption in 2030', 2030, year(1000, 700, 200, 2000), []],
    ['all, in their order', 2026, year(1000, 100, 900, 1000), [GENERATION, CONSUMPTION, ON_GRID]],
    ['none of a year of nothing', 2026, year(0, 0, 0, 0), []],
    ['none of what nobody generated, but of what was consumed', 2026, year(0, 0, 0, 5), [CONSUMPTION]],
    [
      'none of what nobody consumed, but of what was generated',
      2026,
      year(5, 0, 5, 0),
      [GENERATION, ON_GRID],
    ],
    ['a unit of 10^13 below', 2026, year(MOST, MOST * 0.6 - 1, 0, 1), [GENERATION]],
    ['none of 10^13 at the bound', 2026, year(MOST, MOST * 0.6, MOST * 0.2, MOST * 2), []],
    ['a unit of 10^13 above', 2026, year(MOST, MOST * 0.6, MOST * 0.2 + 1, MOST), [ON_GRID]],
  ])('%s', (_name, of, sums, faults) => {
    expect(ratioFaults('direct-connection', of, sums)).toEqual(faults);
  });

  it.each<[string, number, number, number, RatioName[]]>([
    ['none where all is used', 1000, 0, 0, []],
    ['none just at 90%', 900, 0, 100, []],
    ['a unit held back above it', 900, 0, 101, [UTILISATION]],
    ['a unit fed in', 1000, 1, 0, [ON_GRID]],
    ['both', 1, 1, 1000, [ON_GRID, UTILISATION]],
    ['all held back', 0, 0, 5, [UTILISATION]],
    ['none of a year of nothing', 0, 0, 0, []],
    ['a unit of 10^13 below', MOST * 0.9 - 1, 0, MOST * 0.1 + 1, [UTILISATION]],
    ['none of 10^13 at the bound', MOST * 0.9, 0, MOST * 0.1, []],
  ])('of the supply of a park: %s', (_name, generation, onGrid, curtailed, faults) => {
    const sums = { ...year(generation, generation, onGrid, 0), curtailed };
    expect(ratioFaults('park-supply', 2026, sums)).toEqual(faults);
  });
});

describe('the ratios as they stand', () => {
  it.each<[string, EnergyYear, (number | undefined)[]]>([
    ['whole', year(1000, 600, 200, 2000), [6000, 3000, 2000]],
    ['rounded against the facility', year(3, 2, 1, 3), [6666, 6666, 3334]],
    [
      'never up to a minimum, never down to a maximum',
      year(MOST, MOST * 0.6 - 1, MOST * 0.2 + 1, MOST),
      [5999, 5999, 2001],
    ],
    ['undefined without generation', year(0, 0, 0, 7), [undefined, 0, undefined]],
    ['undefined without consumption', year(7, 0, 7, 0), [0, undefined, 10_000]],
  ])('%s', (_name, sums, basisPoints) => {
    expect(ratioRules('direct-connection', 2026).map((rule) => ratioOf(rule, sums))).toEqual(basisPoints);
  });

  it('use as a share of what could be generated, rounded down', () => {
    const rule = { name: UTILISATION, bound: 'min' } as const;
    const of = (generation: number, curtailed?: number) =>
      ratioOf(rule, { ...year(generation, 0, 0, 0), curtailed });
    expect([of(2, 1), of(9, 1), of(5), of(0, 5), of(0)]).toEqual([6666, 9000, 10_000, 0, undefined]);
  });
});
