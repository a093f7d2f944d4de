/** JSON that every program reads alike. */
import { describe, expect, it } from 'vitest';
import { isReadOneWay } from '../../shared/base/json.ts';

describe('a text of JSON', () => {
  it.each([
    '{"a":1,"b":{"a":1}}',
    '[{"a":1},{"a":1}]',
    '{"a" \n : "x\\":", "b":"\\\\"}',
    '{"":{},"a":["b",":"]}',
    '"a"',
    '1',
    '{"__proto__":1}',
    '{"1":0,"a":0}',
  ])('is read one way: %s', (text) => {
    expect(isReadOneWay(text, JSON.parse(text))).toBe(true);
  });

  it.each([
    '{"a":1,"a":1}',
    '{"a":1,"\\u0061":2}',
    '[{"b":{"a":1,"c":2,"a" :3}}]',
    '{"__proto__":1,"__proto__":2}',
    '{"":0,"":0}',
  ])('names a member twice: %s', (text) => {
    expect(isReadOneWay(text, JSON.parse(text))).toBe(false);
  });

  it('may be long and deep', () => {
    const deep = `${'{"a":'.repeat(20_000)}"${'\\"'.repeat(1_000_000)}"${'}'.repeat(20_000)}`;
    expect(isReadOneWay(deep, JSON.parse(deep))).toBe(true);
  });
});
