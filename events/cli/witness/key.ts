/**
 * A witness's private key in a file, as Go's note package writes it: `PRIVATE+KEY+name+id+base64(type ‖
 * seed)`.
 */
import { createPrivateKey, createPublicKey, randomBytes, sign } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { concatBytes, fromBase64, fromHex, toBase64 } from '../../../shared/base/encoding.ts';
import { MalformedError } from '../../../shared/base/malformed.ts';
import { COSIGNATURE_V1, type NoteSigner, noteKey } from '../../tlog/note-key.ts';
import { createFile } from '../durable-file.ts';
import { readText } from '../file/text-file.ts';

const SEED_BYTES = 32;
/**
 * PrivateKeyInfo of an Ed25519 key is this prefix and the 32 bytes (RFC 8410); the public one
 * ends in its key.
 */
const PKCS8_PREFIX = fromHex('302e020100300506032b657004220420');
const MODE_OTHERS = 0o077;

/** The signer of a key file. @throws MalformedError on a file that is no such key, or is open to others */
export async function readWitnessKey(file: string): Promise<NoteSigner> {
  const { mode } = await stat(file);
  if (mode & MODE_OTHERS) throw new MalformedError(`${file}: 须仅本人可读 readable by others; chmod 600`);
  const match = /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+(\S+)\n$/.exec(readText(file));
  if (!match) throw new MalformedError(`${file}: 不是见证方私钥 no witness key`);
  const [, name = '', id, material = ''] = match;
  const [type, ...seed] = fromBase64(material);
  if (type !== COSIGNATURE_V1 || seed.length !== SEED_BYTES)
    throw new MalformedError(`${file}: 不是 0x04 类密钥 not of type 0x04`);
  const signer = signerOf(name, Uint8Array.from(seed));
  if (signer.key.id !== id) throw new MalformedError(`${file}: 密钥编号不符 another key id`);
  return signer;
}

/** Makes a key and its file, unless the file exists. */
export async function createWitnessKey(file: string, name: string): Promise<void> {
  const seed = randomBytes(SEED_BYTES);
  const { key } = signerOf(name, seed);
  const material = toBase64(concatBytes([Uint8Array.of(COSIGNATURE_V1), seed]));
  await createFile(file, `PRIVATE+KEY+${name}+${key.id}+${material}\n`);
}

function signerOf(name: string, seed: Uint8Array): NoteSigner {
  const der = Buffer.from(concatBytes([PKCS8_PREFIX, seed]));
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return {
    key: noteKey(name, COSIGNATURE_V1, new Uint8Array(spki.subarray(-SEED_BYTES))),
    sign: async (message) => new Uint8Array(sign(null, message, privateKey)),
  };
}
