/**
 * A stranger's wallet: Digital Bazaar's implementation of VC 2.0, Data Integrity and eddsa-jcs-2022 takes our
 * credentials, and JSON-LD finds a meaning for every member.
 */
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import { createVerifyCryptosuite } from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import * as jsonld from 'jsonld';
import { describe, expect, it } from 'vitest';
import { contextNamed } from '../../events/credential/context.ts';
import { credentialOf } from '../../events/credential/credential.ts';
import { didKeyOf } from '../../events/credential/did-key.ts';
import { certificate } from '../support/log/certificate.ts';
import { logSigner } from '../support/log/log.ts';

const did = didKeyOf(logSigner.key.publicKey);
const key = await Ed25519Multikey.from({
  id: `${did}#${did.slice('did:key:'.length)}`,
  controller: did,
  publicKeyMultibase: did.slice('did:key:'.length),
});

const OURS = `https://${logSigner.key.name}/contexts/`;

/** Knows the W3C's contexts and ours, and resolves our did:key; everything else is refused. */
async function documentLoader(url: string) {
  const document = url.startsWith(OURS)
    ? JSON.parse(contextNamed(url.slice(OURS.length)) ?? '{}')
    : url.startsWith(did)
      ? resolved(url)
      : undefined;
  return document ? { contextUrl: null, documentUrl: url, document } : vc.defaultDocumentLoader(url);
}

const resolved = (url: string) =>
  url === did
    ? { '@context': 'https://www.w3.org/ns/did/v1', id: did, assertionMethod: [key.id] }
    : {
        '@context': 'https://w3id.org/security/multikey/v1',
        id: key.id,
        type: 'Multikey',
        controller: did,
        publicKeyMultibase: did.slice('did:key:'.length),
      };

const walletVerifies = (credential: object) =>
  vc.verifyCredential({
    credential,
    suite: new DataIntegrityProof({ cryptosuite: createVerifyCryptosuite() }),
    documentLoader,
  });

describe("a stranger's wallet", () => {
  it('verifies a credential, and none that was changed', async () => {
    const made = JSON.parse(JSON.stringify(await credentialOf(await certificate(), logSigner)));
    const found = await walletVerifies(made);
    expect(found.error).toBeUndefined();
    expect(found.verified).toBe(true);
    made.credentialSubject.quantity++;
    expect((await walletVerifies(made)).verified).toBe(false);
  });

  it('finds the meaning of every member', async () => {
    const made = JSON.parse(JSON.stringify(await credentialOf(await certificate(), logSigner)));
    const [expanded] = await jsonld.expand(made, { safe: true, documentLoader });
    const [subject] = expanded['https://www.w3.org/2018/credentials#credentialSubject'] ?? [];
    const members = Object.keys(made.credentialSubject).filter((member) => !['id', 'type'].includes(member));
    expect(Object.keys(subject ?? {}).sort()).toEqual(
      ['@id', '@type', ...members.map((member) => `urn:lvzhang:terms#${member}`)].sort(),
    );
    made.credentialSubject.rating = 'A';
    await expect(jsonld.expand(made, { safe: true, documentLoader })).rejects.toThrow();
  });
});
