import { describe, expect, it } from 'vitest';
import {
  concatBytes,
  equalBytes,
  fromBase64,
  fromBase64url,
  fromHex,
  fromUtf8,
  toBase64,
  toBase64url,
  toHex,
  toUtf8,
} from '../../shared/base/encoding.ts';
import { MalformedError } from '../../shared/base/malformed.ts';
import { nativeSha256, portableSha256, sha256 } from '../../shared/base/sha256.ts';

describe('encoding', () => {
  it('agrees with Node on every length up to 300 and on a large input', () => {
    for (const length of [...Array(300).keys(), 100_000]) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 7 + length) % 256);
      const node = Buffer.from(bytes);
      expect(toHex(bytes)).toBe(node.toString('hex'));
      expect(toBase64(bytes)).toBe(node.toString('base64'));
      expect(toBase64url(bytes)).toBe(node.toString('base64url'));
      expect(equalBytes(fromHex(toHex(bytes)), bytes)).toBe(true);
      expect(equalBytes(fromBase64(toBase64(bytes)), bytes)).toBe(true);
      expect(equalBytes(fromBase64url(toBase64url(bytes)), bytes)).toBe(true);
    }
  });

  it.each([
    'A',
    'AA',
    'AA=',
    'AB==',
    'AAB=',
    'AA==\n',
    ' AA==',
    'A A==',
    'AA===',
    '====',
    'AA--',
    'AAA',
    'ÿ===',
  ])('refuses %j as base64', (text) => {
    expect(() => fromBase64(text)).toThrow(MalformedError);
  });

  it.each(['A', 'AB', 'AAB', 'AA==', 'AA\n', '++++', '//', '-'])('refuses %j as base64url', (text) => {
    expect(() => fromBase64url(text)).toThrow(MalformedError);
  });

  it.each(['0', 'AB', '0g', ' 00', '0x00'])('refuses %j as hexadecimal', (text) => {
    expect(() => fromHex(text)).toThrow(MalformedError);
  });

  it('refuses lone surrogates and invalid UTF-8, and keeps a byte order mark', () => {
    expect(() => toUtf8('a\ud800')).toThrow(MalformedError);
    expect(() => fromUtf8(Uint8Array.of(0xff))).toThrow(MalformedError);
    expect(() => fromUtf8(Uint8Array.of(0xed, 0xa0, 0x80))).toThrow(MalformedError);
    expect(fromUtf8(toUtf8('\ufeff绿账'))).toBe('\ufeff绿账');
  });

  it('compares and joins bytes', () => {
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true);
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false);
    expect(equalBytes(Uint8Array.of(1), Uint8Array.of(1, 0))).toBe(false);
    expect(concatBytes([Uint8Array.of(1), Uint8Array.of(), Uint8Array.of(2, 3)])).toEqual(
      Uint8Array.of(1, 2, 3),
    );
  });
});

describe('sha256', () => {
  // FIPS 180-4 examples.
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
  ])('of %j', (text, hex) => {
    for (const hash of [sha256, nativeSha256!, portableSha256]) expect(toHex(hash(toUtf8(text)))).toBe(hex);
  });

  it('is the same natively and portably, also of a view into a larger buffer', () => {
    const buffer = Uint8Array.from({ length: 400 }, (_, i) => i % 251);
    for (let length = 0; length < 300; length++) {
      const view = buffer.subarray(50, 50 + length);
      expect(nativeSha256!(view)).toEqual(portableSha256(view));
    }
  });

  it('answers a plain Uint8Array, whose slice is a copy', () => {
    for (const hash of [nativeSha256!, portableSha256]) {
      expect(Object.getPrototypeOf(hash(Uint8Array.of(1)))).toBe(Uint8Array.prototype);
    }
  });
});
