/** Lambda: emission statements, factor tables, claims. */
import { type Endpoints, handlerOf } from './http/endpoint.ts';
import { claimEndpoints } from './statements/claims.ts';
import { factorEndpoints } from './statements/factors.ts';
import { statementEndpoints } from './statements/statements.ts';

export const endpoints: Endpoints = {
  ...factorEndpoints,
  ...statementEndpoints,
  ...claimEndpoints,
};

export const handler = handlerOf(endpoints);
