import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalFunction } from '../lambda/lambda.ts';
import { REGION } from '../place.ts';
import type { StreamRecord } from './shards.ts';

/** How a mapping hands records to its function. */
export interface Delivery {
  function: LocalFunction;
  streamArn: string;
  /** Attempts after the first; after that the records are given up. */
  retriesMax: number;
  /** Age above which records are given up rather than retried, ms. */
  ageMaxMs: number;
  /** Whether a failed batch is halved before the next try. */
  bisect: boolean;
  /** Whether the function names the records that failed (`batchItemFailures`). */
  reportsFailures: boolean;
  onLog(line: string): void;
  signal: AbortSignal;
}

const BACKOFF_MS = 250;
const BACKOFF_MS_MAX = 10_000;

/** A record in the event's form: times in epoch seconds, binary values in base64. */
export function eventRecord(record: StreamRecord, streamArn: string): object {
  const { dynamodb, ...head } = record;
  const { ApproximateCreationDateTime: at, ...change } = dynamodb ?? {};
  return {
    eventID: head.eventID,
    eventName: head.eventName,
    eventVersion: head.eventVersion,
    eventSource: 'aws:dynamodb',
    awsRegion: REGION,
    dynamodb: {
      ...(at && { ApproximateCreationDateTime: at.getTime() / 1000 }),
      ...(plain(change) as object),
    },
    eventSourceARN: streamArn,
  };
}

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

/**
 * Where to continue after an answer: the index of the first failed record, or the number of records if none
 * failed. A failure that names no record of the batch fails the whole batch, as in the cloud.
 */
export function firstFailure(result: string, sequenceNumbers: readonly (string | undefined)[]): number {
  const answer: unknown = JSON.parse(result);
  const failures: unknown =
    typeof answer === 'object' && answer !== null && 'batchItemFailures' in answer
      ? answer.batchItemFailures
      : [];
  if (!Array.isArray(failures) || failures.length === 0) return sequenceNumbers.length;
  const indexes = failures.map((failure: { itemIdentifier?: string } | null) =>
    sequenceNumbers.indexOf(failure?.itemIdentifier),
  );
  return Math.max(0, Math.min(...indexes));
}

/** Runs the function once; returns the index of the first record that isn't done. */
async function attempt(records: readonly StreamRecord[], delivery: Delivery): Promise<number> {
  const event = JSON.stringify({ Records: records.map((record) => eventRecord(record, delivery.streamArn)) });
  try {
    const result = await delivery.function.invoke(event);
    if (!delivery.reportsFailures) return records.length;
    return firstFailure(
      result,
      records.map(({ dynamodb }) => dynamodb?.SequenceNumber),
    );
  } catch (error) {
    delivery.signal.throwIfAborted();
    delivery.onLog(`${delivery.function.name} failed on ${records.length} stream records: ${String(error)}`);
    return 0;
  }
}

function isTooOld({ dynamodb }: StreamRecord, ageMaxMs: number): boolean {
  const at = dynamodb?.ApproximateCreationDateTime?.getTime() ?? Date.now();
  return Date.now() - at > ageMaxMs;
}

/**
 * Hands records to the function until all are done, or are given up after the mapping's retries or age.
 * Records given up are logged, and the stream goes on.
 * @throws only the signal's reason
 */
export async function deliverBatch(records: readonly StreamRecord[], delivery: Delivery): Promise<void> {
  let rest = records;
  for (let retries = 0; ; retries++) {
    const done = await attempt(rest, delivery);
    rest = rest.slice(done);
    const [oldest] = rest;
    if (!oldest) return;
    // Progress resets the count.
    if (done > 0) retries = 0;
    if (retries >= delivery.retriesMax || isTooOld(oldest, delivery.ageMaxMs)) {
      delivery.onLog(`${delivery.function.name}: gave up ${rest.length} stream records`);
      return;
    }
    await sleep(Math.min(BACKOFF_MS * 2 ** retries, BACKOFF_MS_MAX), undefined, { signal: delivery.signal });
    if (delivery.bisect && rest.length > 1) {
      const middle = Math.ceil(rest.length / 2);
      const halves = { ...delivery, retriesMax: delivery.retriesMax - retries - 1 };
      await deliverBatch(rest.slice(0, middle), halves);
      return deliverBatch(rest.slice(middle), halves);
    }
  }
}
