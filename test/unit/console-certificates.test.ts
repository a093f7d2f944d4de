/** Certificates by month and expiry. */
import { describe, expect, it } from 'vitest';
import { byExpiry, byMonthOfExpiry, sumsByTerm, termOf } from '../../console/certificates/by-expiry.ts';
import type { Batch, BlockStatus, Holding } from '../../events/client/operations.schemas.ts';

const batch = (id: string, month: string, validThrough: string, instrument = 'GEC') =>
  ({
    id,
    instrument,
    unit: 'MWh',
    vintage: Number(month.slice(0, 4)),
    generated: { from: `${month}-01`, to: `${month}-28` },
    validThrough,
  }) as Batch;
const sum = (of: string, quantity: number, status: BlockStatus = 'held', traded = 0) =>
  ({ batch: of, quantity, status, traded }) as Holding;

const batches = new Map(
  [
    batch('old', '2024-02', '2026-01-31'),
    batch('soon', '2024-04', '2026-03-31'),
    batch('late', '2026-01', '2027-12-31'),
    batch('credit', '2026-01', '2027-12-31', 'CCER'),
  ].map((each) => [each.id, each] as const),
);
const sums = [
  sum('late', 18, 'held', 7),
  sum('soon', 3, 'offered'),
  sum('old', 2),
  sum('old', 1, 'expired'),
  sum('soon', 9, 'retired'),
  sum('credit', 100),
  sum('unknown', 100),
];
const held = byExpiry(sums, batches, '2026-02-01');

describe('certificates', () => {
  it('stand by what ends first, apart by status and trade, without credits', () => {
    expect(held.map(({ key, quantity, daysLeft }) => [key, quantity, daysLeft])).toEqual([
      ['old expired false', 1, -1],
      ['old held false', 2, -1],
      ['soon offered false', 3, 58],
      ['soon retired false', 9, 58],
      ['late held false', 11, 698],
      ['late held true', 7, 698],
    ]);
  });

  it('are summed by term: what was retired no more, what is recorded as expired as lapsed', () => {
    expect(sumsByTerm(held)).toEqual({ lapsed: 3, soon: 3, year: 0, later: 18 });
  });

  it('are summed by the month in which they end', () => {
    expect(byMonthOfExpiry(held)).toEqual([
      { month: '2026-01', quantity: 2 },
      { month: '2026-03', quantity: 3 },
      { month: '2027-12', quantity: 18 },
    ]);
  });

  it.each([
    [-1, 'lapsed'],
    [0, 'soon'],
    [90, 'soon'],
    [91, 'year'],
    [365, 'year'],
    [366, 'later'],
    [undefined, 'later'],
  ])('%s days left are %s', (days, term) => {
    expect(termOf(days)).toBe(term);
  });
});
