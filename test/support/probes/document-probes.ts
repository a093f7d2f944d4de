/** Requests about documents that succeed, and bodies that do not. */
import { agreementTerms } from './agreements.ts';
import type { BodyCase } from './bodies.ts';
import type { Make } from './probe.ts';
import { must, type SmallRegistry } from './small-registry.ts';

export const documentProbes: Record<string, Make> = {
  'POST /v1/documents': () => ({
    request: 'POST /v1/documents',
    body: { sha256: 'd'.repeat(64), mediaType: 'application/pdf', bytes: 10 },
  }),
  'GET /v1/documents/{sha256}': async (registry, api) => {
    const body = await agreementTerms(registry);
    const { id } = await must(api, 'POST /v1/agreements', registry.developer.caller, body);
    return { request: `GET /v1/documents/${body.document.sha256}?of=${id}`, owner: registry.buyer.id };
  },
};

export const documentBodies = ({ developer }: SmallRegistry): BodyCase[] => [
  {
    name: 'document',
    request: 'POST /v1/documents',
    caller: developer.caller,
    body: { sha256: 'e'.repeat(64), mediaType: 'application/pdf', bytes: 10 },
    fields: { '/sha256': 'name', '/mediaType': 'name', '/bytes': 'count' },
  },
];
