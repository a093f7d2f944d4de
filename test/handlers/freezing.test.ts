/**
 * CCER or green certificate, never both: a solar-thermal plant (光热) from its certificates to its
 * reductions, and out again.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ED25519 } from '../../events/tlog/note-key.ts';
import type { Sender } from '../../functions/ledger/table.ts';
import { addDays } from '../../shared/base/day.ts';
import { freshTable } from '../support/local/memory-world.ts';
import { differences } from '../support/local/replay-table.ts';
import { sequenceAll } from '../support/local/world.ts';
import { checkLog } from '../support/log/log-check.ts';
import { blocksOf, loadHandlers, OPERATOR, registerOrganization, TestApi } from '../support/probes/api.ts';
import {
  developNativeProject,
  type Member,
  type NativeProject,
  onDay,
  publishNativeProject,
  requestNativeRegistration,
  reserveNativeProject,
  validateNativeProject,
} from '../support/probes/lifecycle.ts';
import { recordAndConfirm, registerFacility, type TestFacility } from '../support/probes/power.ts';
import { issueAll, requestOpen, submitReport, verification } from '../support/probes/reports.ts';
import { must } from '../support/probes/small-registry.ts';
import { signerOf } from '../unit/file-signer.ts';

const signer = signerOf('lvzhang.test/log', ED25519, 3);
const METHODOLOGY = 'CCER-01-001-V01';
const CREDITING = { from: '2025-03-01', to: '2035-02-28' };
const PERIOD = { from: '2025-03-01', to: '2025-04-30' };

let api: TestApi;
let client: Sender;
let tableName: string;
let owner: Member;
let buyer: Member;
let facility: TestFacility;
let native: NativeProject;
/** Batches by what they are of. */
const batches: Record<string, string> = {};

beforeAll(async () => {
  ({ client, tableName } = freshTable());
  api = new TestApi(await loadHandlers());
  onDay('2026-01-05');
  owner = await registerOrganization(api, ['developer', 'generator'], '示例光热发电');
  buyer = await registerOrganization(api);
  facility = await registerFacility(api, { owner, body: { technology: 'solar' } });
  for (const [name, month, lanes] of [
    ['before', '2025-02', 1],
    ['march', '2025-03', 90],
    ['april', '2025-04', 60],
  ] as const)
    batches[name] = (await recordAndConfirm(api, { facility, month, kilowattHours: lanes * 10_000, lanes }))
      .batch!;
});
afterAll(() => vi.useRealTimers());

const post = (path: string, body?: object, caller = OPERATOR) =>
  api.send(`POST ${path}`, { caller, ...(body && { body }) });
const freeze = () => post(`/v1/projects/${native.project}/freeze-certificates`);
const release = () => post(`/v1/projects/${native.project}/release-certificates`);
const register = () => post(`/v1/projects/${native.project}/register`, { code: 'CCER-示例-光热' });
const offer = async (batch: string, from: number, to: number): Promise<string> => {
  const body = { from: owner.account, to: buyer.account, items: [{ batch, from, to }] };
  return (await must(api, 'POST /v1/transfers', owner.caller, body)).id;
};
/** Certificates of a batch by status. */
async function standing(name: string): Promise<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const { status, quantity } of await blocksOf(api, batches[name]!))
    sums[status] = (sums[status] ?? 0) + quantity;
  return sums;
}

describe('a power project', () => {
  it('names a facility of its developer, and no other project names one', async () => {
    const options = { methodology: METHODOLOGY, startedOn: '2024-06-18', crediting: CREDITING };
    await expect(reserveNativeProject(api, { ...options, developer: owner })).rejects.toThrow(
      'facility-missing',
    );
    await expect(reserveNativeProject(api, { ...options, facility: facility.id })).rejects.toThrow(
      'not-found',
    );
    await expect(reserveNativeProject(api, { developer: owner, facility: facility.id })).rejects.toThrow(
      'facility-unused',
    );
    native = await reserveNativeProject(api, { ...options, developer: owner, facility: facility.id });
    const shown = await must(api, `GET /v1/projects/${native.project}`, OPERATOR);
    expect(shown).toMatchObject({ facility: facility.id, category: 'energy', methodology: METHODOLOGY });
  });

  it('freezes what nobody bought of its crediting period, page by page, before it is registered', async () => {
    expect((await freeze()).body.type).toContain('not-a-power-project');
    await developNativeProject(api, native);
    await publishNativeProject(api, native);
    expect((await freeze()).body.type).toContain('freezing-not-now');
    await validateNativeProject(api, native);
    await requestNativeRegistration(api, native);
    const sold = await offer(batches.april!, 1, 10);
    await must(api, `POST /v1/transfers/${sold}/accept`, buyer.caller);
    const open = await offer(batches.april!, 11, 20);

    expect((await register()).body).toMatchObject({
      type: expect.stringContaining('certificates-not-frozen'),
      seen: { remaining: 1480, locked: 10 },
    });
    const key = 'the-first-page';
    const call = { caller: OPERATOR, key };
    const first = await api.send(`POST /v1/projects/${native.project}/freeze-certificates`, call);
    expect(first.body).toMatchObject({ facility: facility.id, more: true });
    expect(first.body.frozen).toBeLessThan(1480);
    const again = await api.send(`POST /v1/projects/${native.project}/freeze-certificates`, call);
    expect(again.body).toEqual(first.body);
    expect((await freeze()).body).toMatchObject({ frozen: 1480 - first.body.frozen, more: false });
    expect((await freeze()).body).toMatchObject({
      type: expect.stringContaining('nothing-to-freeze'),
      seen: { locked: 10 },
    });
    expect((await register()).body.seen).toMatchObject({ remaining: 0, locked: 10 });
    expect((await release()).body.type).toContain('releasing-not-now');

    await must(api, `POST /v1/transfers/${open}/withdraw`, owner.caller);
    expect((await freeze()).body).toMatchObject({ frozen: 10, more: false });
    expect(await standing('before')).toEqual({ held: 10 });
    expect(await standing('april')).toEqual({ held: 10, frozen: 590 });
    expect((await register()).status).toBe(200);
  });

  it('has certificates of its months born frozen, which nobody can move', async () => {
    const may = await recordAndConfirm(api, { facility, month: '2025-05', kilowattHours: 50_000 });
    expect(may.frozen).toBe(true);
    batches.may = may.batch!;
    const body = { from: owner.account, to: buyer.account, items: [{ batch: batches.may, quantity: 1 }] };
    expect((await post('/v1/transfers', body, owner.caller)).status).toBe(409);
  });

  it('cancels them before the reductions of the same power are issued', async () => {
    const amounts = [{ vintage: 2025, kilograms: 900_000 }];
    const report = await submitReport(api, native, PERIOD, amounts);
    const cancel = () =>
      post(`/v1/monitoring-reports/${report}/cancel-certificates`, { reason: '减排量登记' });
    expect((await cancel()).body.type).toContain('report-status');
    const { comments } = await must(api, `GET /v1/monitoring-reports/${report}`, OPERATOR);
    onDay(addDays(comments.to, 1));
    const body = await verification(native, amounts);
    await must(api, `POST /v1/monitoring-reports/${report}/verify`, native.verifier2.caller, body);
    const quantities = await requestOpen(api, native, report);
    const issue = await post(`/v1/monitoring-reports/${report}/issue`, { vintage: 2025 });
    expect(issue.body).toMatchObject({
      type: expect.stringContaining('certificates-not-cancelled'),
      seen: { remaining: 1490 },
    });
    let cancelled = 0;
    for (let remaining = 1; remaining > 0; ) {
      const page = await cancel();
      expect(page.body).toMatchObject({ id: report, facility: facility.id, account: owner.account });
      cancelled += page.body.cancelled;
      remaining = page.body.remaining;
    }
    expect(cancelled).toBe(1490);
    expect((await cancel()).body.type).toContain('nothing-frozen-to-cancel');
    expect(await standing('march')).toEqual({ cancelled: 900 });
    expect(await standing('april')).toEqual({ held: 10, cancelled: 590 });
    expect(await standing('may')).toEqual({ frozen: 50 });
    await issueAll(api, report, quantities);

    // Metered late, of a period whose reductions are issued: born frozen, and never to be given back.
    const late = await recordAndConfirm(api, {
      facility,
      month: '2025-04',
      energy: 'self-use',
      kilowattHours: 20_000,
    });
    expect(late.frozen).toBe(true);
    batches.late = late.batch!;
    await must(api, `POST /v1/projects/${native.project}/deregister`, OPERATOR, { reason: '业主申请' });
    expect((await release()).body).toMatchObject({ released: 50, remaining: 20 });
    expect((await release()).body).toMatchObject({
      type: expect.stringContaining('nothing-to-release'),
      seen: { credited: 20 },
    });
    expect((await cancel()).body).toMatchObject({ cancelled: 20, remaining: 0 });
    expect((await release()).body).toMatchObject({ released: 0, remaining: 0 });
    expect([await standing('may'), await standing('late')]).toEqual([{ held: 50 }, { cancelled: 20 }]);
    const june = await recordAndConfirm(api, { facility, month: '2025-06', kilowattHours: 10_000 });
    expect(june.frozen).toBe(false);
    // The project is over and the facility free; what its reductions were issued of never is.
    const corrected = await recordAndConfirm(api, {
      facility,
      month: '2025-03',
      kilowattHours: 920_000,
      reason: '补录',
    });
    expect(corrected).toMatchObject({ quantity: 20, frozen: true });
    const plant = await must(api, `GET /v1/facilities/${facility.id}`, OPERATOR);
    expect([plant.frozen, plant.credited]).toEqual([undefined, [{ report, ...PERIOD }]]);
    expect((await cancel()).body).toMatchObject({ cancelled: 20, remaining: 0 });
  });

  it('leaves a log that audits clean and says what the table says', async () => {
    await sequenceAll(client, tableName, signer);
    const log = await checkLog(api, signer.key);
    expect(await differences(client, tableName, log)).toEqual([]);
  });
});
