/** Lambda: evidence of what was retired and committed. */
import { jsonCertificates } from './evidence/certificates.ts';
import { evidenceEndpoints } from './evidence/evidence.ts';
import { statementEvidenceEndpoints } from './evidence/statement.ts';
import { type Endpoints, handlerOf } from './http/endpoint.ts';

export const endpoints: Endpoints = {
  ...jsonCertificates,
  ...statementEvidenceEndpoints,
  ...evidenceEndpoints,
};

export const handler = handlerOf(endpoints);
