/** Keys that sign: their holders register and revoke them. */
import type { Context, Draft } from '../ledger/decision.ts';
import { type Entities, organizationEntity, read } from '../ledger/entity.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import type { SIGNATURE_ALG } from '../ledger/signature.ts';
import { isInForce, remembered } from './organization-key.ts';

/** The most keys in force and ended keys still remembered, so that an entity stays small. */
const KEYS_MAX = 16;

/**
 * Changes of an organization after which it registers no further key. A certificate's proof of consent walks
 * back over them, and no walk may be long. A monthly change of keys reaches this after 40 years.
 */
const CHANGES_MAX = 1000;

export interface RegisterKey {
  organization: string;
  kid: string;
  alg: typeof SIGNATURE_ALG;
  publicKey: string;
  /** The registry checks after the decision that the key itself made this signature. */
  proof: string;
}

/**
 * Rejections in order: not-found, not-yours, organization-united, key-already-registered, too-many-keys,
 * too-many-key-changes.
 */
export function decideRegisterKey(
  entities: Entities,
  { organization, ...key }: RegisterKey,
  context: Context,
): Draft<'organization.key-registered'> | Rejection {
  const current = read(entities, organizationEntity(organization));
  if (!current) return reject('not-found');
  if (organization !== context.org) return reject('not-yours');
  const { unitedInto } = current.state;
  // The organization that acts for it signs with keys of its own.
  if (unitedInto) return reject('organization-united', undefined, { org: organization, into: unitedInto });
  const keys = remembered(current.state.keys, context.at);
  if (keys.some(({ kid }) => kid === key.kid)) return reject('key-already-registered', '/publicKey');
  if (keys.length >= KEYS_MAX) return reject('too-many-keys', undefined, { limit: KEYS_MAX });
  if (current.version >= CHANGES_MAX)
    return reject('too-many-key-changes', undefined, { limit: CHANGES_MAX });
  return {
    type: 'organization.key-registered',
    facts: { organization, ...key },
    advances: [organizationEntity(organization)],
  };
}

export interface RevokeKey {
  organization: string;
  kid: string;
  reason: string;
}

/**
 * By the organization, in a command signed by a key in force, or by the operator for a lost key. Without a
 * key in force the organization goes on unsigned. Rejections in order: not-found, not-yours,
 * key-not-in-force.
 */
export function decideRevokeKey(
  entities: Entities,
  { organization, kid, reason }: RevokeKey,
  context: Context,
): Draft<'organization.key-revoked'> | Rejection {
  const current = read(entities, organizationEntity(organization));
  if (!current) return reject('not-found');
  if (context.scope === 'own' && organization !== context.org) return reject('not-yours');
  if (!current.state.keys?.some((key) => key.kid === kid && isInForce(key)))
    return reject('key-not-in-force', undefined, { kid });
  return {
    type: 'organization.key-revoked',
    facts: { organization, kid, reason },
    advances: [organizationEntity(organization)],
  };
}
