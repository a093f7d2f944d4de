/** States written past all rules, for probes that need what no command makes quickly. */
import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { entityKey } from '../../../functions/ledger/keys.ts';
import { theWorld } from '../../../functions/world.ts';
import type { EntityId } from '../../../shared/ledger/entity.ts';

/** Puts an item as it is. */
export async function putByHand(Item: Record<string, unknown>): Promise<void> {
  const { client, tableName } = theWorld().reads;
  const Put = { TableName: tableName, Item };
  await client.send(new TransactWriteCommand({ TransactItems: [{ Put }] }));
}

/** Puts members into an existing entity's state. */
export async function give(entity: EntityId, members: Record<string, unknown>): Promise<void> {
  const { client, tableName } = theWorld().reads;
  const Key = entityKey(entity);
  const { Item } = await client.send(new GetCommand({ TableName: tableName, Key, ConsistentRead: true }));
  if (!Item) throw new Error(`${entity} does not exist`);
  await putByHand({ ...Item, state: { ...Item.state, ...members } });
}
