/** Every endpoint of the registry, by `METHOD /path`: basis of the API's description and role test. */
import * as agreements from '../agreements.ts';
import * as contracts from '../contracts.ts';
import * as docs from '../docs.ts';
import * as documents from '../documents.ts';
import * as evidence from '../evidence.ts';
import * as facilities from '../facilities.ts';
import type { Endpoints } from '../http/endpoint.ts';
import * as log from '../log.ts';
import * as organizations from '../organizations.ts';
import * as parcels from '../parcels.ts';
import * as projects from '../projects.ts';
import * as reports from '../reports.ts';
import * as units from '../units.ts';

/** A function, because docs.ts, which needs the description, is itself described. */
export const allEndpoints = (): Endpoints => ({
  ...organizations.endpoints,
  ...documents.endpoints,
  ...parcels.endpoints,
  ...projects.endpoints,
  ...agreements.endpoints,
  ...reports.endpoints,
  ...units.endpoints,
  ...facilities.endpoints,
  ...contracts.endpoints,
  ...evidence.endpoints,
  ...log.endpoints,
  ...docs.endpoints,
});
