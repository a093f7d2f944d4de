/** What is asked of JSON beyond its grammar. */

/** Whether a parsed JSON value is an object. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Whether no object of the text names a member twice (I-JSON, RFC 7493 §2.3): of two, programs take the
 * first, the last or neither. `parsed` must be `JSON.parse(text)`, which keeps one; so the names are counted
 * on both sides.
 */
export const isReadOneWay = (text: string, parsed: unknown): boolean =>
  namesWritten(text) === namesIn(parsed);

/** The strings that a colon follows: outside of strings, no text of JSON has a quote. */
function namesWritten(text: string): number {
  let names = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at)) {
    for (at += 1; text[at] !== '"'; at += 1) if (text[at] === '\\') at += 1;
    do at += 1;
    while (/[\t\n\r ]/.test(text[at] ?? ''));
    if (text[at] === ':') names += 1;
  }
  return names;
}

function namesIn(parsed: unknown): number {
  let names = 0;
  const left = [parsed];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value !== 'object' || value === null) continue;
    const members = Object.values(value);
    if (!Array.isArray(value)) names += members.length;
    for (const member of members) left.push(member);
  }
  return names;
}
