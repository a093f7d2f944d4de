import { concatBytes, fromBase64, toBase64, toHex, toUtf8 } from '../../shared/base/encoding.ts';
import { MalformedError } from '../../shared/base/malformed.ts';
import { sha256 } from '../../shared/base/sha256.ts';
import { PUBLIC_KEY_BYTES } from './ed25519.ts';

// Verifier keys and signature lines of C2SP signed-note.

/** Ed25519 over the note text. */
export const ED25519 = 0x01;
/** Ed25519 over a timestamp and the note text (C2SP tlog-cosignature). */
export const COSIGNATURE_V1 = 0x04;

/** A public key with the name under which it signs. Name and id together identify it. */
export interface NoteKey {
  name: string;
  /** 8 lower-case hexadecimal digits. */
  id: string;
  type: typeof ED25519 | typeof COSIGNATURE_V1;
  publicKey: Uint8Array;
}

/** One signature line, verified or not. */
export interface NoteSignature {
  name: string;
  /** 8 lower-case hexadecimal digits. */
  keyId: string;
  /** The bytes after the key id: 64 for ED25519, 72 for COSIGNATURE_V1, any number for other types. */
  signature: Uint8Array;
}

/** Signs a message with Ed25519 (by a KMS key or a key file) and answers 64 bytes. */
export type Sign = (message: Uint8Array) => Promise<Uint8Array>;

/** A key together with the means to sign with it. */
export interface NoteSigner {
  key: NoteKey;
  sign: Sign;
}

/** @throws MalformedError on a name that can't stand in a signature line or a key that isn't 32 bytes. */
export function noteKey(name: string, type: NoteKey['type'], publicKey: Uint8Array): NoteKey {
  if (!isKeyName(name)) throw new MalformedError('a key name is not empty and has no space, control or "+"');
  if (publicKey.length !== PUBLIC_KEY_BYTES) throw new MalformedError('an Ed25519 public key has 32 bytes');
  const digest = sha256(concatBytes([toUtf8(`${name}\n`), Uint8Array.of(type), publicKey]));
  return { name, id: toHex(digest.subarray(0, 4)), type, publicKey };
}

/** The vkey text: `name+id+base64(type ‖ public key)`. */
export function formatVkey({ name, id, type, publicKey }: NoteKey): string {
  return `${name}+${id}+${toBase64(concatBytes([Uint8Array.of(type), publicKey]))}`;
}

/**
 * @throws MalformedError unless it is the vkey of an Ed25519 or cosignature/v1 key whose id is the right one.
 */
export function parseVkey(vkey: string): NoteKey {
  // Only the first two plus signs separate: base64 has its own.
  const match = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/s.exec(vkey);
  if (!match) throw new MalformedError('a vkey reads name+id+base64');
  const material = fromBase64(match[3]!);
  const type = material[0];
  if (type !== ED25519 && type !== COSIGNATURE_V1) throw new MalformedError(`unsupported key type ${type}`);
  const key = noteKey(match[1]!, type, material.subarray(1));
  if (key.id !== match[2]) throw new MalformedError(`the vkey says id ${match[2]}, its key has ${key.id}`);
  return key;
}

/** `— name base64(key id ‖ signature)` and a newline. */
export function formatSignatureLine({ name, keyId, signature }: NoteSignature): string {
  const id = Uint8Array.from(keyId.match(/../g)!, (hex) => Number.parseInt(hex, 16));
  return `\u2014 ${name} ${toBase64(concatBytes([id, signature]))}\n`;
}

/** @throws MalformedError unless `line`, without its newline, is a signature line. */
export function parseSignatureLine(line: string): NoteSignature {
  const match = /^\u2014 (\S+) (\S+)$/.exec(line);
  if (!match || !isKeyName(match[1]!)) throw new MalformedError('a signature line reads "— name base64"');
  const bytes = fromBase64(match[2]!);
  if (bytes.length <= 4) throw new MalformedError('a signature line without a signature');
  return { name: match[1]!, keyId: toHex(bytes.subarray(0, 4)), signature: bytes.slice(4) };
}

function isKeyName(name: string): boolean {
  return name.isWellFormed() && /^[^\p{White_Space}\p{Cc}+]+$/u.test(name);
}
