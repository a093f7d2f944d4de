/** Keys: an organization registers its own; it or, for a lost one, the operator revokes it. */
import { fromBase64url } from '../../../../shared/base/encoding.ts';
import { MalformedError } from '../../../../shared/base/malformed.ts';
import { organizationEntity } from '../../../../shared/ledger/entity.ts';
import type { EventOfType } from '../../../../shared/ledger/event.ts';
import { keyIdOf, possessionBytes } from '../../../../shared/ledger/signature.ts';
import { verifyEd25519 } from '../../../tlog/ed25519.ts';
import type { Rules } from '../rule.ts';
import { organizationOf } from './known-organization.ts';

/** Most keys of one organization, counting those that ended in the last hour. */
const KEYS_MAX = 16;
/** Changes of an organization after which it may register no further key. */
const CHANGES_MAX = 1000;
const HOUR_MS = 3_600_000;

export const keyRegistered: Rules<'organization.key-registered'> = (live, event, violates) => {
  const { by, facts, at } = event;
  const { organization, kid, publicKey } = facts;
  if (by.org !== organization) violates('key-of-another', { org: by.org, organization });
  const expected = kidOf(publicKey);
  if (expected !== kid) violates('key-id', { kid, expected });
  else if (!provesPossession(live.log, event)) violates('key-not-held', { kid });
  const found = organizationOf(live, organization, violates);
  if (found?.unitedInto) violates('united-before', { organization, into: found.unitedInto });
  const keys = (found?.keys ?? []).filter(
    ({ until }) => until === undefined || Date.parse(until) > Date.parse(at) - HOUR_MS,
  );
  if (keys.some((key) => key.kid === kid)) violates('key-known', { kid });
  if (keys.length >= KEYS_MAX) violates('too-many-keys', { count: keys.length, limit: KEYS_MAX });
  const count = live.entities.get(organizationEntity(organization))?.version ?? 0;
  if (count >= CHANGES_MAX) violates('too-many-key-changes', { count, limit: CHANGES_MAX });
};

/** Whether the key that a leaf registers signed this very commit of that log. */
export function provesPossession(
  log: string,
  { id, facts }: EventOfType<'organization.key-registered'>,
): boolean {
  const { organization, kid, publicKey, proof } = facts;
  const message = possessionBytes(organization, { log, id }, kid);
  return verifyEd25519(fromBase64url(proof), message, fromBase64url(publicKey));
}

export const keyRevoked: Rules<'organization.key-revoked'> = (live, event, violates) => {
  const { by, facts } = event;
  const { organization, kid } = facts;
  if (by.org !== organization && by.role !== 'operator')
    violates('key-of-another', { org: by.org, organization });
  const keys = organizationOf(live, organization, violates)?.keys;
  if (!keys?.some((key) => key.kid === kid && key.until === undefined)) violates('key-not-in-force', { kid });
};

/** The key id of a public key; undefined where it is no key at all: a schema checks letters, not bytes. */
export function kidOf(publicKey: string): string | undefined {
  try {
    return keyIdOf(fromBase64url(publicKey));
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}
