/** The outer world of every function, made once per Lambda instance: the table, the clock, the waiting. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { World } from './ledger/ledger-world.ts';
import { LedgerReads } from './ledger/reads.ts';

/** Short enough that a lost connection is noticed well before API Gateway gives the request up. */
const REQUEST_TIMEOUT_MS = 5_000;

let world: World | undefined;

/** A setting from the environment. Throws when it is not set: a function without its table can't run. */
export function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`environment variable ${name} is not set`);
  return value;
}

export function theWorld(): World {
  world ??= {
    reads: new LedgerReads(documentClient(), setting('TABLE_NAME')),
    rootOperator: setting('ROOT_OPERATOR'),
    logOrigin: setting('LOG_ORIGIN'),
    now: () => new Date(),
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  };
  return world;
}

/**
 * The SDK retries what is safe to send again: reads, and a transaction with its own client token. All other
 * retries are commit()'s to decide.
 */
function documentClient(): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    maxAttempts: 3,
    requestHandler: { requestTimeout: REQUEST_TIMEOUT_MS },
  });
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}
