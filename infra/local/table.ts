import {
  CreateTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { type LocalTemplate, unused } from './template/template.ts';

const keySchema = z.array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));

const tableSchema = z.strictObject({
  TableName: z.string().optional(),
  KeySchema: keySchema,
  AttributeDefinitions: z.array(
    z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
  ),
  // Capacity isn't emulated: regardless of the template, the table here takes all it is given.
  BillingMode: unused,
  GlobalSecondaryIndexes: z
    .array(
      z.strictObject({
        IndexName: z.string(),
        KeySchema: keySchema,
        Projection: z.strictObject({
          ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
          NonKeyAttributes: z.array(z.string()).optional(),
        }),
      }),
    )
    .optional(),
  StreamSpecification: z
    .strictObject({
      StreamViewType: z.enum(['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES']),
    })
    .optional(),
  TimeToLiveSpecification: z.strictObject({ AttributeName: z.string(), Enabled: z.boolean() }).optional(),
  // Backups, encryption and protection against deletion exist in the cloud only.
  PointInTimeRecoverySpecification: unused,
  SSESpecification: unused,
  DeletionProtectionEnabled: unused,
  Tags: unused,
});

type TableProperties = z.infer<typeof tableSchema>;

/** Keys, indexes and stream of a table in one line, for comparing two tables. */
function shapeOf(table: TableProperties | TableDescription): string {
  const keys = (schema: TableProperties['KeySchema'] | TableDescription['KeySchema']) =>
    schema?.map(({ AttributeName, KeyType }) => `${AttributeName}:${KeyType}`).join(',');
  const indexes = (table.GlobalSecondaryIndexes ?? []).map(
    ({ IndexName, KeySchema, Projection }) =>
      `${IndexName}(${keys(KeySchema)} ${Projection?.ProjectionType})`,
  );
  return [keys(table.KeySchema), ...indexes.sort(), table.StreamSpecification?.StreamViewType].join(' ');
}

async function describe(client: DynamoDBClient, name: string): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: name }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

async function create(
  client: DynamoDBClient,
  name: string,
  wanted: TableProperties,
): Promise<TableDescription> {
  const { TableDescription: made } = await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: wanted.KeySchema,
      AttributeDefinitions: wanted.AttributeDefinitions,
      GlobalSecondaryIndexes: wanted.GlobalSecondaryIndexes,
      StreamSpecification: wanted.StreamSpecification && {
        StreamEnabled: true,
        ...wanted.StreamSpecification,
      },
    }),
  );
  if (!made) throw new Error(`DynamoDB Local made no table ${name}`);
  return made;
}

/** DynamoDB Local deletes what has expired within seconds, by this machine's clock; the cloud takes days. */
async function expireItems(client: DynamoDBClient, name: string, wanted: TableProperties): Promise<void> {
  const { TimeToLiveSpecification: expiry } = wanted;
  if (!expiry) return;
  const { TimeToLiveDescription: set } = await client.send(
    new DescribeTimeToLiveCommand({ TableName: name }),
  );
  if (set?.AttributeName === expiry.AttributeName) return;
  await client.send(new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification: expiry }));
}

/**
 * Creates the template's tables on DynamoDB Local, or finds them there, and gives them their identities.
 * @throws when a table exists from an older template with other keys, indexes or stream
 */
export async function createTables(template: LocalTemplate, client: DynamoDBClient): Promise<void> {
  for (const { logicalId, properties } of template.list('AWS::DynamoDB::Table', tableSchema)) {
    const name = properties.TableName ?? logicalId;
    const existing = await describe(client, name);
    if (existing && shapeOf(existing) !== shapeOf(properties)) {
      throw new Error(
        `Table ${name} of this instance has another shape than the template wants; start another instance ` +
          `(--port, --memory) or remove its folder. / 本实例的表 ${name} 与模板不符，请换端口、用 --memory 或删除其目录。\n` +
          `  is: ${shapeOf(existing)}\n  wanted: ${shapeOf(properties)}`,
      );
    }
    const table = existing ?? (await create(client, name, properties));
    await expireItems(client, name, properties);
    const attributes: Record<string, string> = { Arn: table.TableArn ?? '' };
    if (table.LatestStreamArn) attributes.StreamArn = table.LatestStreamArn;
    template.identify(logicalId, name, attributes);
  }
}
