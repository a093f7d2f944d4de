/** The table of a running local registry, for tests and measurements that look behind its API. */
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { CREDENTIALS, REGION } from '../../../infra/local/place.ts';

export const localDynamoDb = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({ endpoint, region: REGION, credentials: CREDENTIALS });

/** The name of the ledger's table there. */
export async function registryTable(endpoint: string): Promise<string> {
  const { TableNames = [] } = await localDynamoDb(endpoint).send(new ListTablesCommand({}));
  return TableNames.find((name) => name.startsWith('Registry')) ?? '';
}
