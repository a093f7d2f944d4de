/**
 * An organization's private key in a file, readable by its owner alone: it signs the organization's commands.
 */
import { createPrivateKey, createPublicKey, randomBytes, sign } from 'node:crypto';
import { statSync } from 'node:fs';
import { concatBytes, fromBase64url, fromHex, toBase64url } from '../../shared/base/encoding.ts';
import { MalformedError } from '../../shared/base/malformed.ts';
import { keyIdOf, possessionBytes, SIGNATURE_ALG, type SignedCommit } from '../../shared/ledger/signature.ts';
import { requestToSign, type SignedRequest } from '../../shared/ledger/signed-request.ts';
import { UnreadableError } from '../exchange/file/readable.ts';
import { createFile } from './durable-file.ts';
import { readText } from './file/text-file.ts';

/** Of an Ed25519 private key; the public key is as long. */
const KEY_BYTES = 32;
/** The DER form of an Ed25519 private key (RFC 8410) is this prefix and the key. */
const PKCS8_PREFIX = fromHex('302e020100300506032b657004220420');
/** The permissions of everybody but the owner. */
const MODE_OTHERS = 0o077;
/** Algorithm, key id and private key. */
const FORM = /^lvzhang-key (\w+) ([\w-]{43}) ([\w-]{43})\n$/;

export interface SigningKey {
  kid: string;
  /** Base64url. */
  publicKey: string;
  sign(message: Uint8Array): Uint8Array;
}

/** @throws UnreadableError on a file that is no such key, or is open to others */
export function readSigningKey(file: string): SigningKey {
  const text = readText(file);
  if (statSync(file).mode & MODE_OTHERS)
    throw new UnreadableError(file, { zh: '须仅本人可读：chmod 600', en: 'readable by others: chmod 600' });
  const [, alg, kid, seed = ''] = FORM.exec(text) ?? [];
  const fault = { zh: '不是签名私钥', en: 'no signing key' };
  if (alg !== SIGNATURE_ALG) throw new UnreadableError(file, fault);
  try {
    const key = keyOf(fromBase64url(seed));
    if (key.kid === kid) return key;
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
  }
  throw new UnreadableError(file, fault);
}

/** Makes a key and its file (0600). If the file exists, changes nothing and gives undefined. */
export async function createSigningKey(file: string): Promise<SigningKey | undefined> {
  const seed = new Uint8Array(randomBytes(KEY_BYTES));
  const key = keyOf(seed);
  const made = await createFile(file, `lvzhang-key ${SIGNATURE_ALG} ${key.kid} ${toBase64url(seed)}\n`);
  return made ? key : undefined;
}

function keyOf(seed: Uint8Array): SigningKey {
  const der = Buffer.from(concatBytes([PKCS8_PREFIX, seed]));
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  // The DER form of a public key ends with the key.
  const publicKey = new Uint8Array(spki.subarray(-KEY_BYTES));
  return {
    kid: keyIdOf(publicKey),
    publicKey: toBase64url(publicKey),
    sign: (message) => new Uint8Array(sign(null, message, privateKey)),
  };
}

/** Proves to the registry that the registering party holds the key, for that one commit; base64url. */
export const possessionProof = (key: SigningKey, org: string, commit: SignedCommit): string =>
  toBase64url(key.sign(possessionBytes(org, commit, key.kid)));

/** The Lvzhang-Signature header of a request at that instant. */
export function signatureHeader(key: SigningKey, request: SignedRequest, now: Date): string {
  const { bytes, headerWith } = requestToSign(key.kid, request, now);
  return headerWith(key.sign(bytes));
}

/**
 * The organization that a token names, which is the only one that a client signs for.
 * @throws UnreadableError if it names none
 */
export function organizationOf(token: string): string {
  try {
    const [, claims = ''] = token.split('.');
    const { org } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { org?: unknown };
    if (typeof org === 'string') return org;
  } catch {
    // Falls through: this is no token that names an organization.
  }
  throw new UnreadableError('--token', {
    zh: '令牌未列明机构 org',
    en: 'the token names no organization (org)',
  });
}
