/** A statement's lines are sealed one by one, so that one can be shown and the others stay closed. */
import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalize } from '../../../shared/base/canonical.ts';
import { SALT_BYTES, seal } from '../../../shared/base/seal.ts';
import { openLine, opensLine, opensLines, sealLines } from '../../../shared/statements/line-seals.ts';

const secret = Uint8Array.from({ length: SALT_BYTES }, (_, at) => 200 - at);
const secretHex = Buffer.from(secret).toString('hex');
const stated = {
  lines: [
    { id: 'coal', quantity: '12.5' },
    { id: 'power', kWh: '400000' },
    { id: 'power', kWh: '400000' },
  ],
};
const park = { ...stated, flows: [{ from: 'a', to: 'b', quantity: '7' }] };
const sealed = sealLines(stated, secret);

/** The same, written once more with Node's own primitives. */
function independent({ lines, flows }: { lines: object[]; flows?: object[] }): string {
  const saltOf = (what: string) =>
    createHmac('sha256', secret).update(`lvzhang-line-seals/v1 ${what}`).digest();
  const sealOf = (value: unknown, what: string) =>
    `sha256:${createHash('sha256').update(saltOf(what)).update(canonicalize(value)).digest('hex')}`;
  const each = (name: string, values: object[]) => values.map((value, at) => sealOf(value, `${name} ${at}`));
  return sealOf({ lines: each('line', lines), ...(flows && { flows: each('flow', flows) }) }, 'seals');
}

describe('the seal of lines', () => {
  it.each([
    ['of an organization', stated],
    ['of a park', park],
    ['of nothing', { lines: [] }],
  ])('is the seal of the seals %s', (_whose, what) => {
    expect(sealLines(what, secret)).toBe(independent(what));
  });

  it('opens with all lines and the secret, and with nothing else', () => {
    expect(opensLines(sealed, stated, secretHex)).toBe(true);
    expect(opensLines(sealed, park, secretHex)).toBe(false);
    expect(opensLines(sealed, { lines: stated.lines.slice(1) }, secretHex)).toBe(false);
    expect(opensLines(sealed, { lines: [{ kWh: 0.5 }] }, secretHex)).toBe(false);
    expect(opensLines(sealed, stated, secretHex.replace(/^../, '00'))).toBe(false);
    for (const bad of ['', 'zz', secretHex.slice(2), secretHex.toUpperCase()])
      expect(opensLines(sealed, stated, bad), bad).toBe(false);
  });

  it('is not made with a secret of another length', () => {
    expect(() => sealLines(stated, new Uint8Array(31))).toThrow(RangeError);
  });
});

describe('one line that is shown', () => {
  const opened = openLine(stated, secret, 1);

  it('opens its own seal within the leaf’s, of a park too', () => {
    expect(opensLine(sealed, opened)).toBe(true);
    expect(opensLine(sealLines(park, secret), openLine(park, secret, 2))).toBe(true);
  });

  it('tells nothing of the others: equal lines have other seals, and no salt or seal opens another', () => {
    const { seals, salt, sealsSalt } = opened;
    expect(new Set(seals.lines).size).toBe(3);
    expect(JSON.stringify(opened)).not.toContain(secretHex);
    for (const known of [salt, sealsSalt])
      expect(seals.lines.filter((each) => each === seal(stated.lines[2], Buffer.from(known, 'hex')))).toEqual(
        known === salt ? [seals.lines[1]] : [],
      );
  });

  it.each([
    ['another line', { line: { id: 'power', kWh: '400001' } }],
    ['another place', { index: 2 }],
    ['a place that is none', { index: 3 }],
    ['another salt', { salt: opened.sealsSalt }],
    ['another salt of the seals', { sealsSalt: opened.salt }],
    ['seals in another order', { seals: { lines: [...opened.seals.lines].reverse() } }],
    ['flows that were not sealed', { seals: { ...opened.seals, flows: [] } }],
    ['a line without canonical form', { line: { kWh: 0.5 } }],
  ])('does not open with %s', (_what, changed) => {
    expect(opensLine(sealed, { ...opened, ...changed })).toBe(false);
  });

  it.each([-1, 3])('is none at %i', (index) => {
    expect(() => openLine(stated, secret, index)).toThrow(RangeError);
  });
});
