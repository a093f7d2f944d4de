import { MalformedError } from './malformed.ts';

// Every decoder here accepts exactly one text per byte string. A log is compared byte by byte, so a second
// spelling of the same hash or signature would be a second, equally valid, receipt.

const BTOA_CHUNK = 0x2000; // arguments per String.fromCharCode call, well below every engine's limit
const utf8Encoder = new TextEncoder();
const utf8Decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * UTF-8 bytes of `text`. @throws MalformedError on a lone surrogate, which TextEncoder
 * would silently replace.
 */
export function toUtf8(text: string): Uint8Array {
  if (!text.isWellFormed()) throw new MalformedError('text holds a lone surrogate');
  return utf8Encoder.encode(text);
}

/** @throws MalformedError unless `bytes` are valid UTF-8. A byte order mark is kept, as U+FEFF. */
export function fromUtf8(bytes: Uint8Array): string {
  try {
    return utf8Decoder.decode(bytes);
  } catch {
    throw new MalformedError('not valid UTF-8');
  }
}

/** Lower-case hexadecimal. */
export function toHex(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += (byte < 16 ? '0' : '') + byte.toString(16);
  return hex;
}

/** @throws MalformedError unless `hex` is an even number of lower-case hexadecimal digits. */
export function fromHex(hex: string): Uint8Array {
  if (hex.length % 2 !== 0 || !/^[0-9a-f]*$/.test(hex))
    throw new MalformedError('not lower-case hexadecimal');
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

/** Standard base64 with padding (RFC 4648 §4). */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let i = 0; i < bytes.length; i += BTOA_CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(i, i + BTOA_CHUNK));
  }
  return btoa(binary);
}

/**
 * @throws MalformedError unless `text` is the canonical base64 of some bytes: padded, no stray
 * bits, no whitespace.
 */
export function fromBase64(text: string): Uint8Array {
  const bytes = bytesOfBase64(text);
  // atob forgives whitespace, absent padding and stray bits; encoding again is the strictest check.
  if (bytes === undefined || toBase64(bytes) !== text) throw new MalformedError('not canonical base64');
  return bytes;
}

/** Base64 for URLs without padding (RFC 4648 §5). */
export function toBase64url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** @throws MalformedError unless `text` is the canonical unpadded base64url of some bytes. */
export function fromBase64url(text: string): Uint8Array {
  const bytes = bytesOfBase64(text.replaceAll('-', '+').replaceAll('_', '/'));
  if (bytes === undefined || toBase64url(bytes) !== text) {
    throw new MalformedError('not canonical base64url');
  }
  return bytes;
}

/** Whether two byte strings are equal, in time that depends only on their lengths. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= a[i]! ^ b[i]!;
  return difference === 0;
}

/** One new array holding all `parts` in order. */
export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

function bytesOfBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  } catch {
    return undefined;
  }
}
