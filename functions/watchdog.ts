/**
 * Lambda: the watchdog, a second reader of the table's stream. It asserts that only commits change the table:
 * every change of an entity names a commit that names that entity and version, and a commit changes only to
 * take its place in the log. It shares nothing with the write path but the event's shape.
 */

import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { type FindLeaf, violationOf } from './ledger/stream-check.ts';
import { gauge } from './metric.ts';
import { theWorld } from './world.ts';

/** Checks every record; a violation is counted and logged, and an alarm watches the count. */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const { reads } = theWorld();
  // One commit moves several entities, whose records mostly arrive together.
  const leaves = new Map<string, Promise<string | undefined>>();
  const findLeaf: FindLeaf = (id) => {
    const leaf = leaves.get(id) ?? reads.commit(id).then((record) => record?.leaf);
    leaves.set(id, leaf);
    return leaf;
  };
  let violations = 0;
  for (const record of event.Records) {
    const violation = await violationOf(record, findLeaf);
    if (!violation) continue;
    violations++;
    const keys = record.dynamodb?.Keys;
    console.error({ violation, keys, eventName: record.eventName });
  }
  gauge('WatchdogViolations', violations, 'Count');
  return { batchItemFailures: [] };
}
