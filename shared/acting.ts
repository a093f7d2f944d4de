/** Who may act at all: a token names an organization and roles, and may lag behind. The registry decides. */
import { type Entities, organizationEntity, read } from './entity.ts';
import type { Actor } from './event.ts';
import { type Rejection, reject } from './rejection.ts';

export interface Acting {
  org: string;
  role: Actor;
}

/**
 * Whether the registry knows the organization in that role. Two act without an entry: the registry's own scheduled
 * work, which no token can name, and the root operator, which registers everybody else.
 * @param rootOperator the organization that the deployment names
 */
export function refuseActing(
  entities: Entities,
  { org, role }: Acting,
  rootOperator: string,
): Rejection | undefined {
  if (role === 'system' || isRootOperator({ org, role }, rootOperator)) return undefined;
  const registered = read(entities, 'organization', organizationEntity(org))?.state.roles;
  if (!registered) return reject('organization-not-registered', undefined, { org });
  if (!registered.includes(role))
    return reject('role-not-registered', undefined, { org, role, registered: registered.join(', ') });
  return undefined;
}

export const isRootOperator = ({ org, role }: Acting, rootOperator: string): boolean =>
  role === 'operator' && org === rootOperator;
