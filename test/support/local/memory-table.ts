/**
 * The registry's table in memory, for tests that run thousands of histories: just the commands that
 * `functions/ledger` sends, at once and always consistent, its indexes included. An expression or a command
 * that it doesn't know it refuses. That it answers as DynamoDB Local does, errors too, holds
 * test/integration/memory-table.test.ts.
 */
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  GetCommand,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  type ScanCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Sender } from '../../../functions/ledger/table.ts';
import { holds, type Item, updated } from './expression.ts';
import { INDEX_KEYS } from './table.ts';

/** DynamoDB's own bounds on one TransactWriteItems and one BatchGetItem. */
const AT_ONCE_MAX = 100;

type Action = NonNullable<TransactWriteCommandInput['TransactItems']>[number];
type Key = Record<string, unknown>;

/** Items are replaced, never changed, so a copy of the map is a copy of the table. */
export type TableItems = ReadonlyMap<string, Item>;

export const keyOf = ({ pk, sk }: Key): string => `${String(pk)}\n${String(sk)}`;

export class MemoryTable {
  private items: Map<string, Item>;

  constructor(items: TableItems = new Map()) {
    this.items = new Map(items);
  }

  snapshot(): TableItems {
    return new Map(this.items);
  }

  /** The partitions of indexes in which an item is. */
  listsOf(key: string): string[] {
    const item = this.items.get(key);
    return ['list', 'account'].flatMap((name) =>
      item?.[name] === undefined ? [] : [`${name}\n${String(item[name])}`],
    );
  }

  /** As the registry's functions see it. */
  get client(): Sender {
    return { send: async (command: unknown) => this.answer(command) } as unknown as Sender;
  }

  answer(command: unknown): unknown {
    if (command instanceof GetCommand) {
      const found = this.items.get(keyOf(command.input.Key ?? {}));
      return { Item: found && projected(found, command.input) };
    }
    if (command instanceof BatchGetCommand) {
      const [[table, { Keys = [], ...read }] = ['', {}]] = Object.entries(command.input.RequestItems ?? {});
      onceEach(Keys.map(keyOf));
      const found = Keys.map((key: Key) => this.items.get(keyOf(key))).filter((item) => item !== undefined);
      return { Responses: { [table]: found.map((item) => projected(item, read)) } };
    }
    if (command instanceof QueryCommand) return this.query(command.input);
    if (command instanceof ScanCommand) return this.scan(command.input);
    if (command instanceof TransactWriteCommand) return this.write(command.input.TransactItems ?? []);
    throw new Error('a command that the registry does not send');
  }

  private query(input: QueryCommandInput) {
    const [partition, range] = input.IndexName
      ? INDEX_KEYS[input.IndexName as keyof typeof INDEX_KEYS]
      : ['pk', 'sk'];
    const names = namesOf(input);
    // A partition is asked for by its value: reading the expression for every other item takes most of the
    // time.
    const asked = new Set(Object.values(input.ExpressionAttributeValues ?? {}));
    const found = [...this.items.values()]
      .filter((item) => asked.has(item[partition!]) && holds(input.KeyConditionExpression, item, names))
      .sort((a, b) => (String(a[range!]) < String(b[range!]) ? -1 : 1));
    if (input.ScanIndexForward === false) found.reverse();
    return this.page(found, input);
  }

  private scan(input: ScanCommandInput) {
    return this.page([...this.items.values()], input);
  }

  private page(found: Item[], input: QueryCommandInput | ScanCommandInput) {
    const { ExclusiveStartKey: after, Limit: limit = Number.POSITIVE_INFINITY } = input;
    if (after && Object.keys(after).sort().join() !== keysOf(input).sort().join())
      throw invalid('The provided starting key is invalid');
    const start = after ? found.findIndex((item) => keyOf(item) === keyOf(after)) + 1 : 0;
    const read = found.slice(start, start + limit);
    const last = read.at(-1);
    const items = read.filter((item) => holds(input.FilterExpression, item, namesOf(input)));
    return {
      Items: items.map((item) => projected(item, input)),
      ScannedCount: read.length,
      // As DynamoDB does, also where nothing comes after.
      ...(last && read.length === limit && { LastEvaluatedKey: cursorOf(last, input) }),
    };
  }

  private write(actions: Action[]) {
    onceEach(actions.map(({ Put, Update }) => keyOf(Put?.Item ?? Update?.Key ?? {})));
    const reasons = actions.map((action) => this.refusalOf(action));
    if (reasons.some(({ Code }) => Code !== 'None'))
      throw new TransactionCanceledException({
        message: 'cancelled',
        $metadata: {},
        CancellationReasons: reasons,
      });
    for (const { Put, Update } of actions) {
      const item = Put
        ? defined(Put.Item ?? {})
        : updated(
            Update!.UpdateExpression!,
            this.items.get(keyOf(Update!.Key!)) ?? Update!.Key,
            namesOf(Update!),
          );
      this.items.set(keyOf(item), copied(item));
    }
    return {};
  }

  private refusalOf({ Put, Update }: Action) {
    const operation = Put ?? Update;
    if (!operation) throw new Error('a transaction only puts and updates');
    const current = this.items.get(keyOf(Put?.Item ?? Update!.Key!));
    if (holds(operation.ConditionExpression, current, namesOf(operation))) return { Code: 'None' };
    const wanted = operation.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' && current;
    return { Code: 'ConditionalCheckFailed', ...(wanted && { Item: marshall(current) }) };
  }
}

const namesOf = (input: {
  ExpressionAttributeNames?: Record<string, string> | undefined;
  ExpressionAttributeValues?: Record<string, unknown> | undefined;
}) => ({ names: input.ExpressionAttributeNames, values: input.ExpressionAttributeValues });

/** What JSON and bytes are made of, copied: several times as fast as structuredClone. */
function copied<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copied) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Uint8Array) return value.slice() as T;
  if (Object.getPrototypeOf(value) !== Object.prototype) return structuredClone(value);
  const copy: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) copy[name] = copied(member);
  return copy as T;
}

/** As the document client sends it: without what is undefined. */
function defined<T>(value: T): T {
  if (Array.isArray(value)) return value.map(defined) as T;
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(entries.map(([name, member]) => [name, defined(member)])) as T;
}

/** The members that were asked for, by paths whose parts are names; of an index without more, its keys. */
function projected(
  item: Item,
  input: Pick<QueryCommandInput, 'ProjectionExpression' | 'ExpressionAttributeNames' | 'IndexName'>,
): Item {
  const { ProjectionExpression: wanted, ExpressionAttributeNames: names = {} } = input;
  const keys = input.IndexName === 'unsequenced' ? keysOf(input).map((key) => [key]) : undefined;
  const paths = wanted?.split(', ').map((path) => path.split('.').map((part) => names[part] ?? part)) ?? keys;
  if (!paths) return copied(item);
  const read: Item = {};
  for (const path of paths) copyInto(read, item, path);
  return copied(read);
}

function copyInto(read: Item, item: Item, [first = '', ...rest]: readonly string[]): void {
  const value = item[first];
  if (value === undefined) return;
  if (rest.length === 0) read[first] = value;
  else {
    const inner = (read[first] ?? {}) as Item;
    copyInto(inner, value as Item, rest);
    if (Object.keys(inner).length > 0) read[first] = inner;
  }
}

/** Members of a cursor: the item's own key, and its key in the index. */
function keysOf({ IndexName: index }: { IndexName?: string | undefined }): string[] {
  return ['pk', 'sk', ...(index ? INDEX_KEYS[index as keyof typeof INDEX_KEYS] : [])];
}

const cursorOf = (item: Item, input: QueryCommandInput | ScanCommandInput): Key =>
  Object.fromEntries(keysOf(input).map((name) => [name, item[name]]));

function onceEach(keys: readonly string[]): void {
  if (keys.length > AT_ONCE_MAX) throw invalid(`more than ${AT_ONCE_MAX} at once`);
  if (new Set(keys).size < keys.length) throw invalid('one item twice');
}

const invalid = (message: string): Error =>
  Object.assign(new Error(message), { name: 'ValidationException' });
