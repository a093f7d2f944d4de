/** Ratios: what is shown and what is faulted agree, at any size. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type EnergyYear,
  type Programme,
  ratioFaults,
  ratioOf,
  ratioRules,
} from '../../shared/power/ratio.ts';

const someAmount = fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 10 ** 13 }));
const someYear = fc.integer({ min: 2020, max: 2060 });
const someSums = fc
  .record({
    generation: someAmount,
    selfUse: someAmount,
    onGrid: someAmount,
    consumption: someAmount,
    curtailed: someAmount,
  })
  .chain((sums) =>
    // Near a bound, too, where a rounded product would decide otherwise.
    fc.constantFrom(
      sums,
      { ...sums, selfUse: Math.floor(sums.generation * 0.6) },
      { ...sums, selfUse: Math.ceil(sums.consumption * 0.35) },
      { ...sums, onGrid: Math.ceil(sums.generation * 0.2) },
      { ...sums, onGrid: 0, curtailed: Math.ceil(sums.generation / 9) },
    ),
  );

const someProgramme = fc.constantFrom<Programme>('direct-connection', 'park-supply');
const ratiosOf = (programme: Programme, year: number, sums: EnergyYear) =>
  ratioRules(programme, year).map((rule) => ratioOf(rule, sums));

describe('ratios', () => {
  it('as shown are out of bounds just where there is a fault', () => {
    fc.assert(
      fc.property(someProgramme, someYear, someSums, (programme, year, sums) => {
        const out = ratioRules(programme, year).filter((rule) => {
          const shown = ratioOf(rule, sums);
          if (shown === undefined) return false;
          return rule.bound === 'min' ? shown < rule.basisPoints : shown > rule.basisPoints;
        });
        expect(ratioFaults(programme, year, sums)).toEqual(out.map(({ name }) => name));
      }),
      { numRuns: 4000 },
    );
  });

  it('are the same in any unit', () => {
    fc.assert(
      fc.property(
        ...([someProgramme, someYear, someSums, fc.integer({ min: 1, max: 450 })] as const),
        (programme, year, sums, unit) => {
          const scaled = {
            generation: sums.generation * unit,
            selfUse: sums.selfUse * unit,
            onGrid: sums.onGrid * unit,
            consumption: sums.consumption * unit,
            curtailed: sums.curtailed * unit,
          };
          expect(ratioFaults(programme, year, scaled)).toEqual(ratioFaults(programme, year, sums));
          expect(ratiosOf(programme, year, scaled)).toEqual(ratiosOf(programme, year, sums));
        },
      ),
    );
  });
});
