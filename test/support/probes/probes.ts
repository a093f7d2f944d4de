/** One request per route that succeeds for whoever is granted it: what the role test sends. */
import { agreementProbes } from './agreements.ts';
import { issueBatch, type TestApi } from './api.ts';
import { contractProbes } from './contract-probes.ts';
import { documentProbes } from './document-probes.ts';
import { facilityProbes } from './facility-probes.ts';
import { incomeProbes } from './first-sale.ts';
import { freezingProbes } from './freezing-probes.ts';
import { keyProbes } from './keys.ts';
import { parcelProbes } from './parcels.ts';
import { pledgeProbes } from './pledges.ts';
import type { Make, Probe } from './probe.ts';
import { projectProbes } from './project-probes.ts';
import { reportProbes } from './report-probes.ts';
import { foreignOrganization, freshOrigin, freshUscc, offer, retire, type Scene } from './scene.ts';
import { settlementProbes } from './settlement-probes.ts';
import { supplyProbes } from './supplies.ts';
import { unionProbes } from './unions.ts';

/** Makes the probe of a route; where it uses something up, a fresh one each time. */
export async function probeOf(route: string, api: TestApi, scene: Scene): Promise<Probe> {
  return PROBES[route]?.(scene, api) ?? { request: route };
}

const settling =
  (settlement: string, side: 'developer' | 'buyer'): Make =>
  async (scene, api) => ({
    request: `POST /v1/transfers/${await offer(api, scene)}/${settlement}`,
    owner: scene[side].id,
  });

const ofAccount =
  (what: string): Make =>
  (scene) => ({
    request: `GET /v1/accounts/${scene.developer.account}/${what}`,
    owner: scene.developer.id,
  });

const PROBES: Record<string, Make> = {
  ...documentProbes,
  ...agreementProbes,
  ...contractProbes,
  ...settlementProbes,
  ...facilityProbes,
  ...freezingProbes,
  ...incomeProbes,
  ...keyProbes,
  ...parcelProbes,
  ...projectProbes,
  ...pledgeProbes,
  ...reportProbes,
  ...supplyProbes,
  ...unionProbes,
  'POST /v1/organizations': () => ({
    request: 'POST /v1/organizations',
    body: { name: '新企业', uscc: freshUscc(), roles: ['enterprise'] },
  }),
  'GET /v1/organizations/{id}': (scene) => ({ request: `GET /v1/organizations/${scene.developer.id}` }),
  'GET /v1/organizations/{id}/mentions': (scene) => ({
    request: `GET /v1/organizations/${scene.developer.id}/mentions`,
    owner: scene.developer.id,
  }),
  'POST /v1/organizations/{id}/identify': async (_scene, api) => ({
    request: `POST /v1/organizations/${await foreignOrganization(api)}/identify`,
    body: { uscc: freshUscc() },
    headers: { 'if-match': '"v1"' },
  }),
  'GET /v1/accounts/{id}/blocks': ofAccount('blocks'),
  'GET /v1/accounts/{id}/holdings': ofAccount('holdings'),
  'GET /v1/accounts/{id}/transfers': ofAccount('transfers'),
  'POST /v1/projects/imports': (scene) => ({
    request: 'POST /v1/projects/imports',
    body: {
      name: '造林（示例）',
      standard: 'CCER',
      methodology: 'CCER-14-001-V01',
      category: 'forest',
      developer: scene.developer.id,
      origin: freshOrigin(),
    },
  }),
  'GET /v1/projects/{id}': (scene) => ({ request: `GET /v1/projects/${scene.project}` }),
  'GET /v1/projects/{id}/batches': (scene) => ({ request: `GET /v1/projects/${scene.project}/batches` }),
  'POST /v1/projects/{id}/issuances': (scene) => ({
    request: `POST /v1/projects/${scene.project}/issuances`,
    // A vintage of its own, and a serial that nobody had before.
    body: { vintage: 2010, quantity: 10, foreign: { serial: freshOrigin().code } },
  }),
  'GET /v1/batches/{id}': (scene) => ({ request: `GET /v1/batches/${scene.batch}` }),
  'GET /v1/batches/{id}/blocks': (scene) => ({ request: `GET /v1/batches/${scene.batch}/blocks` }),
  'POST /v1/batches/{id}/subdivide': async (_scene, api) => {
    const { batch, developer } = await issueBatch(api, 10);
    return {
      request: `POST /v1/batches/${batch}/subdivide`,
      body: { block: 1, lanes: 2 },
      owner: developer.id,
    };
  },
  'POST /v1/transfers': (scene) => ({
    request: 'POST /v1/transfers',
    body: {
      from: scene.developer.account,
      to: scene.buyer.account,
      items: [{ batch: scene.batch, quantity: 1 }],
    },
    owner: scene.developer.id,
  }),
  'GET /v1/transfers/{id}': async (scene, api) => ({
    request: `GET /v1/transfers/${await offer(api, scene)}`,
    owner: scene.buyer.id,
  }),
  'POST /v1/transfers/{id}/accept': settling('accept', 'buyer'),
  'POST /v1/transfers/{id}/reject': settling('reject', 'buyer'),
  'POST /v1/transfers/{id}/withdraw': settling('withdraw', 'developer'),
  'POST /v1/retirements': (scene) => ({
    request: 'POST /v1/retirements',
    // Of the imported batch: the only one from which the operator may retire.
    body: retire(scene.developer.account, scene.importedBatch),
    owner: scene.developer.id,
  }),
  'GET /v1/retirements/{id}': (scene) => ({ request: `GET /v1/retirements/${scene.retirement}` }),
  'GET /v1/retirements/{id}/certificate.json': (scene) => ({
    request: `GET /v1/retirements/${scene.retirement}/certificate.json`,
  }),
  'GET /v1/retirements/{id}/proof': (scene) => ({ request: `GET /v1/retirements/${scene.retirement}/proof` }),
  'GET /v1/units/{batch}/{serial}/provenance': (scene) => ({
    request: `GET /v1/units/${scene.batch}/1/provenance`,
  }),
  'GET /v1/commits/{id}': (scene) => ({ request: `GET /v1/commits/${scene.retirement}` }),
  'GET /v1/commits/{id}/proof': (scene) => ({ request: `GET /v1/commits/${scene.retirement}/proof` }),
};
