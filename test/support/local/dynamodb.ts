/** One DynamoDB Local for all integration tests, and a fresh table for each file that asks. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { startDynamoDb } from '../../../infra/local/dynamodb/dynamodb.ts';
import { tableAt } from './table.ts';

declare module 'vitest' {
  interface ProvidedContext {
    dynamoDbEndpoint: string;
    /** A folder that goes when the run ends; a worker may be ended before it could remove one itself. */
    temporaryFolder: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dynamoDb = await startDynamoDb({ memory: true });
  project.provide('dynamoDbEndpoint', dynamoDb.endpoint);
  const folder = mkdtempSync(join(tmpdir(), 'lvzhang-tests-'));
  project.provide('temporaryFolder', folder);
  return async () => {
    await dynamoDb.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** A fresh table, at which the functions that this process loads next will look. */
export const freshTable = () => tableAt(inject('dynamoDbEndpoint'));
