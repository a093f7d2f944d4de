import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { ED25519 } from '../../events/tlog/note-key.ts';
import { LedgerReads } from '../../functions/ledger/reads.ts';
import type { Sender } from '../../functions/ledger/table.ts';
import type { Reconciled } from '../../functions/reconciler.ts';
import { freshTable } from '../support/local/dynamodb.ts';
import { sequenceAll } from '../support/local/world.ts';
import { issueBatch, loadHandlers, OPERATOR, registerOrganization, TestApi } from '../support/probes/api.ts';
import { signerOf } from '../unit/file-signer.ts';

let api: TestApi;
let client: Sender;
let tableName: string;
let reconcile: () => Promise<Reconciled>;
beforeAll(async () => {
  ({ client, tableName } = await freshTable());
  api = new TestApi(await loadHandlers());
  reconcile = (await import('../../functions/reconciler.ts')).handler;
});

const sequence = () => sequenceAll(client, tableName, signerOf('lvzhang.test/log', ED25519, 3));

let batch = '';
let holder: Awaited<ReturnType<typeof registerOrganization>>;

/** Something of every kind: issued, cut, offered, accepted, retired. */
async function live(): Promise<void> {
  ({ batch, developer: holder } = await issueBatch(api, 1000, 3));
  const buyer = await registerOrganization(api);
  const offer = { from: holder.account, to: buyer.account, items: [{ batch, quantity: 100 }] };
  const first = await api.send('POST /v1/transfers', { caller: holder.caller, body: offer });
  await api.send('POST /v1/transfers', { caller: holder.caller, body: offer });
  await api.send(`POST /v1/transfers/${first.body.id}/accept`, { caller: buyer.caller });
  const body = {
    account: buyer.account,
    items: [{ batch, quantity: 30 }],
    beneficiary: '示例',
    reason: '测试',
  };
  expect((await api.send('POST /v1/retirements', { caller: buyer.caller, body })).status).toBe(201);
}

type Item = Record<string, unknown> & { state: Record<string, unknown> };
const keyed = (sk: string) => ({ pk: `BATCH#${batch}`, sk });
const put = (item: Item) => client.send(new PutCommand({ TableName: tableName, Item: item }));

describe('the reconciler', () => {
  it('finds log and table equal, and records the state root as a leaf, once', async () => {
    await live();
    await sequence();
    const first = await reconcile();
    expect(first).toMatchObject({ violations: 0, recorded: expect.any(String) });
    expect((await reconcile()).recorded).toBe(first.recorded);
    const commit = await api.send(`GET /v1/commits/${first.recorded}`, { caller: OPERATOR });
    expect(commit.body.event).toMatchObject({ type: 'state.recorded', facts: { size: first.size } });
    await sequence();
    expect(await reconcile()).toMatchObject({ violations: 0, size: first.size + 1 });
  });

  it('passes over what the log does not hold yet', async () => {
    await live();
    expect(await reconcile()).toMatchObject({ violations: 0 });
    await sequence();
    expect(await reconcile()).toMatchObject({ violations: 0 });
  });

  const forgeries: [string, string, (item: Item) => Item][] = [
    [
      'a changed owner',
      'BLOCK#000000000001',
      (item) => withState(item, { account: 'a-00000000000000000000' }),
    ],
    ['a forged version', 'BLOCK#000000000668', (item) => ({ ...item, version: Number(item.version) - 1 })],
    ['units that came back from retirement', 'retired', (item) => withState(item, { status: 'held' })],
    ['a batch that grew', 'BATCH', (item) => withState(item, { issued: 5000 })],
  ];
  it.each(forgeries)('finds %s, and records nothing', async (_name, where, forge) => {
    await live();
    await sequence();
    const sk = where === 'retired' ? await retiredKey() : where;
    const [item] = (await new LedgerReads(client, tableName).items([keyed(sk)])) as Item[];
    await put(forge(item!));
    const found = await reconcile();
    expect(found.violations).toBeGreaterThan(0);
    expect(found.recorded).toBeUndefined();
    // The table is put right again for what follows.
    await put(item!);
    expect((await reconcile()).violations).toBe(0);
  });
});

const withState = (item: Item, change: object): Item => ({ ...item, state: { ...item.state, ...change } });

async function retiredKey(): Promise<string> {
  const { body } = await api.send(`GET /v1/batches/${batch}/blocks`, { caller: OPERATOR });
  const { from } = body.items.find(({ status }: { status: string }) => status === 'retired');
  return `BLOCK#${String(from).padStart(12, '0')}`;
}
