/**
 * The table in memory answers as DynamoDB Local does. The model checker runs the real handlers on it, so what
 * it finds sound is sound on the real one only as far as the two agree: the same requests go to both, and
 * every answer is compared.
 */
import { GetCommand, ScanCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ED25519 } from '../../events/tlog/note-key.ts';
import { LOG_HEAD_KEY } from '../../functions/ledger/keys.ts';
import { LedgerReads } from '../../functions/ledger/reads.ts';
import type { Sender } from '../../functions/ledger/table.ts';
import { theWorld } from '../../functions/world.ts';
import { freshTable } from '../support/local/dynamodb.ts';
import { keyOf, MemoryTable } from '../support/local/memory-table.ts';
import { Step, StepTaker } from '../support/local/table-steps.ts';
import { plain, TwinTable } from '../support/local/twin-table.ts';
import { sequenceAll } from '../support/local/world.ts';
import { blocksOf, issueBatch, loadHandlers, registerOrganization, TestApi } from '../support/probes/api.ts';
import { must } from '../support/probes/small-registry.ts';
import { signerOf } from '../unit/file-signer.ts';

let dynamoDb: Sender;
const memory = new MemoryTable().client;
let twin: TwinTable;
let client: Sender;
let tableName: string;
let reads: LedgerReads;
beforeAll(async () => {
  ({ tableName } = await freshTable());
  dynamoDb = theWorld().reads.client;
  twin = new TwinTable(dynamoDb, memory);
  ({ client } = twin);
  reads = new LedgerReads(client, tableName);
});

afterEach(() => expect(twin.differences).toEqual([]));

it('the handlers see no difference: sales, a lost race, a retry, lists by pages, the log', async () => {
  Object.assign(theWorld().reads, { client });
  const api = new TestApi(await loadHandlers());
  const { batch, developer } = await issueBatch(api, 100, 3);
  const buyer = await registerOrganization(api);
  const offer = (quantity: number, key?: string) =>
    api.send('POST /v1/transfers', {
      caller: developer.caller,
      body: { from: developer.account, to: buyer.account, items: [{ batch, quantity }] },
      ...(key && { key }),
    });
  const first = await offer(20, 'once');
  expect(await offer(20, 'once')).toMatchObject({ status: 201, body: { id: first.body.id } });
  expect((await offer(1000)).status).toBe(409);
  await must(api, `POST /v1/transfers/${first.body.id}/accept`, buyer.caller);
  const both = await Promise.all([offer(30), offer(30)]);
  expect(both.map(({ status }) => status)).toEqual([201, 201]);
  const page = await api.send(`GET /v1/accounts/${developer.account}/blocks?limit=2`, {
    caller: developer.caller,
  });
  expect(page.body.next).toBeDefined();
  expect((await blocksOf(api, batch)).reduce((sum, { quantity }) => sum + quantity, 0)).toBe(100);
  await sequenceAll(client, tableName, signerOf('lvzhang.test/log', ED25519, 3));
});

describe('the table in memory and DynamoDB Local', () => {
  it('answer alike to whatever the ledger may send', async () => {
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(Step, { minLength: 10, maxLength: 30 }), async (steps) => {
        const taker = new StepTaker(reads, String(runs++));
        for (const step of steps) await taker.take(step);
      }),
      { numRuns: 12 },
    );
    expect(Object.keys(twin.compared).sort()).toEqual([
      ...['BatchGet: read', 'Get: read', 'Query: read'],
      ...['TransactWrite: TransactionCanceledException', 'TransactWrite: written'],
    ]);
  });

  it('hold the same items in the end', async () => {
    const scan = new ScanCommand({ TableName: tableName, ConsistentRead: true });
    const all = async (table: Sender) => {
      const { Items = [] } = await table.send(scan);
      return new Map(Items.map((item) => [keyOf(item), plain(item)]));
    };
    const there = await all(dynamoDb);
    expect(await all(memory)).toEqual(there);
    expect(there.size).toBeGreaterThan(60);
  });

  it.each([
    [100, 'written'],
    [101, 'ValidationException'],
  ])('%i actions: %s', async (actions, outcome) => {
    const puts = Array.from({ length: actions }, (_each, n) => ({
      Put: { TableName: tableName, Item: { pk: `many ${actions}`, sk: String(n) } },
    }));
    expect(await outcomeOf(new TransactWriteCommand({ TransactItems: puts }))).toBe(outcome);
  });

  it('take no item twice in one transaction, or in one read', async () => {
    const Put = { TableName: tableName, Item: { pk: 'twice', sk: 'A' } };
    expect(await outcomeOf(new TransactWriteCommand({ TransactItems: [{ Put }, { Put }] }))).toBe(
      'ValidationException',
    );
    await expect(reads.items([Put.Item, Put.Item])).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('write all of a transaction, or nothing', async () => {
    const put = (sk: string, condition: string) => ({
      Put: { TableName: tableName, Item: { pk: 'all', sk }, ConditionExpression: condition },
    });
    const actions = [put('A', 'attribute_not_exists(pk)'), put('B', 'attribute_exists(pk)')];
    expect(await outcomeOf(new TransactWriteCommand({ TransactItems: actions }))).toBe(
      'TransactionCanceledException',
    );
    const { Item } = await client.send(
      new GetCommand({ TableName: tableName, Key: { pk: 'all', sk: 'A' }, ConsistentRead: true }),
    );
    expect(Item).toBeUndefined();
  });

  it('refuse a cursor that is of another list', async () => {
    const forged = Buffer.from(JSON.stringify(['organizations', LOG_HEAD_KEY])).toString('base64url');
    await expect(reads.list('organizations', 5, forged)).rejects.toThrow('cursor');
  });
});

const outcomeOf = (command: TransactWriteCommand): Promise<string> =>
  client.send(command).then(
    () => 'written',
    (error: Error) => error.name,
  );
