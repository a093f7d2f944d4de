/** Lambda: monitoring reports, from their submission to issuance; reversals and cancellations. */
import { type Endpoints, handlerOf } from './http/endpoint.ts';
import { cancellationEndpoints } from './monitoring-reports/cancellations.ts';
import { commentEndpoints } from './monitoring-reports/comments.ts';
import { issuanceEndpoints } from './monitoring-reports/issuance.ts';
import { reportEndpoints } from './monitoring-reports/reports.ts';
import { reversalEndpoints } from './monitoring-reports/reversals.ts';
import { verificationEndpoints } from './monitoring-reports/verification.ts';

export const endpoints: Endpoints = {
  ...reportEndpoints,
  ...commentEndpoints,
  ...verificationEndpoints,
  ...issuanceEndpoints,
  ...reversalEndpoints,
  ...cancellationEndpoints,
};

export const handler = handlerOf('monitoring-reports', endpoints);
