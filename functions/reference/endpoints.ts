/** Every endpoint of the registry, by `METHOD /path`: basis of the API's description and role test. */
import * as agreements from '../agreements.ts';
import * as certificates from '../certificates.ts';
import * as console from '../console.ts';
import * as contracts from '../contracts.ts';
import * as credentials from '../credentials.ts';
import * as datasets from '../datasets.ts';
import * as disclosures from '../disclosures.ts';
import * as docs from '../docs.ts';
import * as documents from '../documents.ts';
import * as evidence from '../evidence.ts';
import * as facilities from '../facilities.ts';
import type { Endpoints } from '../http/endpoint.ts';
import * as jobs from '../jobs.ts';
import * as log from '../log.ts';
import * as organizations from '../organizations.ts';
import * as pages from '../pages.ts';
import * as parcels from '../parcels.ts';
import * as projects from '../projects.ts';
import * as reports from '../reports.ts';
import { type FunctionName, functionNames, routes } from '../routes.ts';
import * as search from '../search.ts';
import * as statements from '../statements.ts';
import * as units from '../units.ts';
import * as webhooks from '../webhooks.ts';

/**
 * A function, because docs.ts, which needs the description, is itself described. The bundles are made with
 * the description, so no function is deployed that doesn't answer exactly its own routes.
 */
export function allEndpoints(): Endpoints {
  const functions: Record<FunctionName, { endpoints: Endpoints }> = {
    organizations,
    documents,
    parcels,
    projects,
    agreements,
    reports,
    units,
    facilities,
    contracts,
    statements,
    datasets,
    disclosures,
    evidence,
    certificates,
    credentials,
    jobs,
    webhooks,
    log,
    search,
    pages,
    console,
    docs,
  };
  return Object.assign({}, ...functionNames.map((name) => answering(name, functions[name].endpoints)));
}

/** A function's endpoints. Throws where a route of the function has none, or one has no such route. */
export function answering(name: FunctionName, endpoints: Endpoints): Endpoints {
  const wanted = routes
    .filter((route) => route.function === name)
    .map(({ method, path }) => `${method} ${path}`);
  const missing = wanted.filter((key) => !endpoints[key]);
  const extra = Object.keys(endpoints).filter((key) => !wanted.includes(key));
  if (missing.length + extra.length > 0)
    throw new Error(`${name}: routes without endpoint or the reverse: ${[...missing, ...extra]}`);
  return endpoints;
}
