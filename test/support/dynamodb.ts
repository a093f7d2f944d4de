/** One DynamoDB Local for all integration tests, and the real table's shape for each file that asks. */
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { startDynamoDb } from '../../infra/local/dynamodb.ts';

declare module 'vitest' {
  interface ProvidedContext {
    dynamoDbEndpoint: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dynamoDb = await startDynamoDb({ memory: true });
  project.provide('dynamoDbEndpoint', dynamoDb.endpoint);
  return () => dynamoDb.stop();
}

const KEYS = {
  byAccount: ['account', 'holding'],
  byList: ['list', 'order'],
  unsequenced: ['unsequenced', 'at'],
};

/** Makes a fresh table and points this process's functions at it. The template test holds the shape to the stack's. */
export async function freshTable(): Promise<{
  client: DynamoDBDocumentClient;
  tableName: string;
  endpoint: string;
}> {
  const endpoint = inject('dynamoDbEndpoint');
  const tableName = `registry-${process.pid}-${Math.random().toString(36).slice(2)}`;
  Object.assign(process.env, {
    TABLE_NAME: tableName,
    METRIC_NAMESPACE: 'test',
    LOG_ORIGIN: 'lvzhang.test/log',
    AWS_REGION: 'cn-north-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
  });
  const client = new DynamoDBClient({ endpoint });
  const string = (name: string) => ({ AttributeName: name, AttributeType: 'S' as const });
  const schema = ([hash, range]: readonly string[]) => [
    { AttributeName: hash, KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
  await client.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: schema(['pk', 'sk']),
      AttributeDefinitions: ['pk', 'sk', ...Object.values(KEYS).flat()].map(string),
      GlobalSecondaryIndexes: Object.entries(KEYS).map(([name, keys]) => ({
        IndexName: name,
        KeySchema: schema(keys),
        Projection: { ProjectionType: name === 'unsequenced' ? 'KEYS_ONLY' : 'ALL' },
      })),
    }),
  );
  return { client: DynamoDBDocumentClient.from(client), tableName, endpoint };
}
