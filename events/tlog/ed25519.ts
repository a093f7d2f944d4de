import * as ed from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';

// noble's synchronous API has no SHA-512 of its own. Web Crypto's Ed25519 is asynchronous and
// not in every browser.
ed.hashes.sha512 = sha512;

export const PUBLIC_KEY_BYTES = 32;
export const SIGNATURE_BYTES = 64;

/**
 * Whether a key may sign at all: it is a point of the curve, not of small order (any
 * message verifies under those).
 */
export function isUsableKey(publicKey: Uint8Array): boolean {
  try {
    return !ed.Point.fromBytes(publicKey).isSmallOrder();
  } catch {
    return false; // bytes that encode no point
  }
}

/**
 * Whether `signature` (64 bytes) over `message` was made by the Ed25519 key `publicKey`
 * (32 bytes). Never throws.
 */
export function verifyEd25519(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== SIGNATURE_BYTES || publicKey.length !== PUBLIC_KEY_BYTES) return false;
  try {
    // RFC 8032 and not ZIP 215: keys of small order, for which any message verifies, are refused.
    return ed.verify(signature, message, publicKey, { zip215: false });
  } catch {
    return false; // bytes that encode no point
  }
}
