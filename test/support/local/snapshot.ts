/**
 * The whole table, so that a test can hold "it left no trace" against every attribute and name what changed.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { expect } from 'vitest';
import type { MemoryTable } from './memory-table.ts';

/** Item by key, as text. */
type Snapshot = Map<string, string>;

/** Runs an action and holds that no item came, went or changed meanwhile. */
export type LeavesNoTrace = <T>(action: () => Promise<T>) => Promise<T>;

/** Commands that can't change a table; every other is taken for one that may. */
const READING = /^(Get|BatchGet|TransactGet|Query|Scan|DescribeTable)(Item|Items)?Command$/;

/** Called before this process sends a command that may change a table. */
let beforeWriting: (() => Promise<void>) | undefined;
for (const { prototype } of [DynamoDBClient, DynamoDBDocumentClient] as { prototype: Sends }[]) {
  const send = prototype.send;
  prototype.send = async function (this: unknown, command: object, ...more: unknown[]) {
    if (!READING.test(command.constructor.name)) await beforeWriting?.();
    return send.call(this, command, ...more);
  };
}
interface Sends {
  send: (this: unknown, command: object, ...more: unknown[]) => Promise<unknown>;
}

/**
 * Fit for the small tables of a test, and for what runs in its process: it scans before the first
 * command that may change the table, and after the action. What sends no such command has left no trace,
 * and costs no scan.
 */
export function leavesNoTraceIn(client: DynamoDBDocumentClient, tableName: string): LeavesNoTrace {
  return async (action) => {
    let before: Promise<Snapshot> | undefined;
    beforeWriting = async () => {
      before ??= scan(client, tableName);
      await before;
    };
    try {
      const result = await action();
      if (before) expect(changes(await before, await scan(client, tableName))).toEqual([]);
      return result;
    } finally {
      beforeWriting = undefined;
    }
  };
}

/** The same on a table in memory, whose items are replaced and never changed. */
export const leavesNoTraceInMemory =
  (table: MemoryTable): LeavesNoTrace =>
  async (action) => {
    const before = table.snapshot();
    const result = await action();
    expect(changes(before, table.snapshot())).toEqual([]);
    return result;
  };

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

function changes(before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): string[] {
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].filter((key) => before.get(key) !== after.get(key));
}
