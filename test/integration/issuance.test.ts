/**
 * From a monitoring report to issued units, corrections and reversals, through the real
 * handlers and their clock.
 */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { verifyCertificate } from '../../events/certificate/retirement-certificate.ts';
import { ED25519 } from '../../events/tlog/note-key.ts';
import { addDays } from '../../shared/base/day.ts';
import { freshTable } from '../support/local/dynamodb.ts';
import { differences } from '../support/local/replay-table.ts';
import { sequenceAll } from '../support/local/world.ts';
import { checkLog } from '../support/log/log-check.ts';
import {
  blocksOf,
  type Caller,
  loadHandlers,
  OPERATOR,
  registerOrganization,
  TestApi,
} from '../support/probes/api.ts';
import { storedDocument } from '../support/probes/documents.ts';
import { type NativeProject, onDay, registerNativeProject, today } from '../support/probes/lifecycle.ts';
import {
  correct,
  issueAll,
  issueReport,
  requestOpen,
  submitReport,
  verification,
} from '../support/probes/reports.ts';
import { must, retire } from '../support/probes/small-registry.ts';
import { signerOf } from '../unit/file-signer.ts';

const signer = signerOf('lvzhang.test/log', ED25519, 11);
let api: TestApi;
let client: DynamoDBDocumentClient;
let tableName: string;
beforeAll(async () => {
  onDay('2026-01-05');
  ({ client, tableName } = await freshTable());
  api = new TestApi(await loadHandlers());
});
afterAll(() => {
  vi.useRealTimers();
});

const problem = (name: string) => ({ body: { type: `urn:lvzhang:problem:${name}` } });
const post = (path: string, caller: Caller, body: object) => api.send(`POST ${path}`, { caller, body });
const readReport = (id: string) => must(api, `GET /v1/monitoring-reports/${id}`, OPERATOR);
const readProject = ({ project }: NativeProject) => must(api, `GET /v1/projects/${project}`, OPERATOR);
const unitsBy = (blocks: { status: string; quantity: number }[], status: string) =>
  blocks.filter((block) => block.status === status).reduce((sum, { quantity }) => sum + quantity, 0);

const reverse = async ({ project }: NativeProject, kilograms: number, occurredOn = today()) =>
  post(`/v1/projects/${project}/reversals`, OPERATOR, {
    cause: 'fire',
    occurredOn,
    kilograms,
    document: await storedDocument(OPERATOR.org),
  });

const cancellation = (
  { project, developer }: NativeProject,
  batch: string,
  quantity: number,
  report?: string,
) => ({
  project,
  cause: report ? 'over-issuance' : 'reversal',
  ...(report && { report }),
  account: developer.account,
  items: [{ batch, quantity }],
  reason: '补足',
});

const AMOUNTS = [
  { vintage: 2023, kilograms: 500_999 },
  { vintage: 2024, kilograms: 1_000_999 },
];
const PERIOD = { from: '2023-07-01', to: '2024-12-31' };

describe('a CCER report', () => {
  let native: NativeProject;
  let report: string;
  let batches: Record<number, string>;
  beforeAll(async () => {
    native = await registerNativeProject(api);
  });

  it('is published, commented on, and verified by another than the validator', async () => {
    report = await submitReport(api, native, PERIOD, AMOUNTS);
    const { comments, vintages } = await readReport(report);
    expect(comments.from).toBe(today());
    expect(vintages).toMatchObject([{ tonnes: 0 }, { tonnes: 0 }]);
    const anyone = await registerOrganization(api);
    await must(api, `POST /v1/monitoring-reports/${report}/comments`, anyone.caller, { text: '样地太少' });
    const listed = await must(api, `GET /v1/monitoring-reports/${report}/comments`, anyone.caller);
    expect(listed.items).toMatchObject([{ number: 1, by: anyone.id, text: '样地太少' }]);
    const verify = `/v1/monitoring-reports/${report}/verify`;
    const body = await verification(native, AMOUNTS, { comments: 1 });
    expect(await post(verify, native.validator.caller, body)).toMatchObject(problem('verifier-is-validator'));
    expect(await post(verify, native.verifier2.caller, body)).toMatchObject(problem('comments-open'));
    onDay(addDays(comments.to, 1));
    const unheard = { ...body, treatments: [] };
    expect(await post(verify, native.verifier2.caller, unheard)).toMatchObject({
      ...problem('comment-untreated'),
      status: 422,
    });
    await must(api, `POST ${verify}`, native.verifier2.caller, body);
    expect(await readReport(report)).toMatchObject({
      status: 'verified',
      verifier: native.verifier2.id,
      commentsReceived: 1,
      vintages: [
        { tonnes: 450, buffer: 0, open: 450 },
        { tonnes: 900, open: 900 },
      ],
    });
  });

  it('is not reported twice', async () => {
    const { project, developer } = native;
    const body = {
      period: { from: '2024-12-31', to: '2025-06-30' },
      amounts: [
        { vintage: 2024, kilograms: 1 },
        { vintage: 2025, kilograms: 1 },
      ],
      document: await storedDocument(developer.id),
    };
    const again = await post(`/v1/projects/${project}/monitoring-reports`, developer.caller, body);
    expect(again).toMatchObject({ status: 409, ...problem('period-already-reported') });
    expect(again.body).toMatchObject({ seen: { report }, errors: [{ pointer: '#/period' }] });
    const listed = await must(api, `GET /v1/projects/${project}/monitoring-reports`, developer.caller);
    expect(listed.items.map(({ id }: { id: string }) => id)).toEqual([report]);
  });

  it('refers to documents that are stored, and says so before it is anything', async () => {
    const { project, developer } = native;
    const document = { sha256: 'ab'.repeat(32), mediaType: 'application/pdf', bytes: 1 };
    const body = {
      period: { from: '2025-01-01', to: '2025-06-30' },
      amounts: [{ vintage: 2025, kilograms: 1 }],
      document,
    };
    const refused = await post(`/v1/projects/${project}/monitoring-reports`, developer.caller, body);
    expect(refused).toMatchObject({ status: 422, ...problem('document-not-stored') });
  });

  it('is issued as it was verified, once, and late where the registry is', async () => {
    const path = `/v1/monitoring-reports/${report}`;
    const wrong = {
      quantities: [
        { vintage: 2023, tonnes: 451 },
        { vintage: 2024, tonnes: 900 },
      ],
    };
    expect(await post(`${path}/request-issuance`, native.developer.caller, wrong)).toMatchObject(
      problem('quantity-not-verified'),
    );
    expect(await post(`${path}/issue`, OPERATOR, { vintage: 2023 })).toMatchObject(problem('report-status'));
    const quantities = await requestOpen(api, native, report);
    expect(quantities).toEqual([
      { vintage: 2023, tonnes: 450 },
      { vintage: 2024, tonnes: 900 },
    ]);
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => post(`${path}/issue`, OPERATOR, { vintage: 2023, lanes: 3 })),
    );
    const [won, ...others] = answers.filter(({ status }) => status === 201);
    expect(others).toEqual([]);
    const { requested } = await readReport(report);
    onDay(addDays(requested.dueBy, 1));
    const second = await post(`${path}/issue`, OPERATOR, { vintage: 2024 });
    expect(second).toMatchObject({ status: 201, body: { issued: 900, imported: false } });
    const { event } = await must(api, `GET /v1/commits/${second.body.commit.id}`, OPERATOR);
    expect(event.facts).toMatchObject({ late: true, report });
    batches = { 2023: won?.body.id, 2024: second.body.id };
    expect(await readReport(report)).toMatchObject({
      status: 'issued',
      vintages: [{ open: 0 }, { open: 0 }],
    });
    expect(await readProject(native)).toMatchObject({ status: 'registered', issued: 1350 });
    expect(await blocksOf(api, batches[2023]!)).toHaveLength(3);
  });

  it('corrected upwards opens the difference only', async () => {
    await correct(api, native, report, [{ vintage: 2023, kilograms: 512_000 }, AMOUNTS[1]!]);
    const quantities = await requestOpen(api, native, report);
    expect(quantities).toEqual([{ vintage: 2023, tonnes: 10 }]);
    await issueAll(api, report, quantities);
    expect(await readProject(native)).toMatchObject({ issued: 1360 });
  });

  it('corrected downwards is made good by units of the same instrument, and by no more', async () => {
    const { developer } = native;
    await correct(api, native, report, [
      { vintage: 2023, kilograms: 512_000 },
      { vintage: 2024, kilograms: 900_000 },
    ]);
    expect(await readProject(native)).toMatchObject({ excess: 90 });
    const other = await submitReport(api, native, { from: '2025-01-01', to: '2025-06-30' }, [
      { vintage: 2025, kilograms: 100_000 },
    ]);
    const { comments } = await readReport(other);
    onDay(addDays(comments.to, 1));
    const amounts = [{ vintage: 2025, kilograms: 100_000 }];
    const verify = `POST /v1/monitoring-reports/${other}/verify`;
    await must(api, verify, native.verifier2.caller, await verification(native, amounts));
    const quantities = [{ vintage: 2025, tonnes: 90 }];
    expect(
      await post(`/v1/monitoring-reports/${other}/request-issuance`, developer.caller, { quantities }),
    ).toMatchObject(problem('excess-open'));
    const cancel = (quantity: number) =>
      post('/v1/cancellations', developer.caller, cancellation(native, batches[2023]!, quantity, report));
    expect(await cancel(91)).toMatchObject({ status: 409, ...problem('cancellation-exceeds-open') });
    expect(await cancel(60)).toMatchObject({ status: 201, body: { quantity: 60, cause: 'over-issuance' } });
    const both = await Promise.all([cancel(30), cancel(30)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await readProject(native)).toMatchObject({ excess: 0 });
    expect(unitsBy(await blocksOf(api, batches[2023]!), 'cancelled')).toBe(90);
    await issueAll(api, other, await requestOpen(api, native, other));
  });

  it('has no buffer: a reversal is uncovered until other units are cancelled for it', async () => {
    const reversal = await reverse(native, 20_001);
    expect(reversal).toMatchObject({ status: 201, body: { tonnes: 21, cancelled: 0, uncovered: 21 } });
    expect(await readProject(native)).toMatchObject({ uncovered: 21 });
    const body = cancellation(native, batches[2024]!, 21);
    await must(api, 'POST /v1/cancellations', native.developer.caller, body);
    expect(await readProject(native)).toMatchObject({ uncovered: 0 });
  });

  it('that is refused frees its period', async () => {
    const period = { from: '2025-07-01', to: '2025-12-31' };
    const amounts = [{ vintage: 2025, kilograms: 1000 }];
    const refused = await submitReport(api, native, period, amounts);
    const body = { reason: '监测数据不可核实' };
    await must(api, `POST /v1/monitoring-reports/${refused}/refuse`, native.verifier2.caller, body);
    expect(await readReport(refused)).toMatchObject({ status: 'refused' });
    await submitReport(api, native, period, amounts);
  });

  it('gives units whose retirement is proven by a certificate', async () => {
    const { developer } = native;
    const retired = await must(
      api,
      'POST /v1/retirements',
      developer.caller,
      retire(developer.account, batches[2024]!, 5),
    );
    await sequenceAll(client, tableName, signer);
    const { body } = await api.send(`GET /v1/retirements/${retired.id}/certificate.json`, {
      caller: OPERATOR,
    });
    const check = verifyCertificate(JSON.stringify(body), { logKey: signer.key });
    expect(check.faults).toEqual([]);
    expect(check.origins).toMatchObject([
      {
        issued: { facts: { report, vintage: 2024 } },
        project: { type: 'project.registered', facts: { project: native.project, developer: developer.id } },
      },
    ]);
  });
});

describe('a VCS report', () => {
  let native: NativeProject;
  let report: string;
  let batches: Record<number, string>;
  beforeAll(async () => {
    native = await registerNativeProject(api, { standard: 'VCS' });
  });

  it('is not published; its buffer share is the last of each vintage', async () => {
    ({ report, batches } = await issueReport(api, native, PERIOD, AMOUNTS, 1500));
    expect(await readReport(report)).toMatchObject({
      status: 'issued',
      riskBasisPoints: 1500,
      vintages: [
        { tonnes: 500, buffer: 75 },
        { tonnes: 1000, buffer: 150 },
      ],
    });
    const { buffer, ...project } = await readProject(native);
    expect(project).toMatchObject({ status: 'registered', issued: 1500, buffered: 225 });
    expect(await blocksOf(api, batches[2023]!)).toMatchObject([
      { from: 1, to: 425, status: 'held', account: native.developer.account },
      { from: 426, to: 500, status: 'buffer', account: buffer },
    ]);
  });

  it('leaves its buffer where it is: nobody sends, retires or cuts it', async () => {
    const { developer } = native;
    const { buffer } = await readProject(native);
    const items = [{ batch: batches[2023]!, from: 426, to: 427 }];
    const buyer = await registerOrganization(api);
    const offered = await post('/v1/transfers', developer.caller, { from: buffer, to: buyer.account, items });
    expect(offered).toMatchObject(problem('units-not-available'));
    const retired = await post('/v1/retirements', developer.caller, {
      ...retire(buffer, batches[2023]!),
      items,
    });
    expect(retired).toMatchObject(problem('units-not-available'));
    const cut = { block: 426, lanes: 2 };
    expect(await post(`/v1/batches/${batches[2023]}/subdivide`, developer.caller, cut)).toMatchObject(
      problem('units-not-available'),
    );
  });

  it('reversals cancel its buffer, oldest vintage first, and each unit once', async () => {
    const answers = await Promise.all([reverse(native, 40_000), reverse(native, 40_000)]);
    expect(answers.map(({ body }) => [body.cancelled, body.uncovered])).toEqual([
      [40, 0],
      [40, 0],
    ]);
    expect(unitsBy(await blocksOf(api, batches[2023]!), 'buffer')).toBe(0);
    expect(unitsBy(await blocksOf(api, batches[2024]!), 'buffer')).toBe(145);
    expect(await readProject(native)).toMatchObject({ buffered: 145, uncovered: 0 });
  });

  it('a reversal beyond the buffer says what is uncovered, and holds up the next issuance', async () => {
    expect(await reverse(native, 150_000)).toMatchObject({ body: { cancelled: 145, uncovered: 5 } });
    const amounts = [{ vintage: 2025, kilograms: 10_000 }];
    const next = await submitReport(api, native, { from: '2025-01-01', to: '2025-12-31' }, amounts);
    await must(
      api,
      `POST /v1/monitoring-reports/${next}/verify`,
      native.verifier2.caller,
      await verification(native, amounts, { riskBasisPoints: 1001 }),
    );
    const request = { quantities: [{ vintage: 2025, tonnes: 10 }] };
    const path = `/v1/monitoring-reports/${next}/request-issuance`;
    expect(await post(path, native.developer.caller, request)).toMatchObject(
      problem('reversal-uncompensated'),
    );
    const stranger = await registerOrganization(api, ['developer']);
    const body = cancellation(native, batches[2024]!, 5);
    expect(await post('/v1/cancellations', stranger.caller, body)).toMatchObject(problem('not-yours'));
    expect(
      await post('/v1/cancellations', stranger.caller, { ...body, account: stranger.account }),
    ).toMatchObject(problem('not-the-developers-account'));
    await must(api, 'POST /v1/cancellations', OPERATOR, body);
    const quantities = await requestOpen(api, native, next);
    // Corrected while it is under way: the application falls, and the project is back where it was.
    await correct(api, native, next, [{ vintage: 2025, kilograms: 11_000 }]);
    expect(await readProject(native)).toMatchObject({ status: 'registered' });
    const { vintage } = quantities[0]!;
    expect(await post(`/v1/monitoring-reports/${next}/issue`, OPERATOR, { vintage })).toMatchObject(
      problem('report-status'),
    );
    expect(await requestOpen(api, native, next)).toEqual([{ vintage: 2025, tonnes: 11 }]);
    await issueAll(api, next, [{ vintage: 2025 }]);
    expect(await readReport(next)).toMatchObject({ vintages: [{ tonnes: 11, buffer: 2, issued: 11 }] });
    expect(await readProject(native)).toMatchObject({ buffered: 2, status: 'registered' });
  });
});

it('the log is clean, and the table is what it replays to', async () => {
  await sequenceAll(client, tableName, signer);
  const log = await checkLog(api, signer.key);
  expect(log.events.filter(({ type }) => type === 'reversal.recorded').length).toBe(4);
  expect(await differences(client, tableName, log)).toEqual([]);
});
