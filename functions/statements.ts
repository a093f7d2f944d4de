/** Lambda: emission statements, factor tables, claims, parks. */
import { type Endpoints, handlerOf } from './http/endpoint.ts';
import { claimEndpoints } from './statements/claims.ts';
import { factorEndpoints } from './statements/factors.ts';
import { parkEndpoints } from './statements/parks.ts';
import { statementEndpoints } from './statements/statements.ts';

export const endpoints: Endpoints = {
  ...factorEndpoints,
  ...statementEndpoints,
  ...claimEndpoints,
  ...parkEndpoints,
};

export const handler = handlerOf(endpoints);
