import { CfnOutput, CfnParameter, DefaultStackSynthesizer, Duration, Stack, Validations } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { DOCUMENTS_PREFIX } from '../functions/documents/key.ts';
import type { FunctionName } from '../functions/routes.ts';
import { HOOKS_PREFIX } from '../functions/webhooks/hooks.ts';
import { INITIATIONS_PREFIX } from '../functions/work/initiations.ts';
import { JOBS_PREFIX } from '../functions/work/jobs.ts';
import { RESULTS_PREFIX } from '../functions/work/results.ts';
import { RegistryAlarms } from './alarms.ts';
import { Completeness } from './completeness.ts';
import { ConsoleDomain } from './console.ts';
import { consoleParameters, settingsOfConsole } from './console-parameters.ts';
import { Delivering } from './delivering.ts';
import { Documents, documentFunctions, readDocuments } from './documents.ts';
import { Expiring } from './expiring.ts';
import { Indexing } from './indexing.ts';
import { LogSequencing } from './log-sequencing.ts';
import { readTable, signWith, writeTransactions } from './permissions.ts';
import { Publishing } from './publishing.ts';
import { RegistryApi } from './registry-api.ts';
import { RegistryFunction } from './registry-function.ts';
import { RegistryTable } from './registry-table.ts';
import { Results } from './results.ts';
import { Witnessing } from './witnessing.ts';
import { WorkTable } from './work-table.ts';
import { Working } from './working.ts';

/** Failed stream records wait this long for someone to look at them; SQS offers no more. */
const FAILURES_RETENTION = Duration.days(14);

/** Drawing a page takes a tenth of a second of a whole processor, and the font ten megabytes. */
const CERTIFICATES_MEMORY_MIB = 1_024;
/** A delivery of 5 MB is parsed, sorted and compressed, which takes memory and the CPU that comes with it. */
const DATASETS_MEMORY_MIB = 1_769;

/**
 * Each credential is a signature of KMS, whose quota the sequencer needs too: so few at once can't use it up.
 */
const CREDENTIALS_AT_ONCE_MAX = 4;

/** All of a function's environment must fit 4 KiB; that suffices for some twenty witnesses. */
const WITNESSES_LENGTH_MAX = 3000;

export interface RegistryStackProps {
  /** The folder with the functions' bundles (see bundle.ts). */
  bundles: string;
}

/** What some API functions have besides the others. */
interface Given {
  environment?: Record<string, string>;
  memoryMiB?: number;
}

/** The whole registry. It names no account, region or partition, so it deploys to any. */
export class RegistryStack extends Stack {
  constructor(scope: Construct, id: string, { bundles }: RegistryStackProps) {
    super(scope, id, {
      description: 'lvzhang: a registry of carbon-sink credits and green certificates',
      terminationProtection: true,
      // The CLI checks the bootstrap version too, without a parameter in the template.
      synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }),
    });
    const parameters = this.addParameters();
    const table = new RegistryTable(this, 'Registry');
    const work = new WorkTable(this, 'Work');
    const metricNamespace = `Lvzhang/${this.stackName}`;
    const environment = {
      TABLE_NAME: table.table.tableName,
      LOG_ORIGIN: parameters.logOrigin,
      ROOT_OPERATOR: parameters.rootOperator,
      METRIC_NAMESPACE: metricNamespace,
    };
    const failures = this.addFailuresQueue();
    const shared = { table, bundles, environment, failures };
    const documents = new Documents(this, 'Documents');
    const results = new Results(this, 'Results', documents);
    const sequencing = new LogSequencing(this, 'Log', shared);
    const api = this.addApiFunctions({
      ...shared,
      documents,
      work,
      results,
      logKey: sequencing.key,
      ofConsole: settingsOfConsole(parameters, documents, results),
    });
    sequencing.letSign(sequencing.sequencer, api.credentials);
    const { watchdog, reconciler } = new Completeness(this, 'Completeness', shared);
    const { expirer } = new Expiring(this, 'Expiring', shared);
    const { indexer } = new Indexing(this, 'Indexing', shared);
    const { sequencer } = sequencing;
    const { cosigner } = new Witnessing(this, 'Witnessing', { ...shared, witnesses: parameters.witnesses });
    const { worker } = new Working(this, 'Working', { ...shared, work, documents, results });
    const { publisher } = new Publishing(this, 'Publishing', { ...shared, work });
    const { deliverer } = new Delivering(this, 'Delivering', { ...shared, work });
    acknowledgeListStreams(sequencer, watchdog, worker);
    const withDocuments = [...documentFunctions.map((name) => api[name]), api.jobs, worker];
    acknowledgePrefix(documents.bucket, DOCUMENTS_PREFIX, withDocuments);
    acknowledgePrefix(results.bucket, RESULTS_PREFIX, [api.jobs, worker]);

    const http = new RegistryApi(this, 'Api', {
      functions: api,
      issuer: parameters.issuer,
      audience: parameters.audience,
    });
    const alarms = new RegistryAlarms(this, 'Alarms', {
      metricNamespace,
      api: http.api,
      functions: {
        ...api,
        sequencer,
        indexer,
        cosigner,
        watchdog,
        reconciler,
        expirer,
        worker,
        publisher,
        deliverer,
      },
      failures,
    });
    const { domain, certificate } = parameters;
    this.tell({
      ApiUrl: http.api.apiEndpoint,
      ConsoleUrl: new ConsoleDomain(this, 'Console', { api: http.api, domain, certificate }).url,
      TableName: table.table.tableName,
      WorkTableName: work.table.tableName,
      DocumentsBucketName: documents.bucket.bucketName,
      LogKeyArn: sequencing.key.keyArn,
      AlarmTopicArn: alarms.topic.topicArn,
    });
  }

  private tell(outputs: Record<string, string>): void {
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }

  private addParameters() {
    const issuer = new CfnParameter(this, 'OidcIssuer', {
      description: 'URL of the OIDC issuer whose tokens the API accepts',
    });
    const audience = new CfnParameter(this, 'OidcAudience', {
      description: 'The audience that a token must name',
      default: 'lvzhang',
    });
    const logOrigin = new CfnParameter(this, 'LogOrigin', {
      description: 'Name of the log, as in its checkpoints: a host and path without scheme; never changes',
      // What C2SP signed-note allows in a key's name.
      allowedPattern: '[^\\s+]+',
    });
    const rootOperator = new CfnParameter(this, 'RootOperator', {
      description:
        'The organization, as tokens name it, that is operator without being registered: it registers all others, further operators too; never changes',
      // What a token may name (functions/http/identity.ts).
      allowedPattern: '[A-Za-z0-9][A-Za-z0-9._:-]{0,99}',
      default: 'lvzhang-operator',
    });
    const witnesses = new CfnParameter(this, 'Witnesses', {
      description:
        'Who cosigns checkpoints: "<vkey> <URL>" entries, separated by commas (C2SP tlog-witness); empty for nobody',
      default: '',
      maxLength: WITNESSES_LENGTH_MAX,
    });
    return {
      issuer: issuer.valueAsString,
      audience: audience.valueAsString,
      logOrigin: logOrigin.valueAsString,
      rootOperator: rootOperator.valueAsString,
      witnesses: witnesses.valueAsString,
      ...consoleParameters(this),
    };
  }

  private addFailuresQueue(): Queue {
    const queue = new Queue(this, 'StreamFailures', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: FAILURES_RETENTION,
    });
    Validations.of(queue).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It is itself the dead-letter queue of the stream consumers; nothing consumes it but a person.',
    });
    return queue;
  }

  private addApiFunctions(shared: {
    table: RegistryTable;
    bundles: string;
    environment: Record<string, string>;
    documents: Documents;
    work: WorkTable;
    results: Results;
    logKey: IKey;
    ofConsole: Record<string, string>;
  }): Record<FunctionName, RegistryFunction> {
    const { table, bundles, documents, work, results, logKey } = shared;
    const reads = () => readTable(table);
    const commits = () => [...readTable(table), writeTransactions(table)];
    const add = (name: FunctionName, description: string, own: PolicyStatement[], more: Given = {}) => {
      const given = documentFunctions.includes(name);
      return new RegistryFunction(this, name, {
        name,
        description,
        bundles,
        environment: { ...shared.environment, ...(given && documents.environment), ...more.environment },
        permissions: given ? [...own, ...documents.permissions] : own,
        ...(more.memoryMiB !== undefined && { memoryMiB: more.memoryMiB }),
      });
    };
    const ofJobs = [
      ...work.reads(JOBS_PREFIX),
      work.writes(JOBS_PREFIX),
      ...readDocuments(documents),
      results.reads(),
    ];
    // Commands that one initiates wait for another one to confirm them.
    const initiates = (): [PolicyStatement[], Given] => [
      [...commits(), ...work.reads(INITIATIONS_PREFIX), work.writes(INITIATIONS_PREFIX)],
      { environment: work.environment },
    ];
    const whereJobsAre = { ...work.environment, ...documents.environment, ...results.environment };
    return {
      organizations: add('organizations', 'Organizations, their accounts and accreditations', ...initiates()),
      documents: add('documents', 'Files that events refer to', reads()),
      parcels: add('parcels', 'The inventory of resource parcels', commits()),
      projects: add('projects', 'Projects and issuances', commits()),
      agreements: add('agreements', 'Joint-development agreements', commits()),
      reports: add('reports', 'Monitoring reports, issuance, reversals', commits()),
      units: add('units', 'Batches, transfers and retirements', ...initiates()),
      facilities: add('facilities', 'Facilities, generation and its certificates', commits()),
      contracts: add('contracts', 'Power-purchase agreements and their settlement', commits()),
      statements: add('statements', 'Emission statements, factor tables and claims', ...initiates()),
      datasets: add('datasets', 'Activity datasets of energy-carbon platforms', commits(), {
        memoryMiB: DATASETS_MEMORY_MIB,
      }),
      disclosures: add('disclosures', 'Sealed facts opened to a named organization', commits()),
      evidence: add('evidence', 'Retirements, proofs and provenance', reads()),
      certificates: add('certificates', 'Certificates as PDF', reads(), {
        memoryMiB: CERTIFICATES_MEMORY_MIB,
      }),
      jobs: add('jobs', 'Work beyond one request, asked for and followed', [...reads(), ...ofJobs], {
        environment: whereJobsAre,
      }),
      credentials: new RegistryFunction(this, 'credentials', {
        name: 'credentials',
        description: 'Certificates as Verifiable Credentials, signed with the key of the log',
        bundles,
        environment: { ...shared.environment, LOG_KEY_ID: logKey.keyId },
        permissions: [...reads(), signWith(logKey)],
        concurrencyMax: CREDENTIALS_AT_ONCE_MAX,
      }),
      webhooks: add(
        'webhooks',
        'Webhooks, subscribed to and looked after',
        [...reads(), ...work.reads(HOOKS_PREFIX), work.writes(HOOKS_PREFIX)],
        { environment: work.environment },
      ),
      log: add('log', 'The public log', reads()),
      search: add('search', 'What anybody may find, and what is published for comments', reads()),
      pages: add('pages', 'Pages for people, of what anybody may read', reads()),
      console: add('console', 'The console, for browsers', [], { environment: shared.ofConsole }),
      docs: add('docs', 'The description of the API', []),
    };
  }
}

function acknowledgeListStreams(...consumers: RegistryFunction[]): void {
  for (const consumer of consumers) {
    Validations.of(consumer.role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'dynamodb:ListStreams takes no resource, and Lambda refuses a stream mapping without it.',
    });
  }
}

/** Files still to come have no names yet, so whoever signs their URLs has all of the prefix. */
function acknowledgePrefix(bucket: Bucket, prefix: string, functions: RegistryFunction[]): void {
  const bucketId = bucket.stack.getLogicalId(bucket.node.defaultChild as CfnBucket);
  for (const { role } of functions) {
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${bucketId}.Arn>/${prefix}*]`,
      reason:
        'Files still to come have no names yet: the function that signs their URLs has all of the prefix.',
    });
  }
}
