import { describe, expect, it } from 'vitest';
import {
  CANONICAL_DEPTH_MAX,
  CanonicalError,
  canonicalize,
  isCanonical,
} from '../../shared/base/canonical.ts';

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('canonicalize', () => {
  it('sorts by UTF-16 code units (RFC 8785 §3.2.3)', () => {
    const value = {
      '€': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      1: 'One',
      '😀': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      ö: 'Latin Small Letter O With Diaeresis',
    };
    expect(Object.values(JSON.parse(canonicalize(value)))).toHaveLength(7);
    expect(canonicalize(value)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis",' +
        '"€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    );
  });

  it('escapes as little as JSON allows (RFC 8785 §3.2.2)', () => {
    const value = { string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/', literals: [null, true, false] };
    expect(canonicalize(value)).toBe(
      '{"literals":[null,true,false],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it.each([
    [{ 10: 1, 9: 2 }, '{"10":1,"9":2}'],
    [JSON.parse('{"b":1,"__proto__":{"a":1}}'), '{"__proto__":{"a":1},"b":1}'],
    [Object.assign(Object.create(null), { a: 1 }), '{"a":1}'],
    [{ '': 0, a: -0 }, '{"":0,"a":0}'],
    [[Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER], '[9007199254740991,-9007199254740991]'],
    ['绿账', '"绿账"'],
    [[], '[]'],
    [{}, '{}'],
  ])('of %j', (value, text) => {
    expect(canonicalize(value)).toBe(text);
  });

  it.each([
    ['undefined', { a: { b: undefined } }, '/a/b'],
    ['function', [() => 1], '/0'],
    ['symbol', { s: Symbol('s') }, '/s'],
    ['bigint', { 'a/b~': 1n }, '/a~1b~0'],
    ['fraction', [1, [0.5]], '/1/0'],
    ['NaN', { n: Number.NaN }, '/n'],
    ['Infinity', Number.POSITIVE_INFINITY, ''],
    ['unsafe integer', [2 ** 53], '/0'],
    ['lone surrogate', ['\ud800'], '/0'],
    ['lone surrogate in a key', { '\udc00': 1 }, '/\udc00'],
    ['Date', { at: new Date(0) }, '/at'],
    ['Map', new Map(), ''],
    ['bytes', Uint8Array.of(1), ''],
    ['hole', Array(1), '/0'],
    ['depth', JSON.parse(nested(CANONICAL_DEPTH_MAX + 1)), '/0'.repeat(CANONICAL_DEPTH_MAX)],
  ])('refuses %s', (_, value, path) => {
    let error: unknown;
    try {
      canonicalize(value);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(CanonicalError);
    expect((error as CanonicalError).path).toBe(path);
  });
});

describe('isCanonical', () => {
  it.each([
    '{}',
    '[]',
    '""',
    '0',
    '-1',
    'null',
    '{"a":1,"b":[true,{"c":"é"}]}',
    '{"10":1,"9":2}',
    '{"1":1,"a":2}',
    '{"":0,"a":1}',
    '{"__proto__":1,"a":2}',
    '{"a":"\\\\ud800"}',
    '"\\u000f\\n"',
    nested(CANONICAL_DEPTH_MAX),
  ])('yes: %s', (text) => {
    expect(isCanonical(text, JSON.parse(text))).toBe(true);
    expect(canonicalize(JSON.parse(text))).toBe(text);
  });

  it.each([
    ['unsorted', '{"b":1,"a":2}'],
    ['integer-like keys in numeric order', '{"9":2,"10":1}'],
    ['unsorted deep down', '[{"a":{"c":1,"b":2}}]'],
    ['duplicate key', '{"a":1,"a":1}'],
    ['duplicate __proto__', '{"__proto__":1,"__proto__":1}'],
    ['__proto__ out of order', '{"a":2,"__proto__":1}'],
    ['minus zero', '[-0]'],
    ['exponent', '[1e3]'],
    ['fraction', '[1.5]'],
    ['trailing fraction', '[1.0]'],
    ['unsafe integer', '[9007199254740992]'],
    ['whitespace', '{"a": 1}'],
    ['trailing newline', '{"a":1}\n'],
    ['needless escape', '"\\u0041"'],
    ['escaped slash', '"\\/"'],
    ['upper-case escape', '"\\u000F"'],
    ['escaped surrogate pair', '"\\ud83d\\ude00"'],
    ['escaped lone surrogate', '"\\ud800"'],
    ['lone surrogate key', '{"\\udc00":1}'],
    ['too deep', nested(CANONICAL_DEPTH_MAX + 1)],
    ['hostile depth', nested(30_000)],
  ])('no: %s', (_, text) => {
    expect(isCanonical(text, JSON.parse(text))).toBe(false);
  });
});
