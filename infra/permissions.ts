import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { COMMITS_PREFIX, LOG_PARTITION, MENTIONS_PREFIX, SEARCH_PREFIX } from '../functions/ledger/keys.ts';
import { type RegistryTable, tableIndexes } from './registry-table.ts';

/*
 * Everything that a function may be allowed to do. Deletion is not included, nor is a write outside a
 * transaction: a stray PutItem would be a change without a commit, so IAM refuses it (DESIGN §4,
 * completeness). The CDK's own grants (grantReadWriteData and the like) have no such condition and are not
 * used.
 */

export const IN_TRANSACTION = { StringEquals: { 'dynamodb:EnclosingOperation': 'TransactWriteItems' } };

/** Items of these partitions and no others; of an index, its own partitions. */
export const ofPartitions = (comparison: 'StringEquals' | 'StringLike', partitions: string[]) => ({
  [`ForAllValues:${comparison}`]: { 'dynamodb:LeadingKeys': partitions },
  // ForAllValues is also true of no values.
  Null: { 'dynamodb:LeadingKeys': 'false' },
});

/** Reads of single items. */
export function readItems({ table }: RegistryTable): PolicyStatement {
  return new PolicyStatement({
    actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem'],
    resources: [table.tableArn],
  });
}

/** Reads of single items, and queries of the table and its indexes. */
export function readTable(registryTable: RegistryTable): PolicyStatement[] {
  const { table } = registryTable;
  const indexArns = tableIndexes.map((index) => `${table.tableArn}/index/${index.name}`);
  return [
    readItems(registryTable),
    new PolicyStatement({ actions: ['dynamodb:Query'], resources: [table.tableArn, ...indexArns] }),
  ];
}

/** Reads of commits and of the index of mentions, for the one function that calls whom strangers name. */
export function readMentions({ table }: RegistryTable): PolicyStatement[] {
  const mentions = `${MENTIONS_PREFIX}*`;
  return [
    new PolicyStatement({
      actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem'],
      resources: [table.tableArn],
      conditions: ofPartitions('StringLike', [`${COMMITS_PREFIX}*`, mentions]),
    }),
    new PolicyStatement({
      actions: ['dynamodb:Query'],
      resources: [table.tableArn],
      conditions: ofPartitions('StringLike', [mentions]),
    }),
  ];
}

/** Reads of the whole table, for the reconciler alone. */
export function scanTable({ table }: RegistryTable): PolicyStatement {
  return new PolicyStatement({ actions: ['dynamodb:Scan'], resources: [table.tableArn] });
}

/**
 * Writes, only as part of a TransactWriteItems. IAM checks a transaction's parts under the single-item
 * actions' names.
 */
export function writeTransactions({ table }: RegistryTable): PolicyStatement {
  return new PolicyStatement({
    actions: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:ConditionCheckItem'],
    resources: [table.tableArn],
    conditions: IN_TRANSACTION,
  });
}

/** Writes of the log's heads alone, for the one function that receives answers from outside. */
export const writeLogItems = (table: RegistryTable): PolicyStatement =>
  writePartitions(table, 'StringEquals', [LOG_PARTITION]);

/** Writes of the indexes that are made of the log, alone. */
export const writeIndexItems = (table: RegistryTable): PolicyStatement =>
  writePartitions(table, 'StringLike', [`${MENTIONS_PREFIX}*`, `${SEARCH_PREFIX}*`]);

/** Puts into some partitions and no others. */
function writePartitions(
  { table }: RegistryTable,
  comparison: 'StringEquals' | 'StringLike',
  partitions: string[],
): PolicyStatement {
  return new PolicyStatement({
    actions: ['dynamodb:PutItem'],
    resources: [table.tableArn],
    conditions: { ...IN_TRANSACTION, ...ofPartitions(comparison, partitions) },
  });
}

/** What Lambda's event source mapping needs of a function's role to read the stream on its behalf. */
export function readStream({ streamArn }: { streamArn: string }): PolicyStatement[] {
  return [
    new PolicyStatement({
      actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
      resources: [streamArn],
    }),
    // ListStreams takes no resource; Lambda refuses a mapping whose role lacks it.
    new PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: ['*'] }),
  ];
}

/** Signatures with the log's key: of checkpoints and of credentials. */
export function signWith(key: IKey): PolicyStatement {
  return new PolicyStatement({ actions: ['kms:Sign', 'kms:GetPublicKey'], resources: [key.keyArn] });
}
