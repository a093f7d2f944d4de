/** The whole table, so that a test can hold "it left no trace" against every attribute and name what changed. */
import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { expect } from 'vitest';

/** Item by key, as text. */
type Snapshot = Map<string, string>;

/** Runs an action and holds that no item came, went or changed meanwhile. */
export type LeavesNoTrace = <T>(action: () => Promise<T>) => Promise<T>;

/** Fit for the small tables of a test: it scans twice. */
export function leavesNoTraceIn(client: DynamoDBDocumentClient, tableName: string): LeavesNoTrace {
  return async (action) => {
    const before = await scan(client, tableName);
    const result = await action();
    expect(changes(before, await scan(client, tableName))).toEqual([]);
    return result;
  };
}

async function scan(client: DynamoDBDocumentClient, tableName: string): Promise<Snapshot> {
  const items: Snapshot = new Map();
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: tableName, ConsistentRead: true, ExclusiveStartKey: start }),
    );
    for (const { pk, sk, ...rest } of page.Items ?? []) items.set(`${pk} ${sk}`, JSON.stringify(rest));
    start = page.LastEvaluatedKey;
  } while (start);
  return items;
}

function changes(before: Snapshot, after: Snapshot): string[] {
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].filter((key) => before.get(key) !== after.get(key));
}
