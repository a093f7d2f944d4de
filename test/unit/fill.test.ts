/** Messages are texts with placeholders: one function fills all of them. */
import { expect, it } from 'vitest';
import { fill } from '../../shared/base/fill.ts';

it.each<
  [string, string, Record<string, string | number | undefined> | undefined, number | undefined, string]
>([
  ['nothing to fill', '数量不足', undefined, undefined, '数量不足'],
  ['texts and numbers', '{batch} has {available}', { batch: 'b-1', available: 0 }, undefined, 'b-1 has 0'],
  ['a placeholder that comes twice', '{org} … {org}', { org: 'o-1' }, undefined, 'o-1 … o-1'],
  ['a fact that is missing', 'of {org}, {year}', { year: undefined }, undefined, 'of ∅, ∅'],
  [
    'a fact that looks like a placeholder or a pattern',
    '{a}',
    { a: '{b} $& $1', b: 'no' },
    undefined,
    '{b} $& $1',
  ],
  ['a fact as long as the bound', '{a}', { a: 'abc' }, 3, 'abc'],
  ["a stranger's long text", '{a}!', { a: 'abcd' }, 3, 'abc…!'],
  ['a long text of our own', 'as long as {a}', { a: 'b' }, 3, 'as long as b'],
])('%s', (_, text, facts, lengthMax, filled) => expect(fill(text, facts, lengthMax)).toBe(filled));
