import { Template } from 'aws-cdk-lib/assertions';
import { expect } from 'vitest';
import { lambdaNames } from '../../infra/bundle.ts';
import {
  ownerOf,
  type Properties,
  type Resource,
  type Rule,
  resource,
  resourcesOf,
  type TemplateJson,
} from './infra-template.ts';

const alarms = (template: TemplateJson) => resourcesOf(template, 'AWS::CloudWatch::Alarm');
const alarmOn = (template: TemplateJson, metric: string): Properties =>
  alarms(template).find(([, { Properties }]) => Properties.MetricName === metric)![1].Properties;

/** The metrics of an alarm: its own, or those whose sum it watches. */
const metricsOf = ({ Properties }: Resource): Properties[] =>
  Properties.Metrics === undefined
    ? [Properties]
    : (Properties.Metrics as { MetricStat?: { Metric: Properties } }[]).flatMap(({ MetricStat }) =>
        MetricStat ? [MetricStat.Metric] : [],
      );

/** What alarms watch: the metric, and whose it is if it is a function's. */
const watched = (template: TemplateJson): string[] =>
  alarms(template).flatMap(([, alarm]) => metricsOf(alarm).map(named));

function named(Properties: Properties): string {
  const [dimension] = (Properties.Dimensions ?? []) as { Name: string; Value: unknown }[];
  const owner = dimension?.Name === 'FunctionName' ? ` of ${ownerOf(dimension.Value)}` : '';
  return `${Properties.Namespace} ${Properties.MetricName}${owner}`;
}

/** The functions with reserved concurrency. */
const capped = (template: TemplateJson): string[] =>
  resourcesOf(template, 'AWS::Lambda::Function')
    .filter(([, { Properties }]) => Properties.ReservedConcurrentExecutions !== undefined)
    .map(([id]) => ownerOf(id));

export const alarmRules: Rule[] = [
  {
    says: 'raises an alarm when a commit is outside the log for more than 60 s, or the sequencer is silent',
    holds: (template) =>
      Template.fromJSON(template).hasResourceProperties('AWS::CloudWatch::Alarm', {
        Namespace: 'Lvzhang/Registry',
        MetricName: 'OldestUnsequencedSeconds',
        Statistic: 'Maximum',
        Threshold: 60,
        ComparisonOperator: 'GreaterThanThreshold',
        TreatMissingData: 'breaching',
      }),
    broken: {
      'a laxer promise': (template) => {
        alarmOn(template, 'OldestUnsequencedSeconds').Threshold = 600;
      },
      'silence taken for health': (template) => {
        alarmOn(template, 'OldestUnsequencedSeconds').TreatMissingData = 'notBreaching';
      },
    },
  },
  {
    says: 'raises an alarm when the event bus lags behind the log for ten minutes, or the publisher is silent',
    holds: (template) =>
      Template.fromJSON(template).hasResourceProperties('AWS::CloudWatch::Alarm', {
        Namespace: 'Lvzhang/Registry',
        MetricName: 'OldestUnpublishedSeconds',
        Statistic: 'Maximum',
        Threshold: 600,
        ComparisonOperator: 'GreaterThanThreshold',
        TreatMissingData: 'breaching',
      }),
    broken: {
      'silence taken for health': (template) => {
        alarmOn(template, 'OldestUnpublishedSeconds').TreatMissingData = 'notBreaching';
      },
    },
  },
  {
    says: 'raises alarms on violations, errors, throttles, 5xx and lost records, all to the encrypted topic',
    holds: (template) => {
      expect(watched(template).sort()).toEqual(
        [
          ...[
            'OldestUnsequencedSeconds',
            'WatchdogViolations',
            'ReconciliationViolations',
            'CosignatureFailures',
            'OldestUnpublishedSeconds',
            'JobsFailed',
            'JobsStalled',
            'WebhookDeliveriesDead',
          ].map((metric) => `Lvzhang/Registry ${metric}`),
          ...lambdaNames.map((name) => `AWS/Lambda Errors of ${name}`),
          // Who may run only so often at once is refused a run as a matter of course.
          ...lambdaNames
            .filter((name) => !capped(template).includes(name))
            .map((name) => `AWS/Lambda Throttles of ${name}`),
          'AWS/ApiGateway 5xx',
          'AWS/SQS ApproximateNumberOfMessagesVisible',
        ].sort(),
      );
      expect(resource(template, 'AWS::SNS::Topic').Properties).toHaveProperty('KmsMasterKeyId');
      const [[topic] = []] = resourcesOf(template, 'AWS::SNS::Topic');
      for (const [, alarm] of alarms(template))
        expect(alarm.Properties.AlarmActions).toEqual([{ Ref: topic }]);
    },
    broken: {
      'a throttle of one function unseen': (template) => {
        const [, sum] = alarms(template).find(([, { Properties }]) => Properties.Metrics !== undefined)!;
        (sum.Properties.Metrics as unknown[]).pop();
      },
      'an alarm that tells nobody': (template) => {
        delete alarms(template)[3]![1].Properties.AlarmActions;
      },
      'a missing alarm': (template) => {
        delete template.Resources[alarms(template)[5]![0]];
      },
      'a throttle alarm of a function that is capped': (template) => {
        const [, units] = resourcesOf(template, 'AWS::Lambda::Function').find(
          ([id]) => ownerOf(id) === 'units',
        )!;
        units.Properties.ReservedConcurrentExecutions = 1;
      },
      'a topic in the clear': (template) => {
        delete resource(template, 'AWS::SNS::Topic').Properties.KmsMasterKeyId;
      },
    },
  },
];
