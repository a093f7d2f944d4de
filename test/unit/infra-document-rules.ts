import { expect } from 'vitest';
import {
  listOf,
  logicalIdIn,
  type Properties,
  type Resource,
  type Rule,
  resource,
  resourcesOf,
  type Statement,
  type TemplateJson,
} from './infra-template.ts';

const bucket = (template: TemplateJson): Resource => resource(template, 'AWS::S3::Bucket', 'DocumentsBucket');
const accessLog = (template: TemplateJson): Resource =>
  resource(template, 'AWS::S3::Bucket', 'DocumentsAccessLog');
const results = (template: TemplateJson): Resource => resource(template, 'AWS::S3::Bucket', 'ResultsBucket');
const buckets = (template: TemplateJson) => resourcesOf(template, 'AWS::S3::Bucket');

/** The policy of the bucket of that logical id. */
function policyOf(template: TemplateJson, id: string): Statement[] {
  const [, found] = resourcesOf(template, 'AWS::S3::BucketPolicy').find(
    ([, { Properties }]) => logicalIdIn(Properties.Bucket) === id,
  )!;
  return (found.Properties.PolicyDocument as { Statement: Statement[] }).Statement;
}

const idOf = (template: TemplateJson, wanted: Resource): string =>
  buckets(template).find(([, each]) => each === wanted)![0];

/** Every object of the documents' bucket. */
const objects = (template: TemplateJson) => ({
  'Fn::Join': ['', [{ 'Fn::GetAtt': [idOf(template, bucket(template)), 'Arn'] }, '/*']],
});

const denialOf = (template: TemplateJson, action: string): Statement | undefined =>
  policyOf(template, idOf(template, bucket(template))).find(
    ({ Effect, Action }) => Effect === 'Deny' && listOf(Action).includes(action),
  );

const dropDenial = (template: TemplateJson, action: string): void => {
  const statements = policyOf(template, idOf(template, bucket(template)));
  statements.splice(statements.indexOf(denialOf(template, action)!), 1);
};

interface Lifecycle {
  Rules: Properties[];
}
const lifecycle = ({ Properties }: Resource) =>
  (Properties.LifecycleConfiguration as Lifecycle | undefined)?.Rules ?? [];
const corsRules = ({ Properties }: Resource) =>
  (Properties.CorsConfiguration as { CorsRules: Properties[] }).CorsRules;

export const documentRules: Rule[] = [
  {
    says: 'keeps documents, results of jobs and the log of who fetched them private, encrypted and owned by the account',
    holds: (template) => {
      expect(buckets(template)).toHaveLength(4);
      for (const [id, each] of buckets(template)) {
        expect(each.Properties).toMatchObject({
          PublicAccessBlockConfiguration: {
            BlockPublicAcls: true,
            BlockPublicPolicy: true,
            IgnorePublicAcls: true,
            RestrictPublicBuckets: true,
          },
          OwnershipControls: {
            // CloudFront writes its log by access lists.
            Rules: [
              {
                ObjectOwnership: id.startsWith('ConsoleAccessLog')
                  ? 'BucketOwnerPreferred'
                  : 'BucketOwnerEnforced',
              },
            ],
          },
          BucketEncryption: {
            ServerSideEncryptionConfiguration: [
              { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
            ],
          },
        });
        expect(each.Properties).not.toHaveProperty('WebsiteConfiguration');
        expect(policyOf(template, id)).toContainEqual(
          expect.objectContaining({
            Effect: 'Deny',
            Action: 's3:*',
            Principal: { AWS: '*' },
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        );
      }
    },
    broken: {
      'a bucket that may be made public': (template) => {
        const block = bucket(template).Properties.PublicAccessBlockConfiguration as Properties;
        block.RestrictPublicBuckets = false;
      },
      'access lists': (template) => {
        delete accessLog(template).Properties.OwnershipControls;
      },
      'no encryption': (template) => {
        delete bucket(template).Properties.BucketEncryption;
      },
      'downloads in the clear': (template) => dropDenial(template, 's3:*'),
      'a further bucket': (template) => {
        template.Resources.Further = structuredClone(bucket(template));
      },
    },
  },
  {
    says: 'keeps every document for ever: versioned, standing when the stack goes, never expiring, deleted or replaced',
    holds: (template) => {
      for (const [, each] of buckets(template))
        expect([each.DeletionPolicy, each.UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
      expect(bucket(template).Properties.VersioningConfiguration).toEqual({ Status: 'Enabled' });
      expect(lifecycle(bucket(template))).toEqual([
        { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 }, Status: 'Enabled' },
      ]);
      const everybody = { Principal: { AWS: '*' }, Resource: objects(template) };
      expect(denialOf(template, 's3:PutObject')).toEqual({
        ...everybody,
        Effect: 'Deny',
        Action: 's3:PutObject',
        Condition: { Null: { 's3:if-none-match': 'true' } },
      });
      expect(denialOf(template, 's3:DeleteObject')).toEqual({
        ...everybody,
        Effect: 'Deny',
        Action: ['s3:DeleteObject', 's3:DeleteObjectVersion'],
      });
    },
    broken: {
      'a bucket that goes with the stack': (template) => {
        bucket(template).DeletionPolicy = 'Delete';
      },
      'one version': (template) => {
        delete bucket(template).Properties.VersioningConfiguration;
      },
      'documents that expire': (template) => {
        lifecycle(bucket(template)).push({ ExpirationInDays: 3650, Status: 'Enabled' });
      },
      'versions that expire': (template) => {
        lifecycle(bucket(template))[0]!.NoncurrentVersionExpiration = { NoncurrentDays: 30 };
      },
      'documents that may be replaced': (template) => dropDenial(template, 's3:PutObject'),
      'documents that may be deleted': (template) => dropDenial(template, 's3:DeleteObject'),
      'versions that may be deleted': (template) => {
        denialOf(template, 's3:DeleteObject')!.Action = 's3:DeleteObject';
      },
      'a denial of some': (template) => {
        denialOf(template, 's3:DeleteObject')!.Resource = { 'Fn::Join': ['', ['x', '/documents/*']] };
      },
    },
  },
  {
    says: 'keeps results of jobs for thirty days, apart from the documents, in the same log of who fetched them',
    holds: (template) => {
      const { Properties } = results(template);
      expect(lifecycle(results(template))).toEqual([{ ExpirationInDays: 30, Status: 'Enabled' }]);
      expect(Properties).not.toHaveProperty('VersioningConfiguration');
      expect(Properties.LoggingConfiguration).toEqual({
        DestinationBucketName: { Ref: idOf(template, accessLog(template)) },
      });
      expect(corsRules(results(template))).toMatchObject([{ AllowedMethods: ['GET'] }]);
    },
    broken: {
      'results that stay': (template) => {
        delete results(template).Properties.LifecycleConfiguration;
      },
      'no log': (template) => {
        delete results(template).Properties.LoggingConfiguration;
      },
      'uploads by browsers': (template) => {
        corsRules(results(template))[0]!.AllowedMethods = ['GET', 'PUT'];
      },
    },
  },
  {
    says: 'logs who fetched a document, for a year, and lets the log service alone write that',
    holds: (template) => {
      const log = accessLog(template);
      const logId = idOf(template, log);
      expect(bucket(template).Properties.LoggingConfiguration).toEqual({
        DestinationBucketName: { Ref: logId },
      });
      expect(lifecycle(log)).toEqual([{ ExpirationInDays: 365, Status: 'Enabled' }]);
      const allowed = policyOf(template, logId).filter(({ Effect }) => Effect === 'Allow');
      // Of the documents' bucket, and of the results'.
      expect(allowed).toHaveLength(2);
      for (const each of allowed)
        expect(each).toMatchObject({
          Action: 's3:PutObject',
          Principal: { Service: 'logging.s3.amazonaws.com' },
          Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
        });
    },
    broken: {
      'no log': (template) => {
        delete bucket(template).Properties.LoggingConfiguration;
      },
      'a log kept for ever': (template) => {
        delete accessLog(template).Properties.LifecycleConfiguration;
      },
      'a log that others write': (template) => {
        const allowed = policyOf(template, idOf(template, accessLog(template))).find(
          ({ Effect }) => Effect === 'Allow',
        );
        allowed!.Principal = { AWS: '*' };
      },
    },
  },
  {
    says: 'lets browsers send and fetch documents, with the headers that a signed URL asks for and no more',
    holds: (template) => {
      expect(corsRules(bucket(template))).toEqual([
        {
          AllowedOrigins: ['*'],
          AllowedMethods: ['PUT', 'GET'],
          AllowedHeaders: ['content-type', 'if-none-match', 'x-amz-checksum-sha256'],
          MaxAge: 3600,
        },
      ]);
      expect(accessLog(template).Properties).not.toHaveProperty('CorsConfiguration');
    },
    broken: {
      'no browser': (template) => {
        delete corsRules(bucket(template))[0]!.AllowedOrigins;
      },
      'any header': (template) => {
        corsRules(bucket(template))[0]!.AllowedHeaders = ['*'];
      },
      'a deletion': (template) => {
        (corsRules(bucket(template))[0]!.AllowedMethods as string[]).push('DELETE');
      },
    },
  },
  {
    says: 'tells functions the documents’ bucket, by its name and its region’s own domain',
    holds: (template) => {
      const id = idOf(template, bucket(template));
      const knowing = resourcesOf(template, 'AWS::Lambda::Function')
        .map(([, { Properties }]) => (Properties.Environment as { Variables: Properties }).Variables)
        .filter(({ DOCUMENTS_BUCKET }) => DOCUMENTS_BUCKET !== undefined);
      expect(knowing.length).toBeGreaterThan(0);
      for (const { DOCUMENTS_BUCKET, DOCUMENTS_DOMAIN } of knowing) {
        expect(DOCUMENTS_BUCKET).toEqual({ Ref: id });
        expect(DOCUMENTS_DOMAIN).toEqual({ 'Fn::GetAtt': [id, 'RegionalDomainName'] });
      }
    },
    broken: {
      'the log’s bucket': (template) => {
        const [, lambda] = resourcesOf(template, 'AWS::Lambda::Function').find(([id]) =>
          id.startsWith('projects'),
        )!;
        const { Variables } = lambda.Properties.Environment as { Variables: Properties };
        Variables.DOCUMENTS_BUCKET = { Ref: idOf(template, accessLog(template)) };
      },
    },
  },
];
