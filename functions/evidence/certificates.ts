/**
 * The kinds of certificates: what each is of, and how its files and routes are named. Each is given as JSON
 * here, as PDF (functions/certificates) and as a credential (functions/credentials.ts).
 */
import * as z from 'zod';
import { ClaimCertificate } from '../../events/certificate/claim-certificate.ts';
import { GreenPowerCertificate } from '../../events/certificate/green-power-certificate.ts';
import { IssuanceCertificate } from '../../events/certificate/issuance-certificate.ts';
import type { AnyCertificate } from '../../events/credential/credential.ts';
import { BatchId, ClaimId, CommitId, StatementId } from '../../shared/base/field.ts';
import type { Action } from '../../shared/ledger/role.ts';
import { type Endpoint, type Endpoints, endpoint, type Reply } from '../http/endpoint.ts';
import type { World } from '../ledger/ledger-world.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { claimCertificateOf } from './claim.ts';
import { greenPowerCertificateOf } from './green-power.ts';
import { issuanceCertificateOf } from './issuance.ts';
import { RetirementCertificate, retirementCertificateOf } from './retirement.ts';

export type Certificate = AnyCertificate & { log: { vkey: string }; evidence: readonly unknown[] };

export interface CertificateKind {
  /** Of its files, before the id. */
  name: string;
  id: z.ZodType<string>;
  /** Of what; Chinese, then English. */
  title: string;
  schema: () => z.ZodType;
  /** @throws Problem where there is none (yet) */
  certificateOf: (reads: LedgerReads, id: string) => Promise<Certificate>;
}

export const retirement: CertificateKind = {
  name: 'retirement',
  id: CommitId,
  title: '注销证书 Certificate of a retirement',
  schema: RetirementCertificate,
  certificateOf: retirementCertificateOf,
};

export const greenPower: CertificateKind = {
  name: 'green-power',
  id: StatementId,
  title: '绿电消费认证 Certificate of a verified statement’s green-power consumption',
  schema: () => GreenPowerCertificate,
  certificateOf: greenPowerCertificateOf,
};

export const claim: CertificateKind = {
  name: 'claim',
  id: ClaimId,
  title: '声明证书 Certificate of a claim that stands',
  schema: () => ClaimCertificate,
  certificateOf: claimCertificateOf,
};

export const issuance: CertificateKind = {
  name: 'issuance',
  id: BatchId,
  title: '签发证书 Certificate of the issuance of a batch',
  schema: () => IssuanceCertificate,
  certificateOf: issuanceCertificateOf,
};

/** What one form of the certificates has of its own. */
interface Form {
  /** The end of its files' names. */
  extension: string;
  /** How a summary goes on behind the title. */
  remark: string;
  action?: Action;
  replyOf: (kind: CertificateKind) => Endpoint['reply'];
  answer: (certificate: Certificate, world: World) => Promise<Reply> | Reply;
}

/** The endpoint of a kind of certificate in that form. */
export const certificateAs =
  ({ extension, remark, action, replyOf, answer }: Form) =>
  (kind: CertificateKind): Endpoint =>
    endpoint({
      summary: `${kind.title}${remark}`,
      ...(action && { action }),
      path: z.strictObject({ id: kind.id }),
      status: 200,
      reply: replyOf(kind),
      run: async ({ path: { id } }, world) => ({
        headers: { 'content-disposition': `attachment; filename="${kind.name}-${id}.${extension}"` },
        ...(await answer(await kind.certificateOf(world.reads, id), world)),
      }),
    });

const json = certificateAs({
  extension: 'json',
  remark: '; verifies offline: npx lvzhang verify',
  replyOf: ({ schema }) => schema,
  answer: (certificate) => ({ json: certificate }),
});

export const jsonCertificates: Endpoints = {
  'GET /v1/retirements/{id}/certificate.json': json(retirement),
  'GET /v1/emission-statements/{id}/green-power-certificate.json': json(greenPower),
  'GET /v1/claims/{id}/certificate.json': json(claim),
  'GET /v1/batches/{id}/certificate.json': json(issuance),
};
