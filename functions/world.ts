/** The outer world of every function, made once per Lambda instance: the table, the clock, the waiting. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { WORK_BITS } from '../shared/sinks/comment-work.ts';
import type { World } from './ledger/ledger-world.ts';
import { LedgerReads } from './ledger/reads.ts';

/** Short enough that a lost connection is noticed well before API Gateway gives the request up. */
const REQUEST_TIMEOUT_MS = 5_000;

let reads: LedgerReads | undefined;

/** The table is looked for when it is first asked for: a function that only describes the API has none. */
const world: World = {
  get reads() {
    reads ??= new LedgerReads(documentClient(), setting('TABLE_NAME'));
    return reads;
  },
  get rootOperator() {
    return setting('ROOT_OPERATOR');
  },
  get logOrigin() {
    return setting('LOG_ORIGIN');
  },
  commentWorkBits: WORK_BITS,
  now: () => new Date(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/** A setting from the environment. Throws when it is not set: a function without its table can't run. */
export function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`environment variable ${name} is not set`);
  return value;
}

export const theWorld = (): World => world;

/**
 * The SDK retries what is safe to send again: reads, and a transaction with its own client token. All other
 * retries are commit()'s to decide.
 */
export function documentClient(): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    maxAttempts: 3,
    requestHandler: { requestTimeout: REQUEST_TIMEOUT_MS },
  });
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}
