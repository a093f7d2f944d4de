import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { readItems, writeLogItems } from './permissions.ts';
import { RegistryFunction } from './registry-function.ts';
import type { RegistryTable } from './registry-table.ts';
import { runEvery } from './run-every.ts';

/** A witness may take two calls of 5 s each (functions/log/post.ts); all witnesses are asked at once. */
const COSIGNER_TIMEOUT = Duration.seconds(30);
/** Largest age of a busy log's newest cosigned checkpoint, if the witnesses sign. */
const COSIGN_INTERVAL = Duration.minutes(1);

export interface WitnessingProps {
  table: RegistryTable;
  bundles: string;
  environment: Record<string, string>;
  /** The witnesses, as functions/log/witnesses.ts reads them; empty for none. */
  witnesses: string;
}

/** Has the log's checkpoints signed by witnesses, so that two readers can't be shown two logs (DESIGN §4). */
export class Witnessing extends Construct {
  readonly cosigner: RegistryFunction;

  constructor(scope: Construct, id: string, { table, bundles, environment, witnesses }: WitnessingProps) {
    super(scope, id);
    this.cosigner = new RegistryFunction(this, 'Cosigner', {
      name: 'cosigner',
      description: 'Gathers the witnesses’ cosignatures for the checkpoint of the log',
      bundles,
      environment: { ...environment, WITNESSES: witnesses },
      permissions: [readItems(table), writeLogItems(table)],
      timeout: COSIGNER_TIMEOUT,
    });
    runEvery(this, 'Cosign', {
      run: this.cosigner,
      interval: COSIGN_INTERVAL,
      description: 'Has the checkpoint cosigned',
    });
  }
}
