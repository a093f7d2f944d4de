/** Rows of a table by their code or their Chinese name, as statements and platforms write them. */

type Table<R extends { name: string }> = ReadonlyMap<string, R>;

/** Finds the row of a code or a name; `table` has the rows by code. */
export function rowFinder<R extends { name: string }>(table: Table<R>): (text: string) => R | undefined {
  const named = new Map([...table.values()].map((row) => [row.name, row]));
  return (text) => table.get(text) ?? named.get(text);
}

/** All rows for a message: each code, with its name where that is another. */
export const rowList = (table: Table<{ name: string }>): string =>
  [...table].map(([code, { name }]) => (name === code ? code : `${code} ${name}`)).join(', ');
