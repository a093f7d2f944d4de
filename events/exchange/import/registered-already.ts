/** Entries that an earlier run, of other data or under another key, has left in the registry. */
import { RefusedError } from '../refused.ts';
import { RowError } from './row-error.ts';

/** Whether the registry refused for one of these reasons, named as in a problem's type. */
export function isKind(error: unknown, kinds: readonly string[]): boolean {
  return error instanceof RefusedError && kinds.includes(error.kind);
}

/** The registry keeps its data; a row that differs gets an error. @throws RowError */
export function requireSame(
  found: { id: string } & Readonly<Record<string, unknown>>,
  wanted: Readonly<Record<string, unknown>>,
): void {
  const differing = Object.keys(wanted).filter((member) => textOf(found[member]) !== textOf(wanted[member]));
  if (differing.length === 0) return;
  const list = differing
    .map((member) => `${member} ${textOf(found[member])} ≠ ${textOf(wanted[member])}`)
    .join('; ');
  throw new RowError({
    zh: `已登记为 ${found.id}，与本行不同：${list}`,
    en: `registered already as ${found.id}, not as here: ${list}`,
  });
}

/** Members are sorted, so that equal values read the same. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  ) ?? 'undefined';
