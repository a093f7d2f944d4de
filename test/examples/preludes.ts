/** What the probes, which ask whether a role may, leave out of an example: something to be listed. */
import type { TestApi } from '../support/probes/api.ts';
import type { SmallRegistry } from '../support/probes/small-registry.ts';
import { standingClaim } from '../support/probes/statements.ts';

/** Requests of routes that have no probe, or one that lists nothing. */
export const requests: Record<string, (api: TestApi, registry: SmallRegistry) => Promise<string> | string> = {
  'GET /v1/accounts/{id}/transfers': (_api, { buyer }) => `GET /v1/accounts/${buyer.account}/transfers`,
  'GET /v1/search': (_api, { batch }) => `GET /v1/search?q=${batch}`,
  ...Object.fromEntries(
    ['', '/chain', '/certificate.json'].map((rest) => [
      `GET /v1/claims/{id}${rest}`,
      async (api: TestApi) => `GET /v1/claims/${await standingClaim(api)}${rest}`,
    ]),
  ),
};

const comments = (path: string): Record<string, string> => ({
  [`GET ${path}/comments`]: `POST ${path}/comments`,
  [`GET ${path}/public-comments`]: `POST ${path}/public-comments/{number}/admit`,
  [`GET ${path}/waiting-comments`]: `POST ${path}/public-comments`,
});

const byCreation = [
  '/v1/parcels',
  '/v1/agreements',
  '/v1/projects/{id}/monitoring-reports',
  '/v1/power-purchase-agreements',
  '/v1/power-purchase-agreements/{id}/consumption',
  '/v1/facilities',
  '/v1/facilities/{id}/generation',
  '/v1/activity-datasets',
  '/v1/emission-statements',
  '/v1/parks',
  '/v1/claims',
  '/v1/jobs',
  '/v1/webhooks',
];

/** By list: the route whose probe is played before, so that there is something on it. */
export const preludes: Record<string, string> = {
  ...Object.fromEntries(byCreation.map((path) => [`GET ${path}`, `POST ${path}`])),
  ...comments('/v1/projects/{id}'),
  ...comments('/v1/monitoring-reports/{id}'),
  'GET /v1/accounts/{id}/transfers': 'POST /v1/transfers',
  'GET /v1/confirmations': 'GET /v1/confirmations/{id}',
  'GET /v1/disclosures': 'GET /v1/disclosures/{id}',
  'GET /v1/entitlements': 'POST /v1/transfers/{id}/settle',
  'GET /v1/facilities/{id}/batches': 'POST /v1/facilities/{id}/generation/confirm',
  'GET /v1/inventory': 'POST /v1/parcels',
  'GET /v1/monitoring-reports': 'POST /v1/projects/{id}/monitoring-reports',
  'GET /v1/publications': 'POST /v1/projects/{id}/comments',
  'GET /v1/supply-contracts': 'POST /v1/supply-contracts/imports',
};

/** The request about the thing that the prelude was about: its ids in the places that bear the same words. */
export function alike(request: string, path: string, prelude: { path: string; request: string }): string {
  const [method, target = ''] = request.split(' ');
  const [, query] = target.split('?');
  const templates = prelude.path.split('/');
  const played = prelude.request.split(' ')[1]?.split('/') ?? [];
  const own = target.split('?')[0]!.split('/');
  let isSame = true;
  const parts = path.split('/').map((template, i) => {
    isSame &&= template === templates[i];
    return isSame && template.startsWith('{') ? played[i] : own[i];
  });
  return `${method} ${parts.join('/')}${query === undefined ? '' : `?${query}`}`;
}
