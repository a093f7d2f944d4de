import { setTimeout as sleep } from 'node:timers/promises';
import {
  type _Record,
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type GetShardIteratorCommandInput,
  type Shard,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';
import { SHARD_DONE, type StreamPosition } from './positions.ts';

/** A change of an item, as the streams API gives it. */
export type StreamRecord = _Record;

export interface ShardsOptions {
  client: DynamoDBStreamsClient;
  streamArn: string;
  position: StreamPosition;
  /** Where to begin in the shards that exist at the start. */
  startingPosition: 'LATEST' | 'TRIM_HORIZON';
  /** Records are gathered up to this number, or until the window is over. */
  batchSize: number;
  /** 0: the records of a read are delivered at once, ms. */
  windowMs: number;
  /** Called with records in order, one call at a time per shard; the position moves on when it resolves. */
  deliver(records: StreamRecord[]): Promise<void>;
  signal: AbortSignal;
}

/** Records per read at most. */
const READ_MAX = 1000;
/** Wait after a read that found nothing, ms: two rings per blink of an eye cost next to no CPU. */
const IDLE_MS = 75;
/** Interval of looking for shards that the ones being read didn't lead to, ms. */
const DISCOVER_MS = 10_000;

async function describeShards({ client, streamArn, signal }: ShardsOptions): Promise<Shard[]> {
  const shards: Shard[] = [];
  let from: string | undefined;
  do {
    const command = new DescribeStreamCommand({ StreamArn: streamArn, ExclusiveStartShardId: from });
    const { StreamDescription } = await client.send(command, { abortSignal: signal });
    shards.push(...(StreamDescription?.Shards ?? []));
    from = StreamDescription?.LastEvaluatedShardId;
  } while (from);
  return shards;
}

async function openIterator(
  { client, streamArn, position, signal }: ShardsOptions,
  shardId: string,
  fresh: 'LATEST' | 'TRIM_HORIZON',
): Promise<string | undefined> {
  const open = async (where: Pick<GetShardIteratorCommandInput, 'ShardIteratorType' | 'SequenceNumber'>) => {
    const command = new GetShardIteratorCommand({ StreamArn: streamArn, ShardId: shardId, ...where });
    return (await client.send(command, { abortSignal: signal })).ShardIterator;
  };
  const last = position.get(shardId);
  if (last === undefined) return open({ ShardIteratorType: fresh });
  try {
    return await open({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: last });
  } catch (error) {
    // After a stop of more than a day, the stream begins later than the saved position.
    if (error instanceof TrimmedDataAccessException) return open({ ShardIteratorType: 'TRIM_HORIZON' });
    throw error;
  }
}

/** The next records and where to read on, or undefined when the iterator can't be read with. */
async function readOnce({ client, signal }: ShardsOptions, iterator: string) {
  try {
    const command = new GetRecordsCommand({ ShardIterator: iterator, Limit: READ_MAX });
    const { Records = [], NextShardIterator } = await client.send(command, { abortSignal: signal });
    return { records: Records, next: NextShardIterator };
  } catch (error) {
    // DynamoDB Local gives iterators at a shard's end that point before its beginning, some seconds after a
    // second table was made.
    if (error instanceof ExpiredIteratorException || error instanceof TrimmedDataAccessException)
      return undefined;
    throw error;
  }
}

/** Reads one shard until it is closed and read to its end. */
async function readShard(options: ShardsOptions, shardId: string, first: string | undefined): Promise<void> {
  const { position, batchSize, windowMs, deliver, signal } = options;
  let iterator = first;
  let gathered: StreamRecord[] = [];
  let windowEnd = 0;
  while (iterator) {
    signal.throwIfAborted();
    const read = await readOnce(options, iterator);
    if (!read) gathered = [];
    const { records, next }: { records: StreamRecord[]; next?: string } = read ?? {
      records: [],
      next: await openIterator(options, shardId, 'TRIM_HORIZON'),
    };
    if (gathered.length === 0) windowEnd = Date.now() + windowMs;
    gathered.push(...records);
    const due = gathered.length >= batchSize || Date.now() >= windowEnd || !next;
    if (gathered.length > 0 && due) {
      await deliver(gathered);
      const last = gathered.at(-1)?.dynamodb?.SequenceNumber;
      if (last) position.set(shardId, last);
      gathered = [];
    } else if (next) await sleep(IDLE_MS, undefined, { signal });
    iterator = next;
  }
  position.set(shardId, SHARD_DONE);
}

/** Starts readers for the shards that are due: a child is due when its parent is read to its end. */
async function startReaders(
  options: ShardsOptions,
  readers: Map<string, Promise<void>>,
  fresh: ShardsOptions['startingPosition'],
): Promise<void> {
  const { position } = options;
  const shards = await describeShards(options);
  const unread = new Set(
    shards.map(({ ShardId }) => ShardId).filter((id) => position.get(id ?? '') !== SHARD_DONE),
  );
  for (const { ShardId: id, ParentShardId: parent } of shards) {
    if (!id || !unread.has(id) || readers.has(id)) continue;
    // With LATEST all are opened at once, since records already in a parent aren't ours.
    if (parent && unread.has(parent) && fresh !== 'LATEST') continue;
    const iterator = await openIterator(options, id, fresh);
    readers.set(
      id,
      readShard(options, id, iterator).then(() => {
        readers.delete(id);
      }),
    );
  }
}

/**
 * Reads a stream's shards until the signal aborts.
 * @param onOpen called when the shards that existed at the start are being read: what is written from then on
 * is delivered, even with LATEST
 * @throws the failure of reading or delivering, or the signal's reason
 */
export async function readShards(given: ShardsOptions, onOpen: () => void): Promise<void> {
  // When one reader fails, the others end too: the caller starts again from the positions.
  const end = new AbortController();
  const options = { ...given, signal: AbortSignal.any([given.signal, end.signal]) };
  const readers = new Map<string, Promise<void>>();
  try {
    await startReaders(options, readers, given.position.isNew ? given.startingPosition : 'TRIM_HORIZON');
    onOpen();
    for (;;) {
      await Promise.race([...readers.values(), sleep(DISCOVER_MS, undefined, { signal: options.signal })]);
      await startReaders(options, readers, 'TRIM_HORIZON');
    }
  } finally {
    end.abort();
    await Promise.allSettled(readers.values());
  }
}
