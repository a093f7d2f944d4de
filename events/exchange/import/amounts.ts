/** Sums and equality of what is issued, retired and remaining. */
import type { Amounts } from '../row-reader.ts';

export const equalAmounts = (a: Amounts, b: Amounts): boolean =>
  a.issued === b.issued && a.retired === b.retired && a.remaining === b.remaining;

export function sumOf(all: readonly Amounts[]): Amounts {
  const sum = { issued: 0, retired: 0, remaining: 0 };
  for (const { issued, retired, remaining } of all) {
    sum.issued += issued;
    sum.retired += retired;
    sum.remaining += remaining;
  }
  return sum;
}
