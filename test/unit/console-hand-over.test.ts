/** The code by which a new device asks another one to register its key. */
import * as ed from '@noble/ed25519';
import { describe, expect, it } from 'vitest';
import { handOverCode, readHandOver } from '../../console/signing/hand-over.ts';
import { isUsableKey } from '../../events/tlog/ed25519.ts'; // wires noble's SHA-512
import { toBase64url } from '../../shared/base/encoding.ts';
import { keyIdOf, possessionBytes } from '../../shared/ledger/signature.ts';
import { registrationOf } from '../../shared/ledger/signed-request.ts';

const LOG = 'registry.test/log';
const ORG = 'o-00000000000000000001';

/** The code of a key whose private half follows from `seed`. */
function codeOf(seed: number, log = LOG, org = ORG) {
  const secret = new Uint8Array(32).fill(seed);
  const raw = ed.getPublicKey(secret);
  expect(isUsableKey(raw)).toBe(true);
  const kid = keyIdOf(raw);
  const publicKey = toBase64url(raw);
  const proof = toBase64url(ed.sign(possessionBytes(org, registrationOf(log, org, kid), kid), secret));
  return { code: handOverCode({ org, publicKey }, proof), kid, publicKey, proof };
}

describe('a registration code', () => {
  it('says what registers the key, however a message broke its lines', () => {
    const { code, ...said } = codeOf(1);
    for (const text of [code, `\n ${code}\n`, code.replaceAll(' ', '\r\n')])
      expect(readHandOver(text, LOG, ORG)).toEqual({ alg: 'Ed25519', ...said });
  });

  it('is refused where it is no whole one', () => {
    const { code } = codeOf(1);
    for (const text of ['', 'hello', code.slice(0, -1), `${code} more`, code.replace('Ed25519', 'SM2')])
      expect(() => readHandOver(text, LOG, ORG)).toThrow('form');
  });

  it('is good for its own organization, log and key alone', () => {
    const [one, other] = [codeOf(1), codeOf(2)];
    expect(() => readHandOver(one.code, LOG, 'o-00000000000000000002')).toThrow('organization');
    expect(() => readHandOver(one.code, 'other.test/log', ORG)).toThrow('proof');
    const mixed = one.code.replace(one.proof, other.proof);
    expect(() => readHandOver(mixed, LOG, ORG)).toThrow('proof');
    expect(() => readHandOver(one.code.replace(one.publicKey, other.publicKey), LOG, ORG)).toThrow('proof');
  });
});
