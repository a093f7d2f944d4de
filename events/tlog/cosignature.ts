import { concatBytes, toUtf8 } from '../../shared/base/encoding.ts';
import { MalformedError } from '../../shared/base/malformed.ts';
import { SIGNATURE_BYTES, verifyEd25519 } from './ed25519.ts';
import { COSIGNATURE_V1, type NoteKey, type NoteSignature, type NoteSigner } from './note-key.ts';
import { UnverifiedError } from './unverified.ts';

// C2SP tlog-cosignature, Ed25519: "as of this time, the largest tree of this log that I have
// seen has this root".

const TIMESTAMP_BYTES = 8;

/**
 * A cosigner's signature line over a checkpoint's note text, verified before it is returned.
 * @param timestampSeconds POSIX time, a non-negative safe integer.
 * @throws UnverifiedError when `signer.sign` doesn't sign with `signer.key`.
 */
export async function cosign(
  body: string,
  signer: NoteSigner,
  timestampSeconds: number,
): Promise<NoteSignature> {
  const { key, sign } = signer;
  if (key.type !== COSIGNATURE_V1) throw new MalformedError('a cosignature needs a key of type 0x04');
  if (!Number.isSafeInteger(timestampSeconds) || timestampSeconds < 0) {
    throw new MalformedError(`${timestampSeconds} is not a POSIX timestamp`);
  }
  const timestamp = new Uint8Array(TIMESTAMP_BYTES);
  new DataView(timestamp.buffer).setBigUint64(0, BigInt(timestampSeconds));
  const signature = concatBytes([timestamp, await sign(cosignedMessage(body, timestampSeconds))]);
  if (verifyCosignature(body, key, signature) === undefined) {
    throw new UnverifiedError(`the signer of ${key.name} does not sign with its key`);
  }
  return { name: key.name, keyId: key.id, signature };
}

/** The time in POSIX seconds that a cosignature (72 bytes) states, or undefined when it doesn't verify. */
export function verifyCosignature(body: string, key: NoteKey, signature: Uint8Array): number | undefined {
  if (signature.length !== TIMESTAMP_BYTES + SIGNATURE_BYTES) return undefined;
  const view = new DataView(signature.buffer, signature.byteOffset, signature.byteLength);
  const timestampSeconds = Number(view.getBigUint64(0));
  // The format allows up to 2^63 - 1; times that a JS number can't hold lie 285 million years ahead.
  if (!Number.isSafeInteger(timestampSeconds)) return undefined;
  const message = cosignedMessage(body, timestampSeconds);
  return verifyEd25519(signature.subarray(TIMESTAMP_BYTES), message, key.publicKey)
    ? timestampSeconds
    : undefined;
}

function cosignedMessage(body: string, timestampSeconds: number): Uint8Array {
  return toUtf8(`cosignature/v1\ntime ${timestampSeconds}\n${body}`);
}
