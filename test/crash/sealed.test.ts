/**
 * Commits with private facts, and issuances, under everything that may happen to their write:
 * whole or not at all.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ED25519 } from '../../events/tlog/note-key.ts';
import type { Sender } from '../../functions/ledger/table.ts';
import { theWorld } from '../../functions/world.ts';
import { opens } from '../../shared/base/seal.ts';
import { freshTable } from '../support/local/dynamodb.ts';
import { type Fault, faulty, writesToMeet } from '../support/local/faults.ts';
import { differences } from '../support/local/replay-table.ts';
import { sequenceAll } from '../support/local/world.ts';
import { checkLog } from '../support/log/log-check.ts';
import { type Caller, loadHandlers, OPERATOR, registerOrganization, TestApi } from '../support/probes/api.ts';
import { type NativeProject, onDay, registerNativeProject, today } from '../support/probes/lifecycle.ts';
import { issueReport, requestOpen, submitReport, verification } from '../support/probes/reports.ts';
import { must } from '../support/probes/small-registry.ts';
import { signerOf } from '../unit/file-signer.ts';

const signer = signerOf('lvzhang.test/log', ED25519, 19);
let api: TestApi;
let client: Sender;
let tableName: string;
let native: NativeProject;
let batch: string;
let buyer: Awaited<ReturnType<typeof registerOrganization>>;
beforeAll(async () => {
  onDay('2026-01-05');
  ({ client, tableName } = await freshTable());
  api = new TestApi(await loadHandlers());
  buyer = await registerOrganization(api);
  native = await registerNativeProject(api, { standard: 'VCS' });
  const amounts = [{ vintage: 2021, kilograms: 1_000_000 }];
  const { batches } = await issueReport(api, native, { from: '2021-04-01', to: '2021-12-31' }, amounts, 0);
  batch = batches[2021]!;
});
afterAll(() => {
  vi.useRealTimers();
});

/** One of a request's own: each is sent by another organization, or of another thing. */
const keyOf = (request: string) => request.replaceAll(/\W/g, '-');

/** Sends while the handlers' writes meet these faults, one after the other. */
async function sendUnder(faults: readonly Fault[], request: string, caller: Caller, body: object) {
  const { reads } = theWorld();
  const real = reads.client;
  // What a dying process last says is not the test's.
  const silent = vi.spyOn(console, 'error').mockImplementation(() => {});
  const sender = faulty(real, (n) => faults[n] ?? 'none');
  Object.assign(reads, { client: sender });
  try {
    const answer = await api.send(request, { caller, body, key: keyOf(request) });
    expect(sender.writes).toBeGreaterThanOrEqual(writesToMeet(faults));
    return answer;
  } finally {
    Object.assign(reads, { client: real });
    silent.mockRestore();
  }
}

/**
 * Under the faults, and then once more as a caller does that heard nothing: the answer, and whether it
 * is the first one's.
 */
async function sendTwice(faults: readonly Fault[], request: string, caller: Caller, body: object) {
  const first = await sendUnder(faults, request, caller, body);
  const again = await api.send(request, { caller, body, key: keyOf(request) });
  expect(again.status).toBeLessThan(300);
  const died = faults.some((fault) => fault.startsWith('crash'));
  if (died) expect(first.status).toBe(500);
  else expect(first).toMatchObject({ status: again.status, body: again.body });
  expect(again.headers['idempotent-replayed']).toBe(faults[0] === 'crash before' ? undefined : 'true');
  return again.body;
}

const sequences: Fault[][] = [
  ['lost'],
  ['persisted'],
  ['conflict', 'lost', 'persisted'],
  ['throttled', 'conflict'],
  ['crash before'],
  ['crash after'],
];
const cases = sequences.map((faults, n) => ({ name: faults.join(', '), faults, n }));

const entitlementsOf = async ({ caller }: { caller: Caller }): Promise<{ fen: number }[]> =>
  (await must(api, 'GET /v1/entitlements?from=2026-01-01&to=2026-12-31', caller)).items;

describe.each(cases)('after $name', ({ faults, n }) => {
  it('a price stands beside its offer, and opens its seal', async () => {
    const seller = await registerOrganization(api);
    const stock = await must(api, 'POST /v1/transfers', native.developer.caller, {
      from: native.developer.account,
      to: seller.account,
      items: [{ batch, quantity: 10 }],
    });
    await must(api, `POST /v1/transfers/${stock.id}/accept`, seller.caller);
    const body = {
      from: seller.account,
      to: buyer.account,
      items: [{ batch, quantity: 10 }],
      price: { fen: 700 + n },
    };
    const { id } = await sendTwice(faults, 'POST /v1/transfers', seller.caller, body);
    const { price, seal } = await must(api, `GET /v1/transfers/${id}`, buyer.caller);
    expect(price).toEqual({ fen: 700 + n });
    expect(opens(seal.sealed, price, seal.salt)).toBe(true);
    expect((await must(api, `GET /v1/commits/${id}`, buyer.caller)).event.sealed).toBe(seal.sealed);
  });

  it('a sale is divided once, and the parts stand beside the division', async () => {
    const { developer, holder } = native;
    const fen = 1_001 + n;
    const { id } = await must(api, 'POST /v1/transfers', developer.caller, {
      from: developer.account,
      to: buyer.account,
      items: [{ batch, quantity: 1 }],
      price: { fen },
    });
    await must(api, `POST /v1/transfers/${id}/accept`, buyer.caller);
    const before = await entitlementsOf(holder);
    const request = `POST /v1/transfers/${id}/settle`;
    const divided = await sendTwice(faults, request, developer.caller, { settledOn: today() });
    const parts = divided.parts.map(({ organization, fen: part }: { organization: string; fen: number }) => ({
      organization,
      fen: part,
    }));
    expect(parts.reduce((sum: number, part: { fen: number }) => sum + part.fen, 0)).toBe(fen);
    const { seal } = await must(api, `GET /v1/transfers/${id}/settlement`, holder.caller);
    expect(opens(seal.sealed, { fen, parts }, seal.salt)).toBe(true);
    expect(await entitlementsOf(holder)).toHaveLength(before.length + 1);
  });

  it('a vintage is issued once, and its buffer share with it', async () => {
    const own = await registerNativeProject(api, { standard: 'VCS' });
    const amounts = [{ vintage: 2022, kilograms: 100_000 }];
    const report = await submitReport(api, own, { from: '2022-01-01', to: '2022-12-31' }, amounts);
    const verify = `POST /v1/monitoring-reports/${report}/verify`;
    const verified = await verification(own, amounts, { riskBasisPoints: 1001 });
    await must(api, verify, own.verifier2.caller, verified);
    await requestOpen(api, own, report);
    const request = `POST /v1/monitoring-reports/${report}/issue`;
    await sendTwice(faults, request, OPERATOR, { vintage: 2022 });
    const project = await must(api, `GET /v1/projects/${own.project}`, OPERATOR);
    expect(project).toMatchObject({ issued: 100, buffered: 11, status: 'registered' });
  });
});

it('the log is clean, and the table is what it replays to', async () => {
  await sequenceAll(client, tableName, signer);
  expect(await differences(client, tableName, await checkLog(api, signer.key))).toEqual([]);
});
