/**
 * Benefit sharing to the fen (DOMAIN §2): worked examples; the invariants are in
 * test/property/division.test.ts.
 */
import { describe, expect, it } from 'vitest';
import { divide } from '../../../shared/units/division.ts';

const shares = (...basisPoints: number[]) =>
  basisPoints.map((each, i) => ({ party: 'abcdefgh'[i]!, basisPoints: each }));
const parts = (fen: number, ...basisPoints: number[]) =>
  divide(fen, shares(...basisPoints)).map((part) => part.fen);

describe('an income is divided', () => {
  it.each([
    ['evenly where it can be', 10_000, [5000, 3000, 1500, 500], [5000, 3000, 1500, 500]],
    ['with the last fen to the largest remainder', 100, [3333, 3333, 3334], [33, 33, 34]],
    ['with equal remainders in the order of ids', 101, [5000, 5000], [51, 50]],
    ['one fen to the largest share', 1, [2000, 4500, 3500], [0, 1, 0]],
    ['nothing into nothing', 0, [5000, 5000], [0, 0]],
    ['nothing to a share of nothing', 7, [0, 10_000], [0, 7]],
    ['several fen left over', 7, [1429, 1429, 1429, 1429, 1428, 1428, 1428], [1, 1, 1, 1, 1, 1, 1]],
    [
      'at the largest amount that is exact',
      Number.MAX_SAFE_INTEGER,
      [3333, 6667],
      [3_002_099_511_605_172, 6_005_099_743_135_819],
    ],
  ])('%s', (_name, fen, basisPoints, expected) => {
    expect(parts(fen, ...basisPoints)).toEqual(expected);
  });

  it('in the order given, whatever the order of ids', () => {
    const reversed = [
      { party: 'b', basisPoints: 5000 },
      { party: 'a', basisPoints: 5000 },
    ];
    expect(divide(1, reversed)).toEqual([
      { party: 'b', fen: 0 },
      { party: 'a', fen: 1 },
    ]);
  });
});

describe('a division is refused', () => {
  it.each([
    ['of less than the whole', 1, shares(5000, 4999)],
    ['of more than the whole', 1, shares(5000, 5001)],
    ['among nobody', 1, []],
    ['by a negative share', 1, shares(-1, 10_001)],
    ['by a broken share', 1, shares(0.5, 9999.5)],
    ['of a debt', -1, shares(10_000)],
    ['of a part of a fen', 0.5, shares(10_000)],
    ['of more than is exact', 2 ** 53, shares(10_000)],
    [
      'to a party twice',
      1,
      [
        { party: 'a', basisPoints: 5000 },
        { party: 'a', basisPoints: 5000 },
      ],
    ],
  ])('%s', (_name, fen, given) => {
    expect(() => divide(fen, given)).toThrow(RangeError);
  });
});
