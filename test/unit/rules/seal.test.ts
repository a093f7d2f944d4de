/** The seal on private facts (DESIGN §2). */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { opens, SALT_BYTES, seal } from '../../../shared/base/seal.ts';

const salt = Uint8Array.from({ length: SALT_BYTES }, (_, i) => i);
const saltHex = Buffer.from(salt).toString('hex');
const facts = { unit: '分', price: 4550 };

describe('a seal', () => {
  it('is SHA-256 of the salt and the canonical facts', () => {
    const independent = createHash('sha256')
      .update(salt)
      .update('{"price":4550,"unit":"分"}', 'utf8')
      .digest('hex');
    expect(seal(facts, salt)).toBe(`sha256:${independent}`);
  });

  it('does not depend on the order of keys', () => {
    expect(seal({ price: 4550, unit: '分' }, salt)).toBe(seal(facts, salt));
  });

  it('opens with the facts and the salt', () => {
    expect(opens(seal(facts, salt), { price: 4550, unit: '分' }, saltHex)).toBe(true);
  });

  const sealed = seal(facts, salt);
  it.each([
    ['another price', sealed, { ...facts, price: 4551 }, saltHex],
    ['another salt', sealed, facts, `ff${saltHex.slice(2)}`],
    ['a short salt', sealed, facts, saltHex.slice(2)],
    ['a salt in capitals', sealed, facts, saltHex.toUpperCase()],
    ['no salt', sealed, facts, ''],
    ['facts without canonical form', sealed, { ...facts, price: 45.5 }, saltHex],
    ['another last digit', sealed.slice(0, -1) + (sealed.endsWith('0') ? '1' : '0'), facts, saltHex],
    ['a longer seal', `${sealed}0`, facts, saltHex],
    ['no seal', '', facts, saltHex],
    ['the bare hash', sealed.slice(7), facts, saltHex],
  ])('does not open with %s', (_name, given, about, key) => {
    expect(opens(given, about, key)).toBe(false);
  });

  it.each([0, 31, 33])('is not made with a salt of %i bytes', (length) => {
    expect(() => seal(facts, new Uint8Array(length))).toThrow(RangeError);
  });
});
