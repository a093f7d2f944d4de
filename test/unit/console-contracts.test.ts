/** Curves of power contracts, hours by day, and what their form sends. */
import { describe, expect, it } from 'vitest';
import { contractInput, planYears, volumesOf } from '../../console/contracts/contract-input.ts';
import { curveOf, settledSums, statusOf, unsettled, volumeAt } from '../../console/contracts/curve.ts';
import { daySums, together } from '../../console/contracts/day-sums.ts';
import type { MonthSettlement, PowerPurchaseAgreement } from '../../events/client/operations.schemas.ts';

const first = { from: '2026-01', megawattHours: [10, 11, 12, 13] };
const amended = { from: '2026-03', megawattHours: [7, 8] };
const settlement = (month: string, contractMegawattHours: number, deliveredMegawattHours: number) =>
  ({ month, contractMegawattHours, deliveredMegawattHours }) as MonthSettlement;

describe('the contracted curve', () => {
  it('follows the last version that begins by the month', () => {
    const months = ['2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05'];
    expect(months.map((month) => volumeAt([first, amended], month))).toEqual([
      undefined,
      10,
      11,
      7,
      8,
      undefined,
    ]);
  });

  it('stands beside what was settled, and tells which months are over and aren’t', () => {
    const curve = curveOf([first, amended], [settlement('2026-01', 10, 9)]);
    expect(
      curve.map(({ month, contracted, settlement: each }) => [
        month,
        contracted,
        each?.deliveredMegawattHours,
      ]),
    ).toEqual([
      ['2026-01', 10, 9],
      ['2026-02', 11, undefined],
      ['2026-03', 7, undefined],
      ['2026-04', 8, undefined],
    ]);
    expect(unsettled(curve, '2026-04')).toEqual(['2026-02', '2026-03']);
    expect(curveOf([], [])).toEqual([]);
  });

  it('sums settled months', () => {
    expect(settledSums([settlement('2026-01', 10, 9), settlement('2026-02', 11, 11)])).toEqual({
      months: 2,
      contracted: 21,
      delivered: 20,
    });
  });

  it.each([
    ['toSign', { versions: [], pending: { turn: 'o-me' } }],
    ['pending', { versions: [], pending: { turn: 'o-other' } }],
    ['declined', { versions: [], declined: {} }],
    ['inForce', { versions: [first] }],
    ['toSign', { versions: [first], pending: { turn: 'o-me' } }],
    ['ended', { versions: [{ ...first, from: '2025-01' }] }],
  ])('is %s', (status, contract) => {
    expect(statusOf(contract as unknown as PowerPurchaseAgreement, '2026-04', 'o-me')).toBe(status);
  });
});

describe('hours', () => {
  const day = (each: number) => Array<number>(24).fill(each);

  it('are summed by day, and matched hour by hour', () => {
    expect(daySums('2026-02', [...day(2), ...day(5)], [...day(3), ...day(4)])).toEqual([
      { day: '2026-02-01', generation: 48, consumption: 72, matched: 48 },
      { day: '2026-02-02', generation: 120, consumption: 96, matched: 96 },
    ]);
    expect(daySums('2026-02', undefined, day(3))).toEqual([
      { day: '2026-02-01', generation: undefined, consumption: 72, matched: undefined },
    ]);
  });

  it('of several buyers are together', () => {
    expect(
      together([
        [1, 2],
        [3, 4],
      ]),
    ).toEqual([4, 6]);
    expect(together([])).toBeUndefined();
  });
});

describe('a contract’s form', () => {
  const terms = { from: '2026-11', months: 3, shape: 'flat' as const, flat: 5, prices: {} };
  const yearly = Array.from({ length: 12 }, (_, at) => at + 1);

  it.each([
    ['every month alike', terms, [5, 5, 5]],
    ['by month of the year', { ...terms, shape: 'yearly' as const, yearly }, [11, 12, 1]],
    ['a column of a spreadsheet', { ...terms, shape: 'list' as const, list: '1\r\n20\t300\n' }, [1, 20, 300]],
    ['no whole numbers', { ...terms, shape: 'list' as const, list: '1 2.5' }, undefined],
    ['nothing listed', { ...terms, shape: 'list' as const, list: ' ' }, undefined],
    ['a month missing', { ...terms, shape: 'yearly' as const, yearly: [1] }, undefined],
    ['no first month', { ...terms, from: '' }, undefined],
    ['too many months', { ...terms, months: 301 }, undefined],
  ])('has a curve: %s', (_, form, volumes) => {
    expect(volumesOf(form)).toEqual(volumes);
  });

  it('plans each calendar year of direct supply, and no other', () => {
    expect(planYears('direct-single', terms)).toEqual([2026, 2027]);
    expect(planYears('bilateral', terms)).toEqual([]);
  });

  it('sends fen and basis points, and a plan of every year', () => {
    const form = {
      ...terms,
      kind: 'park-supply' as const,
      facility: 'f-1',
      buyers: [{ organization: 'o-1', meterPoint: ' M-1 ' }],
      deviationToleranceBasisPoints: 2.5,
      prices: {
        energyFenPerMegawattHour: 286.55,
        environmentalFenPerMegawattHour: 0,
        deviationFenPerMegawattHour: null,
      },
      plan: [{ generation: 9 }],
    };
    const nothing = { selfUse: 0, onGrid: 0, consumption: 0, curtailed: 0 };
    expect(contractInput(form, { document: undefined, regulation: undefined })).toEqual({
      kind: 'park-supply',
      facility: 'f-1',
      buyers: [{ organization: 'o-1', meterPoint: 'M-1' }],
      from: '2026-11',
      megawattHours: [5, 5, 5],
      plan: [
        { year: 2026, generation: 9, ...nothing },
        { year: 2027, generation: 0, ...nothing },
      ],
      deviationToleranceBasisPoints: 250,
      prices: { energyFenPerMegawattHour: 28_655, environmentalFenPerMegawattHour: 0 },
    });
  });
});
