/**
 * Write throughput through HTTP, authorizer, handler and commit, against bare TransactWriteItems of
 * the same items into the same table at the same concurrency; and 200 buyers at one batch. Turns
 * alternate within one run.
 */

import { randomBytes } from 'node:crypto';
import { DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { localDynamoDb } from '../support/local/local-dynamodb.ts';
import { type RunningRegistry, startRegistryProcess } from './registry-process.ts';
import { closeConnections, type Holder, makeBatch, makeHolder, median, post, rate } from './requests.ts';
import { isMain, printRows, type Row } from './rows.ts';

const CONCURRENCY = 16;
const TURNS = 5;
const PER_TURN = 400;
/** The leaf of such a retirement, measured. */
const LEAF_BYTES = 653;
const BUYERS = 200;
const CROWD_TURNS = 3;
/** A batch that many will take from at once is issued or subdivided into about as many lanes. */
const LANES = 256;
const LANES_PER_CUT = 32;

/** Partial retirements, each worker from its own batch: no two meet. */
async function retirements(registry: RunningRegistry): Promise<(total: number) => Promise<number>> {
  const developer = await makeHolder(registry, 'developer');
  const batches = await Promise.all(
    Array.from({ length: CONCURRENCY }, () => makeBatch(registry, developer, 1_000_000, 1)),
  );
  return (total) =>
    rate(total, CONCURRENCY, async (_n, worker) => {
      const { status, body } = await post(`${registry.url}/v1/retirements`, developer.token, {
        account: developer.account,
        items: [{ batch: batches[worker], quantity: 1 }],
        beneficiary: '示例企业',
        reason: '压力测试',
      });
      if (status !== 201) throw new Error(JSON.stringify(body));
    });
}

/** The same three items, with the same sizes, conditions and index attributes, and nothing around them. */
function bare(registry: RunningRegistry, writesOnly: boolean): (total: number) => Promise<number> {
  const client = DynamoDBDocumentClient.from(localDynamoDb(registry.dynamoDbEndpoint));
  const TableName = registry.tableName;
  const batches = Array.from({ length: CONCURRENCY }, () => `x-${randomBytes(10).toString('hex')}`);
  const versions = batches.map(() => 0);
  const block = (batch: string, from: number, status: string, version: number) => ({
    TableName,
    Key: { pk: `BATCH#${batch}`, sk: `BLOCK#${String(from).padStart(12, '0')}` },
    UpdateExpression:
      'SET entity = :entity, version = :version, #commit = :commit, #state = :state, account = :account, holding = :holding',
    ConditionExpression: version === 1 ? 'attribute_not_exists(version)' : 'version = :seen',
    ExpressionAttributeNames: { '#commit': 'commit', '#state': 'state' },
    ExpressionAttributeValues: {
      ':entity': `block:${batch}/${from}`,
      ':version': version,
      ':commit': randomBytes(32).toString('base64url'),
      ':state': {
        batch,
        from,
        to: 1_000_000,
        account: 'x-0123456789abcdef0123',
        status,
        since: randomBytes(32).toString('base64url'),
      },
      ':account': 'x-0123456789abcdef0123',
      ':holding': `${status}#${batch}#${String(from).padStart(12, '0')}`,
      ...(version > 1 && { ':seen': version - 1 }),
    },
  });
  return (total) =>
    rate(total, CONCURRENCY, async (_n, worker) => {
      const batch = batches[worker]!;
      const version = ++versions[worker]!;
      const id = randomBytes(32).toString('base64url');
      const item = {
        pk: `COMMIT#${id}`,
        sk: 'COMMIT',
        id,
        leaf: 'x'.repeat(LEAF_BYTES),
        request: id,
        at: new Date().toISOString(),
        // These are no commits: where a sequencer runs it must not find them.
        ...(writesOnly && { unsequenced: String(version % 8) }),
      };
      await client.send(
        new TransactWriteCommand({
          TransactItems: [
            { Put: { TableName, Item: item, ConditionExpression: 'attribute_not_exists(pk)' } },
            { Update: block(batch, 1, 'held', version) },
            { Update: block(batch, 1_000_000 - version, 'retired', 1) },
          ],
        }),
      );
    });
}

/** How many of a crowd were served at the first asking, and how many of those per second. */
interface Crowd {
  served: number;
  rate: number;
}

/** Offers to `BUYERS` at once. */
async function offersToMany(
  registry: RunningRegistry,
  developer: Holder,
  buyers: Holder[],
  batchOf: (i: number) => string,
): Promise<Crowd> {
  const start = performance.now();
  const answers = await Promise.all(
    buyers.map((buyer, i) =>
      post(`${registry.url}/v1/transfers`, developer.token, {
        from: developer.account,
        to: buyer.account,
        items: [{ batch: batchOf(i), quantity: 10 }],
      }),
    ),
  );
  const seconds = (performance.now() - start) / 1000;
  const served = answers.filter(({ status }) => status === 201).length;
  // Too late is a measurement; anything else is a mistake of ours.
  const wrong = answers.find(({ status }) => status !== 201 && status !== 409);
  if (wrong) throw new Error(JSON.stringify(wrong));
  return { served, rate: served / seconds };
}

export async function benchThroughput(): Promise<Row[]> {
  try {
    return [...(await compare(true)), ...(await compare(false))];
  } finally {
    closeConnections();
  }
}

async function compare(writesOnly: boolean): Promise<Row[]> {
  const registry = await startRegistryProcess(writesOnly);
  try {
    const [throughApi, throughTable] = [await retirements(registry), bare(registry, writesOnly)];
    await throughApi(PER_TURN);
    await throughTable(PER_TURN);
    const turns: { api: number; table: number }[] = [];
    for (let turn = 0; turn < TURNS; turn++)
      turns.push({ table: await throughTable(PER_TURN), api: await throughApi(PER_TURN) });
    const ratio = median(turns.map((turn) => turn.api / turn.table));
    const what = `partial retirements through HTTP, authorizer, handler and commit, concurrency ${CONCURRENCY}`;
    const api: Row = { what, value: median(turns.map((turn) => turn.api)), unit: '/s' };
    if (!writesOnly)
      return [
        { ...api, what: 'the same while sequencer and watchdog share the machine' },
        { what: 'ratio to bare transactions then', value: ratio, unit: '×' },
      ];
    return [
      api,
      {
        what: 'bare TransactWriteItems of the same items',
        value: median(turns.map((turn) => turn.table)),
        unit: '/s',
      },
      { what: 'ratio', value: ratio, unit: '×', goal: { atLeast: 0.8 } },
      ...(await crowd(registry)),
    ];
  } finally {
    await registry.stop();
  }
}

async function crowd(registry: RunningRegistry): Promise<Row[]> {
  const developer = await makeHolder(registry, 'developer');
  const buyers: Holder[] = [];
  for (let i = 0; i < BUYERS; i++) buyers.push(await makeHolder(registry, 'enterprise'));
  const own: string[] = [];
  for (let i = 0; i < BUYERS; i++) own.push(await makeBatch(registry, developer, 1000, 1));
  const laned = await makeBatch(registry, developer, LANES * 1000, LANES / LANES_PER_CUT);
  for (let cut = 0; cut < LANES / LANES_PER_CUT; cut++)
    await post(`${registry.url}/v1/batches/${laned}/subdivide`, developer.token, {
      block: 1 + cut * LANES_PER_CUT * 1000,
      lanes: LANES_PER_CUT,
    });
  const turns: Record<'own' | 'lanes' | 'one', Crowd>[] = [];
  for (let turn = 0; turn < CROWD_TURNS; turn++) {
    // A batch of one block is cut by those who lost, so each turn has a fresh one.
    const single = await makeBatch(registry, developer, 100_000, 1);
    turns.push({
      own: await offersToMany(registry, developer, buyers, (i) => own[i]!),
      lanes: await offersToMany(registry, developer, buyers, () => laned),
      one: await offersToMany(registry, developer, buyers, () => single),
    });
  }
  const each = (value: (turn: (typeof turns)[number]) => number) => median(turns.map(value));
  const served = Math.min(...turns.flatMap(({ own, lanes, one }) => [own.served, lanes.served, one.served]));
  return [
    {
      what: `${BUYERS} buyers at once, each from a batch of its own`,
      value: each(({ own }) => own.rate),
      unit: '/s',
    },
    {
      what: `${BUYERS} buyers at once from one batch in ${LANES} lanes`,
      value: each(({ lanes }) => lanes.rate),
      unit: '/s',
    },
    {
      what: 'ratio',
      value: each(({ own, lanes }) => lanes.rate / own.rate),
      unit: '×',
      goal: { atLeast: 0.5 },
    },
    {
      what: `${BUYERS} buyers at once from one batch in one block`,
      value: each(({ one }) => one.rate),
      unit: '/s',
    },
    { what: 'ratio', value: each(({ own, one }) => one.rate / own.rate), unit: '×' },
    {
      what: 'served at the first asking in the worst turn',
      value: served,
      unit: '',
      goal: { atLeast: BUYERS },
    },
  ];
}

if (isMain(import.meta.url)) printRows(await benchThroughput());
