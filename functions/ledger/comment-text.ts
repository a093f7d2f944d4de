/** Texts of comments: public, each under its digest, until an order of the authority takes one away. */
import type { CommentText } from '../../shared/sinks/comment-text.ts';
import type { Attachment } from './commit-record.ts';
import { commentTextKey, type Key, waitingTextKey } from './keys.ts';
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

/** What a comment without a name writes beside its commit: a text that only the operator reads. */
export function waitingAttachment({ sha256, json }: CommentText): Attachment {
  return { key: waitingTextKey(sha256), bytes: packText(json) };
}

/** What its admission writes: the text where everybody reads it, and nothing in its former place. */
export function admittedTexts(sha256: string, json: string): Attachment[] {
  return [{ key: commentTextKey(sha256), bytes: packText(json) }, refusedText(sha256)];
}

/** What its refusal writes: nothing in the text's place. */
export function refusedText(sha256: string): Attachment {
  return { key: waitingTextKey(sha256), bytes: new Uint8Array(0) };
}

/** The texts that wait, by digest: canonical JSON of subject, text and salt. */
export async function waitingJson(
  reads: LedgerReads,
  digests: readonly string[],
): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const [digest, json] of await jsonUnder(reads, digests, waitingTextKey))
    if (json !== 'removed') texts.set(digest, json);
  return texts;
}

/** What is stored under each digest: canonical JSON of text and salt, or 'removed'. */
export async function commentJson(
  reads: LedgerReads,
  digests: readonly string[],
): Promise<Map<string, string | 'removed'>> {
  return jsonUnder(reads, digests, commentTextKey);
}

async function jsonUnder(
  reads: LedgerReads,
  digests: readonly string[],
  keyOf: (digest: string) => Key,
): Promise<Map<string, string | 'removed'>> {
  const byKey = new Map(digests.map((digest) => [keyOf(digest).pk, digest]));
  const items = await reads.items([...byKey.values()].map(keyOf));
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
    if (json !== 'removed') texts.set(digest, textIn(json));
  return texts;
}

/** The text in the canonical JSON of a comment. */
export const textIn = (json: string): string => (JSON.parse(json) as { text: string }).text;
