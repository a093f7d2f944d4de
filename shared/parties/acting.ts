/**
 * Who may act at all: a token names an organization and roles, and may lag behind. The registry decides. An organization
 * that was united into another acts no more; that other one acts for it, in the roles that it was registered with.
 */
import { type Entities, organizationEntity, read } from '../ledger/entity.ts';
import type { Actor } from '../ledger/event.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';

export interface Acting {
  org: string;
  /** Who acts for `org`, where that isn't `org` itself. */
  agent?: string | undefined;
  role: Actor;
}

/**
 * Whether the registry knows the organization in that role. Two act without an entry: the registry's own scheduled
 * work, which no token can name, and the root operator, which registers everybody else.
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
