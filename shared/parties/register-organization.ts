/** Registers organizations, and identifies foreign ones by their USCC later. */
import { type Context, type Draft, deriveId } from '../ledger/decision.ts';
import {
  accountEntity,
  type Entities,
  type EntityId,
  foreignEntity,
  organizationEntity,
  read,
  usccEntity,
} from '../ledger/entity.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import { HOLDING_ROLES, type Role } from '../ledger/role.ts';
import { alikeEntities, holdersOf } from './alike.ts';
import { hasRoom } from './organization.ts';

export interface RegisterOrganization {
  name: string;
  roles: Role[];
  uscc?: string | undefined;
  /** Identity in another registry, for an imported organization without a USCC. */
  foreign?: { source: string; name: string } | undefined;
}

const mayHold = (roles: readonly Role[]) =>
  roles.some((role) => (HOLDING_ROLES as readonly Role[]).includes(role));

/**
 * Rejections in order: organization-roles-conflict, identity-missing, uscc-already-registered,
 * foreign-already-registered, id-taken.
 */
export function decideRegisterOrganization(
  entities: Entities,
  command: RegisterOrganization,
  context: Context,
): Draft<'organization.registered'> | Rejection {
  const { name, uscc, foreign } = command;
  const roles = [...new Set(command.roles)].sort();
  const organization = deriveId('o', context.id);
  if (roles.includes('verifier') && roles.length > 1) return reject('organization-roles-conflict', '/roles');
  if ((uscc === undefined) === (foreign === undefined)) return reject('identity-missing', '/uscc');
  const registered = uscc && refuseRegistered(entities, uscc);
  if (registered) return registered;
  if (foreign && entities.has(foreignEntity(foreign)))
    return reject('foreign-already-registered', '/foreign');
  const account = mayHold(roles) ? deriveId('a', context.id) : undefined;
  const born = [organizationEntity(organization), ...(account ? [accountEntity(account)] : [])];
  if (born.some((id) => entities.has(id))) return reject('id-taken');
  const advances: EntityId[] = born;
  if (uscc) advances.push(usccEntity(uscc));
  if (foreign) advances.push(foreignEntity(foreign));
  const names = alikeEntities(command);
  const alike = holdersOf(entities, names);
  advances.push(...names.filter((each) => hasRoom(entities, each)));
  return {
    type: 'organization.registered',
    facts: {
      organization,
      name,
      roles,
      ...(uscc && { uscc }),
      ...(foreign && { foreign }),
      ...(account && { account }),
      // A known name is no reason for refusal: two organizations may well have one name.
      ...(alike.length > 0 && { alike }),
    },
    advances,
  };
}

export interface IdentifyOrganization {
  organization: string;
  uscc: string;
}

/** One code, one organization: the rejection names the organization that has the code. */
export function refuseRegistered(entities: Entities, uscc: string): Rejection | undefined {
  const taken = read(entities, usccEntity(uscc));
  return taken && reject('uscc-already-registered', '/uscc', { uscc, holder: taken.state.holder });
}

/**
 * Gives an imported organization its USCC. Rejections: not-found, organization-united, already-identified,
 * uscc-already-registered.
 */
export function decideIdentifyOrganization(
  entities: Entities,
  { organization, uscc }: IdentifyOrganization,
): Draft<'organization.identified'> | Rejection {
  const current = read(entities, organizationEntity(organization));
  if (!current) return reject('not-found');
  const { unitedInto } = current.state;
  if (unitedInto) return reject('organization-united', undefined, { org: organization, into: unitedInto });
  if (current.state.uscc) return reject('already-identified', '/uscc', { uscc: current.state.uscc });
  const registered = refuseRegistered(entities, uscc);
  if (registered) return registered;
  return {
    type: 'organization.identified',
    facts: { organization, uscc },
    advances: [organizationEntity(organization), usccEntity(uscc)],
  };
}
