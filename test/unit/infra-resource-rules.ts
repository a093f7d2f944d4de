import { expect } from 'vitest';
import { lambdaNames } from '../../infra/bundle.ts';
import { documentFunctions } from '../../infra/documents.ts';
import { schedules, type Target } from './infra-schedule-rules.ts';
import {
  logicalIdIn,
  ownerOf,
  type Properties,
  type Resource,
  type Rule,
  resource,
  resourcesOf,
  type TemplateJson,
} from './infra-template.ts';

const withDocuments: readonly string[] = documentFunctions;

/** What the console's page is told, and whom it asks. */
const ofConsole = [
  'OIDC_ISSUER',
  'CONSOLE_CLIENT_ID',
  'CONSOLE_SCOPE',
  'CONSOLE_ORIGINS',
  'DOCUMENTS_DOMAIN',
  'RESULTS_DOMAIN',
];

const table = (template: TemplateJson) => resource(template, 'AWS::DynamoDB::Table', 'Registry');
const workTable = (template: TemplateJson) => resource(template, 'AWS::DynamoDB::Table', 'Work');

/** Each index with its keys and what it holds. */
const indexesOf = ({ Properties }: Resource): string[][] =>
  (
    Properties.GlobalSecondaryIndexes as {
      IndexName: string;
      KeySchema: { AttributeName: string }[];
      Projection: { ProjectionType: string };
    }[]
  ).map((index) => [
    index.IndexName,
    ...index.KeySchema.map((key) => key.AttributeName),
    index.Projection.ProjectionType,
  ]);

const functions = (template: TemplateJson): Record<string, Properties> =>
  Object.fromEntries(
    resourcesOf(template, 'AWS::Lambda::Function').map(([id, { Properties }]) => [ownerOf(id), Properties]),
  );

/** The stream's consumers: their mappings, by function. */
const mappings = (template: TemplateJson): Record<string, Properties> =>
  Object.fromEntries(
    resourcesOf(template, 'AWS::Lambda::EventSourceMapping').map(([, { Properties }]) => [
      ownerOf(Properties.FunctionName),
      Properties,
    ]),
  );

/** What becomes of runs that fail or come late, by function. */
const asyncInvokes = (template: TemplateJson): Record<string, Properties> =>
  Object.fromEntries(
    resourcesOf(template, 'AWS::Lambda::EventInvokeConfig').map(([, { Properties }]) => [
      ownerOf(Properties.FunctionName),
      Properties,
    ]),
  );

function filtersOf(mapping: Properties): unknown[] {
  const { Filters } = mapping.FilterCriteria as { Filters: { Pattern: string }[] };
  return Filters.map(({ Pattern }) => JSON.parse(Pattern));
}

export const resourceRules: Rule[] = [
  {
    says: 'keeps the ledger’s table: recoverable, undeletable, encrypted, on demand, with a stream of both images',
    holds: (template) => {
      expect(table(template).Properties).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
        SSESpecification: { SSEEnabled: true },
        StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      });
      expect(table(template).DeletionPolicy).toBe('Retain');
      expect(table(template).UpdateReplacePolicy).toBe('Retain');
      expect(table(template).Properties).not.toHaveProperty('TimeToLiveSpecification');
    },
    broken: {
      'no recovery': (template) => {
        delete table(template).Properties.PointInTimeRecoverySpecification;
      },
      'no deletion protection': (template) => {
        delete table(template).Properties.DeletionProtectionEnabled;
      },
      'a table that goes with the stack': (template) => {
        table(template).DeletionPolicy = 'Delete';
      },
      'a stream of keys': (template) => {
        table(template).Properties.StreamSpecification = { StreamViewType: 'KEYS_ONLY' };
      },
      'items that expire by themselves': (template) => {
        table(template).Properties.TimeToLiveSpecification = { AttributeName: 'ttl', Enabled: true };
      },
    },
  },
  {
    says: 'gives the ledger’s table its three indexes',
    holds: (template) => {
      expect(indexesOf(table(template))).toEqual([
        ['byAccount', 'account', 'holding', 'ALL'],
        ['byList', 'list', 'order', 'ALL'],
        ['unsequenced', 'unsequenced', 'at', 'KEYS_ONLY'],
      ]);
    },
    broken: {
      'a missing index': (template) => {
        (table(template).Properties.GlobalSecondaryIndexes as unknown[]).pop();
      },
    },
  },
  {
    says: 'keeps work in progress in a table apart, as safe as the ledger’s, whose items expire and whose stream tells keys alone',
    holds: (template) => {
      const work = workTable(template);
      const { TimeToLiveSpecification, ...properties } = work.Properties;
      expect(TimeToLiveSpecification).toEqual({ AttributeName: 'expires', Enabled: true });
      // Items hold the secrets of webhooks, and the results of jobs.
      expect(properties.StreamSpecification).toEqual({ StreamViewType: 'KEYS_ONLY' });
      const own = ['AttributeDefinitions', 'GlobalSecondaryIndexes', 'StreamSpecification'];
      const alike = (given: Properties) =>
        Object.fromEntries(Object.entries(given).filter(([name]) => !own.includes(name)));
      expect(alike(properties)).toEqual(alike(table(template).Properties));
      expect([work.DeletionPolicy, work.UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
      expect(indexesOf(work)).toEqual([
        ['byList', 'list', 'order', 'ALL'],
        ['byDue', 'due', 'dueAt', 'KEYS_ONLY'],
      ]);
    },
    broken: {
      'items that stay for ever': (template) => {
        delete workTable(template).Properties.TimeToLiveSpecification;
      },
      'no recovery': (template) => {
        delete workTable(template).Properties.PointInTimeRecoverySpecification;
      },
      'no stream': (template) => {
        delete workTable(template).Properties.StreamSpecification;
      },
      'a stream that tells secrets': (template) => {
        workTable(template).Properties.StreamSpecification = { StreamViewType: 'NEW_IMAGE' };
      },
      'a table that goes with the stack': (template) => {
        workTable(template).DeletionPolicy = 'Delete';
      },
    },
  },
  {
    says: 'runs every function on Node 24 and ARM64, with a JSON log that is kept a year',
    holds: (template) => {
      const all = functions(template);
      expect(Object.keys(all).sort()).toEqual([...lambdaNames].sort());
      for (const properties of Object.values(all)) {
        expect(properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'] });
        const { LogFormat, LogGroup } = properties.LoggingConfig as Properties;
        expect(LogFormat).toBe('JSON');
        expect(template.Resources[logicalIdIn(LogGroup)]?.Properties.RetentionInDays).toBe(365);
      }
    },
    broken: {
      'another runtime': (template) => {
        functions(template).units!.Runtime = 'nodejs22.x';
      },
      'another architecture': (template) => {
        delete functions(template).docs!.Architectures;
      },
      'a log kept for ever': (template) => {
        delete resourcesOf(template, 'AWS::Logs::LogGroup')[0]![1].Properties.RetentionInDays;
      },
    },
  },
  {
    says: 'tells each function table, log and metrics, and what else it alone needs: key, witnesses, documents',
    holds: (template) => {
      for (const [name, { Environment }] of Object.entries(functions(template))) {
        const { Variables } = Environment as { Variables: Record<string, unknown> };
        const expected = ['LOG_ORIGIN', 'METRIC_NAMESPACE', 'ROOT_OPERATOR', 'TABLE_NAME'];
        if (['sequencer', 'credentials'].includes(name)) expected.push('LOG_KEY_ID');
        if (name === 'console') expected.push(...ofConsole);
        if (name === 'cosigner') expected.push('WITNESSES');
        if (withDocuments.includes(name)) expected.push('DOCUMENTS_BUCKET', 'DOCUMENTS_DOMAIN');
        if (name === 'webhooks' || name === 'deliverer') expected.push('WORK_TABLE_NAME');
        if (['organizations', 'units', 'statements'].includes(name)) expected.push('WORK_TABLE_NAME');
        if (name === 'publisher') expected.push('EVENT_BUS_NAME', 'WORK_TABLE_NAME');
        if (name === 'jobs' || name === 'worker')
          expected.push(
            ...[
              'WORK_TABLE_NAME',
              'DOCUMENTS_BUCKET',
              'DOCUMENTS_DOMAIN',
              'RESULTS_BUCKET',
              'RESULTS_DOMAIN',
            ],
          );
        expect(Object.keys(Variables).sort()).toEqual(expected.sort());
        expect(Variables.LOG_ORIGIN).toEqual({ Ref: 'LogOrigin' });
        expect(Variables.ROOT_OPERATOR).toEqual({ Ref: 'RootOperator' });
      }
    },
    broken: {
      'a function that knows the key': (template) => {
        const { Variables } = functions(template).log!.Environment as { Variables: Properties };
        Variables.LOG_KEY_ID = 'x';
      },
      'a cosigner that knows no witnesses': (template) => {
        const { Variables } = functions(template).cosigner!.Environment as { Variables: Properties };
        delete Variables.WITNESSES;
      },
      'a function that knows where documents are': (template) => {
        const { Variables } = functions(template).units!.Environment as { Variables: Properties };
        Variables.DOCUMENTS_BUCKET = 'x';
      },
    },
  },
  {
    says: 'has the checkpoint cosigned every minute, by the witnesses of the parameter, without piling up runs',
    holds: (template) => {
      const { Variables } = functions(template).cosigner!.Environment as { Variables: Properties };
      expect(Variables.WITNESSES).toEqual({ Ref: 'Witnesses' });
      expect(schedules(template)).toContainEqual(['cosigner', 'rate(1 minute)', undefined]);
      expect(asyncInvokes(template).cosigner).toMatchObject({
        MaximumEventAgeInSeconds: 60,
        MaximumRetryAttempts: 0,
      });
    },
    broken: {
      'fixed witnesses': (template) => {
        const { Variables } = functions(template).cosigner!.Environment as { Variables: Properties };
        Variables.WITNESSES = 'x';
      },
      'no schedule': (template) => {
        for (const [id, { Properties }] of resourcesOf(template, 'AWS::Events::Rule')) {
          const [{ Arn }] = Properties.Targets as [Target];
          if (ownerOf(Arn) === 'cosigner') delete template.Resources[id];
        }
      },
      'runs that are tried again': (template) => {
        delete asyncInvokes(template).cosigner!.MaximumRetryAttempts;
      },
    },
  },
  {
    says: 'signs few credentials at once, so that the sequencer keeps its share of KMS',
    holds: (template) => {
      expect(functions(template).credentials?.ReservedConcurrentExecutions).toBe(4);
    },
    broken: {
      'any number of them': (template) => {
        delete functions(template).credentials!.ReservedConcurrentExecutions;
      },
    },
  },
  {
    says: 'runs one sequencer at a time, rung by new commits and swept every minute',
    holds: (template) => {
      expect(functions(template).sequencer?.ReservedConcurrentExecutions).toBe(1);
      expect(filtersOf(mappings(template).sequencer!)).toEqual([
        { eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: ['COMMIT'] } } } },
      ]);
      expect(schedules(template)).toContainEqual(['sequencer', 'rate(1 minute)', '{"sweep":true}']);
    },
    broken: {
      'many sequencers': (template) => {
        delete functions(template).sequencer!.ReservedConcurrentExecutions;
      },
      'a doorbell for every change': (template) => {
        mappings(template).sequencer!.FilterCriteria = { Filters: [] };
      },
      'a slower sweep': (template) => {
        for (const [, rule] of resourcesOf(template, 'AWS::Events::Rule')) {
          rule.Properties.ScheduleExpression = 'rate(1 hour)';
        }
      },
    },
  },
  {
    says: 'rings the worker when a job waits, and sweeps every minute for jobs that were left behind',
    holds: (template) => {
      const worker = mappings(template).worker!;
      expect(filtersOf(worker)).toEqual([
        { eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: [{ prefix: 'RING#' }] } } } },
      ]);
      const [[workId] = []] = resourcesOf(template, 'AWS::DynamoDB::Table').filter(([id]) =>
        id.startsWith('Work'),
      );
      expect(worker.EventSourceArn).toEqual({ 'Fn::GetAtt': [workId, 'StreamArn'] });
      // Long work of one organization doesn't hold up the others in a shard.
      expect(worker).toMatchObject({ BatchSize: 4, ParallelizationFactor: 10 });
      expect(functions(template).worker).toMatchObject({ Timeout: 300 });
      expect(schedules(template)).toContainEqual(['worker', 'rate(1 minute)', '{"sweep":true}']);
      expect(asyncInvokes(template).worker).toMatchObject({ MaximumRetryAttempts: 0 });
    },
    broken: {
      'a ring for every change': (template) => {
        mappings(template).worker!.FilterCriteria = { Filters: [] };
      },
      'the ledger’s stream': (template) => {
        mappings(template).worker!.EventSourceArn = mappings(template).sequencer!.EventSourceArn;
      },
      'one run at a time': (template) => {
        delete mappings(template).worker!.ParallelizationFactor;
      },
    },
  },
  {
    says: 'shows the watchdog every change and removal of an entity from the beginning, and reconciles daily',
    holds: (template) => {
      const watchdog = mappings(template).watchdog!;
      const entity = { entity: { S: [{ exists: true }] } };
      expect(filtersOf(watchdog)).toEqual([
        { dynamodb: { NewImage: entity } },
        { dynamodb: { OldImage: entity } },
        { eventName: ['MODIFY'], dynamodb: { Keys: { sk: { S: ['COMMIT'] } } } },
        { eventName: ['REMOVE'] },
      ]);
      expect(watchdog).toMatchObject({ BisectBatchOnFunctionError: true, StartingPosition: 'TRIM_HORIZON' });
      expect(schedules(template)).toContainEqual(['reconciler', 'cron(0 18 * * ? *)', undefined]);
    },
    broken: {
      'a removal unseen': (template) => {
        const { Filters } = mappings(template).watchdog!.FilterCriteria as { Filters: unknown[] };
        Filters.pop();
      },
      'a beginning unseen': (template) => {
        mappings(template).watchdog!.StartingPosition = 'LATEST';
      },
    },
  },
  {
    says: 'gives up on a stream record after a bounded number of tries, into an encrypted queue',
    holds: (template) => {
      for (const mapping of Object.values(mappings(template))) {
        expect([2, 5]).toContain(mapping.MaximumRetryAttempts);
        expect(mapping).toHaveProperty('DestinationConfig');
        expect(mapping.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
        const { OnFailure } = mapping.DestinationConfig as { OnFailure: { Destination: unknown } };
        const queue = template.Resources[logicalIdIn(OnFailure.Destination)];
        expect(queue).toMatchObject({ Type: 'AWS::SQS::Queue', Properties: { SqsManagedSseEnabled: true } });
      }
      expect(JSON.stringify(resource(template, 'AWS::SQS::QueuePolicy'))).toContain('aws:SecureTransport');
    },
    broken: {
      'endless tries': (template) => {
        delete mappings(template).watchdog!.MaximumRetryAttempts;
      },
      'records that vanish': (template) => {
        delete mappings(template).sequencer!.DestinationConfig;
      },
      'a queue in the clear': (template) => {
        resource(template, 'AWS::SQS::Queue').Properties.SqsManagedSseEnabled = false;
      },
    },
  },
  {
    says: 'names no partition, account or region, so that it deploys in China as well',
    holds: (template) => {
      const text = JSON.stringify(template);
      expect(text).not.toMatch(/arn:aws/);
      expect(text).not.toMatch(/\b(?:us|eu|ap|cn|sa|ca|me|af)-[a-z]+-\d\b/);
      expect(text).not.toMatch(/\b\d{12}\b/);
      expect(text).not.toMatch(/AWS::Cognito/);
    },
    broken: {
      'a partition': (template) => {
        template.Outputs.X = { Value: 'arn:aws:s3:::x' };
      },
      'a region': (template) => {
        template.Outputs.X = { Value: 'cn-north-1' };
      },
      'an account': (template) => {
        template.Outputs.X = { Value: '123456789012' };
      },
    },
  },
];
