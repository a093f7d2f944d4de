/** Lambda: evidence of what was retired and committed. */

import { evidenceEndpoints } from './evidence/evidence.ts';
import { type Endpoints, handlerOf } from './http/endpoint.ts';

export const endpoints: Endpoints = {
  ...evidenceEndpoints,
};

export const handler = handlerOf(endpoints);
