/** Joint-development agreements through the API, for the tests that go over every route. */
import type { TestApi } from './api.ts';
import type { BodyCase } from './bodies.ts';
import { storedDocument } from './documents.ts';
import type { Make } from './probe.ts';
import { must, type Scene } from './scene.ts';

/** Terms between the scene's developer, whose document is stored, and its buyer. */
export async function agreementTerms({ developer, buyer }: Scene, effectiveFrom = '2030-01-01') {
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
export async function proposedAgreement(api: TestApi, scene: Scene): Promise<string> {
  const body = await agreementTerms(scene);
  return (await must(api, 'POST /v1/agreements', scene.developer.caller, body)).id;
}

/** A fresh agreement that both have accepted; returns its id. */
export async function agreementInForce(api: TestApi, scene: Scene): Promise<string> {
  const id = await proposedAgreement(api, scene);
  await must(api, `POST /v1/agreements/${id}/accept`, scene.buyer.caller, { version: 1 });
  return id;
}

export const agreementProbes: Record<string, Make> = {
  'POST /v1/agreements': async (scene) => ({
    request: 'POST /v1/agreements',
    body: await agreementTerms(scene),
    owner: scene.developer.id,
  }),
  'GET /v1/agreements/{id}': async (scene, api) => ({
    request: `GET /v1/agreements/${await proposedAgreement(api, scene)}`,
    owner: scene.buyer.id,
  }),
  'POST /v1/agreements/{id}/versions': async (scene, api) => ({
    request: `POST /v1/agreements/${await agreementInForce(api, scene)}/versions`,
    body: await agreementTerms(scene, '2031-01-01'),
    owner: scene.developer.id,
  }),
  'POST /v1/agreements/{id}/accept': async (scene, api) => ({
    request: `POST /v1/agreements/${await proposedAgreement(api, scene)}/accept`,
    body: { version: 1 },
    owner: scene.buyer.id,
  }),
  'POST /v1/agreements/{id}/decline': async (scene, api) => ({
    request: `POST /v1/agreements/${await proposedAgreement(api, scene)}/decline`,
    body: { version: 1, reason: '份额不妥' },
    owner: scene.buyer.id,
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

export async function agreementBodies(api: TestApi, scene: Scene): Promise<BodyCase[]> {
  const developer = { caller: scene.developer.caller };
  const party = { caller: scene.buyer.caller };
  return [
    {
      name: 'agreement',
      request: 'POST /v1/agreements',
      ...developer,
      body: await agreementTerms(scene),
      fields: TERMS_FIELDS,
    },
    {
      name: 'agreement version',
      request: `POST /v1/agreements/${await agreementInForce(api, scene)}/versions`,
      ...developer,
      body: await agreementTerms(scene, '2031-01-01'),
      fields: TERMS_FIELDS,
    },
    {
      name: 'acceptance of an agreement',
      request: `POST /v1/agreements/${await proposedAgreement(api, scene)}/accept`,
      ...party,
      body: { version: 1 },
      fields: { '/version': 'count' },
    },
    {
      name: 'refusal of an agreement',
      request: `POST /v1/agreements/${await proposedAgreement(api, scene)}/decline`,
      ...party,
      body: { version: 1, reason: '份额不妥' },
      fields: { '/version': 'count', '/reason': 'text' },
    },
  ];
}
