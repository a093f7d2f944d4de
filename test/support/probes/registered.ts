/** Gives an organization roles by hand, for tests that try every role. No event makes these. */
import { theWorld } from '../../../functions/world.ts';
import { organizationEntity } from '../../../shared/ledger/entity.ts';
import type { Role } from '../../../shared/ledger/role.ts';
import { give } from './given.ts';

/** Registers the existing organization in exactly these roles. */
export const registerByHand = (organization: string, roles: readonly Role[]): Promise<void> =>
  give(organizationEntity(organization), { roles });

/** Does something while the organization is registered in that role too. */
export async function registeredAlsoAs<T>(
  organization: string,
  role: Role,
  act: () => Promise<T>,
): Promise<T> {
  const id = organizationEntity(organization);
  const found = (await theWorld().reads.entities([id])).get(id);
  const { roles } = found!.state as { roles: Role[] };
  if (roles.includes(role)) return act();
  await registerByHand(organization, [...roles, role]);
  try {
    return await act();
  } finally {
    await registerByHand(organization, roles);
  }
}
