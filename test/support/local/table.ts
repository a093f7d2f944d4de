/**
 * The real table's shape on a DynamoDB Local, for tests and measurements that call handlers in this process.
 */
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** Partition and sort key of each index. */
export const INDEX_KEYS = {
  byAccount: ['account', 'holding'],
  byList: ['list', 'order'],
  unsequenced: ['unsequenced', 'at'],
};

/** Makes a fresh table there and points this process's functions at it. */
export async function tableAt(
  endpoint: string,
): Promise<{ client: DynamoDBDocumentClient; tableName: string }> {
  const tableName = `registry-${process.pid}-${Math.random().toString(36).slice(2)}`;
  Object.assign(process.env, {
    TABLE_NAME: tableName,
    METRIC_NAMESPACE: 'test',
    LOG_ORIGIN: 'lvzhang.test/log',
    ROOT_OPERATOR: 'lvzhang-operator',
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
      AttributeDefinitions: ['pk', 'sk', ...Object.values(INDEX_KEYS).flat()].map(string),
      GlobalSecondaryIndexes: Object.entries(INDEX_KEYS).map(([name, keys]) => ({
        IndexName: name,
        KeySchema: schema(keys),
        Projection: { ProjectionType: name === 'unsequenced' ? 'KEYS_ONLY' : 'ALL' },
      })),
    }),
  );
  return { client: DynamoDBDocumentClient.from(client), tableName };
}
