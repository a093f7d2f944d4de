import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { readStream, readTable, signWith, writeTransactions } from './permissions.ts';
import { RegistryFunction } from './registry-function.ts';
import type { RegistryTable } from './registry-table.ts';

const SEQUENCER_TIMEOUT = Duration.seconds(60);

/**
 * The backstop's pace. If the doorbell is lost, a commit waits for the next sweep: the merge delay that the
 * registry promises (alarms.ts) can't be shorter.
 */
const SWEEP_INTERVAL = Duration.minutes(1);

/** The sequencer ignores a ring's content and takes all waiting commits: one ring may stand for many. */
const RINGS_PER_CALL_MAX = 1000;
/** Waiting a second lets one append take many commits: each append rewrites the head and the last tile. */
const RINGS_WINDOW = Duration.seconds(1);
const RING_RETRIES_MAX = 2;
/** An older ring is useless: several sweeps have run since. */
const RING_AGE_MAX = Duration.minutes(5);

export interface LogSequencingProps {
  table: RegistryTable;
  bundles: string;
  environment: Record<string, string>;
  /** Queue for the stream's records on which the sequencer failed. */
  failures: IQueue;
}

/** Puts commits into the log: the sequencer, its signing key, its doorbell and its sweep. */
export class LogSequencing extends Construct {
  readonly sequencer: RegistryFunction;
  readonly key: Key;

  constructor(scope: Construct, id: string, props: LogSequencingProps) {
    super(scope, id);
    this.key = new Key(this, 'Key', {
      description: 'Signs the checkpoints of the registry log (Ed25519)',
      keySpec: KeySpec.ECC_NIST_EDWARDS25519,
      keyUsage: KeyUsage.SIGN_VERIFY,
      // Those who verify the log pin this key: losing it means a new log.
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.sequencer = new RegistryFunction(this, 'Sequencer', {
      name: 'sequencer',
      description: 'Puts commits into the log, and signs its checkpoint',
      bundles: props.bundles,
      environment: { ...props.environment, LOG_KEY_ID: this.key.keyId },
      permissions: [
        ...readTable(props.table),
        writeTransactions(props.table),
        ...readStream(props.table),
        signWith(this.key),
      ],
      timeout: SEQUENCER_TIMEOUT,
      // Two at once would be safe (the log's head is compared and swapped), but wasteful.
      concurrencyMax: 1,
    });
    this.addDoorbell(props);
    this.addSweep();
  }

  /** By the default key policy administrators sign too; they should not be able to sign a forked log. */
  letSign(...functions: RegistryFunction[]): void {
    this.key.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['kms:Sign'],
        resources: ['*'],
        conditions: { ArnNotEquals: { 'aws:PrincipalArn': functions.map(({ role }) => role.roleArn) } },
      }),
    );
  }

  private addDoorbell({ table, failures }: LogSequencingProps): void {
    new EventSourceMapping(this, 'Doorbell', {
      target: this.sequencer.lambda,
      eventSourceArn: table.streamArn,
      // The sweep takes older commits.
      startingPosition: StartingPosition.LATEST,
      filters: [
        FilterCriteria.filter({
          eventName: FilterRule.isEqual('INSERT'),
          dynamodb: { Keys: { sk: { S: FilterRule.isEqual('COMMIT') } } },
        }),
      ],
      batchSize: RINGS_PER_CALL_MAX,
      maxBatchingWindow: RINGS_WINDOW,
      retryAttempts: RING_RETRIES_MAX,
      maxRecordAge: RING_AGE_MAX,
      reportBatchItemFailures: true,
      // No bisecting: no ring is worse than another, so halving the batch of a failed run (KMS down, say)
      // would only turn one failure into two thousand.
      onFailure: new SqsDlq(failures),
    });
  }

  private addSweep(): void {
    // A sweep that finds the sequencer busy is dropped, not queued for six hours: the next does its work.
    this.sequencer.lambda.configureAsyncInvoke({ maxEventAge: SWEEP_INTERVAL, retryAttempts: 0 });
    new Rule(this, 'Sweep', {
      description: 'Sequences what the doorbell missed',
      schedule: Schedule.rate(SWEEP_INTERVAL),
      targets: [
        new LambdaTarget(this.sequencer.lambda, { event: RuleTargetInput.fromObject({ sweep: true }) }),
      ],
    });
  }
}
