/** Texts of comments: public, each under its digest, until an order of the authority takes one away. */
import type { CommentText } from '../../shared/sinks/comment-text.ts';
import type { Attachment } from './commit-record.ts';
import { commentTextKey } from './keys.ts';
import { packText, unpackText } from './packed.ts';
import type { LedgerReads } from './reads.ts';

/** What a comment writes beside its commit. */
export function commentAttachment({ sha256, json }: CommentText): Attachment {
  return { key: commentTextKey(sha256), bytes: packText(json) };
}

/**
 * What a removal writes in the text's place: nothing. The table deletes no item; the empty one shows there
 * was a text.
 */
export function removedText(sha256: string): Attachment {
  return { key: commentTextKey(sha256), bytes: new Uint8Array(0) };
}

/** What is stored under each digest: canonical JSON of text and salt, or 'removed'. */
export async function commentJson(
  reads: LedgerReads,
  digests: readonly string[],
): Promise<Map<string, string | 'removed'>> {
  const byKey = new Map(digests.map((digest) => [commentTextKey(digest).pk, digest]));
  const items = await reads.items([...byKey.values()].map(commentTextKey));
  return new Map(
    items.map(({ pk, bytes }) => {
      const packed = bytes as Uint8Array;
      return [byKey.get(pk as string)!, packed.length === 0 ? 'removed' : unpackText(packed)];
    }),
  );
}

/** The texts by digest, without those that were removed. */
export async function commentTexts(
  reads: LedgerReads,
  digests: readonly string[],
): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const [digest, json] of await commentJson(reads, digests))
    if (json !== 'removed') texts.set(digest, (JSON.parse(json) as { text: string }).text);
  return texts;
}
