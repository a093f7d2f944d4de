import { sha256 as portable } from '@noble/hashes/sha2.js';

const DIGEST_BYTES = 32;

type Sha256 = (bytes: Uint8Array) => Uint8Array;

/**
 * SHA-256 of Node's OpenSSL, or undefined without one (a browser). Looked up at run time instead of imported,
 * so that the same module loads in both; the one-shot `hash` costs a quarter of the portable one.
 */
export const nativeSha256: Sha256 | undefined = findNative();

/** SHA-256 in plain TypeScript, for browsers: Web Crypto has only an asynchronous digest. */
export const portableSha256: Sha256 = (bytes) => portable(bytes);

/** SHA-256 (FIPS 180-4): 32 bytes, a fresh array. */
export const sha256: Sha256 = nativeSha256 ?? portableSha256;

function findNative(): Sha256 | undefined {
  const crypto = globalThis.process?.getBuiltinModule?.('node:crypto');
  if (typeof crypto?.hash !== 'function') return undefined;
  const { hash } = crypto;
  // The digest crosses from OpenSSL as a string of one character per byte. At 65 bytes that took a third of
  // the time of a Buffer, whose memory V8 must allocate outside its heap. The result is also a plain
  // Uint8Array, so `slice` copies, as in a browser; `slice` of a Buffer is a view.
  return (bytes) => {
    const characters = hash('sha256', bytes, 'binary');
    const digest = new Uint8Array(DIGEST_BYTES);
    for (let i = 0; i < DIGEST_BYTES; i++) digest[i] = characters.charCodeAt(i);
    return digest;
  };
}
