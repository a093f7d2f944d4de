/** Lambda: evidence of what was retired and committed. */
import { claimCertificateEndpoints } from './evidence/claim.ts';
import { evidenceEndpoints } from './evidence/evidence.ts';
import { greenPowerEndpoints } from './evidence/green-power.ts';
import { issuanceCertificateEndpoints } from './evidence/issuance.ts';
import { retirementCertificateEndpoints } from './evidence/retirement.ts';
import { statementEvidenceEndpoints } from './evidence/statement.ts';
import { type Endpoints, handlerOf } from './http/endpoint.ts';

export const endpoints: Endpoints = {
  ...claimCertificateEndpoints,
  ...greenPowerEndpoints,
  ...issuanceCertificateEndpoints,
  ...retirementCertificateEndpoints,
  ...statementEvidenceEndpoints,
  ...evidenceEndpoints,
};

export const handler = handlerOf(endpoints);
