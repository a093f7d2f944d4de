import { CfnOutput, Duration } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { BUS_PREFIX } from '../functions/bus/publish.ts';
import { readItems } from './permissions.ts';
import { RegistryFunction } from './registry-function.ts';
import type { RegistryTable } from './registry-table.ts';
import { runEvery } from './run-every.ts';
import type { WorkTable } from './work-table.ts';

const PUBLISHER_TIMEOUT = Duration.seconds(60);
/**
 * Longest time until a leaf is on the bus. No stream rings the publisher: two functions read the ledger's
 * already, and a third reader of a shard would be throttled at the sequencer's cost.
 */
const PUBLISH_INTERVAL = Duration.minutes(1);

export interface PublishingProps {
  table: RegistryTable;
  work: WorkTable;
  bundles: string;
  environment: Record<string, string>;
}

/**
 * The event bus, with every leaf of the log as a CloudEvent, for whatever else the deployer runs: rules and
 * their targets are his own. Apart from the writers of the log: it may lag or fail, and nobody waits for it.
 */
export class Publishing extends Construct {
  readonly publisher: RegistryFunction;

  constructor(scope: Construct, id: string, { table, work, bundles, environment }: PublishingProps) {
    super(scope, id);
    const bus = new EventBus(this, 'Bus', { description: 'Every leaf of the registry log as a CloudEvent' });
    this.publisher = new RegistryFunction(this, 'Publisher', {
      name: 'publisher',
      description: 'Puts the leaves of the log on the event bus',
      bundles,
      environment: { ...environment, ...work.environment, EVENT_BUS_NAME: bus.eventBusName },
      permissions: [
        readItems(table),
        ...work.reads(BUS_PREFIX),
        work.writes(BUS_PREFIX),
        new PolicyStatement({ actions: ['events:PutEvents'], resources: [bus.eventBusArn] }),
      ],
      timeout: PUBLISHER_TIMEOUT,
      // Two at once lose nothing, but put events twice.
      concurrencyMax: 1,
    });
    runEvery(this, 'Publish', {
      run: this.publisher,
      interval: PUBLISH_INTERVAL,
      description: 'Puts new leaves on the event bus',
    });
    new CfnOutput(this, 'EventBusName', { value: bus.eventBusName });
  }
}
