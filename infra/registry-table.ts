import { ProjectionType, StreamViewType, type Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { type Index, keptTable } from './kept-table.ts';

/** The secondary indexes. All are sparse: an item without the key attributes isn't in them. */
export const tableIndexes: readonly Index[] = [
  { name: 'byAccount', partitionKey: 'account', sortKey: 'holding', projection: ProjectionType.ALL },
  { name: 'byList', partitionKey: 'list', sortKey: 'order', projection: ProjectionType.ALL },
  // The sequencer reads the commits themselves from the table, where reads are consistent.
  { name: 'unsequenced', partitionKey: 'unsequenced', sortKey: 'at', projection: ProjectionType.KEYS_ONLY },
];

/**
 * The ledger's table. It is the registry: nothing in this stack may delete anything of it, and nothing in it
 * expires.
 */
export class RegistryTable extends Construct {
  readonly table: Table;
  readonly streamArn: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    ({ table: this.table, streamArn: this.streamArn } = keptTable(this, {
      indexes: tableIndexes,
      // The watchdog holds what an item was against what it became.
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
    }));
  }
}
