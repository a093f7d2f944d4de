import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { readTable, writeTransactions } from './permissions.ts';
import { RegistryFunction } from './registry-function.ts';
import type { RegistryTable } from './registry-table.ts';

/** Lambda gives no more time than this; the next day's run continues with what is left. */
const EXPIRER_TIMEOUT = Duration.minutes(15);
/** 01:00 in China: validity ends at midnight there, and the reconciler comes an hour later. */
const EXPIRER_HOUR_UTC = '17';

interface ExpiringProps {
  table: RegistryTable;
  bundles: string;
  environment: Record<string, string>;
}

/** The daily record of what has expired. */
export class Expiring extends Construct {
  readonly expirer: RegistryFunction;

  constructor(scope: Construct, id: string, { table, bundles, environment }: ExpiringProps) {
    super(scope, id);
    this.expirer = new RegistryFunction(this, 'Expirer', {
      name: 'expirer',
      description: 'Records every day which certificates have expired',
      bundles,
      environment,
      permissions: [...readTable(table), writeTransactions(table)],
      timeout: EXPIRER_TIMEOUT,
    });
    new Rule(this, 'Daily', {
      description: 'Records what has expired',
      schedule: Schedule.cron({ hour: EXPIRER_HOUR_UTC, minute: '0' }),
      targets: [new LambdaTarget(this.expirer.lambda)],
    });
  }
}
