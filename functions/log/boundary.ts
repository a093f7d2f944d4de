/**
 * Endpoint of published boundaries: with the leaf that names its digest, anyone can check a project's land.
 */
import * as z from 'zod';
import { Sha256Hex } from '../../shared/base/field.ts';
import { endpoint } from '../http/endpoint.ts';
import { notFound } from '../http/require-entity.ts';
import { publishedBoundaries } from '../ledger/published-boundary.ts';
import { IMMUTABLE } from './headers.ts';

export const publishedBoundary = endpoint({
  summary: '公示边界 Published boundary by its SHA-256 (canonical GeoJSON)',
  path: z.strictObject({ digest: Sha256Hex }),
  status: 200,
  reply: 'application/geo+json',
  run: async ({ path: { digest } }, { reads }) => {
    const text = (await publishedBoundaries(reads, [digest])).get(digest);
    if (text === undefined) throw notFound(digest, 'digest');
    return { headers: { 'cache-control': IMMUTABLE }, text };
  },
});
