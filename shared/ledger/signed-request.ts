/** What signs a request of the API: the bytes that are signed, and the header that carries the signature. */
import { toBase64url } from '../base/encoding.ts';
import { commitId } from './decision.ts';
import { bodyDigest, SIGNATURE_ALG, type SignedCommit, signedBytes } from './signature.ts';

/** A request that changes something. */
export interface SignedRequest {
  /** Origin of the registry's log. */
  log: string;
  org: string;
  /** The organization that `org` acts for, if it does. */
  actsFor?: string | undefined;
  idempotencyKey: string;
  /** Without query. */
  path: string;
  body: object | undefined;
}

export interface RequestToSign {
  bytes: Uint8Array;
  /** The Lvzhang-Signature header, once the key has signed these bytes. */
  headerWith(signature: Uint8Array): string;
}

/** A request as a key signs it at that instant. */
export function requestToSign(
  kid: string,
  { log, org, actsFor, idempotencyKey, path, body }: SignedRequest,
  now: Date,
): RequestToSign {
  const at = now.toISOString();
  const digest = bodyDigest(body && JSON.parse(JSON.stringify(body)));
  const toSign = { alg: SIGNATURE_ALG, kid, method: 'POST', path, at, body: digest } as const;
  const commit = { log, id: commitId(actsFor ?? org, idempotencyKey) };
  return {
    bytes: signedBytes({ org, for: actsFor }, commit, toSign),
    headerWith: (signature) => `${SIGNATURE_ALG} kid=${kid},at=${at},value=${toBase64url(signature)}`,
  };
}

/** The Idempotency-Key of a key's registration, from its id: a repetition gets the first answer. */
export const registrationKeyOf = (kid: string): string => `key.register:${kid}`;

/** The same of its revocation. */
export const revocationKeyOf = (kid: string): string => `key.revoke:${kid}`;

/** The commit of a key's registration, which the key signs to prove that its registrant holds it. */
export const registrationOf = (log: string, org: string, kid: string): SignedCommit => ({
  log,
  id: commitId(org, registrationKeyOf(kid)),
});
