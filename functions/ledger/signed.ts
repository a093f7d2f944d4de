/**
 * Whether a command is signed as its organization's keys demand. The auditor has a rule of its own that
 * checks this of every leaf.
 */
import { verifyEd25519 } from '../../events/tlog/ed25519.ts';
import { fromBase64url } from '../../shared/base/encoding.ts';
import { type Entities, organizationEntity, read } from '../../shared/ledger/entity.ts';
import { type Rejection, reject } from '../../shared/ledger/rejection.ts';
import {
  possessionBytes,
  SIGNED_AFTER_MAX_MS,
  SIGNED_BEFORE_MAX_MS,
  type Signature,
  type SignedCommit,
  signedBytes,
} from '../../shared/ledger/signature.ts';
import { isInForce } from '../../shared/parties/organization-key.ts';
import type { RegisterKey } from '../../shared/parties/register-key.ts';
import {
  type PlatformSignature,
  platformSignedBytes,
  type SignedDataset,
} from '../../shared/statements/platform-signature.ts';

export interface SignedCommand {
  org: string;
  /** The organization that acts for `org`, and signs. */
  agent?: string | undefined;
  signature?: Signature | undefined;
}

/**
 * Why the command may not be committed to that log under that id at that instant; `beforeMaxMs` is how much
 * older its signature may be.
 * Rejections in order: signature-missing, signature-key-unknown, signature-out-of-time, signature-invalid.
 */
export function refuseSignature(
  entities: Entities,
  { org, agent, signature }: SignedCommand,
  { log, id, at }: SignedCommit & { at: string },
  beforeMaxMs = SIGNED_BEFORE_MAX_MS,
): Rejection | undefined {
  const signer = agent ?? org;
  const keys = read(entities, organizationEntity(signer))?.state.keys?.filter(isInForce) ?? [];
  if (!signature)
    return keys.length > 0
      ? reject('signature-missing', undefined, { keys: keys.map(({ kid }) => kid).join(', ') })
      : undefined;
  const key = keys.find(({ kid }) => kid === signature.kid);
  if (!key) return reject('signature-key-unknown', undefined, { kid: signature.kid });
  const age = Date.parse(at) - Date.parse(signature.at);
  if (age > beforeMaxMs || age < -SIGNED_AFTER_MAX_MS)
    return reject('signature-out-of-time', undefined, { signed: signature.at, now: at });
  const message = signedBytes(agent ? { org: agent, for: org } : { org }, { log, id }, signature);
  if (!verifyEd25519(fromBase64url(signature.value), message, fromBase64url(key.publicKey)))
    return reject('signature-invalid', undefined, { signed: new TextDecoder().decode(message) });
  return undefined;
}

/** Whether the one who registers a key holds its private key. Rejection: key-not-held. */
export function refusePossession(
  { organization, kid, publicKey, proof }: RegisterKey,
  commit: SignedCommit,
): Rejection | undefined {
  const message = possessionBytes(organization, commit, kid);
  if (verifyEd25519(fromBase64url(proof), message, fromBase64url(publicKey))) return undefined;
  return reject('key-not-held', '/proof', { signed: new TextDecoder().decode(message) });
}

/**
 * Whether a platform's key made its signature of a dataset. The decision has found that key in force.
 * Rejection: platform-signature-invalid.
 */
export function refusePlatformSignature(
  entities: Entities,
  dataset: SignedDataset,
  signature: PlatformSignature,
): Rejection | undefined {
  const platform = read(entities, organizationEntity(signature.organization))?.state;
  const key = platform?.keys?.find(({ kid }) => kid === signature.kid);
  const message = platformSignedBytes(dataset, signature);
  if (key && verifyEd25519(fromBase64url(signature.value), message, fromBase64url(key.publicKey)))
    return undefined;
  return reject('platform-signature-invalid', '/signature/value', {
    signed: new TextDecoder().decode(message),
  });
}
