/** Keys of test organizations, and what they sign. */
import * as ed from '@noble/ed25519';
import { catalogue } from '../../events/audit/catalogue.ts';
import { toBase64url } from '../../shared/base/encoding.ts';
import { commitId } from '../../shared/ledger/decision.ts';
import type { RegistryEvent } from '../../shared/ledger/event.ts';
import {
  bodyDigest,
  keyIdOf,
  possessionBytes,
  SIGNATURE_ALG,
  type Signature,
  type Signer,
  signedBytes,
} from '../../shared/ledger/signature.ts';
import {
  type PlatformSignature,
  platformSignedBytes,
  type SignedDataset,
} from '../../shared/statements/platform-signature.ts';
import { ORIGIN } from './log/log.ts';
import '../../events/tlog/ed25519.ts';

/** The member of the facts that an id in a path is, by the word before it. */
const MEMBERS: Record<string, string> = {
  organizations: 'organization',
  keys: 'kid',
  transfers: 'transfer',
  pledges: 'pledge',
  projects: 'project',
  batches: 'batch',
};

export class TestSigner {
  readonly kid: string;
  readonly publicKey: string;
  /** The body of the requests that `signatureOf` signs. */
  body: unknown = { of: 'a test' };
  private readonly seed: Uint8Array;
  private readonly log: string;

  constructor(number: number, log = ORIGIN) {
    this.log = log;
    this.seed = new Uint8Array(32).fill(number);
    const publicKey = ed.getPublicKey(this.seed);
    this.publicKey = toBase64url(publicKey);
    this.kid = keyIdOf(publicKey);
  }

  get key() {
    return { kid: this.kid, alg: SIGNATURE_ALG, publicKey: this.publicKey };
  }

  sign(by: string | Signer, commit: string, what: Pick<Signature, 'path' | 'body' | 'at'>): Signature {
    const signer = typeof by === 'string' ? { org: by } : by;
    const toSign = { alg: SIGNATURE_ALG, kid: this.kid, method: 'POST' as const, ...what };
    const message = signedBytes(signer, { log: this.log, id: commit }, toSign);
    return { ...toSign, value: toBase64url(ed.sign(message, this.seed)) };
  }

  /** A platform's signature of what an organization will deliver. */
  dataset(what: Omit<SignedDataset, 'log'>, by: Omit<PlatformSignature, 'kid' | 'value'>): PlatformSignature {
    const toSign = { ...by, kid: this.kid };
    const message = platformSignedBytes({ ...what, log: this.log }, toSign);
    return { ...toSign, value: toBase64url(ed.sign(message, this.seed)) };
  }

  /** That whoever registers the key under that commit holds it. */
  proof(org: string, commit: string): string {
    return toBase64url(ed.sign(possessionBytes(org, { log: this.log, id: commit }, this.kid), this.seed));
  }

  /** The body that registers the key under that Idempotency-Key. */
  registration(org: string, key: string) {
    return { publicKey: this.publicKey, proof: this.proof(org, commitId(org, key)) };
  }

  /** The signature of whatever request made the event. */
  signatureOf({ id, by, at, type, facts }: RegistryEvent): Signature {
    const words = catalogue[type].paths[0]!.split('/');
    const path = words.map((word, i) => (word === '*' ? memberOf(facts, words[i - 1]!) : word));
    return this.sign(by, id, { path: `/v1/${path.join('/')}`, body: bodyDigest(this.body), at });
  }

  /** The header of a request. */
  header(
    by: string | Signer,
    key: string,
    path: string,
    body?: unknown,
    at = new Date().toISOString(),
  ): string {
    const signer = typeof by === 'string' ? { org: by } : by;
    const what = { path, body: bodyDigest(body), at };
    const { alg, kid, value } = this.sign(signer, commitId(signer.for ?? signer.org, key), what);
    return `${alg} kid=${kid},at=${at},value=${value}`;
  }
}

function memberOf(facts: object, word: string): string {
  return String((facts as Record<string, unknown>)[MEMBERS[word] ?? word]);
}
