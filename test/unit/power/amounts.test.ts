/**
 * What a settled month is worth, worked out by hand: to the fen, up to what a number holds, and
 * as its seal opens.
 */
import { describe, expect, it } from 'vitest';
import { monthSettlementView } from '../../../functions/views/settlement.ts';
import { toHex } from '../../../shared/base/encoding.ts';
import { opens, seal } from '../../../shared/base/seal.ts';
import type { EventOfType } from '../../../shared/ledger/event.ts';
import { amountsOf, untolerated } from '../../../shared/power/amounts.ts';
import type { Delivered, Side } from '../../../shared/power/delivery.ts';
import type { ContractPrices } from '../../../shared/power/prices.ts';

const MOST = Number.MAX_SAFE_INTEGER;

/** kWh consumed and MWh delivered of each buyer, and the side that a shortfall stands on. */
function month(contracted: number, buyers: readonly [number, number][], side: Side = 'seller'): Delivered {
  const deliveredMegawattHours = buyers.reduce((sum, [, megawattHours]) => sum + megawattHours, 0);
  const short = contracted - deliveredMegawattHours;
  return {
    deliveries: buyers.map(([consumedKilowattHours, megawattHours], at) => ({
      buyer: `buyer ${at}`,
      consumedKilowattHours,
      allocatedKilowattHours: megawattHours * 1000,
      megawattHours,
    })),
    deliveredMegawattHours,
    ...(short > 0 && { shortfall: { megawattHours: short, side } }),
  };
}

const priced = (
  prices: ContractPrices,
  contractMegawattHours: number,
  deviationToleranceBasisPoints = 0,
) => ({
  contract: 'c',
  version: 1,
  month: '2026-06',
  contractMegawattHours,
  deviationToleranceBasisPoints,
  prices,
});
const HONGSHAN: ContractPrices = {
  energyFenPerMegawattHour: 28_290,
  environmentalFenPerMegawattHour: 735,
  deviationFenPerMegawattHour: 1234,
};

describe('by hand', () => {
  // 940 of 1000 MWh; 2.5 % or 25 MWh are tolerated, so 35 × 12.34 yuan are owed: 43,190 fen. Of these by
  // consumption 17,276.000, 14,396.652 and 11,517.347; the fen that rounding down leaves is the second one's.
  const buyers: [number, number][] = [
    [400_000, 380],
    [333_333, 310],
    [266_667, 250],
  ];
  const amounts = amountsOf(priced(HONGSHAN, 1000, 250), month(1000, buyers))!;

  it('energy and environment apart, and the deviation beyond the tolerance by consumption', () => {
    expect(amounts.parts).toEqual([
      {
        buyer: 'buyer 0',
        megawattHours: 380,
        energyFen: 10_750_200,
        environmentalFen: 279_300,
        deviationFen: 17_276,
      },
      {
        buyer: 'buyer 1',
        megawattHours: 310,
        energyFen: 8_769_900,
        environmentalFen: 227_850,
        deviationFen: 14_397,
      },
      {
        buyer: 'buyer 2',
        megawattHours: 250,
        energyFen: 7_072_500,
        environmentalFen: 183_750,
        deviationFen: 11_517,
      },
    ]);
    expect(amounts.deviation).toEqual({ megawattHours: 35, fen: 43_190, owedBy: 'seller' });
  });

  it.each<[string, number, number, number, number]>([
    ['none tolerated', 1000, 60, 0, 60],
    ['just what is tolerated', 1000, 60, 600, 0],
    ['one basis point less', 1000, 60, 599, 1],
    ['a tolerance that is no whole MWh is rounded down', 999, 60, 250, 36],
    ['everything tolerated', 1000, 1000, 10_000, 0],
    ['of volumes whose product is beyond a number', 1_000_000_000, 1_000_000_000, 9_999, 100_000],
  ])('%s', (_, contracted, short, tolerance, beyond) => {
    expect(untolerated(contracted, short, tolerance)).toBe(beyond);
  });

  it.each<[string, Side, ContractPrices, number]>([
    ['of both sides is owed by neither', 'both', HONGSHAN, 0],
    ['without a price costs nothing', 'seller', { ...HONGSHAN, deviationFenPerMegawattHour: 0 }, 0],
    ['within the tolerance costs nothing', 'seller', HONGSHAN, 600],
  ])('a shortfall %s', (_, side, prices, tolerance) => {
    const { parts, deviation } = amountsOf(priced(prices, 1000, tolerance), month(1000, buyers, side))!;
    expect(deviation).toBeUndefined();
    expect(parts.map(({ deviationFen }) => deviationFen)).toEqual([0, 0, 0]);
  });

  it('of a month in which nobody consumed anything falls to all alike, the first fen to the first', () => {
    const nobody: [number, number][] = [
      [0, 0],
      [0, 0],
      [0, 0],
    ];
    const prices = { ...HONGSHAN, deviationFenPerMegawattHour: 10 };
    const { parts, deviation } = amountsOf(priced(prices, 10), month(10, nobody, 'buyer'))!;
    expect(deviation).toEqual({ megawattHours: 10, fen: 100, owedBy: 'buyer' });
    expect(parts.map(({ deviationFen }) => deviationFen)).toEqual([34, 33, 33]);
  });
});

describe('at the limit of what a number holds exactly', () => {
  const prices = (energy: number, environmental = 0, deviation = 0): ContractPrices => ({
    energyFenPerMegawattHour: energy,
    environmentalFenPerMegawattHour: environmental,
    deviationFenPerMegawattHour: deviation,
  });

  it.each<[string, ContractPrices, Delivered, boolean]>([
    ['energy alone', prices(MOST), month(1, [[1000, 1]]), true],
    ['a fen more', prices(MOST, 1), month(1, [[1000, 1]]), false],
    ['the deviation too', prices(MOST - 1, 0, 1), month(2, [[1000, 1]]), true],
    ['a fen more of deviation', prices(MOST - 1, 0, 2), month(2, [[1000, 1]]), false],
    [
      'two buyers that fit each alone',
      prices((MOST + 1) / 2),
      month(2, [
        [1000, 1],
        [1000, 1],
      ]),
      false,
    ],
  ])('%s: fits %4$s', (_, agreed, delivered, fits) => {
    const contracted = delivered.deliveredMegawattHours + (delivered.shortfall?.megawattHours ?? 0);
    expect(amountsOf(priced(agreed, contracted), delivered) !== undefined).toBe(fits);
  });

  it('is still shared to the fen', () => {
    const buyers = Array.from({ length: 20 }, (_, at): [number, number] => [1_000_000_000_000 - at, 0]);
    const { parts } = amountsOf(priced(prices(0, 0, MOST), 1), month(1, buyers))!;
    expect(parts.reduce((sum, { deviationFen }) => sum + BigInt(deviationFen), 0n)).toBe(BigInt(MOST));
  });
});

describe('what is shown opens the seal', () => {
  const salt = new Uint8Array(32).fill(9);
  const { deviationFenPerMegawattHour: _, ...plain } = HONGSHAN;

  it.each<[string, ContractPrices, Delivered]>([
    ['with a deviation', HONGSHAN, month(10, [[9000, 9]])],
    ['without its price', plain, month(10, [[9000, 9]])],
    ['in full', HONGSHAN, month(9, [[9000, 9]])],
    [
      'of several',
      HONGSHAN,
      month(
        9,
        [
          [1, 0],
          [8000, 8],
        ],
        'buyer',
      ),
    ],
  ])('%s', (_, prices, delivered) => {
    const amounts = amountsOf(priced(prices, 10), delivered)!;
    const sealed = seal(amounts, salt);
    const facts = {
      contract: 'c',
      version: 1,
      deliveries: [],
    } as unknown as EventOfType<'contract.settled'>['facts'];
    // As a table gives it back: in another order of members.
    const stored = Object.fromEntries(Object.entries(amounts).toReversed()) as unknown as typeof amounts;
    const shown = monthSettlementView({ facts }, { amounts: stored, seal: { salt: toHex(salt), sealed } });
    const read = JSON.parse(JSON.stringify(shown));
    expect(opens(read.seal.sealed, read.amounts, read.seal.salt)).toBe(true);
    read.amounts.parts[0].energyFen++;
    expect(opens(read.seal.sealed, read.amounts, read.seal.salt)).toBe(false);
  });
});
