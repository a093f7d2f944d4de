import * as ed from '@noble/ed25519';
import { verifyEd25519 } from '../../events/tlog/ed25519.ts'; // wires noble's SHA-512
import { type NoteKey, type NoteSigner, noteKey } from '../../events/tlog/note-key.ts';

/** A signer whose key follows from `seed`, so that failures repeat. */
export function signerOf(name: string, type: NoteKey['type'], seed: number): NoteSigner {
  const secret = new Uint8Array(32).fill(seed);
  const key = noteKey(name, type, ed.getPublicKey(secret));
  const sign = async (message: Uint8Array) => ed.sign(message, secret);
  if (!verifyEd25519(ed.sign(secret, secret), secret, key.publicKey)) throw new Error('noble is not wired');
  return { key, sign };
}
