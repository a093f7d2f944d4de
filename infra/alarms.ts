import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { MERGE_DELAY_SECONDS } from '../events/tlog/promises.ts';
import type { RegistryFunction } from './registry-function.ts';

/** Two sweeps of the sequencer: a period this long always has a data point, unless the sequencer is dead. */
const MERGE_DELAY_PERIOD = Duration.minutes(2);
const PERIOD = Duration.minutes(5);
/** A leaf is on the event bus within a minute of the log; a few runs may fail. */
const BUS_LAG_SECONDS_MAX = 600;
/** CloudWatch takes no more metrics in one alarm. */
const METRICS_PER_ALARM_MAX = 10;
/** Jobs taken over within a period. */
const STALLS_MAX = 3;

export interface RegistryAlarmsProps {
  /** The namespace in which the functions emit their own metrics, without dimensions. */
  metricNamespace: string;
  api: HttpApi;
  functions: Record<string, RegistryFunction>;
  failures: IQueue;
}

/** The alarms that must wake someone, and their topic. */
export class RegistryAlarms extends Construct {
  readonly topic: Topic;
  private readonly action: SnsAction;

  constructor(scope: Construct, id: string, props: RegistryAlarmsProps) {
    super(scope, id);
    this.topic = this.addTopic();
    this.action = new SnsAction(this.topic);
    const { metricNamespace, api, failures } = props;
    this.addMergeDelay(metricNamespace);
    this.addAny('WatchdogViolations', count(metricNamespace, 'WatchdogViolations'), {
      says: 'An entity changed without a commit that says so: someone wrote past the registry.',
    });
    this.addAny('ReconciliationViolations', count(metricNamespace, 'ReconciliationViolations'), {
      says: 'Table and log disagree.',
    });
    this.addAny('CosignatureFailures', count(metricNamespace, 'CosignatureFailures'), {
      says: 'A witness did not cosign: it is out of reach, or says that the log forked. The cosigner’s log tells.',
    });
    this.addAny('JobsFailed', count(metricNamespace, 'JobsFailed'), {
      says: 'A job failed: its asker reads why; if the worker was interrupted again and again, its log tells.',
    });
    this.addStalls(metricNamespace);
    this.addAny('WebhookDeliveriesDead', count(metricNamespace, 'WebhookDeliveriesDead'), {
      says: 'An event was given up after ten attempts at a webhook: its owner sees it among the dead deliveries and replays it; if many die, the way out may be shut.',
    });
    this.addBusLag(metricNamespace);
    this.addAny('ApiServerErrors', api.metricServerError({ period: PERIOD, statistic: Stats.SUM }), {
      says: 'The API answered 5xx; bad input never should.',
    });
    this.addAny(
      'StreamFailures',
      failures.metricApproximateNumberOfMessagesVisible({ period: PERIOD, statistic: Stats.MAXIMUM }),
      { says: 'Stream records were given up; those of the watchdog are changes that nobody checked.' },
    );
    for (const [name, { lambda }] of Object.entries(props.functions))
      this.addAny(`${name}Errors`, lambda.metricErrors({ period: PERIOD }), { says: `${name} failed.` });
    this.addThrottles(props.functions);
  }

  /**
   * Refused runs, of as many functions in one alarm as an alarm takes: what is used up is the account's
   * concurrency, which all of them share, and a stack has room for 500 resources.
   */
  private addThrottles(functions: Record<string, RegistryFunction>): void {
    // Who may run only so often at once is refused a run as a matter of course.
    const all = Object.entries(functions).filter(([, { concurrencyMax }]) => concurrencyMax === undefined);
    for (let i = 0; i < all.length; i += METRICS_PER_ALARM_MAX) {
      const some = all.slice(i, i + METRICS_PER_ALARM_MAX);
      const throttles = some.map(([, { lambda }]) => lambda.metricThrottles({ period: PERIOD }));
      const metric = new MathExpression({
        expression: 'SUM(FILL(METRICS(), 0))',
        usingMetrics: Object.fromEntries(throttles.map((each, n) => [`throttles${n}`, each])),
        period: PERIOD,
      });
      this.addAny(`Throttles${i / METRICS_PER_ALARM_MAX + 1}`, metric, {
        says: `The account's concurrency is used up: one of ${some.map(([name]) => name).join(', ')} was refused a run.`,
      });
    }
  }

  private addTopic(): Topic {
    const cloudWatch = new ServicePrincipal('cloudwatch.amazonaws.com');
    // A key of our own, since CloudWatch can't be allowed to use the account's default key for SNS.
    const key = new Key(this, 'Key', {
      description: 'Encrypts alarm messages',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    key.addToResourcePolicy(
      new PolicyStatement({
        principals: [cloudWatch],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        resources: ['*'],
      }),
    );
    const topic = new Topic(this, 'Topic', { masterKey: key, enforceSSL: true });
    // A topic with a policy of its own loses the default policy, which let CloudWatch in.
    topic.grantPublish(cloudWatch.withConditions({ StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } }));
    return topic;
  }

  private addMergeDelay(namespace: string): void {
    const alarm = new Alarm(this, 'MergeDelay', {
      alarmDescription: `A commit has been outside the log for more than ${MERGE_DELAY_SECONDS} s, or the sequencer is silent.`,
      metric: new Metric({
        namespace,
        metricName: 'OldestUnsequencedSeconds',
        statistic: Stats.MAXIMUM,
        period: MERGE_DELAY_PERIOD,
      }),
      threshold: MERGE_DELAY_SECONDS,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.BREACHING,
    });
    alarm.addAlarmAction(this.action);
  }

  /** Whoever lives of the event bus sees nothing while it lags, so silence counts as lag. */
  private addBusLag(namespace: string): void {
    const alarm = new Alarm(this, 'BusLag', {
      alarmDescription: `A leaf has not been on the event bus for more than ${BUS_LAG_SECONDS_MAX} s, or the publisher is silent.`,
      metric: new Metric({
        namespace,
        metricName: 'OldestUnpublishedSeconds',
        statistic: Stats.MAXIMUM,
        period: PERIOD,
      }),
      threshold: BUS_LAG_SECONDS_MAX,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.BREACHING,
    });
    alarm.addAlarmAction(this.action);
  }

  /**
   * One worker may die; where the sweep takes over several jobs within minutes, workers die of their work.
   */
  private addStalls(namespace: string): void {
    const alarm = new Alarm(this, 'JobsStalled', {
      alarmDescription: 'Jobs were taken over again and again: their workers die at work.',
      metric: count(namespace, 'JobsStalled'),
      threshold: STALLS_MAX,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(this.action);
  }

  /** Alarms at the first occurrence; missing data is good news. */
  private addAny(id: string, metric: IMetric, { says }: { says: string }): void {
    const alarm = new Alarm(this, id, {
      alarmDescription: says,
      metric,
      threshold: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(this.action);
  }
}

function count(namespace: string, metricName: string): Metric {
  return new Metric({ namespace, metricName, statistic: Stats.SUM, period: PERIOD });
}
