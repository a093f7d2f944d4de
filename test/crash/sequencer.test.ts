/**
 * Every write of the sequencer × what may happen to it × what comes after; the whole log is
 * checked each time.
 */
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { NoteSigner } from '../../events/tlog/note-key.ts';
import { ED25519 } from '../../events/tlog/note-key.ts';
import { TILE_WIDTH } from '../../events/tlog/tile.ts';
import type { Sender } from '../../functions/ledger/table.ts';
import { Sequencer } from '../../functions/log/sequence.ts';
import { freshTable } from '../support/local/dynamodb.ts';
import { Crash, type Fault, faulty } from '../support/local/faults.ts';
import { soon, worldAt } from '../support/local/world.ts';
import { type CheckedLog, checkLog } from '../support/log/log-check.ts';
import { issueBatch, loadHandlers, registerOrganization, TestApi } from '../support/probes/api.ts';
import { signerOf } from '../unit/file-signer.ts';

let api: TestApi;
let client: Sender;
let tableName: string;
let signer: NoteSigner;
beforeAll(async () => {
  ({ client, tableName } = await freshTable());
  api = new TestApi(await loadHandlers());
  signer = await signerOf('lvzhang.test/log', ED25519, 7);
});

const sequencer = (sender: Sender = client) => new Sequencer(worldAt(sender, tableName), signer);

/**
 * Commits that wait: one developer, one project, one batch and as many cuts as wanted, each after the other.
 */
async function makeCommits(cuts: number): Promise<number> {
  const { batch, developer } = await issueBatch(api, 1000);
  for (let i = 0; i < cuts; i++) {
    const body = {
      account: developer.account,
      items: [{ batch, quantity: 1 }],
      beneficiary: '示例',
      reason: '测试',
    };
    const { status } = await api.send('POST /v1/retirements', { caller: developer.caller, body });
    expect(status).toBe(201);
  }
  return cuts + 3;
}

describe('the sequencer', () => {
  /** The log as it was read last. */
  let log: CheckedLog;

  it('publishes the empty tree of a new log', async () => {
    expect((await api.send('GET /log/checkpoint')).status).toBe(404);
    await sequencer().run(soon());
    log = await checkLog(api, signer.key);
    expect(log.size).toBe(0);
  });

  const faults: Fault[] = ['lost', 'persisted', 'conflict', 'throttled', 'crash before', 'crash after'];
  it.each(faults.flatMap((fault) => [0, 1].map((write) => [fault, write] as const)))(
    'a write that is %s (number %i): run again, and the log is whole',
    async (fault, write) => {
      // For a second write, more than one append holds.
      const made = await makeCommits(write === 0 ? 5 : 100);
      const sender = faulty(client, (n) => (n === write ? fault : 'none'));
      const run = sequencer(sender).run(soon());
      if (fault.startsWith('crash')) await expect(run).rejects.toBeInstanceOf(Crash);
      else await run;
      expect(sender.writes).toBeGreaterThan(write);
      await sequencer().run(soon());
      const { size } = log;
      log = await checkLog(api, signer.key, log);
      expect(log.size).toBe(size + made);
    },
  );

  it('several at once make one log', async () => {
    const before = log;
    const made = await makeCommits(20);
    await Promise.all(Array.from({ length: 4 }, () => sequencer().run(soon())));
    log = await checkLog(api, signer.key, before);
    expect(log.size).toBe(before.size + made);
  });

  it('runs while commits come in, with a fault every third write', async () => {
    const before = log;
    const random: Fault[] = ['lost', 'conflict', 'persisted', 'throttled'];
    let done = false;
    const running = Array.from({ length: 2 }, async () => {
      const sender = faulty(client, (n) => (n % 3 === 2 ? random[n % random.length]! : 'none'));
      while (!done) await sequencer(sender).run(soon());
      return sender.writes;
    });
    const made = await Promise.all([makeCommits(30), makeCommits(30), makeCommits(30)]);
    done = true;
    // The first fault is that of the third write.
    expect(Math.max(...(await Promise.all(running)))).toBeGreaterThan(2);
    await sequencer().run(soon());
    log = await checkLog(api, signer.key, before);
    expect(log.size).toBe(before.size + made.reduce((a, b) => a + b));
  });

  it('crosses tiles and appends in many transactions', async () => {
    const before = log;
    const made = await makeCommits(TILE_WIDTH - (before.size % TILE_WIDTH) + 100);
    await sequencer().run(soon());
    log = await checkLog(api, signer.key, before);
    expect(log.size).toBe(before.size + made);
  });

  it('the index misses commits and lists what is in the log already: nothing is lost or doubled', async () => {
    const before = log;
    const made = await makeCommits(10);
    // The index shows only the newest commit, and one that is in the log already.
    let asked = 0;
    const stale: Sender = {
      send: async (command: { input?: { IndexName?: string } }) => {
        const answer = (await client.send(command as never)) as { Items?: object[] };
        if (command.input?.IndexName !== 'unsequenced') return answer;
        asked++;
        const old = { pk: `COMMIT#${before.events[0]!.id}`, at: '2000-01-01T00:00:00.000Z' };
        return { ...answer, Items: [old, ...(answer.Items ?? []).slice(-1)] };
      },
    } as unknown as Sender;
    const { appended } = await runOnce(stale);
    expect([asked > 0, appended > 0]).toEqual([true, true]);
    await sequencer().run(soon());
    log = await checkLog(api, signer.key, before);
    expect(log.size).toBe(before.size + made);
  });

  it('puts what a decision rested on before it, whatever the functions’ clocks say', async () => {
    const before = log;
    const { batch, developer } = await issueBatch(api, 10);
    const buyer = await registerOrganization(api);
    // The offer moves the developer's block; the buyer's account it only looks at. Its
    // function's clock is behind.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 30_000 });
    const body = { from: developer.account, to: buyer.account, items: [{ batch, quantity: 1 }] };
    const offer = await api
      .send('POST /v1/transfers', { caller: developer.caller, body })
      .finally(() => vi.useRealTimers());
    expect(offer.status).toBe(201);
    await sequencer().run(soon());
    const { events } = await checkLog(api, signer.key, before);
    const born = events.findIndex(({ advances }) =>
      advances.some(({ entity }) => entity === `account:${buyer.account}`),
    );
    const offered = events.findIndex(({ id }) => id === offer.body.id);
    // And its instant is that of what it saw, for it can't be earlier.
    expect(events[offered]!.at).toBe(events[born]!.at);
    expect(offered).toBeGreaterThan(born);
  });

  it('refuses to sign over tiles that do not give the root of the head', async () => {
    const { size } = await checkLog(api, signer.key);
    const n = Math.floor(size / 256);
    const Key = { pk: `TILE#0#${n}`, sk: 'TILE' };
    const stored = (await client.send(new GetCommand({ TableName: tableName, Key }))).Item as {
      hashes: Uint8Array;
    };
    const forged = stored.hashes.slice();
    forged[3] = (forged[3] ?? 0) ^ 1;
    const put = (hashes: Uint8Array) =>
      client.send(
        new UpdateCommand({
          TableName: tableName,
          Key,
          UpdateExpression: 'SET hashes = :h',
          ExpressionAttributeValues: { ':h': hashes },
        }),
      );
    await put(forged);
    await makeCommits(0);
    await expect(sequencer().run(soon())).rejects.toThrow('do not give the root');
    await put(stored.hashes);
    await sequencer().run(soon());
    await checkLog(api, signer.key);
  });
});

/** One run that ends at its first append: the stale index would make it loop for ever. */
async function runOnce(sender: Sender) {
  return sequencer(sender).run(new Date(0));
}
