import * as ed from '@noble/ed25519';
import { describe, expect, it } from 'vitest';
import {
  didKeyOf,
  fromMultibase,
  toMultibase,
  verificationMethodOf,
} from '../../events/credential/did-key.ts';
import { hashData, type Proof, proofOf, proves } from '../../events/credential/eddsa-jcs.ts';
import { canonicalize } from '../../shared/base/canonical.ts';
import { toHex, toUtf8 } from '../../shared/base/encoding.ts';
import { sha256 } from '../../shared/base/sha256.ts';
import * as published from './eddsa-jcs-2022.ts';

/** A Multikey's bytes without their multicodec prefix. */
const keyBytes = (multikey: string) => fromMultibase(multikey).subarray(2);
const publicKey = keyBytes(published.keyPair.publicKeyMultibase);
const secretKey = keyBytes(published.keyPair.secretKeyMultibase);
const { proof, ...document } = published.signedCredential;
const { proofValue, ...options } = proof as Proof;

describe('eddsa-jcs-2022, as the W3C publishes it', () => {
  it('writes keys as Multikey and did:key', () => {
    expect(toMultibase(fromMultibase(published.keyPair.publicKeyMultibase))).toBe(
      published.keyPair.publicKeyMultibase,
    );
    expect(didKeyOf(publicKey)).toBe(`did:key:${published.keyPair.publicKeyMultibase}`);
    expect(verificationMethodOf(publicKey)).toBe(proof.verificationMethod);
  });

  it('hashes the canonical options and the canonical document, in that order', () => {
    expect(canonicalize(document)).toBe(published.canonicalDocument);
    expect(canonicalize(options)).toBe(published.canonicalOptions);
    expect(toHex(sha256(toUtf8(published.canonicalDocument)))).toBe(published.documentHash);
    expect(toHex(sha256(toUtf8(published.canonicalOptions)))).toBe(published.optionsHash);
    expect(toHex(hashData(document, options))).toBe(published.combinedHashes);
  });

  it('signs to the published value', async () => {
    const sign = async (message: Uint8Array) => ed.sign(message, secretKey);
    expect(await proofOf(document, options, { sign, publicKey })).toEqual(proof);
    expect(toHex(fromMultibase(proofValue))).toBe(published.signature);
  });

  it('verifies the published credential, and none that differs', () => {
    expect(proves(proof as Proof, document, publicKey)).toBe(true);
    const others: [Proof, object][] = [
      [{ ...(proof as Proof), created: '2023-02-24T23:36:39Z' }, document],
      [{ ...(proof as Proof), proofValue: proofValue.replace(/X$/, 'Y') }, document],
      [{ ...(proof as Proof), proofValue: `${proofValue}0` }, document],
      [{ ...(proof as Proof), proofValue: `z${'2'.repeat(100_000)}` }, document],
      [proof as Proof, { ...document, name: 'Alumna Credential' }],
    ];
    for (const [changed, told] of others) expect(proves(changed, told, publicKey)).toBe(false);
    expect(proves(proof as Proof, document, ed.getPublicKey(new Uint8Array(32).fill(3)))).toBe(false);
  });

  it('refuses a signer that signs with another key', async () => {
    const sign = async (message: Uint8Array) => ed.sign(message, new Uint8Array(32).fill(3));
    await expect(proofOf(document, options, { sign, publicKey })).rejects.toThrow(
      'does not sign with its key',
    );
  });
});
