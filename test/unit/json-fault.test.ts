import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonFault } from '../../events/cli/file/json-fault.ts';

/** Text | where it stops being JSON. */
const faults: [string, [line: number, column: number] | undefined][] = [
  ['{"a": [1, -2.5e+3, {"b": null}], "c": "\\u00e9\\n"}\n', undefined],
  ['[]', undefined],
  ['"x"', undefined],
  ['{"a": 1,}', [1, 9]],
  ['{\n  "a": 1\n  "b": 2\n}', [3, 3]],
  ["{'a': 1}", [1, 2]],
  ['{"名称": “引号”}', [1, 8]],
  ['{"a": 1', [1, 8]],
  ['{"a" 1}', [1, 6]],
  ['[1, 2,]', [1, 7]],
  ['[01]', [1, 3]],
  ['{} {}', [1, 4]],
  ['{"a": "x\ny"}', [1, 7]],
  ['', [1, 1]],
  ['// {}', [1, 1]],
];

it.each(faults)('%j', (text, place) => {
  expect(jsonFault(text)).toEqual(place && { line: place[0], column: place[1] });
});

it('finds a fault exactly where JSON.parse does', () => {
  const spoiled = fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '"', '}', ']', '\\', '1', '-', ' ', 'x', '\n'))
    .map(
      ([text, at, sign]) =>
        text.slice(0, at % (text.length + 1)) + sign + text.slice((at % (text.length + 1)) + 1),
    );
  const parses = (text: string) => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  fc.assert(
    fc.property(spoiled, (text) => (jsonFault(text) === undefined) === parses(text)),
    { numRuns: 3000 },
  );
});
