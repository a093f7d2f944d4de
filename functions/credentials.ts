/**
 * Lambda: certificates as Verifiable Credentials, signed with the key of the log. Beside the sequencer it is
 * the only function that may sign with it, so it does nothing else (docs/design/credentials.md).
 */
import { KMSClient } from '@aws-sdk/client-kms';
import { credentialOf } from '../events/credential/credential.ts';
import { formatVkey, type NoteSigner } from '../events/tlog/note-key.ts';
import { canonicalize } from '../shared/base/canonical.ts';
import {
  type Certificate,
  certificateAs,
  claim,
  greenPower,
  issuance,
  retirement,
} from './evidence/certificates.ts';
import { tooLarge } from './evidence/composed.ts';
import { type Endpoints, handlerOf } from './http/endpoint.ts';
import { BODY_BYTES_MAX, bytesInResult } from './http/result-size.ts';
import type { World } from './ledger/ledger-world.ts';
import { kmsSigner } from './log/signer.ts';
import { setting } from './world.ts';

/** The media type of a credential with its proof in it (VC Data Model 2.0, §6.1). */
const MEDIA_TYPE = 'application/vc';

let signer: Promise<NoteSigner> | undefined;

/** The log's key, asked for once; a failed answer is asked for again. */
function logSigner({ logOrigin }: World): Promise<NoteSigner> {
  signer ??= kmsSigner(new KMSClient({}), setting('LOG_KEY_ID'), logOrigin).catch((error: unknown) => {
    signer = undefined;
    throw error;
  });
  return signer;
}

/** The credential of a certificate, as canonical JSON: the same bytes while the evidence is the same. */
async function credentialText(certificate: Certificate, world: World): Promise<string> {
  const signs = await logSigner(world);
  if (certificate.log.vkey !== formatVkey(signs.key))
    throw new Error('the key at hand is not that of the log');
  const credential = await credentialOf(certificate, signs);
  if (bytesInResult(credential) > BODY_BYTES_MAX)
    throw tooLarge(certificate.evidence.length, certificate.evidence.length - 1);
  return canonicalize(JSON.parse(JSON.stringify(credential)));
}

/** It takes a token, since each answer is a signature. */
const credential = certificateAs({
  extension: 'vc.json',
  remark: ' as a W3C Verifiable Credential 2.0; verifies offline: npx lvzhang verify',
  action: 'evidence.read',
  replyOf: () => MEDIA_TYPE,
  answer: async (certificate, world) => ({ text: await credentialText(certificate, world) }),
});

export const endpoints: Endpoints = {
  'GET /v1/retirements/{id}/credential.json': credential(retirement),
  'GET /v1/emission-statements/{id}/green-power-credential.json': credential(greenPower),
  'GET /v1/claims/{id}/credential.json': credential(claim),
  'GET /v1/batches/{id}/credential.json': credential(issuance),
};

export const handler = handlerOf(endpoints);
