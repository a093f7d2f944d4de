import { expect, it } from 'vitest';
import { wholeNumberOf } from '../../shared/base/whole-number.ts';

/** Text | what it is. */
const numbers: [string, ReturnType<typeof wholeNumberOf>][] = [
  ['1307', 1307],
  [' 0 ', 0],
  ['007', 7],
  ['100.0', 100],
  ['100.00', 100],
  ['2018.0', 2018],
  ['1307.000', 1307],
  ['1,307', 1307],
  ['1,307,000', 1_307_000],
  ['1,307.0', 1307],
  ['12,345.00', 12_345],
  ['１３０７', 1307],
  ['１，３０７．０', 1307],
  ['9007199254740992', 9_007_199_254_740_992],
  ['', 'empty'],
  ['\u3000', 'empty'],
  ['-1', 'negative'],
  ['-1,307.5', 'negative'],
  ['－１', 'negative'],
  ['100.5', 'not-whole'],
  ['0.500', 'not-whole'],
  ['1,307.25', 'not-whole'],
  ['1.307', 'ambiguous'],
  ['1.000', 'ambiguous'],
  ['1.307.000', 'ambiguous'],
  ['1,30', 'not-a-number'],
  ['13,07', 'not-a-number'],
  ['1307,000', 'not-a-number'],
  ['0,307', 'not-a-number'],
  ['1,307,00', 'not-a-number'],
  [',307', 'not-a-number'],
  ['1e3', 'not-a-number'],
  ['0x10', 'not-a-number'],
  ['+5', 'not-a-number'],
  ['1 307', 'not-a-number'],
  ['100.', 'not-a-number'],
  ['²', 'not-a-number'],
  ['一百', 'not-a-number'],
  ['12 t', 'not-a-number'],
  ['NaN', 'not-a-number'],
];

it.each(numbers)('%j is %j', (text, number) => expect(wholeNumberOf(text)).toBe(number));

it('a comma of a file separated by semicolons may be a decimal one', () => {
  expect(wholeNumberOf('1,307', true)).toBe('ambiguous');
  expect(wholeNumberOf('1,307,000', true)).toBe(1_307_000);
  expect(wholeNumberOf('1307', true)).toBe(1307);
  expect(wholeNumberOf('100,0', true)).toBe(100);
  expect(wholeNumberOf('1307,000', true)).toBe(1307);
  expect(wholeNumberOf('1.307,00', true)).toBe(1307);
  expect(wholeNumberOf('1.307.000,0', true)).toBe(1_307_000);
  expect(wholeNumberOf('１００，０', true)).toBe(100);
  expect(wholeNumberOf('100,5', true)).toBe('not-whole');
  expect(wholeNumberOf('0,307', true)).toBe('not-whole');
  expect(wholeNumberOf('1.307', true)).toBe('ambiguous');
  expect(wholeNumberOf('13.07,0', true)).toBe('not-a-number');
  expect(wholeNumberOf('1,307,0', true)).toBe('not-a-number');
});
