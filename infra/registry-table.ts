import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';

interface Index {
  name: string;
  partitionKey: string;
  sortKey: string;
  projection: ProjectionType;
}

/** The secondary indexes. All are sparse: an item without the key attributes isn't in them. */
export const tableIndexes: readonly Index[] = [
  { name: 'byAccount', partitionKey: 'account', sortKey: 'holding', projection: ProjectionType.ALL },
  { name: 'byList', partitionKey: 'list', sortKey: 'order', projection: ProjectionType.ALL },
  // The sequencer reads the commits themselves from the table, where reads are consistent.
  { name: 'unsequenced', partitionKey: 'unsequenced', sortKey: 'at', projection: ProjectionType.KEYS_ONLY },
];

/** How far back the table can be restored, days; the most that DynamoDB offers. */
const RECOVERY_DAYS = 35;

/**
 * The one table. It is the registry: nothing in this stack may delete it, and CloudFormation keeps it when
 * the stack is deleted.
 */
export class RegistryTable extends Construct {
  readonly table: Table;
  readonly streamArn: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      pointInTimeRecoverySpecification: {
        pointInTimeRecoveryEnabled: true,
        recoveryPeriodInDays: RECOVERY_DAYS,
      },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      // The account's own DynamoDB key: its uses are in CloudTrail, and unlike a key of ours it has no policy
      // or deletion date by which a mistake could take the whole registry with it.
      encryption: TableEncryption.AWS_MANAGED,
    });
    for (const index of tableIndexes) {
      this.table.addGlobalSecondaryIndex({
        indexName: index.name,
        partitionKey: { name: index.partitionKey, type: AttributeType.STRING },
        sortKey: { name: index.sortKey, type: AttributeType.STRING },
        projectionType: index.projection,
      });
    }
    const streamArn = this.table.tableStreamArn;
    if (!streamArn) throw new Error('the table has no stream');
    this.streamArn = streamArn;
  }
}
