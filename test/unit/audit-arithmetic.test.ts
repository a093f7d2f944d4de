/**
 * The auditor's own arithmetic, by cases from the rules' sources: it has to be right without the
 * writer's beside it.
 */
import { describe, expect, it } from 'vitest';
import { brokenRatios } from '../../events/audit/rules/power/plan-ratios.ts';
import { proportionalParts } from '../../events/audit/rules/power/shares.ts';
import { mayBeTraded } from '../../events/audit/rules/power/tradability.ts';
import { lastDay } from '../../events/audit/rules/power/validity.ts';
import { firstCreditable, missedBounds, nthWorkingDay } from '../../events/audit/rules/sinks/dates.ts';

describe('the auditor works out', () => {
  it.each([
    [[3, 3, 3], 9, [3, 3, 3]],
    [[3, 3, 3], 10, [3, 3, 3]],
    [[3, 3, 3], 8, [3, 3, 2]],
    [[1, 1, 1], 1, [1, 0, 0]],
    // 0.7, 1.4 and 4.9: the units that rounding down leaves go to the .9 and the .7.
    [[1, 2, 7], 7, [1, 1, 5]],
    [[0, 0], 5, [0, 0]],
    [[], 5, []],
  ])('%j, of which %i, as %j', (amounts, total, expected) => {
    expect(proportionalParts(amounts, total)).toEqual(expected);
  });

  it('bounds that are kept when they are just met', () => {
    const year = { generation: 1000, selfUse: 800, onGrid: 200, consumption: 2000 };
    expect(brokenRatios('direct-connection', 2026, year)).toEqual([]);
    expect(brokenRatios('direct-connection', 2026, { ...year, selfUse: 599 })).toEqual([
      'self-use-of-generation',
      'self-use-of-consumption',
    ]);
    expect(brokenRatios('direct-connection', 2026, { ...year, selfUse: 600 })).toEqual([]);
    expect(brokenRatios('direct-connection', 2030, { ...year, selfUse: 699 })).toEqual([
      'self-use-of-consumption',
    ]);
    expect(brokenRatios('direct-connection', 2030, { ...year, onGrid: 201 })).toEqual([
      'on-grid-of-generation',
    ]);
    expect(
      brokenRatios('direct-connection', 2026, { generation: 0, selfUse: 0, onGrid: 1, consumption: 0 }),
    ).toEqual([]);
    // 900 of 1000 that could be generated, and nothing fed in; 30 % of the consumption is no matter there.
    const park = { generation: 900, selfUse: 900, onGrid: 0, consumption: 9000, curtailed: 100 };
    expect(brokenRatios('park-supply', 2026, park)).toEqual([]);
    expect(brokenRatios('park-supply', 2026, { ...park, curtailed: 101 })).toEqual(['utilisation']);
    expect(brokenRatios('park-supply', 2026, { ...park, onGrid: 1 })).toEqual(['on-grid-of-generation']);
  });

  it.each([
    ['wind', 'on-grid', {}, true],
    ['biomass', 'on-grid', {}, true],
    ['wind', 'mechanism-priced', {}, false],
    ['solar', 'self-use', {}, false],
    ['solar', 'off-grid', {}, false],
    ['hydro', 'on-grid', { marketBased: true, connectedOn: '2023-01-01' }, true],
    ['hydro', 'on-grid', { marketBased: true, connectedOn: '2022-12-31' }, false],
    ['hydro', 'on-grid', { marketBased: true }, false],
    ['hydro', 'on-grid', { connectedOn: '2024-05-01' }, false],
  ] as const)('whether certificates of %s, %s, are traded %j: %s', (technology, energy, more, expected) => {
    expect(mayBeTraded({ technology, ...more }, energy)).toBe(expected);
  });

  it('validity: 24 months, that of generation first', () => {
    expect(lastDay('2024-03', 'GEC')).toBe('2026-02-28');
    expect(lastDay('2022-03', 'GEC')).toBe('2024-02-29');
    expect(lastDay('2024-03', 'IREC')).toBeUndefined();
  });

  it.each([
    ['2024-01-01', '2043-12-31', undefined],
    ['2024-01-01', '2043-12-30', 'too-short'],
    ['2024-01-01', '2063-12-31', undefined],
    ['2024-01-01', '2064-01-01', 'too-long'],
    ['2024-02-29', '2044-02-28', undefined],
    ['2024-02-29', '2044-02-27', 'too-short'],
    ['2024-02-29', '2064-02-29', 'too-long'],
    ['2023-03-01', '2043-02-28', undefined],
    ['2023-03-01', '2043-02-27', 'too-short'],
  ])('a crediting period of 20 to 40 years from %s to %s: %s', (from, to, expected) => {
    const crediting = { yearsMin: 20, yearsMax: 40, source: '', confidence: 'K' } as const;
    expect(missedBounds({ crediting }, { from, to })).toBe(expected);
  });

  it('the look-back of five years', () => {
    expect(firstCreditable('2026-07-17', 5)).toBe('2021-07-17');
    expect(firstCreditable('2028-02-29', 5)).toBe('2023-02-28');
  });

  it('working days, the first one counted', () => {
    // A project on the national platform.
    expect(nthWorkingDay('2026-07-17', 20)).toEqual({ date: '2026-08-13' });
    // A Sunday that was worked for the National Day.
    expect(nthWorkingDay('2025-09-28', 1)).toEqual({ date: '2025-09-28' });
    expect(nthWorkingDay('2025-10-01', 1)).toEqual({ date: '2025-10-09' });
    expect(nthWorkingDay('2026-12-31', 2)).toEqual({ beyond: 2027 });
  });
});
