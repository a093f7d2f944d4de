import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { readItems, writeIndexItems } from './permissions.ts';
import { RegistryFunction } from './registry-function.ts';
import type { RegistryTable } from './registry-table.ts';
import { runEvery } from './run-every.ts';

const INDEXER_TIMEOUT = Duration.seconds(60);
/** Longest time until a leaf is in the index. */
const INDEX_INTERVAL = Duration.minutes(1);

export interface IndexingProps {
  table: RegistryTable;
  bundles: string;
  environment: Record<string, string>;
}

/**
 * Records which organizations the log names and what its things are found by, apart from the writers of the
 * log: it may lag or fail, and nobody waits for it.
 */
export class Indexing extends Construct {
  readonly indexer: RegistryFunction;

  constructor(scope: Construct, id: string, { table, bundles, environment }: IndexingProps) {
    super(scope, id);
    this.indexer = new RegistryFunction(this, 'Indexer', {
      name: 'indexer',
      description: 'Notes whom the leaves of the log name, and what they are found by',
      bundles,
      environment,
      permissions: [readItems(table), writeIndexItems(table)],
      timeout: INDEXER_TIMEOUT,
    });
    runEvery(this, 'Index', {
      run: this.indexer,
      interval: INDEX_INTERVAL,
      description: 'Indexes the log',
    });
  }
}
