/** Lambda: monitoring reports, from their submission to issuance; reversals and cancellations. */
import { type Endpoints, handlerOf } from './http/endpoint.ts';
import { cancellationEndpoints } from './reports/cancellations.ts';
import { reportCertificateEndpoints } from './reports/certificates.ts';
import { commentEndpoints } from './reports/comments.ts';
import { issuanceEndpoints } from './reports/issuance.ts';
import { reportEndpoints } from './reports/reports.ts';
import { reversalEndpoints } from './reports/reversals.ts';
import { verificationEndpoints } from './reports/verification.ts';

export const endpoints: Endpoints = {
  ...reportEndpoints,
  ...commentEndpoints,
  ...reportCertificateEndpoints,
  ...verificationEndpoints,
  ...issuanceEndpoints,
  ...reversalEndpoints,
  ...cancellationEndpoints,
};

export const handler = handlerOf(endpoints);
