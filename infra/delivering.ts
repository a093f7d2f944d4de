import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { HOOKS_PREFIX } from '../functions/webhooks/hooks.ts';
import { readMentions } from './permissions.ts';
import { RegistryFunction } from './registry-function.ts';
import type { RegistryTable } from './registry-table.ts';
import { runEvery } from './run-every.ts';
import type { WorkTable } from './work-table.ts';

/** A run ends after 35 s; the last attempt takes 15 s, and is written down. */
const DELIVERER_TIMEOUT = Duration.seconds(60);
/** The index of mentions grows once a minute, so looking more often would find nothing. */
const DELIVER_INTERVAL = Duration.minutes(1);

export interface DeliveringProps {
  table: RegistryTable;
  work: WorkTable;
  bundles: string;
  environment: Record<string, string>;
}

/**
 * Sends events to webhooks, apart from all that the registry decides. It is the one function that calls
 * whoever a stranger names: it reads commits and the index of
 * mentions, writes items of webhooks and may do nothing else.
 */
export class Delivering extends Construct {
  readonly deliverer: RegistryFunction;

  constructor(scope: Construct, id: string, { table, work, bundles, environment }: DeliveringProps) {
    super(scope, id);
    this.deliverer = new RegistryFunction(this, 'Deliverer', {
      name: 'deliverer',
      description: 'Sends the leaves of the log to the webhooks of those they name',
      bundles,
      environment: { ...environment, ...work.environment },
      permissions: [...readMentions(table), ...work.reads(HOOKS_PREFIX), work.writes(HOOKS_PREFIX)],
      timeout: DELIVERER_TIMEOUT,
      // Two at once would be safe, since each subscription has a lease, but wasteful.
      concurrencyMax: 1,
    });
    runEvery(this, 'Deliver', {
      run: this.deliverer,
      interval: DELIVER_INTERVAL,
      description: 'Sends new leaves to webhooks',
    });
  }
}
