/** Where in a file the members of a request come from, for what the registry finds wrong with one. */
import type { Place } from './findings.ts';
import type { Row } from './table.ts';

/** Which column a member of a request comes from, by its JSON pointer; of several the one that the file has. */
export type Places = readonly (readonly [RegExp, ...string[]])[];

/** The cell of the first pointer that comes from one. */
export function placeIn(row: Row<string>, places: Places, pointers: readonly string[]): Place | undefined {
  for (const pointer of pointers) {
    const [, ...columns] = places.find(([pattern]) => pattern.test(pointer)) ?? [undefined];
    const column = columns.find((each) => row.cells[each]);
    if (column !== undefined) return row.cells[column];
  }
  return undefined;
}
