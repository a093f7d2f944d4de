/** Rows whose key must stand once in a file. */
import type { Findings } from './findings.ts';
import type { Row } from './table.ts';

/** Drops, with an error, every row whose key occurs in an earlier one. */
export function firstOfEach<T extends { row: Row<string> }>(
  rows: readonly T[],
  keyOf: (row: T) => string,
  findings: Findings,
  /** Its name in the message; defaults to the key. */
  nameOf: (row: T) => string = keyOf,
): T[] {
  const first = new Map<string, T>();
  for (const each of rows) {
    const key = keyOf(each);
    const before = first.get(key);
    if (before)
      findings.error(each.row.file, each.row.at, {
        zh: `${nameOf(each)} 重复，首见于第 ${before.row.at.line} 行`,
        en: `${nameOf(each)} again, first on line ${before.row.at.line}`,
      });
    else first.set(key, each);
  }
  return [...first.values()];
}
