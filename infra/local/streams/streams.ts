import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import * as z from 'zod';
import { findFunction, type LocalFunction } from '../lambda/lambda.ts';
import { CREDENTIALS, REGION } from '../place.ts';
import { type LocalTemplate, unused } from '../template/template.ts';
import { type Delivery, deliverBatch, eventRecord } from './batch.ts';
import { compileFilters } from './filter.ts';
import { openStreamPositions, type StreamPositions } from './positions.ts';
import { readShards, type ShardsOptions, type StreamRecord } from './shards.ts';

export interface StreamsOptions {
  /** Endpoint of DynamoDB Local. */
  endpoint: string;
  functions: ReadonlyMap<string, LocalFunction>;
  /** Where the positions are kept; if undefined, they are forgotten. */
  positionsFile: string | undefined;
  /** Called when the positions could not be written. */
  onUnsaved(error: Error): void;
  onLog(line: string): void;
}

/** The running event source mappings. */
export interface Streams {
  stop(): Promise<void>;
}

const BATCH_SIZE_DEFAULT = 100;
/** Wait after a failure of the stream itself. */
const RESTART_MS = 1000;
const SAVE_MS = 1000;
/** How long records under way may take to be delivered at the end, ms. */
const STOP_GRACE_MS = 5000;
/** The template's value for "no limit". */
const UNLIMITED = -1;

const mappingSchema = z.strictObject({
  EventSourceArn: z.string().includes(':dynamodb:'),
  FunctionName: z.string(),
  StartingPosition: z.enum(['LATEST', 'TRIM_HORIZON']),
  BatchSize: z.number().int().min(1).max(10_000).default(BATCH_SIZE_DEFAULT),
  MaximumBatchingWindowInSeconds: z.number().min(0).max(300).default(0),
  MaximumRetryAttempts: z.number().int().min(UNLIMITED).default(UNLIMITED),
  MaximumRecordAgeInSeconds: z.number().int().min(UNLIMITED).default(UNLIMITED),
  BisectBatchOnFunctionError: z.boolean().default(false),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  FilterCriteria: z.strictObject({ Filters: z.array(z.strictObject({ Pattern: z.string() })) }).optional(),
  Enabled: z.boolean().default(true),
  // Any factor allows one batch at a time, and DynamoDB Local has one shard.
  ParallelizationFactor: unused,
  // Records given up are logged.
  DestinationConfig: unused,
  Tags: unused,
});

type Mapping = z.infer<typeof mappingSchema>;

function limitOf(value: number): number {
  return value === UNLIMITED ? Number.POSITIVE_INFINITY : value;
}

function deliveryOf(mapping: Mapping, options: StreamsOptions, signal: AbortSignal): Delivery {
  return {
    function: findFunction(options.functions, mapping.FunctionName),
    streamArn: mapping.EventSourceArn,
    retriesMax: limitOf(mapping.MaximumRetryAttempts),
    ageMaxMs: limitOf(mapping.MaximumRecordAgeInSeconds) * 1000,
    bisect: mapping.BisectBatchOnFunctionError,
    reportsFailures: mapping.FunctionResponseTypes.length > 0,
    onLog: options.onLog,
    signal,
  };
}

/** Filters records and hands them on in batches of the mapping's size. */
function deliverTo(mapping: Mapping, delivery: Delivery): ShardsOptions['deliver'] {
  const passes = compileFilters((mapping.FilterCriteria?.Filters ?? []).map(({ Pattern }) => Pattern));
  return async (records: StreamRecord[]) => {
    const wanted = records.filter((record) => passes(eventRecord(record, mapping.EventSourceArn)));
    for (let i = 0; i < wanted.length; i += mapping.BatchSize) {
      await deliverBatch(wanted.slice(i, i + mapping.BatchSize), delivery);
    }
  };
}

/**
 * Reads until the signal aborts; a failure of the stream is logged, and reading starts again.
 * @param opened settled by the first attempt
 */
async function keepReading(
  options: ShardsOptions,
  opened: PromiseWithResolvers<void>,
  onLog: (line: string) => void,
): Promise<void> {
  while (!options.signal.aborted) {
    try {
      await readShards(options, opened.resolve);
    } catch (error) {
      opened.reject(error);
      if (options.signal.aborted) return;
      onLog(`reading ${options.streamArn} failed and begins again: ${String(error)}`);
      await sleep(RESTART_MS, undefined, { signal: options.signal }).catch(() => {});
    }
  }
}

function startMapping(
  { logicalId, properties: mapping }: { logicalId: string; properties: Mapping },
  options: StreamsOptions,
  shared: { client: DynamoDBStreamsClient; positions: StreamPositions; signal: AbortSignal },
): { opened: Promise<void>; ended: Promise<void> } {
  const { client, positions, signal } = shared;
  const opened = Promise.withResolvers<void>();
  const shards: ShardsOptions = {
    client,
    streamArn: mapping.EventSourceArn,
    position: positions.of(logicalId, mapping.EventSourceArn),
    startingPosition: mapping.StartingPosition,
    windowMs: mapping.MaximumBatchingWindowInSeconds * 1000,
    batchSize: mapping.BatchSize,
    deliver: deliverTo(mapping, deliveryOf(mapping, options, signal)),
    signal,
  };
  const ended = keepReading(shards, opened, options.onLog);
  return { opened: opened.promise, ended };
}

/**
 * Starts the template's event source mappings, and returns when they read their streams: what is written from
 * then on is delivered.
 * @throws on anything in a mapping that isn't emulated
 */
export async function startStreams(template: LocalTemplate, options: StreamsOptions): Promise<Streams> {
  const abort = new AbortController();
  const client = new DynamoDBStreamsClient({
    endpoint: options.endpoint,
    region: REGION,
    credentials: CREDENTIALS,
  });
  const positions = openStreamPositions(options.positionsFile);
  const shared = { client, positions, signal: abort.signal };
  const mappings = template
    .list('AWS::Lambda::EventSourceMapping', mappingSchema)
    .filter(({ properties }) => properties.Enabled)
    .map((resource) => startMapping(resource, options, shared));
  const save = () => {
    try {
      positions.save();
    } catch (error) {
      options.onUnsaved(error instanceof Error ? error : new Error(String(error)));
    }
  };
  const saving = setInterval(save, SAVE_MS);
  const stop = async () => {
    clearInterval(saving);
    abort.abort();
    // A function that waits for a lost store delays nobody: it is stopped next.
    const ended = Promise.all(mappings.map((mapping) => mapping.ended));
    await Promise.race([ended, sleep(STOP_GRACE_MS, undefined, { ref: false })]);
    save();
    client.destroy();
  };
  try {
    await Promise.all(mappings.map(({ opened }) => opened));
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
}
