/** Rows of a table by their code or their Chinese name, as statements and platforms write them. */

/** Finds the code of a row; `names` gives each code its name. */
export function codeFinder(names: ReadonlyMap<string, string>): (text: string) => string | undefined {
  const codes = new Map([...names].map(([code, name]) => [name, code]));
  return (text) => (names.has(text) ? text : codes.get(text));
}

/** All rows for a message: each code, with its name where that is another. */
export const rowList = (names: ReadonlyMap<string, string>): string =>
  [...names].map(([code, name]) => (name === code ? code : `${code} ${name}`)).join(', ');
