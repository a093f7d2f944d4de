import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CanonicalError, canonicalize, isCanonical } from '../../shared/base/canonical.ts';

const key = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.nat(200).map(String), // integer-like keys are reordered by engines
  fc.constantFrom('__proto__', 'constructor', '', 'a', '\\ud800'),
);
const integer = fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -3, max: 3 }));
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(integer, fc.string({ unit: 'binary' }), fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(key, tie('value')), { maxLength: 5 }).map((pairs) => {
      const text = `{${pairs.map(([k, v]) => `${JSON.stringify(k)}:${JSON.stringify(v)}`).join(',')}}`;
      return JSON.parse(text);
    }),
  ),
}));

describe('canonical JSON', () => {
  it('keeps the value, and is canonical', () => {
    fc.assert(
      fc.property(value, (v) => {
        const text = canonicalize(v);
        expect(JSON.stringify(JSON.parse(text))).toBe(
          JSON.stringify(JSON.parse(canonicalize(JSON.parse(text)))),
        );
        expect(canonicalize(JSON.parse(text))).toBe(text);
        expect(isCanonical(text, JSON.parse(text))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('isCanonical says exactly what canonicalize says, of any JSON text', () => {
    const loose = fc.oneof(
      fc.json({ stringUnit: 'binary' }),
      value.map((v) => JSON.stringify(v)),
      value.map((v) => JSON.stringify(v, null, 1)),
    );
    fc.assert(
      fc.property(loose, (text) => {
        const parsed = JSON.parse(text);
        let canonical: string | undefined;
        try {
          canonical = canonicalize(parsed);
        } catch (error) {
          if (!(error instanceof CanonicalError)) throw error;
        }
        expect(isCanonical(text, parsed)).toBe(canonical === text);
      }),
      { numRuns: 1000 },
    );
  });
});
