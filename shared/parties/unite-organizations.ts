/** Two identities of one organization are united under its USCC. */
import type { Draft } from '../ledger/decision.ts';
import { type Entities, foreignEntity, organizationEntity, read, usccEntity } from '../ledger/entity.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import { HOLDING_ROLES, type Role } from '../ledger/role.ts';
import { isInForce } from './organization-key.ts';
import { refuseRegistered } from './register-organization.ts';
import type { OrganizationState } from './states.ts';

/** Identities that one organization may have besides its own, so that its entity stays small. */
const UNITED_MAX = 50;

export interface UniteOrganizations {
  /** The identity that remains. */
  organization: string;
  /** The identity that is closed. */
  united: string;
  /** The USCC of both, if the registry doesn't know it yet. */
  uscc?: string | undefined;
  reason: string;
}

/**
 * Rejections in order: united-with-itself, not-found (of either), organization-united (of either),
 * two-legal-persons, already-identified, uscc-missing, uscc-already-registered, united-not-holders,
 * united-key-in-force, united-key-lost, too-many-united.
 */
export function decideUniteOrganizations(
  entities: Entities,
  { organization, united, uscc, reason }: UniteOrganizations,
): Draft<'organization.united'> | Rejection {
  if (united === organization) return reject('united-with-itself', '/organization');
  const kept = read(entities, organizationEntity(organization))?.state;
  if (!kept) return reject('not-found');
  const closed = read(entities, organizationEntity(united))?.state;
  if (!closed) return reject('not-found', '/organization', { organization: united });
  if (kept.unitedInto)
    return reject('organization-united', undefined, { org: organization, into: kept.unitedInto });
  if (closed.unitedInto)
    return reject('organization-united', '/organization', { org: united, into: closed.unitedInto });
  if (closed.uscc || !closed.foreign)
    return reject('two-legal-persons', '/organization', { uscc: closed.uscc ?? '' });
  if (kept.uscc && uscc && uscc !== kept.uscc)
    return reject('already-identified', '/uscc', { uscc: kept.uscc });
  if (!kept.uscc && !uscc) return reject('uscc-missing', '/uscc');
  const given = kept.uscc ? undefined : uscc;
  const registered = given && refuseRegistered(entities, given);
  if (registered) return registered;
  if (!holdsOnly(kept) || !holdsOnly(closed))
    return reject('united-not-holders', undefined, { roles: [...kept.roles, ...closed.roles].join(', ') });
  const key = closed.keys?.find(isInForce);
  if (key) return reject('united-key-in-force', '/organization', { kid: key.kid });
  // Otherwise those who may end another's key could end its say too.
  if (closed.keyEndedByOther) return reject('united-key-lost', '/organization', { org: united });
  if ((kept.united?.length ?? 0) >= UNITED_MAX)
    return reject('too-many-united', undefined, { limit: UNITED_MAX });
  return {
    type: 'organization.united',
    facts: { organization, united, ...(given && { uscc: given }), reason },
    advances: [
      organizationEntity(organization),
      organizationEntity(united),
      foreignEntity(closed.foreign),
      ...(given ? [usccEntity(given)] : []),
    ],
  };
}

/** Those who verify, meter, decide or register must differ from whom they judge; uniting would merge two. */
const holdsOnly = ({ roles }: OrganizationState): boolean =>
  roles.every((role) => (HOLDING_ROLES as readonly Role[]).includes(role));
