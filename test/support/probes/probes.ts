/** One request per route that succeeds for whoever is granted it: what the role test sends. */
import { accreditationProbes } from './accreditations.ts';
import { agreementProbes } from './agreements.ts';
import { issueBatch, type TestApi } from './api.ts';
import { confirmationProbes } from './confirmations.ts';
import { contractProbes } from './contract-probes.ts';
import { datasetProbes } from './datasets.ts';
import { disclosureProbes } from './disclosures.ts';
import { documentProbes } from './document-probes.ts';
import { facilityProbes } from './facility-probes.ts';
import { incomeProbes } from './first-sale.ts';
import { freezingProbes } from './freezing-probes.ts';
import { jobProbes } from './job-probes.ts';
import { keyProbes } from './keys.ts';
import { parcelProbes } from './parcels.ts';
import { parkProbes } from './parks.ts';
import { pledgeProbes } from './pledges.ts';
import type { Make, Probe } from './probe.ts';
import { projectProbes } from './project-probes.ts';
import { reportProbes } from './report-probes.ts';
import { settlementProbes } from './settlement-probes.ts';
import {
  foreignOrganization,
  freshOrigin,
  freshUscc,
  offer,
  retire,
  type SmallRegistry,
} from './small-registry.ts';
import { statementProbes } from './statements.ts';
import { supplyProbes } from './supplies.ts';
import { unionProbes } from './unions.ts';
import { webhookProbes } from './webhook-probes.ts';

/** Makes the probe of a route; where it uses something up, a fresh one each time. */
export async function probeOf(route: string, api: TestApi, registry: SmallRegistry): Promise<Probe> {
  const made = await PROBES[route.replace('GET /p/', 'GET /v1/')]?.(registry, api);
  // A page shows what the route of the API shows, and is probed with the same thing.
  if (made && route.startsWith('GET /p/')) return { request: made.request.replace('/v1/', '/p/') };
  return made ?? { request: route };
}

const settling =
  (settlement: string, side: 'developer' | 'buyer'): Make =>
  async (registry, api) => ({
    request: `POST /v1/transfers/${await offer(api, registry)}/${settlement}`,
    owner: registry[side].id,
  });

const ofAccount =
  (what: string): Make =>
  (registry) => ({
    request: `GET /v1/accounts/${registry.developer.account}/${what}`,
    owner: registry.developer.id,
  });

const PROBES: Record<string, Make> = {
  ...datasetProbes,
  ...disclosureProbes,
  ...documentProbes,
  ...accreditationProbes,
  ...agreementProbes,
  ...contractProbes,
  ...settlementProbes,
  ...facilityProbes,
  ...freezingProbes,
  ...incomeProbes,
  ...jobProbes,
  ...keyProbes,
  ...confirmationProbes,
  ...parcelProbes,
  ...projectProbes,
  ...parkProbes,
  ...pledgeProbes,
  ...reportProbes,
  ...statementProbes,
  ...supplyProbes,
  ...unionProbes,
  ...webhookProbes,
  'POST /v1/organizations': () => ({
    request: 'POST /v1/organizations',
    body: { name: '新企业', uscc: freshUscc(), roles: ['enterprise'] },
  }),
  'GET /v1/organizations/{id}': (registry) => ({ request: `GET /v1/organizations/${registry.developer.id}` }),
  'GET /v1/organizations/{id}/mentions': (registry) => ({
    request: `GET /v1/organizations/${registry.developer.id}/mentions`,
    owner: registry.developer.id,
  }),
  'POST /v1/organizations/{id}/identify': async (_registry, api) => ({
    request: `POST /v1/organizations/${await foreignOrganization(api)}/identify`,
    body: { uscc: freshUscc() },
    headers: { 'if-match': '"v1"' },
  }),
  'GET /v1/accounts/{id}/blocks': ofAccount('blocks'),
  'GET /v1/accounts/{id}/holdings': ofAccount('holdings'),
  'GET /v1/accounts/{id}/transfers': ofAccount('transfers'),
  'POST /v1/projects/imports': (registry) => ({
    request: 'POST /v1/projects/imports',
    body: {
      name: '造林（示例）',
      standard: 'CCER',
      methodology: 'CCER-14-001-V01',
      category: 'forest',
      developer: registry.developer.id,
      origin: freshOrigin(),
    },
  }),
  'GET /v1/projects/{id}': (registry) => ({ request: `GET /v1/projects/${registry.project}` }),
  'GET /v1/projects/{id}/batches': (registry) => ({
    request: `GET /v1/projects/${registry.project}/batches`,
  }),
  'POST /v1/projects/{id}/issuances': (registry) => ({
    request: `POST /v1/projects/${registry.project}/issuances`,
    // A vintage of its own, and a serial that nobody had before.
    body: { vintage: 2010, quantity: 10, foreign: { serial: freshOrigin().code } },
  }),
  'GET /v1/batches/{id}': (registry) => ({ request: `GET /v1/batches/${registry.batch}` }),
  'GET /v1/batches/{id}/blocks': (registry) => ({ request: `GET /v1/batches/${registry.batch}/blocks` }),
  'POST /v1/batches/{id}/subdivide': async (_registry, api) => {
    const { batch, developer } = await issueBatch(api, 10);
    return {
      request: `POST /v1/batches/${batch}/subdivide`,
      body: { block: 1, lanes: 2 },
      owner: developer.id,
    };
  },
  'POST /v1/transfers': (registry) => ({
    request: 'POST /v1/transfers',
    body: {
      from: registry.developer.account,
      to: registry.buyer.account,
      items: [{ batch: registry.batch, quantity: 1 }],
    },
    owner: registry.developer.id,
  }),
  'GET /v1/transfers/{id}': async (registry, api) => ({
    request: `GET /v1/transfers/${await offer(api, registry)}`,
    owner: registry.buyer.id,
  }),
  'POST /v1/transfers/{id}/accept': settling('accept', 'buyer'),
  'POST /v1/transfers/{id}/reject': settling('reject', 'buyer'),
  'POST /v1/transfers/{id}/withdraw': settling('withdraw', 'developer'),
  'POST /v1/retirements': (registry) => ({
    request: 'POST /v1/retirements',
    // Of the imported batch: the only one from which the operator may retire.
    body: retire(registry.developer.account, registry.importedBatch),
    owner: registry.developer.id,
  }),
  'GET /v1/retirements/{id}': (registry) => ({ request: `GET /v1/retirements/${registry.retirement}` }),
  'GET /v1/retirements/{id}/certificate.json': (registry) => ({
    request: `GET /v1/retirements/${registry.retirement}/certificate.json`,
  }),
  'GET /v1/batches/{id}/certificate.json': (registry) => ({
    request: `GET /v1/batches/${registry.batch}/certificate.json`,
  }),
  'GET /v1/batches/{id}/certificate.pdf': (registry) => ({
    request: `GET /v1/batches/${registry.batch}/certificate.pdf`,
  }),
  'GET /v1/retirements/{id}/certificate.pdf': (registry) => ({
    request: `GET /v1/retirements/${registry.retirement}/certificate.pdf`,
  }),
  'GET /v1/retirements/{id}/credential.json': (registry) => ({
    request: `GET /v1/retirements/${registry.retirement}/credential.json`,
  }),
  'GET /v1/batches/{id}/credential.json': (registry) => ({
    request: `GET /v1/batches/${registry.batch}/credential.json`,
  }),
  'GET /v1/retirements/{id}/proof': (registry) => ({
    request: `GET /v1/retirements/${registry.retirement}/proof`,
  }),
  'GET /v1/units/{batch}/{serial}/provenance': (registry) => ({
    request: `GET /v1/units/${registry.batch}/1/provenance`,
  }),
  'GET /v1/commits/{id}': (registry) => ({ request: `GET /v1/commits/${registry.retirement}` }),
  'GET /v1/commits/{id}/proof': (registry) => ({ request: `GET /v1/commits/${registry.retirement}/proof` }),
};
