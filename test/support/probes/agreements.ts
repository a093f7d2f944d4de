/** Joint-development agreements through the API, for the tests that go over every route. */
import type { TestApi } from './api.ts';
import type { BodyCase } from './bodies.ts';
import { storedDocument } from './documents.ts';
import type { Make } from './probe.ts';
import { must, type SmallRegistry } from './small-registry.ts';

/** Terms between the registry's developer, whose document is stored, and its buyer. */
export async function agreementTerms({ developer, buyer }: SmallRegistry, effectiveFrom = '2030-01-01') {
  return {
    parties: [
      { organization: developer.id, kind: 'municipal', basisPoints: 4000 },
      { organization: buyer.id, kind: 'holder', basisPoints: 6000 },
    ],
    effectiveFrom,
    document: await storedDocument(developer.id),
  };
}

/** A fresh agreement that waits for the buyer; returns its id. */
export async function proposedAgreement(api: TestApi, registry: SmallRegistry): Promise<string> {
  const body = await agreementTerms(registry);
  return (await must(api, 'POST /v1/agreements', registry.developer.caller, body)).id;
}

/** A fresh agreement that both have accepted; returns its id. */
export async function agreementInForce(api: TestApi, registry: SmallRegistry): Promise<string> {
  const id = await proposedAgreement(api, registry);
  await must(api, `POST /v1/agreements/${id}/accept`, registry.buyer.caller, { version: 1 });
  return id;
}

export const agreementProbes: Record<string, Make> = {
  'POST /v1/agreements': async (registry) => ({
    request: 'POST /v1/agreements',
    body: await agreementTerms(registry),
    owner: registry.developer.id,
  }),
  'GET /v1/agreements/{id}': async (registry, api) => ({
    request: `GET /v1/agreements/${await proposedAgreement(api, registry)}`,
    owner: registry.buyer.id,
  }),
  'POST /v1/agreements/{id}/versions': async (registry, api) => ({
    request: `POST /v1/agreements/${await agreementInForce(api, registry)}/versions`,
    body: await agreementTerms(registry, '2031-01-01'),
    owner: registry.developer.id,
  }),
  'POST /v1/agreements/{id}/accept': async (registry, api) => ({
    request: `POST /v1/agreements/${await proposedAgreement(api, registry)}/accept`,
    body: { version: 1 },
    owner: registry.buyer.id,
  }),
  'POST /v1/agreements/{id}/decline': async (registry, api) => ({
    request: `POST /v1/agreements/${await proposedAgreement(api, registry)}/decline`,
    body: { version: 1, reason: '份额不妥' },
    owner: registry.buyer.id,
  }),
};

const TERMS_FIELDS = {
  '/parties': 'list',
  '/parties/1': 'object',
  '/parties/1/organization': 'name',
  '/parties/1/kind': 'name',
  '/parties/1/basisPoints': 'count',
  '/effectiveFrom': 'name',
  '/document': 'object',
  '/document/sha256': 'name',
  '/document/mediaType': 'name',
  '/document/bytes': 'count',
} as const;

export async function agreementBodies(api: TestApi, registry: SmallRegistry): Promise<BodyCase[]> {
  const developer = { caller: registry.developer.caller };
  const party = { caller: registry.buyer.caller };
  return [
    {
      name: 'agreement',
      request: 'POST /v1/agreements',
      ...developer,
      body: await agreementTerms(registry),
      fields: TERMS_FIELDS,
    },
    {
      name: 'agreement version',
      request: `POST /v1/agreements/${await agreementInForce(api, registry)}/versions`,
      ...developer,
      body: await agreementTerms(registry, '2031-01-01'),
      fields: TERMS_FIELDS,
    },
    {
      name: 'acceptance of an agreement',
      request: `POST /v1/agreements/${await proposedAgreement(api, registry)}/accept`,
      ...party,
      body: { version: 1 },
      fields: { '/version': 'count' },
    },
    {
      name: 'refusal of an agreement',
      request: `POST /v1/agreements/${await proposedAgreement(api, registry)}/decline`,
      ...party,
      body: { version: 1, reason: '份额不妥' },
      fields: { '/version': 'count', '/reason': 'text' },
    },
  ];
}
