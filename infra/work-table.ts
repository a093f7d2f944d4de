import { ProjectionType, StreamViewType, type Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { type Index, keptTable } from './kept-table.ts';
import { IN_TRANSACTION, ofPartitions } from './permissions.ts';

/** The work table's indexes: lists in their order, and what is to be looked at, by when. */
const workIndexes: readonly Index[] = [
  { name: 'byList', partitionKey: 'list', sortKey: 'order', projection: ProjectionType.ALL },
  // Whoever takes up what is due reads it from the table first, where reads are consistent.
  { name: 'byDue', partitionKey: 'due', sortKey: 'dueAt', projection: ProjectionType.KEYS_ONLY },
];

/**
 * The table of work in progress. Nothing in it is a fact of the registry: a lost item is work to be asked for
 * again, so its items are moved by those who work on them, and expire. What the ledger's table promises stays
 * with the ledger's table.
 *
 * Each family of items has a prefix of its partitions (`JOB#`), and a function reads and writes its own
 * family only: a webhook's secret is for those who send to it. Lists and kinds of what is due begin with the
 * prefix too, since they are the partitions of the indexes.
 */
export class WorkTable extends Construct {
  readonly table: Table;
  readonly streamArn: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    ({ table: this.table, streamArn: this.streamArn } = keptTable(this, {
      indexes: workIndexes,
      // IAM can't part a stream by partitions: the worker of jobs would read the secrets of webhooks in it.
      stream: StreamViewType.KEYS_ONLY,
      expiry: 'expires',
    }));
  }

  /** What a function that touches the table needs to know of it. */
  get environment(): Record<string, string> {
    return { WORK_TABLE_NAME: this.table.tableName };
  }

  /** Reads of one family's items, its lists and what of it is due. */
  reads(prefix: string): PolicyStatement[] {
    const { tableArn } = this.table;
    const conditions = ofPartitions('StringLike', [`${prefix}*`]);
    return [
      new PolicyStatement({ actions: ['dynamodb:GetItem'], resources: [tableArn], conditions }),
      new PolicyStatement({
        actions: ['dynamodb:Query'],
        resources: workIndexes.map(({ name }) => `${tableArn}/index/${name}`),
        conditions,
      }),
    ];
  }

  /** Writes and deletions of one family's items, each in a transaction, as the store makes them. */
  writes(prefix: string): PolicyStatement {
    return new PolicyStatement({
      actions: ['dynamodb:PutItem', 'dynamodb:DeleteItem'],
      resources: [this.table.tableArn],
      conditions: { ...IN_TRANSACTION, ...ofPartitions('StringLike', [`${prefix}*`]) },
    });
  }
}
