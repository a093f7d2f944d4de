/**
 * Lambda: the watchdog, a second reader of the table's stream. It asserts that only commits change the table:
 * every change of an entity names a commit that names that entity and version, and a commit changes only to
 * take its place in the log. It shares nothing with the write path but the event's shape.
 */

import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { commitsNamedIn, type FindLeaf, violationOf } from './ledger/stream-check.ts';
import { gauge } from './metric.ts';
import { theWorld } from './world.ts';

/** Checks every record; a violation is counted and logged, and an alarm watches the count. */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const { reads } = theWorld();
  // Nearly all commits that the records name are read at once; one that a bad record names is read by itself.
  const found = await reads.commits(commitsNamedIn(event.Records), 'id, leaf');
  const leaves = new Map(found.map(({ id, leaf }) => [id, leaf]));
  const findLeaf: FindLeaf = async (id) => leaves.get(id) ?? (await reads.commit(id))?.leaf;
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
