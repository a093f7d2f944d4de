/** Division by the largest remainder: nothing is lost, nobody is off by a fen, and order changes nothing. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divide } from '../../shared/units/division.ts';

const someFen = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.maxSafeNat());
/** Up to twenty parties; the cuts of 10,000 basis points fall anywhere, so shares of nothing occur too. */
const someShares = fc
  .tuple(
    fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 19 }),
    fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 20, maxLength: 20 }),
  )
  .map(([cuts, parties]) =>
    [...cuts, 10_000]
      .sort((a, b) => a - b)
      .map((cut, i, all) => ({ party: parties[i]!, basisPoints: cut - (all[i - 1] ?? 0) })),
  );

describe('divide', () => {
  it('gives the whole and no more, each party within a fen of its quota', () => {
    fc.assert(
      fc.property(someFen, someShares, (fen, shares) => {
        const parts = divide(fen, shares);
        expect(parts.map(({ party }) => party)).toEqual(shares.map(({ party }) => party));
        expect(parts.reduce((sum, part) => sum + BigInt(part.fen), 0n)).toBe(BigInt(fen));
        parts.forEach((part, i) => {
          const off = BigInt(part.fen) * 10_000n - BigInt(fen) * BigInt(shares[i]!.basisPoints);
          expect(off > -10_000n && off < 10_000n).toBe(true);
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('gives an extra fen to no smaller remainder than one that got none', () => {
    fc.assert(
      fc.property(someFen, someShares, (fen, shares) => {
        const seen = divide(fen, shares).map((part, i) => {
          const product = BigInt(fen) * BigInt(shares[i]!.basisPoints);
          return {
            extra: BigInt(part.fen) > product / 10_000n,
            remainder: product % 10_000n,
            party: part.party,
          };
        });
        for (const winner of seen.filter(({ extra }) => extra))
          for (const loser of seen.filter(({ extra }) => !extra)) {
            expect(winner.remainder >= loser.remainder).toBe(true);
            if (winner.remainder === loser.remainder) expect(winner.party < loser.party).toBe(true);
          }
      }),
    );
  });

  it('gives each party the same in whatever order they stand', () => {
    const shuffled = someShares.chain((shares) =>
      fc.tuple(fc.constant(shares), fc.shuffledSubarray(shares, { minLength: shares.length })),
    );
    fc.assert(
      fc.property(someFen, shuffled, (fen, [shares, other]) => {
        const partsOf = (given: typeof shares) =>
          new Map(divide(fen, given).map((part) => [part.party, part.fen]));
        const parts = partsOf(shares);
        expect([...partsOf(other)].every(([party, part]) => parts.get(party) === part)).toBe(true);
      }),
    );
  });
});
