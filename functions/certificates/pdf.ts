/** Certificates as PDF: the page of the JSON that the route beside gives, with that JSON attached. */
import * as z from 'zod';
import { certificateFont } from '#certificate-font';
import { type Font, openFont, UndrawableError } from '../../events/certificate/pdf/font.ts';
import { renderCertificate } from '../../events/certificate/pdf/render.ts';
import { toUtf8 } from '../../shared/base/encoding.ts';
import { BatchId, ClaimId, CommitId, StatementId } from '../../shared/base/field.ts';
import { claimCertificateOf } from '../evidence/claim.ts';
import { greenPowerCertificateOf } from '../evidence/green-power.ts';
import { issuanceCertificateOf } from '../evidence/issuance.ts';
import { retirementCertificateOf } from '../evidence/retirement.ts';
import { type Endpoint, type Endpoints, endpoint } from '../http/endpoint.ts';
import { Problem } from '../http/problem.ts';
import { BODY_BYTES_MAX } from '../http/result-size.ts';
import type { LedgerReads } from '../ledger/reads.ts';

/** A function's result has the bytes in base64. */
const PDF_BYTES_MAX = Math.floor((BODY_BYTES_MAX * 3) / 4);

/** The font is opened once for all that an instance draws. */
let opened: Font | undefined;
const font = (): Font => {
  opened ??= openFont(certificateFont());
  return opened;
};

/** @throws Problem where the font lacks a character, or the file would not fit an answer */
function drawn(certificate: object, leaves: number): Uint8Array {
  const bytes = pageOf(toUtf8(JSON.stringify(certificate)));
  if (bytes.length > PDF_BYTES_MAX)
    throw new Problem('certificate-page-too-large', [], {}, { leaves, bytes: PDF_BYTES_MAX });
  return bytes;
}

function pageOf(json: Uint8Array): Uint8Array {
  try {
    return renderCertificate(json, font());
  } catch (error) {
    if (!(error instanceof UndrawableError)) throw error;
    const { character, codePoint, field } = error;
    throw new Problem(
      'certificate-character-missing',
      [{ pointer: `#${field}`, detail: codePoint }],
      {},
      {
        character,
        codePoint,
        field,
      },
    );
  }
}

/** @param name the file's name before the id */
const pdfOf = (
  summary: string,
  name: string,
  id: z.ZodType<string>,
  certificateOf: (reads: LedgerReads, id: string) => Promise<{ evidence: readonly unknown[] }>,
): Endpoint =>
  endpoint({
    summary: `${summary} as PDF/A-3, with the JSON attached; npx lvzhang verify checks page and JSON offline`,
    path: z.strictObject({ id }),
    status: 200,
    reply: 'application/pdf',
    run: async ({ path }, { reads }) => {
      const certificate = await certificateOf(reads, path.id);
      return {
        headers: { 'content-disposition': `attachment; filename="${name}-${path.id}.pdf"` },
        bytes: drawn(certificate, certificate.evidence.length),
      };
    },
  });

export const certificateEndpoints: Endpoints = {
  'GET /v1/retirements/{id}/certificate.pdf': pdfOf(
    '注销证书 Retirement certificate',
    'retirement',
    CommitId,
    retirementCertificateOf,
  ),
  'GET /v1/emission-statements/{id}/green-power-certificate.pdf': pdfOf(
    '绿电消费认证 Green-power consumption certificate',
    'green-power',
    StatementId,
    greenPowerCertificateOf,
  ),
  'GET /v1/claims/{id}/certificate.pdf': pdfOf(
    '声明证书 Certificate of a claim that stands',
    'claim',
    ClaimId,
    claimCertificateOf,
  ),
  'GET /v1/batches/{id}/certificate.pdf': pdfOf(
    '签发证书 Certificate of the issuance of a batch',
    'issuance',
    BatchId,
    issuanceCertificateOf,
  ),
};
