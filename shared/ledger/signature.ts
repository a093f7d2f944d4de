/**
 * Signed commands: an organization that has registered a key signs each of its commands, and the leaf carries
 * the signature. The signed bytes can be rebuilt from the leaf alone. They contain the commit's id, which
 * stands for organization and Idempotency-Key, so a signature is good for one commit only. Since two
 * registries may make the same id, they also contain the origin of the leaf's log. The body is signed by its
 * digest.
 */
import * as z from 'zod';
import { canonicalize } from '../base/canonical.ts';
import { toBase64url, toHex, toUtf8 } from '../base/encoding.ts';
import { sha256 } from '../base/sha256.ts';

/** The only scheme so far; a further one (SM2) gets its own name and its own lengths in bytes. */
export const SIGNATURE_ALG = 'Ed25519' as const;

/** `base64url(SHA-256(public key))`, untruncated: key makers may search for two that agree in a part. */
export const KeyId = z.string().regex(/^[\w-]{43}$/, {
  error: 'must be a key id of 43 characters; 须为 43 个字符的密钥标识',
});
/** 32 bytes, base64url. */
export const PublicKey = z.string().regex(/^[\w-]{42}[AEIMQUYcgkosw048]$/, {
  error: 'must be an Ed25519 public key, 32 bytes in base64url; 须为 Ed25519 公钥（32 字节 base64url）',
});

/** 64 bytes, base64url. */
export const SignatureValue = z.string().regex(/^[\w-]{85}[AQgw]$/, {
  error: 'must be an Ed25519 signature, 64 bytes in base64url; 须为 Ed25519 签名（64 字节 base64url）',
});

/** Path of the request, without query. */
const PATH_LENGTH_MAX = 120;

/** The signature that a leaf carries. `at` is the signer's clock. */
export const Signature = z.strictObject({
  alg: z.literal(SIGNATURE_ALG),
  kid: KeyId,
  method: z.literal('POST'),
  path: z
    .string()
    .max(PATH_LENGTH_MAX)
    .regex(/^\/v1(\/[\w.~%:-]+)+$/),
  /** Digest of the body in RFC 8785 form; of no bytes if there is no body. */
  body: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  at: z.iso.datetime({ precision: 3 }),
  value: SignatureValue,
});
export type Signature = z.infer<typeof Signature>;

/**
 * Bytes that a leaf keeps free for a signature, so that a commit fits the same units with and without one.
 */
export const SIGNATURE_BYTES_MAX = 512;

/** A signature is at most this much older than its commit; a client that retries later signs again. */
export const SIGNED_BEFORE_MAX_MS = 10 * 60_000;
/** A signature is at most this much newer than its commit, to allow for clocks that differ. */
export const SIGNED_AFTER_MAX_MS = 60_000;

/** A signature's fields that are signed: all but the value. */
export type ToSign = Omit<Signature, 'value'>;

/** The organization that signs and, if it acts for another, that other, as in a leaf's `by`. */
export interface Signer {
  org: string;
  for?: string | undefined;
}

/** The commit that is signed: the origin of the log that it is meant for, and its id there. */
export interface SignedCommit {
  log: string;
  id: string;
}

/** The bytes that are signed. `for` is among them only if the signer acts for another organization. */
export function signedBytes(by: Signer, { log, id: commit }: SignedCommit, signature: ToSign): Uint8Array {
  const { alg, kid, method, path, body, at } = signature;
  const who = { org: by.org, ...(by.for !== undefined && { for: by.for }) };
  return toUtf8(
    canonicalize({ signed: 'lvzhang-command/v1', log, alg, kid, ...who, commit, method, path, body, at }),
  );
}

/**
 * The bytes that a new key signs at its registration. They name the registration's own commit, so nobody can
 * register a key without holding it, even by repeating the proof of an earlier registration.
 */
export function possessionBytes(org: string, { log, id: commit }: SignedCommit, kid: string): Uint8Array {
  return toUtf8(canonicalize({ signed: 'lvzhang-key/v1', log, alg: SIGNATURE_ALG, kid, org, commit }));
}

/** `sha256:<hex>` of a body's JSON in RFC 8785 form, or of no bytes if there is no body. */
export function bodyDigest(json: unknown): string {
  return `sha256:${toHex(sha256(json === undefined ? new Uint8Array() : toUtf8(canonicalJson(json))))}`;
}

export const keyIdOf = (publicKey: Uint8Array): string => toBase64url(sha256(publicKey));

/**
 * RFC 8785 of any JSON value. `canonicalize` refuses fractions because no leaf has one, but a body may
 * (coordinates); the RFC writes numbers as ECMAScript does.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`;
}
