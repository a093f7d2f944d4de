/** Ed25519 keys as did:key and Multikey, and bytes as multibase: base58btc after a `z`. */
import { base58 } from '@scure/base';
import { concatBytes } from '../../shared/base/encoding.ts';
import { MalformedError } from '../../shared/base/malformed.ts';

/** The multicodec prefix of an Ed25519 public key. */
const ED25519_PUB = Uint8Array.of(0xed, 0x01);

/** Enough for a signature's 64 bytes. Reading base58 takes time with the square of its length. */
const MULTIBASE_LENGTH_MAX = 100;

export const toMultibase = (bytes: Uint8Array): string => `z${base58.encode(bytes)}`;

/** @throws MalformedError unless the text is a `z` and base58btc of at most some 70 bytes */
export function fromMultibase(text: string): Uint8Array {
  if (text.length > MULTIBASE_LENGTH_MAX || !/^z[1-9A-HJ-NP-Za-km-z]+$/.test(text))
    throw new MalformedError('not base58btc after a "z"');
  return base58.decode(text.slice(1));
}

const multikeyOf = (publicKey: Uint8Array): string => toMultibase(concatBytes([ED25519_PUB, publicKey]));

/** The did:key of an Ed25519 key (32 bytes): `did:key:z6Mk…`. */
export const didKeyOf = (publicKey: Uint8Array): string => `did:key:${multikeyOf(publicKey)}`;

/** The did:key's only verification method: the did, a `#`, and the key again. */
export const verificationMethodOf = (publicKey: Uint8Array): string =>
  `${didKeyOf(publicKey)}#${multikeyOf(publicKey)}`;
