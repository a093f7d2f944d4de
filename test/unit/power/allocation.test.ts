/** Allocation by the hour: worked examples; the invariants are in test/property/power-allocation.test.ts. */
import { describe, expect, it } from 'vitest';
import { allocate, matchedKilowattHours, shareWhole } from '../../../shared/power/allocation.ts';

const MOST = 1_000_000_000;
/** What falls to users of those hourly consumptions. */
const parts = (generation: number[], ...consumptions: number[][]) =>
  allocate(
    generation,
    consumptions.map((consumption, i) => ({ buyer: 'abcdefgh'[i]!, consumption })),
  ).map(({ kilowattHours }) => kilowattHours);

describe('allocated by the share of each hour', () => {
  it.each<[string, number[], number[][], number[]]>([
    ['all to one user, up to what it consumed', [10, 20, 30], [[15, 15, 15]], [40]],
    ['by consumption where generation is short', [100], [[300], [100]], [75, 25]],
    ['what each consumed where it is not', [500], [[300], [100]], [300, 100]],
    [
      'each hour for itself',
      [100, 100],
      [
        [100, 0],
        [0, 100],
      ],
      [100, 100],
    ],
    [
      'not by the sums of the month',
      [100, 0],
      [
        [100, 0],
        [100, 1000],
      ],
      [50, 50],
    ],
    ['a remainder to the largest', [1], [[2], [3]], [0, 1]],
    ['of equal remainders to the first', [1], [[5], [5]], [1, 0]],
    ['nothing where nothing was consumed', [50], [[0], [0]], [0, 0]],
    ['nothing where nothing was generated', [0], [[5], [5]], [0, 0]],
    ['nothing to who consumed nothing', [3], [[0], [7]], [0, 3]],
    ['nothing of no hours', [], [[], []], [0, 0]],
    [
      'exactly at the largest amounts',
      [MOST],
      [[MOST], [MOST], [MOST - 1]],
      [333_333_334, 333_333_333, 333_333_333],
    ],
  ])('%s', (_name, generation, consumptions, expected) => {
    expect(parts(generation, ...consumptions)).toEqual(expected);
  });

  it('to each user by name, in their order', () => {
    const users = [
      { buyer: 'o-2', consumption: [1] },
      { buyer: 'o-1', consumption: [3] },
    ];
    expect(allocate([4], users)).toEqual([
      { buyer: 'o-2', kilowattHours: 1 },
      { buyer: 'o-1', kilowattHours: 3 },
    ]);
    expect(allocate([4], [])).toEqual([]);
  });

  it('is refused of different hours and of broken amounts', () => {
    expect(() => parts([1, 2], [1])).toThrow(RangeError);
    expect(() => parts([1], [1, 2])).toThrow(RangeError);
    expect(() => parts([1], [1], [])).toThrow(RangeError);
    expect(() => parts([0.5], [1])).toThrow(RangeError);
    expect(() => parts([1], [-1], [2])).toThrow(RangeError);
  });
});

describe('matched by the hour', () => {
  it.each([
    ['the lesser of each hour', [10, 20, 30], [30, 20, 10], 40],
    ['nothing where they never meet', [10, 0], [0, 10], 0],
    ['nothing of no hours', [], [], 0],
    ['a month of the largest', Array(744).fill(MOST), Array(744).fill(MOST), 744 * MOST],
  ])('%s', (_name, generation, consumption, expected) => {
    expect(matchedKilowattHours(generation, consumption)).toBe(expected);
  });

  it('is refused of different hours', () => {
    expect(() => matchedKilowattHours([1], [1, 2])).toThrow(RangeError);
  });
});

describe('scaled down', () => {
  it.each([
    ['in proportion', [300, 100], 100, [75, 25]],
    ['with the last to the largest remainder', [1, 1, 2], 3, [1, 1, 1]],
    ['to nothing', [3, 4], 0, [0, 0]],
    ['to what they are', [3, 4], 7, [3, 4]],
    ['never above what they were', [3, 4], 8, [3, 4]],
    ['nobody to nothing', [], 5, []],
    ['nothing to nothing', [0, 0], 5, [0, 0]],
  ])('%s', (_name, given, total, expected) => {
    expect(shareWhole(given, total)).toEqual(expected);
  });

  it('is refused of broken amounts', () => {
    for (const [given, total] of [
      [[1.5], 1],
      [[-1, 5], 1],
      [[1], -1],
      [[2 ** 53], 1],
    ] as const)
      expect(() => shareWhole(given, total)).toThrow(RangeError);
  });
});
