import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { readStream, readTable, scanTable, writeTransactions } from './permissions.ts';
import { RegistryFunction } from './registry-function.ts';
import type { RegistryTable } from './registry-table.ts';

const WATCHDOG_TIMEOUT = Duration.seconds(60);
const CHANGES_PER_CALL_MAX = 100;
/** After so many retries a change goes to the queue of failures, where it waits for someone to look. */
const CHANGE_RETRIES_MAX = 5;

/** The reconciler reads the whole table; Lambda gives no more time than this. */
const RECONCILER_TIMEOUT = Duration.minutes(15);
const RECONCILER_MEMORY_MIB = 2048;
/** 02:00 in China, the quietest hour. */
const RECONCILER_HOUR_UTC = '18';

export interface CompletenessProps {
  table: RegistryTable;
  bundles: string;
  environment: Record<string, string>;
  /** Queue for the stream's records on which the watchdog failed. */
  failures: IQueue;
}

/**
 * The two functions that watch the writers (DESIGN §4): the watchdog sees each change as it happens and looks
 * for the commit behind it; the reconciler compares table and log every day.
 */
export class Completeness extends Construct {
  readonly watchdog: RegistryFunction;
  readonly reconciler: RegistryFunction;

  constructor(scope: Construct, id: string, props: CompletenessProps) {
    super(scope, id);
    const { table, bundles, environment } = props;
    this.watchdog = new RegistryFunction(this, 'Watchdog', {
      name: 'watchdog',
      description: 'Checks that every change of an entity names the commit that made it',
      bundles,
      environment,
      permissions: [...readTable(table), ...readStream(table)],
      timeout: WATCHDOG_TIMEOUT,
    });
    this.reconciler = new RegistryFunction(this, 'Reconciler', {
      name: 'reconciler',
      description: 'Compares table and log every day, and records the state root',
      bundles,
      environment,
      permissions: [...readTable(table), scanTable(table), writeTransactions(table)],
      timeout: RECONCILER_TIMEOUT,
      memoryMiB: RECONCILER_MEMORY_MIB,
    });
    this.watchStream(props);
    new Rule(this, 'Daily', {
      description: 'Reconciles table and log',
      schedule: Schedule.cron({ hour: RECONCILER_HOUR_UTC, minute: '0' }),
      targets: [new LambdaTarget(this.reconciler.lambda)],
    });
  }

  private watchStream({ table, failures }: CompletenessProps): void {
    const present = { entity: { S: FilterRule.exists() } };
    new EventSourceMapping(this, 'Changes', {
      target: this.watchdog.lambda,
      eventSourceArn: table.streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: [
        FilterCriteria.filter({ dynamodb: { NewImage: present } }),
        // An entity that lost its name no longer passes the first filter.
        FilterCriteria.filter({ dynamodb: { OldImage: present } }),
        // A commit changes once, to take its place in the log; its leaf and its receipt never do.
        FilterCriteria.filter({
          eventName: FilterRule.isEqual('MODIFY'),
          dynamodb: { Keys: { sk: { S: FilterRule.isEqual('COMMIT') } } },
        }),
        // Nothing in this registry is ever deleted, of whatever kind.
        FilterCriteria.filter({ eventName: FilterRule.isEqual('REMOVE') }),
      ],
      batchSize: CHANGES_PER_CALL_MAX,
      retryAttempts: CHANGE_RETRIES_MAX,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      onFailure: new SqsDlq(failures),
    });
  }
}
