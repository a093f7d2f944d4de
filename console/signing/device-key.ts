/**
 * This device's key: made by the browser, which signs with it and never gives its private half out. It is
 * kept for one log and one organization, so no other registry gets a signature of it.
 */
import { formatVkey, parseVkey } from '../../events/tlog/note-key.ts';
import { toBase64url } from '../../shared/base/encoding.ts';
import { keyIdOf, possessionBytes, SIGNATURE_ALG } from '../../shared/ledger/signature.ts';
import { registrationOf } from '../../shared/ledger/signed-request.ts';
import { OtherLog } from '../api/refusal.ts';
import { trustedKey } from '../log/trusted-key.ts';

export interface DeviceKey {
  /** Origin of the registry's log. */
  log: string;
  org: string;
  kid: string;
  /** Base64url. */
  publicKey: string;
  /** Not extractable. */
  privateKey: CryptoKey;
  /** The log's key when this one was made. */
  vkey: string;
  /** RFC 3339. */
  madeAt: string;
}

/** This browser has no Ed25519 in Web Crypto, or the page is not served securely. */
export class NoKeysHere extends Error {}

const DATABASE = 'lvzhang';
const STORE = 'keys';

/** The key that this device has for the organization in the log, if it has one. */
export function deviceKey(log: string, org: string): Promise<DeviceKey | undefined> {
  return inStore<DeviceKey | undefined>('readonly', (store) => store.get([log, org]));
}

/** Makes and keeps a key in place of the one before. @throws NoKeysHere, OtherLog */
export async function makeDeviceKey(shown: string, org: string): Promise<DeviceKey> {
  requireLog(shown, undefined);
  const { privateKey, publicKey } = await newPair();
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey));
  const key: DeviceKey = {
    log: parseVkey(shown).name,
    org,
    kid: keyIdOf(raw),
    publicKey: toBase64url(raw),
    privateKey,
    vkey: shown,
    madeAt: new Date().toISOString(),
  };
  await inStore('readwrite', (store) => store.put(key));
  return key;
}

/** Signs, if the registry shows the log that the key is for. @throws OtherLog */
export async function signWith(key: DeviceKey, shown: string, bytes: Uint8Array): Promise<Uint8Array> {
  requireLog(shown, key);
  return new Uint8Array(await crypto.subtle.sign(SIGNATURE_ALG, key.privateKey, new Uint8Array(bytes)));
}

/** Proves to the registry that this device holds the key that is to be registered; base64url. */
export async function possessionProof(key: DeviceKey, shown: string): Promise<string> {
  const { log, org, kid } = key;
  return toBase64url(await signWith(key, shown, possessionBytes(org, registrationOf(log, org, kid), kid)));
}

/** The log is the one whose key the person brought, or else the one for which the key was made. */
function requireLog(shown: string, key: DeviceKey | undefined): void {
  const expected = trustedKey() ?? key?.vkey ?? shown;
  if (formatVkey(parseVkey(shown)) !== formatVkey(parseVkey(expected))) throw new OtherLog(shown, expected);
}

async function newPair(): Promise<CryptoKeyPair> {
  // Absent where the page came by plain http from another machine.
  const subtle = crypto.subtle as SubtleCrypto | undefined;
  try {
    if (subtle) return (await subtle.generateKey(SIGNATURE_ALG, false, ['sign', 'verify'])) as CryptoKeyPair;
  } catch (error) {
    throw new NoKeysHere(String(error));
  }
  throw new NoKeysHere('crypto.subtle');
}

async function inStore<T>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<T> | IDBRequest<IDBValidKey>,
): Promise<T> {
  const database = await opened();
  try {
    const transaction = database.transaction(STORE, mode);
    const request = ask(transaction.objectStore(STORE)) as IDBRequest<T>;
    // What was written is there once the transaction is complete, and not before.
    await new Promise<void>((done, fail) => {
      transaction.oncomplete = () => done();
      transaction.onabort = () => fail(transaction.error);
    });
    return request.result;
  } finally {
    database.close();
  }
}

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  return new Promise((done, fail) => {
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: ['log', 'org'] });
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
}
