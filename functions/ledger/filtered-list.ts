/** A list of which a caller sees only part: each page reads as much of the list as is needed to fill it. */
import type { LedgerReads, Listed, Page } from './reads.ts';

/** Pages of a list that one request reads at most. */
const PAGES_MAX = 10;
/** Entities in one such page. After PAGES_MAX pages the answer may be short or empty; its cursor goes on. */
const PAGE = 200;

/**
 * A page of those entities of a list that are `wanted`, in the list's order. Across pages none is left out or
 * given twice: the cursor stands behind the last entity that was looked at.
 */
export async function filteredList<S>(
  reads: Pick<LedgerReads, 'list'>,
  list: string,
  limit: number,
  cursor: string | undefined,
  wanted: (state: S) => boolean,
): Promise<Page<Listed<S>>> {
  const items: Listed<S>[] = [];
  let from = cursor;
  for (let pages = 0; pages < PAGES_MAX; pages++) {
    const page = await reads.list<S>(list, PAGE, from);
    const full = indexOfNth(page.items, wanted, limit - items.length);
    // A cursor stands only at a page's end: where the answer fills up earlier, a page ending there is read.
    const taken =
      full < 0 || full === page.items.length - 1 ? page : await reads.list<S>(list, full + 1, from);
    items.push(...taken.items.filter(({ state }) => wanted(state)));
    if (taken.next === undefined || items.length >= limit) return { ...taken, items };
    from = taken.next;
  }
  return { items, ...(from !== undefined && { next: from }) };
}

/** Index of the n-th wanted entity, counted from 1; -1 where there are fewer. */
function indexOfNth<S>(items: readonly Listed<S>[], wanted: (state: S) => boolean, n: number): number {
  let found = 0;
  return items.findIndex(({ state }) => wanted(state) && ++found === n);
}
