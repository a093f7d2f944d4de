/** Many things asked for: several under way at a time, each answer in its place, the same thing once. */
import { eachBounded } from '../../shared/base/bounded.ts';

/** Items asked for ahead of the one that is shown. */
const AHEAD = 6;

/** What `find` gives for each item, in their order, several under way at a time. */
export async function* inOrder<T, R>(
  items: AsyncIterable<T> | Iterable<T>,
  find: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const waiting: Promise<R>[] = [];
  for await (const item of items) {
    const found = find(item);
    // It is awaited below; until then a failure must not count as unhandled.
    found.catch(() => {});
    waiting.push(found);
    if (waiting.length >= AHEAD) yield await waiting.shift()!;
  }
  while (waiting.length > 0) yield await waiting.shift()!;
}

/** The same of items that are at hand, as a whole. */
export async function allInOrder<T, R>(items: readonly T[], find: (item: T) => Promise<R>): Promise<R[]> {
  const found: R[] = [];
  await eachBounded(items.entries(), AHEAD, async ([index, item]) => {
    found[index] = await find(item);
  });
  return found;
}

/** `find`, asked once for each key. */
export function once<R>(find: (key: string) => Promise<R>): (key: string) => Promise<R> {
  const found = new Map<string, Promise<R>>();
  return (key) => {
    const known = found.get(key) ?? find(key);
    found.set(key, known);
    return known;
  };
}
