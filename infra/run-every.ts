import type { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import type { RegistryFunction } from './registry-function.ts';

/** Runs a function at an interval. The next run is the retry, and it knows more than the failed one. */
export function runEvery(
  scope: Construct,
  id: string,
  { run, interval, description }: { run: RegistryFunction; interval: Duration; description: string },
): void {
  run.lambda.configureAsyncInvoke({ maxEventAge: interval, retryAttempts: 0 });
  new Rule(scope, id, {
    description,
    schedule: Schedule.rate(interval),
    targets: [new LambdaTarget(run.lambda)],
  });
}
