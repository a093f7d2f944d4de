/** A key in a request: what is none is refused by its name, whatever it is. */
import { expect, it } from 'vitest';
import { keyEndpoints } from '../../functions/organizations/keys.ts';
import { toBase64url } from '../../shared/base/encoding.ts';
import { TestSigner } from '../support/signing.ts';

const body = keyEndpoints['POST /v1/organizations/{id}/keys']!.body!();

it('a public key is taken', () => {
  expect(body.safeParse(new TestSigner(1).registration('o-1', 'k')).success).toBe(true);
});

it.each([
  ['no base64url', '!'],
  ['empty', ''],
  ['too short', 'AAAA'],
  ['stray bits', `${'A'.repeat(42)}B`],
  ['not a point', toBase64url(new Uint8Array(32).fill(0xff))],
  ['of small order', toBase64url(Uint8Array.from({ length: 32 }, (_, i) => (i === 0 ? 1 : 0)))],
  ['a number', 1],
])('%s is refused', (_what, publicKey) => {
  const { success, error } = body.safeParse({ ...new TestSigner(1).registration('o-1', 'k'), publicKey });
  expect([success, error?.issues[0]?.path]).toEqual([false, ['publicKey']]);
});
