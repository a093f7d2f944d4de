/** How many leaves a registry's log has, once everything that was committed is in it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { readWaiting } from '../../../functions/ledger/log-reads.ts';
import { LedgerReads } from '../../../functions/ledger/reads.ts';
import type { Registry } from '../../../infra/local/registry.ts';
import { localDynamoDb, registryTable } from '../local/local-dynamodb.ts';

const POLL_MS = 100;

/** Counts the leaves as soon as no commit waits for its place. */
export function leafCounter({ url, dynamoDbEndpoint }: Registry): () => Promise<number> {
  const client = DynamoDBDocumentClient.from(localDynamoDb(dynamoDbEndpoint));
  return async () => {
    const reads = new LedgerReads(client, await registryTable(dynamoDbEndpoint));
    while ((await readWaiting(reads, 1)).length > 0) await sleep(POLL_MS);
    const checkpoint = await (await fetch(`${url}/log/checkpoint`)).text();
    return Number(checkpoint.split('\n')[1]);
  };
}
