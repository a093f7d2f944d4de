/** Boundaries of published designs: public, each under its digest, and never changed. */

import type { Attachment } from './commit-record.ts';
import { publishedBoundaryKey } from './keys.ts';
import { packText, unpackText } from './packed.ts';
import type { LedgerReads } from './reads.ts';

/** What a publication writes beside its commit. */
export function boundaryAttachment(digest: string, text: string): Attachment {
  return { key: publishedBoundaryKey(digest), bytes: packText(text) };
}

/** Canonical GeoJSON by digest, of those boundaries that are published. */
export async function publishedBoundaries(
  reads: LedgerReads,
  digests: readonly string[],
): Promise<Map<string, string>> {
  const byKey = new Map(digests.map((digest) => [publishedBoundaryKey(digest).pk, digest]));
  const items = await reads.items([...byKey.values()].map(publishedBoundaryKey));
  return new Map(items.map(({ pk, bytes }) => [byKey.get(pk as string)!, unpackText(bytes as Uint8Array)]));
}
