/** Reads of entities, commits and lists. Reads that a decision rests on are strongly consistent. */
import { BatchGetCommand, GetCommand, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { EntityId, StateByKind } from '../../shared/ledger/entity.ts';
import type { BlockState, BlockStatus } from '../../shared/units/states.ts';
import type { CommitRecord } from './commit-record.ts';
import {
  batchPartition,
  blockSortKey,
  commitKey,
  entityKey,
  holdingPrefix,
  type Key,
  padSerial,
} from './keys.ts';
import { type EntityItem, type Stored, storedOf } from './stored.ts';
import type { Sender } from './table.ts';

/** DynamoDB's own bound on one BatchGetItem. */
const BATCH_GET_MAX = 100;

export interface Page<T> {
  items: T[];
  /** Opaque; absent on the last page. */
  next?: string;
}

/** All pages of a list, one after the other. A caller that has a bound counts what it got, and stops. */
export async function* pagesOf<T>(read: (cursor?: string) => Promise<Page<T>>): AsyncGenerator<Page<T>> {
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    yield page;
    cursor = page.next;
  } while (cursor);
}

/** An entity with its id, as lists give it. */
export type Listed<S> = EntityItem<S>;

export class LedgerReads {
  readonly client: Sender;
  readonly tableName: string;

  constructor(client: Sender, tableName: string) {
    this.client = client;
    this.tableName = tableName;
  }

  /** The existing entities among those asked for, strongly consistent. */
  async entities(ids: readonly EntityId[]): Promise<Map<EntityId, Stored>> {
    const found = new Map<EntityId, Stored>();
    const items = await this.items([...new Set(ids)].map(entityKey));
    for (const item of items as unknown as EntityItem[]) {
      if (item.entity) found.set(item.entity, storedOf(item));
    }
    return found;
  }

  /**
   * Items by key, strongly consistent, in no order; missing ones are left out. `attributes` limits what is
   * read of each.
   */
  async items(keys: readonly Key[], attributes?: string): Promise<Record<string, unknown>[]> {
    const read = { ConsistentRead: true, ...(attributes && { ProjectionExpression: attributes }) };
    if (keys.length === 1) {
      const { Item } = await this.client.send(
        new GetCommand({ TableName: this.tableName, Key: keys[0], ...read }),
      );
      return Item ? [Item] : [];
    }
    const items: Record<string, unknown>[] = [];
    for (let start = 0; start < keys.length; start += BATCH_GET_MAX) {
      let wanted: Key[] = keys.slice(start, start + BATCH_GET_MAX);
      while (wanted.length > 0) {
        const { Responses, UnprocessedKeys } = await this.client.send(
          new BatchGetCommand({ RequestItems: { [this.tableName]: { Keys: wanted, ...read } } }),
        );
        items.push(...(Responses?.[this.tableName] ?? []));
        wanted = (UnprocessedKeys?.[this.tableName]?.Keys ?? []) as unknown as Key[];
      }
    }
    return items;
  }

  /** Ids of those commits that are not in the log yet, strongly consistent. */
  async outsideLog(ids: Iterable<string>): Promise<string[]> {
    const records = await this.items([...new Set(ids)].map(commitKey), 'id, seq');
    return records.flatMap(({ id, seq }) => (seq === undefined ? [id as string] : []));
  }

  async commit(id: string): Promise<CommitRecord | undefined> {
    const [record] = await this.commits([id]);
    return record;
  }

  /** The existing commits among those asked for, in no order. */
  async commits(ids: readonly string[], attributes?: string): Promise<CommitRecord[]> {
    return (await this.items(ids.map(commitKey), attributes)) as unknown as CommitRecord[];
  }

  /**
   * Blocks that an account holds in a batch (or has there in another status), from the index: possibly some
   * milliseconds old. The order is downwards from `serial`, the block that holds it first, so that takers who
   * start at random serials meet different blocks.
   */
  async blocksHeld(
    account: string,
    batch: string,
    serial: number,
    limit: number,
    status: BlockStatus = 'held',
  ): Promise<Stored<BlockState>[]> {
    const prefix = holdingPrefix(status, batch);
    const { Items } = await this.client.send(
      new QueryCommand({
        TableName: this.tableName,
        IndexName: 'byAccount',
        KeyConditionExpression: 'account = :account AND holding BETWEEN :first AND :last',
        ExpressionAttributeValues: {
          ':account': account,
          ':first': prefix,
          ':last': `${prefix}${padSerial(serial)}`,
        },
        ScanIndexForward: false,
        Limit: limit,
      }),
    );
    return blocksAmong(Items);
  }

  /** As blocksHeld, but from the batch itself, strongly consistent; reads `scannedMax` blocks at most. */
  async blocksHeldNow(
    account: string,
    batch: string,
    scannedMax: number,
    status: BlockStatus = 'held',
  ): Promise<Stored<BlockState>[]> {
    const held: Stored<BlockState>[] = [];
    let scanned = 0;
    let start: Record<string, unknown> | undefined;
    do {
      const page = await this.client.send(
        new QueryCommand({
          TableName: this.tableName,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :blocks)',
          FilterExpression: 'account = :account AND #state.#status = :held',
          ExpressionAttributeNames: { '#state': 'state', '#status': 'status' },
          ExpressionAttributeValues: {
            ':pk': batchPartition(batch),
            ':blocks': 'BLOCK#',
            ':account': account,
            ':held': status,
          },
          ConsistentRead: true,
          ExclusiveStartKey: start,
        }),
      );
      held.push(...blocksAmong(page.Items));
      scanned += page.ScannedCount ?? 0;
      start = page.LastEvaluatedKey;
    } while (start && scanned < scannedMax);
    return held;
  }

  /** The blocks that hold serials `from`…`to`, whoever owns them, strongly consistent; at most `limit`. */
  async blocksCovering(
    batch: string,
    from: number,
    to: number,
    limit: number,
  ): Promise<Stored<BlockState>[]> {
    const covering: Stored<BlockState>[] = [];
    let start: Record<string, unknown> | undefined;
    do {
      const page = await this.client.send(
        new QueryCommand({
          TableName: this.tableName,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
          ExpressionAttributeValues: {
            ':pk': batchPartition(batch),
            ':first': 'BLOCK#',
            ':last': blockSortKey(to),
          },
          // Downwards from `to`, until a block starts at or before `from`.
          ScanIndexForward: false,
          ConsistentRead: true,
          Limit: Math.min(limit, from === to ? 1 : limit),
          ExclusiveStartKey: start,
        }),
      );
      for (const block of blocksAmong(page.Items)) {
        if (block.state.to >= from) covering.push(block);
        if (block.state.from <= from || covering.length >= limit) return covering;
      }
      start = page.LastEvaluatedKey;
    } while (start);
    return covering;
  }

  /** A page of an index or partition, oldest first. The cursor is bound to the query by `scope`. */
  async page<S>(
    query: Omit<QueryCommandInput, 'TableName'>,
    scope: string,
    limit: number,
    cursor?: string,
  ): Promise<Page<Listed<S>>> {
    const start = cursor === undefined ? undefined : decodeCursor(cursor, scope);
    const { Items, LastEvaluatedKey } = await this.client
      .send(new QueryCommand({ TableName: this.tableName, ...query, Limit: limit, ExclusiveStartKey: start }))
      .catch((error: unknown) => {
        // A forged cursor's key isn't one of this index: DynamoDB says so, and it is the caller's fault.
        if (start && error instanceof Error && error.name === 'ValidationException')
          throw new BadCursor('cursor');
        throw error;
      });
    const items = (Items ?? []) as Listed<S>[];
    return LastEvaluatedKey ? { items, next: encodeCursor(LastEvaluatedKey, scope) } : { items };
  }

  async list<S>(list: string, limit: number, cursor?: string): Promise<Page<Listed<S>>> {
    return this.page<S>(
      {
        IndexName: 'byList',
        KeyConditionExpression: '#list = :list',
        ExpressionAttributeNames: { '#list': 'list' },
        ExpressionAttributeValues: { ':list': list },
      },
      list,
      limit,
      cursor,
    );
  }

  async blocksOfBatch(
    batch: string,
    limit: number,
    cursor?: string,
  ): Promise<Page<Listed<StateByKind['block']>>> {
    return this.page(
      {
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :blocks)',
        ExpressionAttributeValues: { ':pk': batchPartition(batch), ':blocks': 'BLOCK#' },
        ConsistentRead: true,
      },
      `batch:${batch}`,
      limit,
      cursor,
    );
  }
}

/** What a query of blocks found. */
const blocksAmong = (items: unknown[] = []) => items as Stored<BlockState>[];

/** A cursor that isn't ours or belongs to another list. */
export class BadCursor extends Error {}

/** DynamoDB keys are no secret, but a cursor names its list, so that it can't be used on another. */
export function encodeCursor(key: Record<string, unknown>, scope: string): string {
  return Buffer.from(JSON.stringify([scope, key])).toString('base64url');
}

/** @throws BadCursor */
export function decodeCursor(cursor: string, scope: string): Record<string, unknown> {
  try {
    const [cursorScope, key] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown];
    const strings =
      typeof key === 'object' && key !== null && Object.values(key).every((part) => typeof part === 'string');
    if (cursorScope === scope && strings) return key as Record<string, unknown>;
  } catch {
    // Falls through: whatever was sent, it is no cursor of ours.
  }
  throw new BadCursor('cursor');
}
