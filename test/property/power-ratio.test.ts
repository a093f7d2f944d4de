/** Ratios: what is shown and what is faulted agree, at any size. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratioBounds, ratioFaults, ratiosOf } from '../../shared/power/ratio.ts';

const someAmount = fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 10 ** 13 }));
const someYear = fc.integer({ min: 2020, max: 2060 });
const someSums = fc
  .record({ generation: someAmount, selfUse: someAmount, onGrid: someAmount, consumption: someAmount })
  .chain((sums) =>
    // Near a bound, too, where a rounded product would decide otherwise.
    fc.constantFrom(
      sums,
      { ...sums, selfUse: Math.floor(sums.generation * 0.6) },
      { ...sums, selfUse: Math.ceil(sums.consumption * 0.35) },
      { ...sums, onGrid: Math.ceil(sums.generation * 0.2) },
    ),
  );

describe('ratios', () => {
  it('as shown are out of bounds just where there is a fault', () => {
    fc.assert(
      fc.property(someYear, someSums, (year, sums) => {
        const bounds = ratioBounds(year);
        const [ofGeneration, ofConsumption, onGrid] = ratiosOf(sums).map(({ basisPoints }) => basisPoints);
        const out = [
          ...((ofGeneration ?? Infinity) < bounds.selfUseOfGenerationMin ? ['self-use-of-generation'] : []),
          ...((ofConsumption ?? Infinity) < bounds.selfUseOfConsumptionMin
            ? ['self-use-of-consumption']
            : []),
          ...((onGrid ?? 0) > bounds.onGridOfGenerationMax ? ['on-grid-of-generation'] : []),
        ];
        expect(ratioFaults(year, sums)).toEqual(out);
      }),
      { numRuns: 2000 },
    );
  });

  it('are the same in any unit', () => {
    fc.assert(
      fc.property(someYear, someSums, fc.integer({ min: 1, max: 900 }), (year, sums, unit) => {
        const { generation, selfUse, onGrid, consumption } = sums;
        const scaled = {
          generation: generation * unit,
          selfUse: selfUse * unit,
          onGrid: onGrid * unit,
          consumption: consumption * unit,
        };
        expect(ratioFaults(year, scaled)).toEqual(ratioFaults(year, sums));
        expect(ratiosOf(scaled)).toEqual(ratiosOf(sums));
      }),
    );
  });
});
