/** The result of a transaction, read from DynamoDB's answer, for commit() and the sequencer to act on. */
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { CommitRecord } from './commit-record.ts';

export type WriteResult =
  | { outcome: 'written' }
  /** The commit exists already: the same key was used before. */
  | { outcome: 'exists'; record: CommitRecord }
  /** An entity is no longer at the version that was read. */
  | { outcome: 'moved' }
  /** Nothing was written, and trying again may succeed: a conflict or throttling. */
  | { outcome: 'contended' }
  /** No answer, or an inconclusive one: the transaction may have been written. */
  | { outcome: 'unknown'; cause: unknown };

/** Errors after which DynamoDB has written nothing and asks for a retry. */
const CONTENDED = new Set([
  'TransactionConflictException',
  'TransactionInProgressException',
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'LimitExceededException',
]);

/** The result that a TransactWriteItems error stands for. Throws errors that are a mistake of ours. */
export function resultOf(error: unknown): WriteResult {
  if (error instanceof TransactionCanceledException) {
    const reasons = error.CancellationReasons ?? [];
    const failed = 'ConditionalCheckFailed';
    if (reasons[0]?.Code === failed) {
      const item = reasons[0].Item;
      if (item) return { outcome: 'exists', record: unmarshall(item) as CommitRecord };
      return { outcome: 'moved' };
    }
    if (reasons.some(({ Code }) => Code === failed)) return { outcome: 'moved' };
    if (reasons.some(({ Code }) => Code === 'ValidationError')) throw error;
    return { outcome: 'contended' };
  }
  const name = error instanceof Error ? error.name : '';
  if (CONTENDED.has(name)) return { outcome: 'contended' };
  if (
    name === 'ValidationException' ||
    name === 'AccessDeniedException' ||
    name === 'ResourceNotFoundException'
  )
    throw error;
  return { outcome: 'unknown', cause: error };
}
