/** One DynamoDB Local for all integration tests, and a fresh table for each file that asks. */
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { startDynamoDb } from '../../../infra/local/dynamodb/dynamodb.ts';
import { tableAt } from './table.ts';

declare module 'vitest' {
  interface ProvidedContext {
    dynamoDbEndpoint: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dynamoDb = await startDynamoDb({ memory: true });
  project.provide('dynamoDbEndpoint', dynamoDb.endpoint);
  return () => dynamoDb.stop();
}

/** A fresh table, at which the functions that this process loads next will look. */
export const freshTable = () => tableAt(inject('dynamoDbEndpoint'));
