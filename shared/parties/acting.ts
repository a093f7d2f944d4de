/**
 * Who may act at all. A token names organization and roles, but may lag behind, so the registry decides. A
 * united organization no longer acts; the one it was united into acts for it, in the roles registered for the
 * former.
 */
import { type Entities, organizationEntity, read } from '../ledger/entity.ts';
import type { Actor } from '../ledger/event.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';

export interface Acting {
  org: string;
  /** The organization that acts for `org`, if another does. */
  agent?: string | undefined;
  role: Actor;
}

/**
 * Refuses an organization that the registry doesn't know in that role. Two act without an entry: the
 * registry's scheduled work, which no token can name, and the root operator, which registers everybody else.
 * @param rootOperator the organization that the deployment names
 */
export function refuseActing(
  entities: Entities,
  { org, agent, role }: Acting,
  rootOperator: string,
): Rejection | undefined {
  if (role === 'system' || (!agent && isRootOperator({ org, role }, rootOperator))) return undefined;
  const party = read(entities, organizationEntity(org))?.state;
  if (agent && (!party || party.unitedInto !== agent))
    return reject('acts-for-stranger', undefined, { org: agent, for: org });
  if (!party) return reject('organization-not-registered', undefined, { org });
  const { roles: registered, unitedInto } = party;
  if (!agent && unitedInto) return reject('organization-united', undefined, { org, into: unitedInto });
  if (!registered.includes(role))
    return reject('role-not-registered', undefined, { org, role, registered: registered.join(', ') });
  return undefined;
}

export const isRootOperator = ({ org, role }: Pick<Acting, 'org' | 'role'>, rootOperator: string): boolean =>
  role === 'operator' && org === rootOperator;
