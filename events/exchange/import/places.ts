/** The place in a file of a request's members, for faults that the registry finds. */
import type { Place } from '../findings.ts';
import type { Row } from '../table.ts';

/** The column of a request's member, by its JSON pointer; of several columns the one that the file has. */
export type Places = readonly (readonly [RegExp, ...string[]])[];

/** The cell of the first pointer that has one. */
export function placeIn(row: Row<string>, places: Places, pointers: readonly string[]): Place | undefined {
  for (const pointer of pointers) {
    const [, ...columns] = places.find(([pattern]) => pattern.test(pointer)) ?? [undefined];
    const column = columns.find((each) => row.cells[each]);
    if (column !== undefined) return row.cells[column];
  }
  return undefined;
}
