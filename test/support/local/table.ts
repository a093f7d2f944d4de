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

/** The same of the table of work in progress. */
const WORK_INDEX_KEYS = { byList: ['list', 'order'], byDue: ['due', 'dueAt'] };

/** A table on DynamoDB Local. */
export interface TestTable {
  client: DynamoDBDocumentClient;
  tableName: string;
}

/** Makes a fresh table there and points this process's functions at it. */
export async function tableAt(endpoint: string): Promise<TestTable> {
  const tableName = nameOf('registry');
  Object.assign(process.env, {
    TABLE_NAME: tableName,
    METRIC_NAMESPACE: 'test',
    LOG_ORIGIN: 'lvzhang.test/log',
    ROOT_OPERATOR: 'lvzhang-operator',
    ...accessTo(endpoint),
  });
  return makeTable(endpoint, tableName, INDEX_KEYS, ['unsequenced']);
}

/** Makes a fresh table of work in progress there, and points this process's functions at it. */
export async function workTableAt(endpoint: string): Promise<TestTable> {
  const tableName = nameOf('work');
  Object.assign(process.env, { ...accessTo(endpoint), WORK_TABLE_NAME: tableName });
  return makeTable(endpoint, tableName, WORK_INDEX_KEYS, ['byDue']);
}

const accessTo = (endpoint: string) => ({
  AWS_REGION: 'cn-north-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_ENDPOINT_URL_DYNAMODB: endpoint,
});

const nameOf = (kind: string) => `${kind}-${process.pid}-${Math.random().toString(36).slice(2)}`;

async function makeTable(
  endpoint: string,
  tableName: string,
  indexes: Record<string, string[]>,
  keysOnly: readonly string[],
): Promise<TestTable> {
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
      AttributeDefinitions: ['pk', 'sk', ...Object.values(indexes).flat()].map(string),
      GlobalSecondaryIndexes: Object.entries(indexes).map(([name, keys]) => ({
        IndexName: name,
        KeySchema: schema(keys),
        Projection: { ProjectionType: keysOnly.includes(name) ? 'KEYS_ONLY' : 'ALL' },
      })),
    }),
  );
  // As the functions' own client is.
  const marshallOptions = { removeUndefinedValues: true };
  return { client: DynamoDBDocumentClient.from(client, { marshallOptions }), tableName };
}
