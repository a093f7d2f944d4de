/**
 * An organization's keys. From the first key on, each of its commands is signed. Each key's own proof shows
 * that its registrant holds it. The command that registers the first key has no other signature, for there is
 * nothing yet to sign with; for a further key it is signed by one in force, as every command is.
 */
import { type Entities, type NextStates, organizationEntity, read } from '../ledger/entity.ts';
import type { EventOfType } from '../ledger/event.ts';
import type { OrganizationKey } from './states.ts';

/** How long an ended key is remembered: longer than a leaf with its signature may be under way. */
const REMEMBERED_MS = 60 * 60_000;

export const isInForce = ({ until }: OrganizationKey): boolean => until === undefined;

export function evolveKeyRegistered(
  entities: Entities,
  { at, facts }: EventOfType<'organization.key-registered'>,
): NextStates {
  const { organization, kid, alg, publicKey } = facts;
  return withKeys(entities, organization, at, (keys) => [...keys, { kid, alg, publicKey, from: at }], false);
}

export function evolveKeyRevoked(
  entities: Entities,
  { at, by, facts: { organization, kid } }: EventOfType<'organization.key-revoked'>,
): NextStates {
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
): NextStates {
  const id = organizationEntity(organization);
  const current = read(entities, id);
  if (!current) return [];
  const { keyEndedByOther: _, ...state } = current.state;
  const keys = change(remembered(state.keys, at));
  return [[id, { ...state, keys, ...(byOther && !keys.some(isInForce) && { keyEndedByOther: true }) }]];
}

export function remembered(keys: readonly OrganizationKey[] = [], at: string): OrganizationKey[] {
  const oldest = Date.parse(at) - REMEMBERED_MS;
  return keys.filter(({ until }) => until === undefined || Date.parse(until) > oldest);
}
