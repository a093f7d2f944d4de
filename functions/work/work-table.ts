/**
 * The one module that reads and writes the table of work in progress: jobs, deliveries, whatever is done
 * beyond one request. Its items are not facts of the registry: they are moved while the work goes on, and
 * expire. An item has a version, and every write names the versions that it rests on, so that of two workers
 * at once one moves an item and the other is told.
 */
import {
  GetCommand,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { BadCursor, decodeCursor, encodeCursor, type Page } from '../ledger/reads.ts';
import type { Sender } from '../ledger/table.ts';
import { resultOf } from '../ledger/write-result.ts';
import { documentClient, setting } from '../world.ts';

/** Where an item lies. The family's prefix begins `partition`; IAM lets a function write no other family. */
export interface WorkKey {
  partition: string;
  name: string;
}

/** An item as it was read. */
export interface Work<T> {
  key: WorkKey;
  /** 1 for a new item; one more with each write. */
  version: number;
  data: T;
}

/** What a write makes of an item. */
export interface WorkWrite<T = object> {
  key: WorkKey;
  /** The version that was read; undefined for an item that must not exist yet. */
  seen: number | undefined;
  /** Undefined deletes the item. */
  data: T | undefined;
  /** When the item may go: it isn't found any more from then on, and DynamoDB deletes it within days. */
  expires: Date;
  /** The list in which it stands, and its place there; lists are read in that order. */
  listed?: { list: string; order: string };
  /** By when somebody has to look at it again, whatever else happens. */
  due?: { kind: string; at: Date };
}

/** `moved`: nothing was written, because an item is no longer (or already) there at the version named. */
export type WorkOutcome = 'written' | 'moved';

interface Item {
  pk: string;
  sk: string;
  version: number;
  data: object;
  /** Epoch seconds, as DynamoDB wants it. */
  expires: number;
}

export class WorkTable {
  private readonly client: Sender;
  private readonly tableName: string;
  private readonly now: () => Date;

  constructor(client: Sender, tableName: string, now: () => Date = () => new Date()) {
    this.client = client;
    this.tableName = tableName;
    this.now = now;
  }

  /** One item, strongly consistent. Each family gives its partitions items of one type per name's form. */
  async find<T extends object>(key: WorkKey): Promise<Work<T> | undefined> {
    const { Item } = await this.client.send(
      new GetCommand({ TableName: this.tableName, Key: keyOf(key), ConsistentRead: true }),
    );
    return Item && this.isLive(Item as Item) ? workOf<T>(Item as Item) : undefined;
  }

  /**
   * Writes all or nothing.
   * @throws where DynamoDB refuses the write as a mistake of ours, or gives no answer: it may have happened
   */
  async write(writes: readonly WorkWrite[]): Promise<WorkOutcome> {
    const actions = writes.map((each) => this.actionOf(each));
    try {
      await this.client.send(new TransactWriteCommand({ TransactItems: actions }));
      return 'written';
    } catch (error) {
      const result = resultOf(error);
      if (result.outcome === 'unknown') throw result.cause;
      // Who was contended has written nothing either: it reads again and sees who was faster.
      return 'moved';
    }
  }

  /** A page of a list, newest first where `order` is an instant. Possibly some milliseconds old. */
  async list<T extends object>(list: string, limit: number, cursor?: string): Promise<Page<Work<T>>> {
    const start = cursor === undefined ? undefined : decodeCursor(cursor, list);
    const query: Omit<QueryCommandInput, 'TableName'> = {
      IndexName: 'byList',
      KeyConditionExpression: '#list = :list',
      ExpressionAttributeNames: { '#list': 'list' },
      ExpressionAttributeValues: { ':list': list },
      ScanIndexForward: false,
      Limit: limit,
      ExclusiveStartKey: start,
    };
    const { Items = [], LastEvaluatedKey } = await this.client
      .send(new QueryCommand({ TableName: this.tableName, ...query }))
      .catch((error: unknown) => {
        // A forged cursor's key isn't one of this index: DynamoDB says so, and it is the caller's fault.
        if (start && error instanceof Error && error.name === 'ValidationException')
          throw new BadCursor('cursor');
        throw error;
      });
    const items = (Items as Item[]).filter((item) => this.isLive(item)).map((item) => workOf<T>(item));
    return LastEvaluatedKey ? { items, next: encodeCursor(LastEvaluatedKey, list) } : { items };
  }

  /** How many items a list has, counted no further than `most`. Possibly some milliseconds old. */
  async count(list: string, most: number): Promise<number> {
    let count = 0;
    let start: Record<string, unknown> | undefined;
    do {
      const page = await this.client.send(
        new QueryCommand({
          TableName: this.tableName,
          IndexName: 'byList',
          KeyConditionExpression: '#list = :list',
          FilterExpression: 'expires > :now',
          ExpressionAttributeNames: { '#list': 'list' },
          ExpressionAttributeValues: { ':list': list, ':now': seconds(this.now()) },
          Select: 'COUNT',
          ExclusiveStartKey: start,
        }),
      );
      count += page.Count ?? 0;
      start = page.LastEvaluatedKey;
    } while (start && count < most);
    return count;
  }

  /** The keys of what is due by now, the longest overdue first; possibly some milliseconds old. */
  async due(kind: string, limit: number): Promise<WorkKey[]> {
    const { Items = [] } = await this.client.send(
      new QueryCommand({
        TableName: this.tableName,
        IndexName: 'byDue',
        KeyConditionExpression: 'due = :kind AND dueAt <= :now',
        ExpressionAttributeValues: { ':kind': kind, ':now': this.now().toISOString() },
        Limit: limit,
      }),
    );
    return (Items as Item[]).map(({ pk, sk }) => ({ partition: pk, name: sk }));
  }

  private isLive = ({ expires }: Item): boolean => expires * 1000 > this.now().getTime();

  private actionOf({ key, seen, data, expires, listed, due }: WorkWrite) {
    // An item that has expired but isn't deleted yet is as good as none.
    const condition =
      seen === undefined
        ? {
            ConditionExpression: 'attribute_not_exists(pk) OR expires <= :now',
            ExpressionAttributeValues: { ':now': seconds(this.now()) },
          }
        : { ConditionExpression: 'version = :seen', ExpressionAttributeValues: { ':seen': seen } };
    if (!data) return { Delete: { TableName: this.tableName, Key: keyOf(key), ...condition } };
    const Item = {
      ...keyOf(key),
      version: (seen ?? 0) + 1,
      data,
      expires: seconds(expires),
      ...listed,
      ...(due && { due: due.kind, dueAt: due.at.toISOString() }),
    };
    return { Put: { TableName: this.tableName, Item, ...condition } };
  }
}

/** The items that a stream's records are of, each once. */
export function keysIn({ Records }: DynamoDBStreamEvent): WorkKey[] {
  const keys = new Map<string, WorkKey>();
  for (const { dynamodb } of Records) {
    const { pk, sk } = dynamodb?.Keys ?? {};
    if (pk?.S !== undefined && sk?.S !== undefined)
      keys.set(`${pk.S} ${sk.S}`, { partition: pk.S, name: sk.S });
  }
  return [...keys.values()];
}

const keyOf = ({ partition, name }: WorkKey) => ({ pk: partition, sk: name });
const seconds = (instant: Date): number => Math.floor(instant.getTime() / 1000);
const workOf = <T extends object>({ pk, sk, version, data }: Item): Work<T> => ({
  key: { partition: pk, name: sk },
  version,
  data: data as T,
});

let work: WorkTable | undefined;

/**
 * The work table of this function, made once per Lambda instance.
 * @throws when the function was given none (infra/work-table.ts)
 */
export function theWork(): WorkTable {
  work ??= new WorkTable(documentClient(), setting('WORK_TABLE_NAME'));
  return work;
}
