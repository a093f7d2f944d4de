/** C2SP signed-note: a text, an empty line, signature lines. */
import { toUtf8 } from '../../shared/base/encoding.ts';
import { MalformedError } from '../../shared/base/malformed.ts';
import { verifyCosignature } from './cosignature.ts';
import { verifyEd25519 } from './ed25519.ts';
import {
  ED25519,
  formatSignatureLine,
  type NoteKey,
  type NoteSignature,
  type NoteSigner,
  parseSignatureLine,
} from './note-key.ts';
import { UnverifiedError } from './unverified.ts';

/**
 * A stranger may send a note, and each signature takes about a millisecond to check, so notes are bounded.
 */
export const NOTE_BYTES_MAX = 1024 * 1024;
export const NOTE_SIGNATURES_MAX = 100;

/** A note taken apart; nothing is verified. `body` ends in a newline and is the signed text. */
export interface Note {
  body: string;
  signatures: NoteSignature[];
}

export interface VerifiedSignature {
  key: NoteKey;
  /** POSIX seconds, of a cosignature only. */
  timestampSeconds?: number;
}

export interface OpenedNote {
  body: string;
  /** One per known key that signed; never empty. */
  verified: VerifiedSignature[];
  /** Signatures of unknown keys. They mean nothing. */
  unverified: NoteSignature[];
}

/** @throws MalformedError unless `text` is a signed note, to the letter. */
export function parseNote(text: string): Note {
  if (text.length > NOTE_BYTES_MAX || toUtf8(text).length > NOTE_BYTES_MAX) {
    throw new MalformedError('note larger than 1 MiB');
  }
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) < 0x20 && text[i] !== '\n')
      throw new MalformedError('control character in a note');
  }
  // The last empty line divides: the body may have empty lines, the signatures may not.
  const split = text.lastIndexOf('\n\n');
  if (split === -1 || !text.endsWith('\n') || split + 2 === text.length) {
    throw new MalformedError('a note is a text, an empty line and signature lines');
  }
  const lines = text.slice(split + 2, -1).split('\n');
  if (lines.length > NOTE_SIGNATURES_MAX)
    throw new MalformedError(`more than ${NOTE_SIGNATURES_MAX} signatures`);
  return { body: text.slice(0, split + 1), signatures: lines.map(parseSignatureLine) };
}

/** The text of a note. @throws MalformedError when body and signatures don't make a note. */
export function formatNote({ body, signatures }: Note): string {
  const text = `${body}\n${signatures.map(formatSignatureLine).join('')}`;
  if (parseNote(text).body !== body) throw new MalformedError('a note text ends in a newline');
  return text;
}

/**
 * Verifies a note against the keys that the caller trusts.
 * @throws MalformedError on anything but a signed note.
 * @throws UnverifiedError when no known key signed it, or when any signature under a
 * known key doesn't verify.
 */
export function openNote(text: string, keys: readonly NoteKey[]): OpenedNote {
  const { body, signatures } = parseNote(text);
  const verified: VerifiedSignature[] = [];
  const unverified: NoteSignature[] = [];
  for (const signature of signatures) {
    // Name and id are compared together: a key that shares only one of them with a known key is ignored.
    const key = keys.find(({ name, id }) => name === signature.name && id === signature.keyId);
    if (!key) {
      unverified.push(signature);
      continue;
    }
    const found = verifySignature(body, key, signature.signature);
    if (!found) throw new UnverifiedError(`the signature of ${key.name} does not verify`);
    if (!verified.some((other) => other.key === key)) verified.push(found);
  }
  if (verified.length === 0) throw new UnverifiedError('no signature of a known key');
  return { body, verified, unverified };
}

/**
 * Signs a note text with Ed25519 keys, in order. Each signature is checked before the note is returned: a key
 * service that answers with another key's signature must not produce a public document.
 * @throws MalformedError when `body` can't be a note text.
 * @throws UnverifiedError when a signer doesn't sign with its key.
 */
export async function signNote(body: string, signers: readonly NoteSigner[]): Promise<string> {
  const message = toUtf8(body);
  const signatures: NoteSignature[] = [];
  for (const { key, sign } of signers) {
    if (key.type !== ED25519) throw new MalformedError('a note is signed with a key of type 0x01');
    const signature = await sign(message);
    if (!verifyEd25519(signature, message, key.publicKey)) {
      throw new UnverifiedError(`the signer of ${key.name} does not sign with its key`);
    }
    signatures.push({ name: key.name, keyId: key.id, signature });
  }
  return formatNote({ body, signatures });
}

function verifySignature(body: string, key: NoteKey, signature: Uint8Array): VerifiedSignature | undefined {
  if (key.type === ED25519) {
    return verifyEd25519(signature, toUtf8(body), key.publicKey) ? { key } : undefined;
  }
  const timestampSeconds = verifyCosignature(body, key, signature);
  return timestampSeconds === undefined ? undefined : { key, timestampSeconds };
}
