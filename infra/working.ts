import { Duration } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { JOBS_PREFIX, RING_NAME } from '../functions/work/jobs.ts';
import { type Documents, readDocuments } from './documents.ts';
import { readStream, readTable, writeTransactions } from './permissions.ts';
import { RegistryFunction } from './registry-function.ts';
import type { RegistryTable } from './registry-table.ts';
import type { Results } from './results.ts';
import type { WorkTable } from './work-table.ts';

/**
 * A chunk takes half a minute; the rest is for reading a file of 50 MB before it, and for what it ends with.
 */
const WORKER_TIMEOUT = Duration.minutes(5);
/**
 * A file of 100,000 rows is in memory as rows, and checking them takes the CPU that comes with the memory.
 */
const WORKER_MEMORY_MIB = 3008;
/** Jobs worked on at once in one run, and runs at once for one shard of the stream. */
const JOBS_PER_RUN_MAX = 4;
const RUNS_PER_SHARD = 10;
const RING_RETRIES_MAX = 2;
/** An older ring is useless: several sweeps have run since. */
const RING_AGE_MAX = Duration.minutes(5);
const SWEEP_INTERVAL = Duration.minutes(1);

export interface WorkingProps {
  table: RegistryTable;
  work: WorkTable;
  documents: Documents;
  results: Results;
  bundles: string;
  environment: Record<string, string>;
  /** Queue for the stream's records on which the worker failed. */
  failures: IQueue;
}

/**
 * Does the jobs: a worker that is rung when a job waits, works on it for half a minute, and rings itself by
 * giving it back; its sweep takes over what a worker left behind. No other service takes part.
 */
export class Working extends Construct {
  readonly worker: RegistryFunction;

  constructor(scope: Construct, id: string, props: WorkingProps) {
    super(scope, id);
    const { table, work, documents, results, bundles, environment } = props;
    this.worker = new RegistryFunction(this, 'Worker', {
      name: 'worker',
      description: 'Does jobs: imports and exports beyond one request',
      bundles,
      environment: { ...environment, ...work.environment, ...documents.environment, ...results.environment },
      permissions: [
        ...readTable(table),
        writeTransactions(table),
        ...work.reads(JOBS_PREFIX),
        work.writes(JOBS_PREFIX),
        ...readStream(work),
        ...readDocuments(documents),
        results.writes(),
      ],
      timeout: WORKER_TIMEOUT,
      memoryMiB: WORKER_MEMORY_MIB,
    });
    this.addDoorbell(props);
    this.addSweep();
  }

  private addDoorbell({ work, failures }: WorkingProps): void {
    new EventSourceMapping(this, 'Doorbell', {
      target: this.worker.lambda,
      eventSourceArn: work.streamArn,
      // The sweep takes older jobs.
      startingPosition: StartingPosition.LATEST,
      filters: [
        FilterCriteria.filter({
          eventName: FilterRule.isEqual('INSERT'),
          dynamodb: { Keys: { sk: { S: FilterRule.beginsWith(RING_NAME) } } },
        }),
      ],
      batchSize: JOBS_PER_RUN_MAX,
      parallelizationFactor: RUNS_PER_SHARD,
      retryAttempts: RING_RETRIES_MAX,
      maxRecordAge: RING_AGE_MAX,
      reportBatchItemFailures: true,
      onFailure: new SqsDlq(failures),
    });
  }

  private addSweep(): void {
    this.worker.lambda.configureAsyncInvoke({ maxEventAge: SWEEP_INTERVAL, retryAttempts: 0 });
    new Rule(this, 'Sweep', {
      description: 'Takes over jobs whose worker fell silent',
      schedule: Schedule.rate(SWEEP_INTERVAL),
      targets: [new LambdaTarget(this.worker.lambda, { event: RuleTargetInput.fromObject({ sweep: true }) })],
    });
  }
}
