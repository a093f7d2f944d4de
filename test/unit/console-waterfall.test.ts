/** The bars of a statement's waterfall: each begins where the last one ended. */
import { expect, it } from 'vitest';
import { barsOf } from '../../console/statements/bars.ts';

const amounts = (gross: number, green: number, offset: number) => {
  const residual = gross - green;
  return {
    view: 'market' as const,
    grossKilograms: gross,
    greenPowerKilograms: green,
    residualKilograms: residual,
    offsetKilograms: offset,
    openKilograms: Math.max(0, residual - offset),
  };
};

it.each([
  ['nothing covered', amounts(5000, 2000, 0), [0, 5, 3, 2, 0, 3, 3, 0, 0, 3]],
  ['in part', amounts(5000, 2000, 1000), [0, 5, 3, 2, 0, 3, 2, 1, 0, 2]],
  ['more than is left, by whole tonnes', amounts(5000, 2500, 3000), [0, 5, 2.5, 2.5, 0, 2.5, 0, 2.5, 0, 0]],
  ['no emissions', amounts(0, 0, 0), [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
])('%s', (_, given, bars) => {
  expect(barsOf(given).flatMap(({ from, tonnes }) => [from, tonnes])).toEqual(bars);
});
