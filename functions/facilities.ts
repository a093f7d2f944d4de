/** Lambda: facilities, their generation and the certificates issued of it. */
import { certificateCancellationEndpoints } from './facilities/cancellations.ts';
import { facilityEndpoints } from './facilities/facilities.ts';
import { generationEndpoints } from './facilities/generation.ts';
import { provincialAccountEndpoints } from './facilities/provincial-accounts.ts';
import { type Endpoints, handlerOf } from './http/endpoint.ts';

export const endpoints: Endpoints = {
  ...provincialAccountEndpoints,
  ...facilityEndpoints,
  ...generationEndpoints,
  ...certificateCancellationEndpoints,
};

export const handler = handlerOf(endpoints);
