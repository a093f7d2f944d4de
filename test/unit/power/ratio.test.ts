/** The ratios of a direct connection: 60 / 30 (35 from 2030) / 20 (DOMAIN §3). */
import { describe, expect, it } from 'vitest';
import {
  type EnergyYear,
  MULTI_YEAR,
  MULTI_YEAR_MONTHS_MIN,
  RATIO_NAMES,
  RATIOS,
  type RatioName,
  ratioBounds,
  ratioFaults,
  ratiosOf,
} from '../../../shared/power/ratio.ts';

const [GENERATION, CONSUMPTION, ON_GRID] = RATIO_NAMES;
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
    expect(ratioBounds(of)).toEqual({
      selfUseOfGenerationMin,
      selfUseOfConsumptionMin,
      onGridOfGenerationMax,
    });
  });

  it('say where they come from, in order of year', () => {
    for (const name of RATIO_NAMES) {
      const rows = RATIOS.filter((row) => row.name === name);
      expect(rows.map(({ yearFrom }) => yearFrom)).toEqual(rows.map(({ yearFrom }) => yearFrom).sort());
      expect(new Set(rows.map(({ bound }) => bound)).size).toBe(1);
      for (const { source } of rows) expect(source).toContain('650号');
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
    expect(ratioFaults(of, sums)).toEqual(faults);
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
    expect(ratiosOf(sums)).toEqual(RATIO_NAMES.map((name, i) => ({ name, basisPoints: basisPoints[i] })));
  });
});
