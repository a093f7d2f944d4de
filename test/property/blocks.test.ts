/** Cutting blocks: lanes and pieces are partitions, whatever is cut. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QUANTITY_MAX } from '../../shared/base/field.ts';
import { laneStarts } from '../../shared/units/batch.ts';
import { piecesOf, quantityOf, type Range } from '../../shared/units/block.ts';

const lanesCase = fc
  .record({ from: fc.integer({ min: 1, max: 1000 }), quantity: fc.integer({ min: 1, max: QUANTITY_MAX }) })
  .chain(({ from, quantity }) =>
    fc.record({
      from: fc.constant(from),
      quantity: fc.constant(quantity),
      lanes: fc.integer({ min: 1, max: Math.min(quantity, 99) }),
    }),
  );

describe('laneStarts', () => {
  it('cuts into as many lanes as asked, none empty, none more than one unit larger than another', () => {
    fc.assert(
      fc.property(lanesCase, ({ from, quantity, lanes }) => {
        const starts = laneStarts(from, quantity, lanes);
        const sizes = starts.map((start, i) => (starts[i + 1] ?? from + quantity) - start);
        expect(starts).toHaveLength(lanes);
        expect(starts[0]).toBe(from);
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(quantity);
        expect(Math.min(...sizes)).toBeGreaterThan(0);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

/** A block and disjoint ascending ranges within it: every second stretch between cuts, some touching. */
const cutCase = fc
  .record({
    from: fc.integer({ min: 1, max: 1000 }),
    lengths: fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.boolean()), {
      minLength: 1,
      maxLength: 20,
    }),
  })
  .map(({ from, lengths }) => {
    let next = from;
    const taken: Range[] = [];
    for (const [length, isTaken] of lengths) {
      if (isTaken) taken.push({ from: next, to: next + length - 1 });
      next += length;
    }
    return { block: { from, to: next - 1 }, taken };
  });

describe('piecesOf', () => {
  it('partitions the block, the taken pieces being exactly the ranges taken', () => {
    fc.assert(
      fc.property(cutCase, ({ block, taken }) => {
        const pieces = piecesOf(block, taken);
        let next = block.from;
        for (const { range } of pieces) {
          expect(range.from).toBe(next);
          expect(quantityOf(range)).toBeGreaterThan(0);
          next = range.to + 1;
        }
        expect(next).toBe(block.to + 1);
        expect(pieces.filter((piece) => piece.taken).map(({ range }) => range)).toEqual(taken);
      }),
    );
  });

  it('never leaves two untaken pieces side by side', () => {
    fc.assert(
      fc.property(cutCase, ({ block, taken }) => {
        const pieces = piecesOf(block, taken);
        for (const [i, piece] of pieces.slice(1).entries())
          expect(piece.taken || pieces[i]?.taken).toBe(true);
      }),
    );
  });
});
