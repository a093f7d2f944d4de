/**
 * The text of a comment, stored beside the log under its digest: canonical JSON of the text and a random
 * salt. The authority can order its removal. The salt is then gone too, and the digest, which stays, reveals
 * nothing even to somebody who tries every text that it might have been.
 */
import { canonicalize } from '../base/canonical.ts';
import { toHex, toUtf8 } from '../base/encoding.ts';
import { SALT_BYTES } from '../base/seal.ts';
import { sha256 } from '../base/sha256.ts';

export interface CommentText {
  /** Canonical JSON of `{salt, text}`, with the subject where it came without a name. */
  json: string;
  /** SHA-256 of its UTF-8, hex. */
  sha256: string;
  /** Length of its UTF-8. */
  bytes: number;
}

/** @throws RangeError if the salt isn't of SALT_BYTES. */
export function commentText(text: string, salt: Uint8Array): CommentText {
  return digested({ salt: hexOf(salt), text });
}

/**
 * A comment without a name. Its author chose the salt, so the digest covers the subject too: whoever takes
 * salt and text of another comment from the log makes another digest, and no removal of one takes the other
 * away.
 * @throws RangeError if the salt isn't of SALT_BYTES.
 */
export function publicCommentText(subject: string, text: string, salt: Uint8Array): CommentText {
  return digested({ salt: hexOf(salt), subject, text });
}

function hexOf(salt: Uint8Array): string {
  if (salt.length !== SALT_BYTES) throw new RangeError(`a salt has ${SALT_BYTES} bytes`);
  return toHex(salt);
}

function digested(said: Record<string, string>): CommentText {
  const json = canonicalize(said);
  const bytes = toUtf8(json);
  return { json, sha256: toHex(sha256(bytes)), bytes: bytes.length };
}
