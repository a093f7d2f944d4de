/**
 * Lambda: certificates as Verifiable Credentials, signed with the key of the log. Beside the sequencer it is
 * the only function that may sign with it, so it does nothing else (docs/design/credentials.md).
 */
import { KMSClient } from '@aws-sdk/client-kms';
import * as z from 'zod';
import { type AnyCertificate, credentialOf } from '../events/credential/credential.ts';
import { formatVkey, type NoteSigner } from '../events/tlog/note-key.ts';
import { canonicalize } from '../shared/base/canonical.ts';
import { BatchId, ClaimId, CommitId, StatementId } from '../shared/base/field.ts';
import { claimCertificateOf } from './evidence/claim.ts';
import { tooLarge } from './evidence/composed.ts';
import { greenPowerCertificateOf } from './evidence/green-power.ts';
import { issuanceCertificateOf } from './evidence/issuance.ts';
import { retirementCertificateOf } from './evidence/retirement.ts';
import { type Endpoint, type Endpoints, endpoint, handlerOf } from './http/endpoint.ts';
import { BODY_BYTES_MAX, bytesInResult } from './http/result-size.ts';
import type { World } from './ledger/ledger-world.ts';
import type { LedgerReads } from './ledger/reads.ts';
import { kmsSigner } from './log/signer.ts';
import { setting } from './world.ts';

/** The media type of a credential with its proof in it (VC Data Model 2.0, §6.1). */
const MEDIA_TYPE = 'application/vc';

type Certificate = AnyCertificate & { log: { vkey: string }; evidence: readonly unknown[] };

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

/** The credential beside a kind of certificate. It takes a token, since each answer is a signature. */
const credentialEndpoint = (
  summary: string,
  name: string,
  id: z.ZodType<string>,
  certificateOf: (reads: LedgerReads, id: string) => Promise<Certificate>,
): Endpoint =>
  endpoint({
    summary,
    action: 'evidence.read',
    path: z.strictObject({ id }),
    status: 200,
    reply: MEDIA_TYPE,
    run: async ({ path }, world) => ({
      headers: { 'content-disposition': `attachment; filename="${name}-${path.id}.vc.json"` },
      text: await credentialText(await certificateOf(world.reads, path.id), world),
    }),
  });

export const endpoints: Endpoints = {
  'GET /v1/retirements/{id}/credential.json': credentialEndpoint(
    '注销凭证 Retirement as a W3C Verifiable Credential 2.0; verifies offline: npx lvzhang verify',
    'retirement',
    CommitId,
    retirementCertificateOf,
  ),
  'GET /v1/emission-statements/{id}/green-power-credential.json': credentialEndpoint(
    '绿电消费凭证 Green-power consumption as a W3C Verifiable Credential 2.0',
    'green-power',
    StatementId,
    greenPowerCertificateOf,
  ),
  'GET /v1/claims/{id}/credential.json': credentialEndpoint(
    '声明凭证 A claim that stands as a W3C Verifiable Credential 2.0',
    'claim',
    ClaimId,
    claimCertificateOf,
  ),
  'GET /v1/batches/{id}/credential.json': credentialEndpoint(
    '签发凭证 Issuance as a W3C Verifiable Credential 2.0',
    'issuance',
    BatchId,
    issuanceCertificateOf,
  ),
};

export const handler = handlerOf(endpoints);
