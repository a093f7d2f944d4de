/** Certificates as PDF: the page of the JSON that the route beside gives, with that JSON attached. */
import { certificateFont } from '#certificate-font';
import { type Font, openFont, UndrawableError } from '../../events/certificate/pdf/font.ts';
import { renderCertificate } from '../../events/certificate/pdf/render.ts';
import { toUtf8 } from '../../shared/base/encoding.ts';
import { certificateAs, claim, greenPower, issuance, retirement } from '../evidence/certificates.ts';
import type { Endpoints } from '../http/endpoint.ts';
import { Problem } from '../http/problem.ts';
import { BODY_BYTES_MAX } from '../http/result-size.ts';

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

const pdf = certificateAs({
  extension: 'pdf',
  remark: ' as PDF/A-3, with the JSON attached; npx lvzhang verify checks page and JSON offline',
  replyOf: () => 'application/pdf',
  answer: (certificate) => ({ bytes: drawn(certificate, certificate.evidence.length) }),
});

export const pdfCertificates: Endpoints = {
  'GET /v1/retirements/{id}/certificate.pdf': pdf(retirement),
  'GET /v1/emission-statements/{id}/green-power-certificate.pdf': pdf(greenPower),
  'GET /v1/claims/{id}/certificate.pdf': pdf(claim),
  'GET /v1/batches/{id}/certificate.pdf': pdf(issuance),
};
