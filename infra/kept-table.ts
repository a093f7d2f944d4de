import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  type ProjectionType,
  type StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';

/** A secondary index. All are sparse: an item without the key attributes isn't in them. */
export interface Index {
  name: string;
  partitionKey: string;
  sortKey: string;
  projection: ProjectionType;
}

/** A table and what its consumers read of its changes. */
export interface KeptTable {
  table: Table;
  streamArn: string;
}

/** How far back a table can be restored, days; the most that DynamoDB offers. */
const RECOVERY_DAYS = 35;

/**
 * A table of the stack, as all of them are: keys `pk` and `sk`, on demand, recoverable, encrypted, with a
 * stream. CloudFormation keeps it when the stack is deleted.
 * @param stream what a record of the stream tells of an item: whoever may read the stream reads that
 * @param expiry the attribute by which items expire (epoch seconds); without it none does
 */
export function keptTable(
  scope: Construct,
  { indexes, stream, expiry }: { indexes: readonly Index[]; stream: StreamViewType; expiry?: string },
): KeptTable {
  const table = new Table(scope, 'Table', {
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    sortKey: { name: 'sk', type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    stream,
    pointInTimeRecoverySpecification: {
      pointInTimeRecoveryEnabled: true,
      recoveryPeriodInDays: RECOVERY_DAYS,
    },
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
    // The account's own DynamoDB key: its uses are in CloudTrail, and unlike a key of ours it has no policy
    // or deletion date by which a mistake could take the whole registry with it.
    encryption: TableEncryption.AWS_MANAGED,
    ...(expiry !== undefined && { timeToLiveAttribute: expiry }),
  });
  for (const index of indexes) {
    table.addGlobalSecondaryIndex({
      indexName: index.name,
      partitionKey: { name: index.partitionKey, type: AttributeType.STRING },
      sortKey: { name: index.sortKey, type: AttributeType.STRING },
      projectionType: index.projection,
    });
  }
  const streamArn = table.tableStreamArn;
  if (!streamArn) throw new Error('the table has no stream');
  return { table, streamArn };
}
