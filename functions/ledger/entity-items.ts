/** All entities of the table, as they lie in it. */

import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { EntityState } from '../../shared/ledger/entity.ts';
import type { LedgerReads } from './reads.ts';

/** An entity's item as the table has it. */
export interface TableEntity {
  entity: string;
  version: number;
  commit: string;
  state: EntityState;
}

/** Every entity's item of the table, in no order; each page is strongly consistent. */
export async function* entityItems({
  client,
  tableName,
}: Pick<LedgerReads, 'client' | 'tableName'>): AsyncGenerator<TableEntity> {
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: tableName,
        FilterExpression: 'attribute_exists(entity)',
        ConsistentRead: true,
        ExclusiveStartKey: start,
      }),
    );
    yield* (page.Items ?? []) as TableEntity[];
    start = page.LastEvaluatedKey;
  } while (start);
}
