/**
 * Facilities, their metered months and the certificates issued of them, through the real
 * handlers and their clock.
 */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ED25519 } from '../../events/tlog/note-key.ts';
import { daysOf } from '../../shared/base/month.ts';
import { intervalsText } from '../../shared/power/intervals.ts';
import { freshTable } from '../support/local/dynamodb.ts';
import { differences } from '../support/local/replay-table.ts';
import { sequenceAll } from '../support/local/world.ts';
import { checkLog } from '../support/log/log-check.ts';
import {
  type Answer,
  blocksOf,
  type Caller,
  loadHandlers,
  OPERATOR,
  registerOrganization,
  TestApi,
} from '../support/probes/api.ts';
import { onDay } from '../support/probes/lifecycle.ts';
import {
  freshMeters,
  HONGSHAN,
  openProvincialAccount,
  recordAndConfirm,
  recordGeneration,
  registerFacility,
  type TestFacility,
} from '../support/probes/power.ts';
import { must } from '../support/probes/small-registry.ts';
import { signerOf } from '../unit/file-signer.ts';

const signer = signerOf('lvzhang.test/log', ED25519, 11);
let api: TestApi;
let client: DynamoDBDocumentClient;
let tableName: string;
let hongshan: TestFacility;
beforeAll(async () => {
  onDay('2026-01-05');
  ({ client, tableName } = await freshTable());
  api = new TestApi(await loadHandlers());
  hongshan = await registerFacility(api, { body: HONGSHAN });
});
afterAll(() => {
  vi.useRealTimers();
});

const problem = (name: string) => ({ body: { type: `urn:lvzhang:problem:${name}` } });
const post = (path: string, caller: Caller, body: object, key?: string): Promise<Answer> =>
  api.send(`POST ${path}`, { caller, body, ...(key && { key }) });
const of = ({ id }: TestFacility, rest = '') => `/v1/facilities/${id}${rest}`;
const show = (facility: TestFacility) => must(api, `GET ${of(facility)}`, OPERATOR);
const onGrid = async (facility: TestFacility) =>
  (await show(facility)).energy.find(({ energy }: { energy: string }) => energy === 'on-grid');

describe('a facility', () => {
  it('is shown with what of it is tradable, which nobody typed in', async () => {
    const { owner, grid, tradable, ...shown } = await show(hongshan);
    expect(shown).toMatchObject({ ...HONGSHAN, province: '15', energy: [], version: 1 });
    expect([owner, grid]).toEqual([hongshan.owner.id, hongshan.grid.id]);
    expect(tradable).toEqual([
      { energy: 'on-grid', tradable: true },
      { energy: 'mechanism-priced', tradable: false, reason: expect.stringContaining('provincial account') },
      { energy: 'self-use', tradable: false, reason: expect.stringContaining('self-consumed') },
    ]);
    const { body } = await api.send(`GET ${of(hongshan)}`, {
      caller: OPERATOR,
      headers: { 'accept-language': 'zh' },
    });
    expect(body.tradable[2].reason).toBe('自发自用电量核发的绿证不可交易');
  });

  it('hydropower of before 2023 is not tradable', async () => {
    const old = await registerFacility(api, {
      body: { technology: 'hydro', marketBased: true, connectedOn: '2022-12-31' },
    });
    expect((await show(old)).tradable[0]).toMatchObject({ energy: 'on-grid', tradable: false });
  });

  it('of another city of the province is on file', async () => {
    const tongliao = await registerFacility(api, { body: { banner: '150526' } });
    expect(await show(tongliao)).toMatchObject({ banner: '150526', province: '15' });
  });

  it('is listed', async () => {
    const { items } = await must(api, 'GET /v1/facilities', OPERATOR);
    expect(items.map(({ id }: { id: string }) => id)).toContain(hongshan.id);
  });

  it('has a code that no other has', async () => {
    const code = '15040220240000001';
    const { owner, grid } = hongshan;
    await registerFacility(api, { owner, grid, body: { code } });
    const body = { ...HONGSHAN, meters: freshMeters(), grid: grid.id, code };
    const again = await post('/v1/facilities', owner.caller, body);
    expect(again).toMatchObject({ status: 409, ...problem('registration-already-taken') });
  });

  it('has meters that no other of its grid company has', async () => {
    const { grid } = hongshan;
    const meters = [...freshMeters(), HONGSHAN.meters[1]];
    const body = { ...HONGSHAN, meters, grid: grid.id };
    const again = await post('/v1/facilities', (await registerOrganization(api, ['generator'])).caller, body);
    expect(again).toMatchObject({ status: 409, ...problem('meter-taken') });
    expect(again.body.errors).toMatchObject([{ pointer: '#/meters/4/id' }]);
    await registerFacility(api, { body: { meters } });
  });

  it('is registered once, of two at once with a meter in common', async () => {
    const { owner, grid } = hongshan;
    const [meter] = freshMeters();
    const bodies = [freshMeters(), freshMeters()].map((others) => ({
      ...HONGSHAN,
      meters: [meter, others[1]],
      grid: grid.id,
    }));
    const answers = await Promise.all(bodies.map((body) => post('/v1/facilities', owner.caller, body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('is not confirmed by its owner', async () => {
    const both = await registerOrganization(api, ['generator', 'grid']);
    const answer = await post('/v1/facilities', both.caller, { ...HONGSHAN, grid: both.id });
    expect(answer).toMatchObject({ status: 422, ...problem('grid-is-owner') });
  });

  it('of another registry comes in once, and is not metered', async () => {
    const owner = await registerOrganization(api, ['generator']);
    const body = {
      name: 'Chifeng Gaofeng Wind Farm',
      technology: 'wind',
      owner: owner.id,
      origin: { source: 'I-REC', code: 'CN-WIND-0001' },
    };
    const { id, tradable, energy } = await must(api, 'POST /v1/facilities/imports', OPERATOR, body);
    expect([tradable, energy]).toEqual([[], []]);
    const again = await post('/v1/facilities/imports', OPERATOR, body);
    expect(again).toMatchObject({ status: 409, ...problem('registration-already-taken') });
    const reading = { month: '2025-03', energy: 'on-grid', kilowattHours: 1000 };
    const metered = await post(`/v1/facilities/${id}/generation`, owner.caller, reading);
    expect(metered).toMatchObject({ status: 409, ...problem('facility-imported') });
  });
});

describe('generation', () => {
  it('becomes certificates at once; the remainder carries to the next month', async () => {
    const facility = await registerFacility(api);
    const first = await recordAndConfirm(api, { facility, month: '2025-01', kilowattHours: 26_500_999 });
    expect(first).toMatchObject({
      quantity: 26_500,
      carriedBefore: 0,
      carriedAfter: 999,
      account: facility.owner.account,
      frozen: false,
    });
    const second = await recordAndConfirm(api, {
      facility,
      month: '2025-02',
      kilowattHours: 25_000_001,
      lanes: 3,
    });
    expect(second).toMatchObject({ quantity: 25_001, carriedBefore: 999, carriedAfter: 0 });
    const lanes = await blocksOf(api, second.batch!);
    expect(lanes.map(({ from, quantity, status }) => [from, quantity, status])).toEqual([
      [1, 8334, 'held'],
      [8335, 8334, 'held'],
      [16_669, 8333, 'held'],
    ]);
    expect(await onGrid(facility)).toMatchObject({
      kilowattHours: 51_501_000,
      issued: 51_501,
      carriedKilowattHours: 0,
    });
    const { items } = await must(api, `GET ${of(facility, '/batches')}`, OPERATOR);
    expect(items).toMatchObject([
      {
        instrument: 'GEC',
        unit: 'MWh',
        energy: 'on-grid',
        generated: { from: '2025-01-01', to: '2025-01-31' },
        validThrough: '2026-12-31',
        vintage: 2025,
      },
      { issued: 25_001 },
    ]);
  });

  it('below 1000 kWh issues nothing', async () => {
    const facility = await registerFacility(api);
    const little = await recordAndConfirm(api, { facility, month: '2025-01', kilowattHours: 999 });
    expect(little).toMatchObject({ quantity: 0, carriedAfter: 999 });
    expect(little.batch).toBeUndefined();
  });

  it('has an official code that no other batch has', async () => {
    const facility = await registerFacility(api);
    const code = `1504022024HS00001${'1'.padStart(15, '0')}`;
    await recordAndConfirm(api, { facility, month: '2025-01', kilowattHours: 5000, code });
    const revision = await recordGeneration(api, { facility, month: '2025-02', kilowattHours: 5000 });
    const body = { month: '2025-02', energy: 'on-grid', revision };
    const path = of(facility, '/generation/confirm');
    const again = await post(path, facility.grid.caller, { ...body, code });
    expect(again).toMatchObject({ status: 409, ...problem('registration-already-taken') });
    expect(again.body.errors).toMatchObject([{ pointer: '#/code' }]);
    const next = { ...body, code: `${code.slice(0, -1)}6` };
    expect(await must(api, `POST ${path}`, facility.grid.caller, next)).toMatchObject({ quantity: 5 });
  });

  it('what storage discharges earns none', async () => {
    const facility = await registerFacility(api);
    const stored = await recordAndConfirm(api, {
      facility,
      month: '2025-01',
      kilowattHours: 10_000_000,
      dischargedKilowattHours: 1_500_000,
    });
    expect(stored).toMatchObject({ netKilowattHours: 8_500_000, quantity: 8500 });
  });

  it('under the mechanism price goes to the province, once it has an account', async () => {
    const facility = await registerFacility(api);
    const mechanism = {
      facility,
      month: '2025-07',
      energy: 'mechanism-priced',
      kilowattHours: 5000,
    } as const;
    await expect(recordAndConfirm(api, mechanism)).rejects.toThrow('provincial-account-missing');
    const { account, province } = await openProvincialAccount(api);
    const body = { month: mechanism.month, energy: mechanism.energy, revision: 1 };
    const issued = await must(api, `POST ${of(facility, '/generation/confirm')}`, facility.grid.caller, body);
    expect(issued).toMatchObject({ quantity: 5, account });
    expect(await must(api, `GET /v1/provincial-accounts/${province}`, OPERATOR)).toMatchObject({
      name: '内蒙古自治区',
      account,
    });
    const { id: organization } = await registerOrganization(api, ['regulator']);
    const again = await post('/v1/provincial-accounts', OPERATOR, { province, organization });
    expect(again).toMatchObject({ status: 409, ...problem('provincial-account-opened') });
  });

  it('that was refused is recorded again; only the latest revision is confirmed', async () => {
    const facility = await registerFacility(api);
    const { caller } = facility.grid;
    const month = { month: '2025-03', energy: 'on-grid' };
    await recordGeneration(api, { facility, month: '2025-03', kilowattHours: 7000 });
    const refusal = { ...month, revision: 1, reason: '表计倍率有误' };
    await must(api, `POST ${of(facility, '/generation/refuse')}`, caller, refusal);
    await recordGeneration(api, { facility, month: '2025-03', kilowattHours: 8000 });
    await recordGeneration(api, { facility, month: '2025-03', kilowattHours: 9000 });
    const path = of(facility, '/generation/confirm');
    const stale = await post(path, caller, { ...month, revision: 2 });
    expect(stale).toMatchObject({ status: 409, ...problem('reading-not-pending') });
    expect(await must(api, `POST ${path}`, caller, { ...month, revision: 3 })).toMatchObject({ quantity: 9 });
    const { items } = await must(api, `GET ${of(facility, '/generation')}`, OPERATOR);
    expect(items).toMatchObject([
      { month: '2025-03', lastRevision: 3, confirmed: { revision: 3 }, netKilowattHours: 9000, issued: 9 },
    ]);
  });

  it('two confirmations of one reading at once make one batch', async () => {
    const facility = await registerFacility(api);
    const revision = await recordGeneration(api, { facility, month: '2025-04', kilowattHours: 20_000 });
    const body = { month: '2025-04', energy: 'on-grid', revision };
    const path = of(facility, '/generation/confirm');
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => post(path, facility.grid.caller, body)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 200))
      expect(answer).toMatchObject({ status: 409, ...problem('reading-not-pending') });
    expect(await onGrid(facility)).toMatchObject({ issued: 20, kilowattHours: 20_000 });
    expect((await must(api, `GET ${of(facility, '/batches')}`, OPERATOR)).items).toHaveLength(1);
  });

  it('a retry under its key gets the first answer', async () => {
    const facility = await registerFacility(api);
    const revision = await recordGeneration(api, { facility, month: '2025-04', kilowattHours: 3500 });
    const body = { month: '2025-04', energy: 'on-grid', revision };
    const send = () => post(of(facility, '/generation/confirm'), facility.grid.caller, body, 'once');
    const [first, second] = [await send(), await send()];
    expect(first).toMatchObject({ status: 200, body: { quantity: 3, carriedAfter: 500 } });
    expect(second).toMatchObject({ status: 200, headers: { 'idempotent-replayed': 'true' } });
    expect(second.body).toEqual(first.body);
    expect(await onGrid(facility)).toMatchObject({ issued: 3 });
  });

  it('of two kinds of energy at once is not confirmed beyond the capacity', async () => {
    const facility = await registerFacility(api, { body: { capacityKilowatts: 10 } });
    // 31 days of 10 kW are 7440 kWh.
    const kilowattHours = 4000;
    const record = (energy: string) =>
      post(of(facility, '/generation'), facility.owner.caller, { month: '2025-05', energy, kilowattHours });
    const recorded = await Promise.all([record('on-grid'), record('self-use')]);
    const confirm = (energy: string) => ({ month: '2025-05', energy, revision: 1 });
    const answers: Answer[] = [];
    for (const energy of ['on-grid', 'self-use'])
      answers.push(await post(of(facility, '/generation/confirm'), facility.grid.caller, confirm(energy)));
    const tooMuch = [...recorded, ...answers].filter(({ status }) => status >= 300);
    expect(tooMuch.length).toBeGreaterThan(0);
    const sum = (await show(facility)).energy.reduce(
      (kWh: number, each: { kilowattHours: number }) => kWh + each.kilowattHours,
      0,
    );
    expect(sum).toBe(kilowattHours);
  });

  it("a month that isn't over, or that is two years gone, is not recorded", async () => {
    const record = (month: string) =>
      post(of(hongshan, '/generation'), hongshan.owner.caller, {
        month,
        energy: 'on-grid',
        kilowattHours: 1,
      });
    expect(await record('2026-01')).toMatchObject({ status: 422, ...problem('month-not-over') });
    expect(await record('2024-05')).toMatchObject({ status: 422, ...problem('month-before-connection') });
    const old = await registerFacility(api, { body: { connectedOn: '2020-01-01' } });
    const expired = { month: '2024-02', energy: 'on-grid', kilowattHours: 1 };
    expect((await post(of(old, '/generation'), old.owner.caller, expired)).status).toBe(201);
    expect(
      await post(of(old, '/generation'), old.owner.caller, { ...expired, month: '2024-01' }),
    ).toMatchObject({
      status: 409,
      ...problem('generation-expired'),
    });
  });
});

describe('corrections', () => {
  it('upwards issue the difference; downwards leave a gap that cancellations or generation fill', async () => {
    const facility = await registerFacility(api);
    const month = '2025-06';
    const first = await recordAndConfirm(api, { facility, month, kilowattHours: 10_500 });
    expect(first).toMatchObject({ quantity: 10, carriedAfter: 500 });
    const up = await recordAndConfirm(api, { facility, month, kilowattHours: 12_100, reason: '漏抄一表' });
    expect(up).toMatchObject({ quantity: 2, carriedBefore: 500, carriedAfter: 100 });
    const down = await recordAndConfirm(api, { facility, month, kilowattHours: 9300, reason: '倍率有误' });
    expect(down).toMatchObject({ quantity: 0, carriedBefore: 100, carriedAfter: -2700 });
    const cancel = (quantity: number) =>
      post(of(facility, '/cancellations'), facility.owner.caller, {
        energy: 'on-grid',
        account: facility.owner.account,
        items: [{ batch: first.batch!, quantity }],
        reason: '更正后多核发',
      });
    expect(await cancel(4)).toMatchObject({ status: 409, ...problem('cancellation-exceeds-open') });
    expect(await cancel(2)).toMatchObject({ status: 201, body: { quantity: 2 } });
    expect(await onGrid(facility)).toMatchObject({ issued: 12, cancelled: 2, carriedKilowattHours: -700 });
    const next = await recordAndConfirm(api, { facility, month: '2025-07', kilowattHours: 2000 });
    expect(next).toMatchObject({ quantity: 1, carriedBefore: -700, carriedAfter: 300 });
    expect(await cancel(1)).toMatchObject({ status: 409, ...problem('nothing-over-issued') });
  });
});

describe('hours', () => {
  const hours = (month: string) =>
    Array.from({ length: Number(daysOf(month).to.slice(8)) * 24 }, (_, h) => h % 24);
  const month = '2025-02';
  const sum = hours(month).reduce((a, b) => a + b, 0);
  const path = `/v1/facilities/{}/generation/${month}/on-grid/intervals`;

  it('come back as they were given, to those concerned alone', async () => {
    const facility = await registerFacility(api);
    const text = intervalsText(month, hours(month));
    const windows = `\ufeff${text.replaceAll('\n', '\r\n')}`;
    await recordAndConfirm(api, { facility, month, kilowattHours: sum, intervals: windows });
    const read = (caller: Caller) => api.send(`GET ${path.replace('{}', facility.id)}`, { caller });
    for (const caller of [facility.owner.caller, facility.grid.caller, OPERATOR]) {
      const { status, headers, body } = await read(caller);
      expect([status, headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
      expect(body).toBe(text);
    }
    for (const caller of [hongshan.owner.caller, hongshan.grid.caller])
      expect(await read(caller)).toMatchObject({ status: 403, ...problem('forbidden') });
    const { items } = await must(api, `GET ${of(facility, '/generation')}`, OPERATOR);
    expect(items[0].confirmed.intervals).toMatchObject({ rows: 672 });
  });

  it('of a reading that has none are not found', async () => {
    const facility = await registerFacility(api);
    await recordGeneration(api, { facility, month, kilowattHours: 5 });
    const caller = facility.owner.caller;
    expect((await api.send(`GET ${path.replace('{}', facility.id)}`, { caller })).status).toBe(404);
    const other = `GET ${path.replace('{}', facility.id)}?revision=2`;
    expect((await api.send(other, { caller })).status).toBe(404);
  });

  it.each([
    ['interval-header', (text: string) => text.replace('start', 'Start'), sum],
    ['interval-row', (text: string) => text.replace(',5\n', ',5.5\n'), sum],
    ['interval-missing', (text: string) => text.slice(0, text.lastIndexOf('2025')), sum],
    ['interval-beyond', (text: string) => `${text}2025-03-01T00:00+08:00,1\n`, sum],
    ['interval-order', (text: string) => text.replace('02-01T01', '02-01T00'), sum],
    ['intervals-sum', (text: string) => text, sum + 1],
  ])('%s is refused by name', async (code, spoil, kilowattHours) => {
    const intervals = spoil(intervalsText(month, hours(month)));
    const body = { month, energy: 'on-grid', kilowattHours, intervals };
    const answer = await post(of(hongshan, '/generation'), hongshan.owner.caller, body);
    expect(answer).toMatchObject({ status: 422, ...problem(code) });
    expect(answer.body.errors).toMatchObject([{ pointer: '#/intervals' }]);
  });
});

describe('the log of all this', () => {
  it('audits clean, and the table is its replay', async () => {
    await sequenceAll(client, tableName, signer);
    const log = await checkLog(api, signer.key);
    expect(await differences(client, tableName, log)).toEqual([]);
  });
});
