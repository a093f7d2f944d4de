/** Lambda: joint development agreements. */

import { agreementEndpoints } from './agreements/agreements.ts';
import { type Endpoints, handlerOf } from './http/endpoint.ts';

export const endpoints: Endpoints = {
  ...agreementEndpoints,
};

export const handler = handlerOf(endpoints);
