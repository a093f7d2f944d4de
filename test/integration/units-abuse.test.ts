/**
 * Trader, bank and developer against the units: everything at once, and what two of them do
 * in the same moment.
 */
import { type DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ED25519 } from '../../events/tlog/note-key.ts';
import { LedgerReads } from '../../functions/ledger/reads.ts';
import { theWorld } from '../../functions/world.ts';
import { freshTable } from '../support/local/dynamodb.ts';
import { InjectedStep } from '../support/local/injected-step.ts';
import { differences } from '../support/local/replay-table.ts';
import { sequenceAll } from '../support/local/world.ts';
import { checkLog } from '../support/log/log-check.ts';
import {
  blocksOf,
  type Caller,
  issueBatch,
  loadHandlers,
  OPERATOR,
  registerOrganization,
  TestApi,
} from '../support/probes/api.ts';
import { storedDocument } from '../support/probes/documents.ts';
import {
  type Member,
  type NativeProject,
  onDay,
  registerNativeProject,
  today,
} from '../support/probes/lifecycle.ts';
import { issueReport } from '../support/probes/reports.ts';
import { must, retire } from '../support/probes/small-registry.ts';
import { signerOf } from '../unit/file-signer.ts';

const signer = signerOf('lvzhang.test/log', ED25519, 17);
const problem = (name: string) => ({ body: { type: `urn:lvzhang:problem:${name}` } });

let api: TestApi;
let client: DynamoDBDocumentClient;
let tableName: string;
let native: NativeProject;
let batch: string;
let buyer: Member;
let bank: Member;
beforeAll(async () => {
  onDay('2026-01-05');
  ({ client, tableName } = await freshTable());
  api = new TestApi(await loadHandlers());
  buyer = await registerOrganization(api);
  bank = await registerOrganization(api, ['financier'], '农商银行');
  native = await registerNativeProject(api, { standard: 'VCS' });
  const amounts = [{ vintage: 2025, kilograms: 1_000_000 }];
  const period = { from: '2025-01-01', to: '2025-12-31' };
  batch = (await issueReport(api, native, period, amounts, 1000)).batches[2025]!;
});
afterAll(() => {
  vi.useRealTimers();
});

const post = (path: string, caller: Caller, body?: object) =>
  api.send(`POST ${path}`, { caller, ...(body && { body }) });

const serialsIn = (ranges: { from: number; to: number }[]) =>
  ranges.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i));

const sold = async (fen: number, items: object[] = [{ batch, quantity: 1 }]) => {
  const { developer } = native;
  const body = { from: developer.account, to: buyer.account, items, price: { fen } };
  const { id } = await must(api, 'POST /v1/transfers', developer.caller, body);
  await must(api, `POST /v1/transfers/${id}/accept`, buyer.caller);
  return id as string;
};

/**
 * Runs `action`. Its commit of that type has read all that it rests on; right before it is written,
 * `meanwhile` runs, as in another function instance: within one, commits that move the same entity
 * take turns.
 */
async function withMeanwhile<T>(
  type: string,
  meanwhile: () => Promise<void>,
  action: () => Promise<T>,
): Promise<T> {
  const world = theWorld();
  const { reads } = world;
  const real = reads.client;
  const restore = () => Object.assign(reads, { client: real });
  const injected = new InjectedStep(async () => {
    restore();
    const other = vi.spyOn(world, 'reads', 'get').mockReturnValue(new LedgerReads(real, reads.tableName));
    await meanwhile().finally(() => other.mockRestore());
  });
  const send = async (command: unknown) => {
    if (command instanceof TransactWriteCommand && JSON.stringify(command.input).includes(type))
      await injected.run();
    return real.send(command as never);
  };
  Object.assign(reads, { client: { send } });
  const result = await action().finally(restore);
  await injected.succeeded();
  return result;
}

describe('a settlement', () => {
  it('while the parties accept another version follows the one that the log has before it', async () => {
    const { developer, holder, agreement } = native;
    const sale = await sold(1_000);
    const parties = [
      { organization: developer.id, kind: 'municipal', basisPoints: 1000 },
      { organization: holder.id, kind: 'holder', basisPoints: 9000 },
    ];
    const terms = { effectiveFrom: today(), parties, document: await storedDocument(developer.id) };
    await must(api, `POST /v1/agreements/${agreement}/versions`, developer.caller, terms);
    const settled = await withMeanwhile(
      'income.divided',
      async () => {
        await must(api, `POST /v1/agreements/${agreement}/accept`, holder.caller, { version: 2 });
        await sequenceAll(client, tableName, signer);
      },
      () => post(`/v1/transfers/${sale}/settle`, developer.caller, { settledOn: today() }),
    );
    expect(settled).toMatchObject({ status: 200, body: { version: 2, parts: [{ fen: 100 }, { fen: 900 }] } });
  });
});

describe('losses', () => {
  const reverse = async (kilograms: number) =>
    post(`/v1/projects/${native.project}/reversals`, OPERATOR, {
      cause: 'fire',
      occurredOn: today(),
      kilograms,
      document: await storedDocument(OPERATOR.org),
    });

  it('together are never more than was issued', async () => {
    expect(await reverse(1_000_001)).toMatchObject(problem('reversal-exceeds-issued'));
    expect(await reverse(600_000)).toMatchObject({ status: 201, body: { cancelled: 100, uncovered: 500 } });
    const both = await Promise.all([reverse(300_000), reverse(300_000)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 422]);
    expect(await reverse(100_001)).toMatchObject({
      ...problem('reversal-exceeds-issued'),
      body: { seen: { tonnes: 101, issued: 1000, reversed: 900 } },
    });
  });
});

describe('eight at once out of one block of 100', () => {
  const want = fc.record({
    what: fc.constantFrom('pledge', 'pledge', 'offer', 'retire', 'subdivide'),
    quantity: fc.integer({ min: 1, max: 45 }),
  });
  type Want = typeof want extends fc.Arbitrary<infer W> ? W : never;
  /** What two of either side then do at the same moment to one pledge or one transfer. */
  const ways = fc.constantFrom(
    ['accept', 'withdraw'],
    ['accept', 'reject'],
    ['accept', 'accept'],
    ['reject', 'withdraw'],
  );

  it('never give a serial twice, and leave what their answers say', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(want, { minLength: 8, maxLength: 8 }), fc.array(ways, { minLength: 8 }), mix),
      { numRuns: 25 },
    );
  });

  async function mix(wants: Want[], then: (readonly string[])[]) {
    const { batch: block, developer: owner } = await issueBatch(api, 100);
    const status = new Map<number, string>();
    const take = (serials: number[], as: string) => {
      for (const serial of serials) {
        expect([serial, status.get(serial)]).toEqual([serial, undefined]);
        status.set(serial, as);
      }
    };
    const answers = await Promise.all(wants.map((each) => start(each, owner, block)));
    const open: { path: string; serials: number[] }[] = [];
    for (const [n, { what }] of wants.entries()) {
      const { status: code, body } = answers[n]!;
      expect([what, code < 500]).toEqual([what, true]);
      if (code !== 201) continue;
      const serials = serialsIn(body.serials);
      take(serials, what === 'retire' ? 'retired' : `offered ${body.id}`);
      if (what !== 'retire')
        open.push({ path: `/v1/${what === 'pledge' ? 'pledges' : 'transfers'}/${body.id}`, serials });
    }
    const ends = await Promise.all(
      open.map(({ path }, n) => {
        const other = path.startsWith('/v1/pledges') ? bank : buyer;
        const by = (step: string) => (step === 'withdraw' ? owner : other).caller;
        return Promise.all(then[n % then.length]!.map((step) => post(`${path}/${step}`, by(step))));
      }),
    );
    for (const [n, { path, serials }] of open.entries()) {
      const won = ends[n]!.filter(({ status: code }) => code === 200);
      expect([path, won.length]).toEqual([path, 1]);
      const as = { active: 'pledged', accepted: 'sold' }[won[0]!.body.status as string] ?? 'held';
      for (const serial of serials) status.set(serial, as);
    }
    let next = 1;
    for (const { from, to, status: as, account } of await blocksOf(api, block)) {
      expect(from).toBe(next);
      next = to + 1;
      for (let serial = from; serial <= to; serial++) {
        const seen = as === 'held' && account === buyer.account ? 'sold' : as;
        expect([serial, seen]).toEqual([serial, status.get(serial) ?? 'held']);
      }
    }
    expect(next).toBe(101);
  }

  function start({ what, quantity }: Want, owner: Member, block: string) {
    const { caller, account } = owner;
    const items = [{ batch: block, quantity }];
    if (what === 'subdivide') return post(`/v1/batches/${block}/subdivide`, caller, { block: 1, lanes: 3 });
    if (what === 'retire') return post('/v1/retirements', caller, retire(account, block, quantity));
    const to = what === 'pledge' ? bank.account : buyer.account;
    return post(what === 'pledge' ? '/v1/pledges' : '/v1/transfers', caller, { from: account, to, items });
  }
});

it('the log is clean, and the table is what it replays to', async () => {
  await sequenceAll(client, tableName, signer);
  expect(await differences(client, tableName, await checkLog(api, signer.key))).toEqual([]);
});
