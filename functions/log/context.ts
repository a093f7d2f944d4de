/** Endpoint of the JSON-LD contexts that credentials name. What an address names never changes. */
import * as z from 'zod';
import { contextNamed } from '../../events/credential/context.ts';
import { endpoint } from '../http/endpoint.ts';
import { notFound } from '../http/require-entity.ts';
import { IMMUTABLE } from './headers.ts';

export const publishedContext = endpoint({
  summary: '凭证的上下文 JSON-LD context of a kind of Verifiable Credential',
  path: z.strictObject({ name: z.string().regex(/^[a-z0-9-]{1,40}$/) }),
  status: 200,
  reply: 'application/ld+json',
  run: async ({ path: { name } }) => {
    const text = contextNamed(name);
    if (text === undefined) throw notFound(name, 'name');
    return { headers: { 'cache-control': IMMUTABLE }, text };
  },
});
