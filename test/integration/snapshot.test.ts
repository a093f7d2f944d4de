/** Whether "it left no trace" would be told if it weren't so. */
import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { freshTable } from '../support/local/dynamodb.ts';
import { leavesNoTraceIn } from '../support/local/snapshot.ts';

it('a trace is found, however it was left, and nothing else is one', async () => {
  const { client, tableName } = await freshTable();
  const leavesNoTrace = leavesNoTraceIn(client, tableName);
  const item = (n: number) => ({ TableName: tableName, Item: { pk: 'a', sk: 'b', n } });
  const failing = { ...item(9), ConditionExpression: 'attribute_not_exists(pk)' };
  await client.send(new PutCommand(item(1)));
  const left = (command: object) => leavesNoTrace(() => client.send(command as never));
  await expect(left(new PutCommand(item(2)))).rejects.toThrow(/a b/);
  await expect(left(new TransactWriteCommand({ TransactItems: [{ Put: item(3) }] }))).rejects.toThrow(/a b/);
  await leavesNoTrace(async () => {
    await client.send(new PutCommand(item(3)));
    await client.send(new TransactWriteCommand({ TransactItems: [{ Put: failing }] })).catch(() => {});
  });
  const key = { pk: { S: 'a' }, sk: { S: 'b' } };
  await expect(left(new DeleteItemCommand({ TableName: tableName, Key: key }))).rejects.toThrow(/a b/);
});
