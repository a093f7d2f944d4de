/** Gives an organization roles by hand, for tests that try every role. No event makes these. */
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { entityKey } from '../../../functions/ledger/keys.ts';
import { theWorld } from '../../../functions/world.ts';
import { organizationEntity } from '../../../shared/ledger/entity.ts';
import type { Role } from '../../../shared/ledger/role.ts';

/** Registers the existing organization in exactly these roles. */
export async function registerByHand(organization: string, roles: readonly Role[]): Promise<void> {
  const { client, tableName } = theWorld().reads;
  const Key = entityKey(organizationEntity(organization));
  const update = {
    UpdateExpression: 'SET #state.#roles = :roles',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeNames: { '#state': 'state', '#roles': 'roles' },
    ExpressionAttributeValues: { ':roles': roles },
  };
  await client.send(new UpdateCommand({ TableName: tableName, Key, ...update }));
}

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
