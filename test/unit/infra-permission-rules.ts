import { expect } from 'vitest';
import {
  listOf,
  logicalIdIn,
  ownerOf,
  type Resource,
  type Rule,
  resource,
  resourcesOf,
  type Statement,
  type TemplateJson,
} from './infra-template.ts';

const READS = ['BatchGetItem', 'GetItem', 'Query'].map((action) => `dynamodb:${action}`);
const WRITES = ['ConditionCheckItem', 'PutItem', 'UpdateItem'].map((action) => `dynamodb:${action}`);
const STREAM = [
  ...['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map(
    (action) => `dynamodb:${action}`,
  ),
  ...['GetQueueAttributes', 'GetQueueUrl', 'SendMessage'].map((action) => `sqs:${action}`),
];
const WRITE_LOG = ['logs:CreateLogStream', 'logs:PutLogEvents'];
const DOCUMENTS = ['s3:GetObject', 's3:ListBucket', 's3:PutObject'];

/** Of the table of work in progress. */
const WORK = ['GetItem', 'Query', 'PutItem', 'DeleteItem'].map((action) => `dynamodb:${action}`);

/** All that each function may do. */
const actionsOf: Record<string, string[]> = {
  organizations: [...WRITE_LOG, ...READS, ...WRITES, ...WORK, ...DOCUMENTS],
  documents: [...WRITE_LOG, ...READS, ...DOCUMENTS],
  projects: [...WRITE_LOG, ...READS, ...WRITES, ...DOCUMENTS],
  parcels: [...WRITE_LOG, ...READS, ...WRITES, ...DOCUMENTS],
  agreements: [...WRITE_LOG, ...READS, ...WRITES, ...DOCUMENTS],
  reports: [...WRITE_LOG, ...READS, ...WRITES, ...DOCUMENTS],
  units: [...WRITE_LOG, ...READS, ...WRITES, ...WORK],
  facilities: [...WRITE_LOG, ...READS, ...WRITES],
  contracts: [...WRITE_LOG, ...READS, ...WRITES, ...DOCUMENTS],
  statements: [...WRITE_LOG, ...READS, ...WRITES, ...WORK, ...DOCUMENTS],
  datasets: [...WRITE_LOG, ...READS, ...WRITES],
  disclosures: [...WRITE_LOG, ...READS, ...WRITES],
  evidence: [...WRITE_LOG, ...READS],
  certificates: [...WRITE_LOG, ...READS],
  credentials: [...WRITE_LOG, ...READS, 'kms:GetPublicKey', 'kms:Sign'],
  jobs: [...WRITE_LOG, ...READS, ...WORK, 's3:GetObject', 's3:ListBucket'],
  worker: [...WRITE_LOG, ...READS, ...WRITES, ...WORK, ...STREAM, ...DOCUMENTS, 's3:GetObject'],
  log: [...WRITE_LOG, ...READS],
  search: [...WRITE_LOG, ...READS],
  pages: [...WRITE_LOG, ...READS],
  console: [...WRITE_LOG],
  docs: [...WRITE_LOG],
  indexer: [...WRITE_LOG, 'dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:PutItem'],
  cosigner: [...WRITE_LOG, 'dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:PutItem'],
  sequencer: [...WRITE_LOG, ...READS, ...WRITES, ...STREAM, 'kms:GetPublicKey', 'kms:Sign'],
  watchdog: [...WRITE_LOG, ...READS, ...STREAM],
  reconciler: [...WRITE_LOG, ...READS, 'dynamodb:Scan', ...WRITES],
  expirer: [...WRITE_LOG, ...READS, ...WRITES],
  webhooks: [...WRITE_LOG, ...READS, ...WORK],
  deliverer: [...WRITE_LOG, ...READS, ...WORK],
  publisher: [
    ...WRITE_LOG,
    ...['BatchGetItem', 'GetItem'].map((action) => `dynamodb:${action}`),
    ...WORK,
    'events:PutEvents',
  ],
};

interface Policy {
  PolicyDocument: { Statement: Statement[] };
  Roles: unknown[];
}

const policies = (template: TemplateJson): Policy[] =>
  resourcesOf(template, 'AWS::IAM::Policy').map(([, { Properties }]) => Properties as unknown as Policy);

const statements = (template: TemplateJson): Statement[] =>
  policies(template).flatMap((policy) => policy.PolicyDocument.Statement);

const statementWith = (template: TemplateJson, action: string): Statement =>
  statements(template).find((statement) => listOf(statement.Action).includes(action))!;

function addAction(template: TemplateJson, beside: string, action: string): void {
  const statement = statementWith(template, beside);
  statement.Action = [...listOf(statement.Action), action];
}

/** The ARN of the ledger's table, or of that of work in progress. */
const tableArn = (template: TemplateJson, whose: 'Registry' | 'Work' = 'Registry') => ({
  'Fn::GetAtt': [
    resourcesOf(template, 'AWS::DynamoDB::Table').find(([id]) => id.startsWith(whose))![0],
    'Arn',
  ],
});

const isWork = (template: TemplateJson, resource: unknown): boolean =>
  JSON.stringify(resource) === JSON.stringify(tableArn(template, 'Work'));

/** Which items of the table of work each function writes. */
const FAMILIES: Record<string, string> = {
  jobs: 'JOB#',
  worker: 'JOB#',
  publisher: 'BUS#',
  webhooks: 'HOOK#',
  deliverer: 'HOOK#',
  organizations: 'INITIATED#',
  units: 'INITIATED#',
  statements: 'INITIATED#',
};

const statementsOf = (template: TemplateJson, name: string): Statement[] =>
  policies(template)
    .filter(({ Roles }) => ownerOf(Roles[0]) === name)
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement);

/** A read of the table of work. */
const workRead = (template: TemplateJson): Statement =>
  statements(template).find(
    ({ Action, Resource }) => Action === 'dynamodb:GetItem' && isWork(template, Resource),
  )!;

const workWrite = (template: TemplateJson): Statement => statementWith(template, 'dynamodb:DeleteItem');

/** The write of a function that does nothing but put. */
const putOf = (template: TemplateJson, name: string): Statement =>
  statementsOf(template, name).find(({ Action }) => Action === 'dynamodb:PutItem')!;
const logWrite = (template: TemplateJson): Statement => putOf(template, 'cosigner');
const indexWrite = (template: TemplateJson): Statement => putOf(template, 'indexer');

const keyPolicy = (key: Resource) =>
  (key.Properties.KeyPolicy as { Statement: Statement[] }).Statement.filter(
    ({ Effect }) => Effect === 'Deny',
  );

const logKey = (template: TemplateJson) => resource(template, 'AWS::KMS::Key', 'LogKey');

export const permissionRules: Rule[] = [
  {
    says: 'lets items of the ledger be written only inside a transaction, and only in its own table',
    holds: (template) => {
      const writing = statements(template).filter(
        ({ Action, Resource }) =>
          listOf(Action).some((action) => WRITES.includes(action)) && !isWork(template, Resource),
      );
      expect(writing).toHaveLength(17);
      for (const statement of writing) {
        expect(statement.Resource).toEqual(tableArn(template));
        expect(statement.Condition?.StringEquals).toEqual({
          'dynamodb:EnclosingOperation': 'TransactWriteItems',
        });
      }
    },
    broken: {
      'a write without the condition': (template) => {
        statementWith(template, 'dynamodb:PutItem').Condition = undefined;
      },
      'a condition that holds outside transactions too': (template) => {
        statementWith(template, 'dynamodb:PutItem').Condition = {
          StringEqualsIfExists: { 'dynamodb:EnclosingOperation': 'TransactWriteItems' },
        };
      },
      'a write among the reads': (template) => addAction(template, 'dynamodb:GetItem', 'dynamodb:UpdateItem'),
      'another table': (template) => {
        statementWith(template, 'dynamodb:PutItem').Resource = '*';
      },
    },
  },
  {
    says: 'lets work in progress be written, and deleted, by those who work on it alone: each in its own family',
    holds: (template) => {
      const writing = policies(template).flatMap(({ Roles, PolicyDocument }) =>
        PolicyDocument.Statement.filter(
          ({ Action, Resource }) =>
            isWork(template, Resource) && listOf(Action).some((action) => /(Put|Delete|Update)/.test(action)),
        ).map((statement) => ({ owner: ownerOf(Roles[0]), ...statement })),
      );
      expect(writing.map(({ owner }) => owner).sort()).toEqual(Object.keys(FAMILIES).sort());
      for (const { owner, Action, Condition } of writing) {
        expect(Action).toEqual(['dynamodb:DeleteItem', 'dynamodb:PutItem']);
        expect(Condition).toEqual({
          StringEquals: { 'dynamodb:EnclosingOperation': 'TransactWriteItems' },
          'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`${FAMILIES[owner]}*`] },
          Null: { 'dynamodb:LeadingKeys': 'false' },
        });
      }
    },
    broken: {
      'a worker that writes anything': (template) => {
        delete workWrite(template).Condition?.['ForAllValues:StringLike'];
      },
      'a write outside a transaction': (template) => {
        delete workWrite(template).Condition?.StringEquals;
      },
      'a write without a key': (template) => {
        delete workWrite(template).Condition?.Null;
      },
    },
  },
  {
    says: 'lets work in progress be read by those who work on it alone, secrets of webhooks among it',
    holds: (template) => {
      const reading = policies(template).flatMap(({ Roles, PolicyDocument }) =>
        PolicyDocument.Statement.filter(
          ({ Action, Resource }) =>
            JSON.stringify(Resource).includes(JSON.stringify(tableArn(template, 'Work'))) &&
            listOf(Action).some((action) => /(Get|Query|Scan)/.test(action)),
        ).map((statement) => ({ owner: ownerOf(Roles[0]), ...statement })),
      );
      expect([...new Set(reading.map(({ owner }) => owner))].sort()).toEqual(Object.keys(FAMILIES).sort());
      for (const { owner, Condition } of reading)
        expect(Condition).toEqual({
          'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`${FAMILIES[owner]}*`] },
          Null: { 'dynamodb:LeadingKeys': 'false' },
        });
    },
    broken: {
      'a reader of everything': (template) => {
        delete workRead(template).Condition?.['ForAllValues:StringLike'];
      },
      'a read of another family': (template) => {
        workRead(template).Condition!['ForAllValues:StringLike'] = {
          'dynamodb:LeadingKeys': ['HOOK#*', '*'],
        };
      },
      'a read without a key': (template) => {
        delete workRead(template).Condition?.Null;
      },
    },
  },
  {
    says: 'lets the deliverer, which calls whom strangers name, read commits and the index of mentions alone',
    holds: (template) => {
      const reading = statementsOf(template, 'deliverer').filter(({ Resource }) =>
        JSON.stringify(Resource).includes(JSON.stringify(tableArn(template))),
      );
      const ofPartitions = (prefixes: string[]) => ({
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': prefixes },
        Null: { 'dynamodb:LeadingKeys': 'false' },
      });
      expect(reading.map(({ Action, Resource, Condition }) => [Action, Resource, Condition])).toEqual([
        [
          ['dynamodb:BatchGetItem', 'dynamodb:GetItem'],
          tableArn(template),
          ofPartitions(['COMMIT#*', 'MENTION*']),
        ],
        ['dynamodb:Query', tableArn(template), ofPartitions(['MENTION*'])],
      ]);
    },
    broken: {
      'a deliverer that reads anything': (template) => {
        for (const statement of statementsOf(template, 'deliverer')) delete statement.Condition;
      },
      'a deliverer that queries the indexes': (template) => {
        const query = statementsOf(template, 'deliverer').find(
          ({ Action, Resource }) => Action === 'dynamodb:Query' && !Array.isArray(Resource),
        )!;
        query.Resource = [query.Resource, 'x'];
      },
    },
  },
  {
    says: 'lets the cosigner, which hears from outside, write the items of the log alone',
    holds: (template) => {
      expect(logWrite(template).Condition).toEqual({
        StringEquals: { 'dynamodb:EnclosingOperation': 'TransactWriteItems' },
        'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['LOG'] },
        Null: { 'dynamodb:LeadingKeys': 'false' },
      });
    },
    broken: {
      'a cosigner that writes anything': (template) => {
        delete logWrite(template).Condition?.['ForAllValues:StringEquals'];
      },
      'a write without a key': (template) => {
        delete logWrite(template).Condition?.Null;
      },
    },
  },
  {
    says: 'lets the indexer write its index alone',
    holds: (template) => {
      expect(indexWrite(template).Condition).toEqual({
        StringEquals: { 'dynamodb:EnclosingOperation': 'TransactWriteItems' },
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['MENTION*', 'SEARCH*'] },
        Null: { 'dynamodb:LeadingKeys': 'false' },
      });
    },
    broken: {
      'an indexer that writes anything': (template) => {
        delete indexWrite(template).Condition?.['ForAllValues:StringLike'];
      },
      'a write without a key': (template) => {
        delete indexWrite(template).Condition?.Null;
      },
    },
  },
  {
    says: 'lets the publisher alone put events, on the registry’s own bus alone',
    holds: (template) => {
      const putting = policies(template).filter(({ PolicyDocument }) =>
        PolicyDocument.Statement.some(({ Action }) =>
          listOf(Action).some((each) => each.startsWith('events:')),
        ),
      );
      expect(putting.map(({ Roles }) => ownerOf(Roles[0]))).toEqual(['publisher']);
      const [[bus] = [], ...others] = resourcesOf(template, 'AWS::Events::EventBus');
      expect(others).toEqual([]);
      expect(statementWith(template, 'events:PutEvents').Resource).toEqual({ 'Fn::GetAtt': [bus, 'Arn'] });
      expect(resourcesOf(template, 'AWS::Events::EventBusPolicy')).toEqual([]);
    },
    broken: {
      'another function that puts events': (template) => {
        const put = statementWith(template, 'events:PutEvents');
        policies(template)
          .find(({ Roles }) => ownerOf(Roles[0]) === 'units')!
          .PolicyDocument.Statement.push(put);
      },
      'any bus of the account': (template) => {
        statementWith(template, 'events:PutEvents').Resource = '*';
      },
      'a bus on which other accounts put': (template) => {
        template.Resources.Open = { Type: 'AWS::Events::EventBusPolicy', Properties: {} };
      },
    },
  },
  {
    says: 'gives each function what it needs and nothing else',
    holds: (template) => {
      const found = policies(template).map((policy) => [
        ownerOf(policy.Roles[0]),
        policy.PolicyDocument.Statement.flatMap(({ Action }) => listOf(Action)).sort(),
      ]);
      const expected = Object.entries(actionsOf).map(([name, actions]) => [name, [...actions].sort()]);
      expect(found.sort()).toEqual(expected.sort());
      for (const statement of statements(template)) expect(statement.Effect).toBe('Allow');
    },
    broken: {
      'a right to delete': (template) => addAction(template, 'dynamodb:PutItem', 'dynamodb:DeleteItem'),
      'dynamodb:*': (template) => addAction(template, 'dynamodb:Query', 'dynamodb:*'),
      'PartiQL, which goes round the single-item actions': (template) =>
        addAction(template, 'dynamodb:PutItem', 'dynamodb:PartiQLInsert'),
      'a right to delete documents': (template) => addAction(template, 's3:PutObject', 's3:DeleteObject'),
      'a third function with the right to sign': (template) => {
        const sign = statementWith(template, 'kms:Sign');
        policies(template)[0]!.PolicyDocument.Statement.push(sign);
      },
    },
  },
  {
    says: 'names each resource, except for ListStreams, which has none, and files still to come',
    holds: (template) => {
      for (const { Action, Resource } of statements(template)) {
        if (Action === 'dynamodb:ListStreams') continue;
        const named = JSON.stringify(Resource).replace(/"\/(?:documents|jobs)\/\*"/g, '');
        expect(named).not.toContain('*');
        if (named !== JSON.stringify(Resource))
          expect(['s3:GetObject', 's3:PutObject']).toEqual(expect.arrayContaining(listOf(Action)));
        expect(JSON.stringify(Action)).not.toContain('*');
      }
    },
    broken: {
      'all resources': (template) => {
        statementWith(template, 'kms:Sign').Resource = '*';
      },
      'all indexes': (template) => {
        statementWith(template, 'dynamodb:Query').Resource = { 'Fn::Join': ['', ['x', '/index/*']] };
      },
      'the whole bucket': (template) => {
        statementWith(template, 's3:GetObject').Resource = { 'Fn::Join': ['', ['x', '/*']] };
      },
      'a listing of what is in the bucket’s name': (template) => {
        statementWith(template, 's3:ListBucket').Resource = { 'Fn::Join': ['', ['x', '/documents/*']] };
      },
    },
  },
  {
    says: 'gives every function a role of its own, without managed or inherited policies',
    holds: (template) => {
      const roles = resourcesOf(template, 'AWS::Lambda::Function').map(([, { Properties }]) =>
        logicalIdIn(Properties.Role),
      );
      expect(new Set(roles).size).toBe(Object.keys(actionsOf).length);
      expect(roles.sort()).toEqual(
        resourcesOf(template, 'AWS::IAM::Role')
          .map(([id]) => id)
          .sort(),
      );
      for (const [, role] of resourcesOf(template, 'AWS::IAM::Role')) {
        expect(Object.keys(role.Properties)).toEqual(['AssumeRolePolicyDocument']);
      }
    },
    broken: {
      'a managed policy': (template) => {
        resourcesOf(template, 'AWS::IAM::Role')[0]![1].Properties.ManagedPolicyArns = ['x'];
      },
      'a shared role': (template) => {
        const [[, first], [, second]] = resourcesOf(template, 'AWS::Lambda::Function') as [
          [string, Resource],
          [string, Resource],
        ];
        first.Properties.Role = second.Properties.Role;
      },
    },
  },
  {
    says: 'keeps an Ed25519 key for the log, with which only the sequencer and the credentials sign',
    holds: (template) => {
      const key = logKey(template);
      expect(key.Properties).toMatchObject({ KeySpec: 'ECC_NIST_EDWARDS25519', KeyUsage: 'SIGN_VERIFY' });
      expect([key.DeletionPolicy, key.UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
      const [deny, ...others] = keyPolicy(key);
      expect(others).toEqual([]);
      expect(deny).toMatchObject({ Action: 'kms:Sign', Principal: { AWS: '*' }, Resource: '*' });
      const except = deny?.Condition?.ArnNotEquals?.['aws:PrincipalArn'];
      expect(listOf(except).map(ownerOf).sort()).toEqual(['credentials', 'sequencer']);
    },
    broken: {
      'another curve': (template) => {
        logKey(template).Properties.KeySpec = 'ECC_NIST_P256';
      },
      'a key that goes with the stack': (template) => {
        logKey(template).DeletionPolicy = 'Delete';
      },
      'a key that another function may sign with': (template) => {
        const [deny] = keyPolicy(logKey(template));
        const other = policies(template).find(({ Roles }) => ownerOf(Roles[0]) === 'evidence')!.Roles[0];
        (deny!.Condition!.ArnNotEquals!['aws:PrincipalArn'] as unknown[]).push(other);
      },
      'a key that others may sign with': (template) => {
        const policy = logKey(template).Properties.KeyPolicy as { Statement: Statement[] };
        policy.Statement = policy.Statement.filter(({ Effect }) => Effect === 'Allow');
      },
    },
  },
];
