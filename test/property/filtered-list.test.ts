/** Filtered lists: page after page gives every wanted entity once, in order, whatever lies between. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filteredList } from '../../functions/ledger/filtered-list.ts';
import type { LedgerReads, Listed, Page } from '../../functions/ledger/reads.ts';

interface Thing {
  n: number;
  wanted: boolean;
}

/** A list as DynamoDB pages it: a full page has a cursor even where nothing comes after it. */
function listOf(things: readonly Thing[]) {
  let reads = 0;
  const list = async <S>(_list: string, limit: number, cursor?: string): Promise<Page<Listed<S>>> => {
    reads++;
    const from = Number(cursor ?? 0);
    const items = things.slice(from, from + limit).map((state) => ({ state }) as unknown as Listed<S>);
    return items.length === limit ? { items, next: String(from + limit) } : { items };
  };
  return { ledger: { list } as Pick<LedgerReads, 'list'>, reads: () => reads };
}

const thingsOf = (wanted: readonly boolean[]): Thing[] => wanted.map((each, n) => ({ n, wanted: each }));
const isWanted = ({ wanted }: Thing) => wanted;

const density = fc.integer({ min: 1, max: 300 });
const things = fc
  .tuple(fc.nat(1200), density, fc.nat(1000))
  .map(([length, every, seed]) =>
    thingsOf(Array.from({ length }, (_, n) => (((n + seed) * 2_654_435_761) % 4_294_967_296) % every === 0)),
  );

describe('filteredList', () => {
  it('gives all that is wanted, once and in order, in pages no larger than asked', async () => {
    await fc.assert(
      fc.asyncProperty(things, fc.integer({ min: 1, max: 200 }), async (all, limit) => {
        const { ledger } = listOf(all);
        const seen: number[] = [];
        let cursor: string | undefined;
        do {
          const page = await filteredList<Thing>(ledger, 'things', limit, cursor, isWanted);
          expect(page.items.length).toBeLessThanOrEqual(limit);
          seen.push(...page.items.map(({ state }) => state.n));
          cursor = page.next;
        } while (cursor !== undefined);
        expect(seen).toEqual(all.filter(isWanted).map(({ n }) => n));
      }),
      { numRuns: 60 },
    );
  });

  it('gives up for now, with a cursor, where nothing is wanted for very long', async () => {
    const { ledger, reads } = listOf(thingsOf(Array(10_000).fill(false)));
    const page = await filteredList<Thing>(ledger, 'things', 50, undefined, isWanted);
    expect(page).toEqual({ items: [], next: '2000' });
    expect(reads()).toBe(10);
  });
});
