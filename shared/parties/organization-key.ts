/**
 * An organization's keys: from the first one on, each of its commands is signed. Each key proves itself that whoever
 * registers it holds it. The command that registers the first is otherwise unsigned, for there is nothing yet to sign with; that
 * of a further one is signed by one in force, as every command is.
 */
import type { Context, Draft } from '../ledger/decision.ts';
import {
  type Entities,
  type EntityId,
  type EntityState,
  organizationEntity,
  read,
} from '../ledger/entity.ts';
import type { EventOfType } from '../ledger/event.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import type { SIGNATURE_ALG } from '../ledger/signature.ts';
import type { OrganizationKey } from './states.ts';

/** Keys in force and ended ones that are remembered, so that an entity stays small. */
const KEYS_MAX = 16;

/**
 * Changes of an organization after which it registers no further key: a certificate's proof of consent walks them back, and no
 * walk may be long. Whoever changes its key every month reaches it after 40 years.
 */
const CHANGES_MAX = 1000;

/** An ended key is remembered for longer than any leaf with its signature may be under way. */
const REMEMBERED_MS = 60 * 60_000;

export const isInForce = ({ until }: OrganizationKey): boolean => until === undefined;

export interface RegisterKey {
  organization: string;
  kid: string;
  alg: typeof SIGNATURE_ALG;
  publicKey: string;
  /** Whether it is the key's own, the registry asks after the decision. */
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
): Draft | Rejection {
  const current = read(entities, 'organization', organizationEntity(organization));
  if (!current) return reject('not-found');
  if (organization !== context.org) return reject('not-yours');
  const { unitedInto } = current.state;
  // Whoever acts for it signs with keys of its own.
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
 * By the organization, signed by a key in force; or by the operator, where the key is lost. Without a key in force
 * the organization goes on unsigned. Rejections in order: not-found, not-yours, key-not-in-force.
 */
export function decideRevokeKey(
  entities: Entities,
  { organization, kid, reason }: RevokeKey,
  context: Context,
): Draft | Rejection {
  const current = read(entities, 'organization', organizationEntity(organization));
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

export function evolveKeyRegistered(
  entities: Entities,
  { at, facts }: EventOfType<'organization.key-registered'>,
): [EntityId, EntityState][] {
  const { organization, kid, alg, publicKey } = facts;
  return withKeys(entities, organization, at, (keys) => [...keys, { kid, alg, publicKey, from: at }], false);
}

export function evolveKeyRevoked(
  entities: Entities,
  { at, by, facts: { organization, kid } }: EventOfType<'organization.key-revoked'>,
): [EntityId, EntityState][] {
  const end = (keys: OrganizationKey[]) =>
    keys.map((key) => (key.kid === kid && isInForce(key) ? { ...key, until: at } : key));
  return withKeys(entities, organization, at, end, by.org !== organization);
}

function withKeys(
  entities: Entities,
  organization: string,
  at: string,
  change: (keys: OrganizationKey[]) => OrganizationKey[],
  byOther: boolean,
): [EntityId, EntityState][] {
  const id = organizationEntity(organization);
  const current = read(entities, 'organization', id);
  if (!current) return [];
  const { keyEndedByOther: _, ...state } = current.state;
  const keys = change(remembered(state.keys, at));
  return [[id, { ...state, keys, ...(byOther && !keys.some(isInForce) && { keyEndedByOther: true }) }]];
}

function remembered(keys: readonly OrganizationKey[] = [], at: string): OrganizationKey[] {
  const oldest = Date.parse(at) - REMEMBERED_MS;
  return keys.filter(({ until }) => until === undefined || Date.parse(until) > oldest);
}
