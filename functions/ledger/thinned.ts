/** A page of a list of which only part is wanted: how much is read at once grows while little is found. */
import { encodeCursor, type Page } from './reads.ts';

/** Reads that one page takes at most; it may then be short or empty, and its cursor goes on. */
const READS_MAX = 10;
const READ_AT_ONCE_MAX = 1000;

export interface Thinned<T, U> {
  read: (limit: number, cursor?: string) => Promise<Page<T>>;
  /** What is shown for each item, in their order; undefined where it is left out. */
  among: (items: readonly T[]) => Promise<readonly (U | undefined)[]>;
  /** The cursor of what comes after an item. */
  behind: (item: T) => string;
}

/** Across pages nothing is left out or given twice. */
export async function thinned<T, U>(
  { read, among, behind }: Thinned<T, U>,
  limit: number,
  cursor?: string,
): Promise<Page<U>> {
  const items: U[] = [];
  let next = cursor;
  let atOnce = limit;
  for (let count = 0; count < READS_MAX; count++) {
    const page = await read(atOnce, next);
    const shown = await among(page.items);
    next = page.next;
    for (const [i, each] of shown.entries()) {
      if (each === undefined) continue;
      items.push(each);
      if (items.length < limit) continue;
      return pageOf(items, i === shown.length - 1 ? next : behind(page.items[i]!));
    }
    if (next === undefined) return { items };
    atOnce = Math.min(2 * atOnce, READ_AT_ONCE_MAX);
  }
  return pageOf(items, next);
}

export const pageOf = <U>(items: U[], next: string | undefined): Page<U> =>
  next === undefined ? { items } : { items, next };

/** The keys of each index, whose items are whole: an item found in one tells where the next begins. */
const KEYS = {
  byAccount: ['pk', 'sk', 'account', 'holding'],
  byList: ['pk', 'sk', 'list', 'order'],
  table: ['pk', 'sk'],
} as const;

export function cursorBehind(item: object, index: keyof typeof KEYS, scope: string): string {
  const keys = item as Record<string, string>;
  return encodeCursor(Object.fromEntries(KEYS[index].map((key) => [key, keys[key]])), scope);
}
