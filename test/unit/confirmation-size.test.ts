/** What a leaf keeps free for a signature and for two representatives is enough for the longest of both. */
import { expect, it } from 'vitest';
import { canonicalize } from '../../shared/base/canonical.ts';
import { CONFIRMATION_BYTES_MAX, Confirmation } from '../../shared/ledger/confirmation.ts';
import { LEAF_BYTES_MAX, leafBytesMax } from '../../shared/ledger/decision.ts';
import { SIGNATURE_BYTES_MAX, Signature } from '../../shared/ledger/signature.ts';

const sig = Signature.parse({
  alg: 'Ed25519',
  kid: 'k'.repeat(43),
  method: 'POST',
  path: `/v1/${'p'.repeat(116)}`,
  body: `sha256:${'0'.repeat(64)}`,
  at: '2026-11-28T00:00:00.000Z',
  value: `${'v'.repeat(85)}A`,
});
const sealed = `sha256:${'0'.repeat(64)}`;
const confirmation = Confirmation.parse({ initiator: sealed, confirmer: sealed, sig });

/** With the comma before or after it. */
const bytesOf = (member: object): number => canonicalize(member).length - '{}'.length + 1;

/** What Lambda answers with at most; API Gateway gets a bundle of leaves as base64. */
const ANSWER_BYTES_MAX = 6 * 1024 * 1024;

it('a bundle of 256 of the longest leaves is one answer', () => {
  const bundle = 256 * (leafBytesMax({ sig, confirmation }) + 2);
  expect(4 * Math.ceil(bundle / 3)).toBeLessThan(ANSWER_BYTES_MAX);
});

it('fits, for each and for both', () => {
  expect(bytesOf({ sig })).toBeLessThanOrEqual(SIGNATURE_BYTES_MAX);
  expect(bytesOf({ confirmation })).toBeLessThanOrEqual(CONFIRMATION_BYTES_MAX);
  expect(leafBytesMax({ sig, confirmation })).toBe(
    LEAF_BYTES_MAX + SIGNATURE_BYTES_MAX + CONFIRMATION_BYTES_MAX,
  );
  expect(leafBytesMax({})).toBe(LEAF_BYTES_MAX);
});
