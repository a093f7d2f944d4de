/**
 * Green power under attack, through the real handlers: late signatures, one company on both
 * ends, hostile bodies.
 */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ED25519 } from '../../events/tlog/note-key.ts';
import { hoursIn } from '../../shared/base/month.ts';
import { METERS_MAX } from '../../shared/power/facts.ts';
import { intervalsText } from '../../shared/power/intervals.ts';
import { freshTable } from '../support/local/dynamodb.ts';
import { differences } from '../support/local/replay-table.ts';
import { sequenceAll } from '../support/local/world.ts';
import { checkLog } from '../support/log/log-check.ts';
import { type Caller, loadHandlers, registerOrganization, TestApi } from '../support/probes/api.ts';
import { contractBody, recordConsumption, sellerOf, signContract } from '../support/probes/contracts.ts';
import { type Member, onDay } from '../support/probes/lifecycle.ts';
import { HONGSHAN, recordAndConfirm, registerFacility, type TestFacility } from '../support/probes/power.ts';
import { must } from '../support/probes/small-registry.ts';
import { signerOf } from '../unit/file-signer.ts';

const signer = signerOf('lvzhang.test/log', ED25519, 12);
const PATH = '/v1/power-purchase-agreements';

let api: TestApi;
let client: DynamoDBDocumentClient;
let tableName: string;
let hongshan: TestFacility;
let steel: Member;
let zinc: Member;
beforeAll(async () => {
  onDay('2026-03-02');
  ({ client, tableName } = await freshTable());
  api = new TestApi(await loadHandlers());
  hongshan = await registerFacility(api);
  steel = await registerOrganization(api, ['enterprise'], '远联钢铁');
  zinc = await registerOrganization(api, ['enterprise'], '中色锌业');
});
afterAll(() => {
  vi.useRealTimers();
});

const sides = (...buyers: { id: string }[]) => ({
  facility: hongshan.id,
  seller: hongshan.owner.id,
  buyers: buyers.map(({ id }) => id),
});
const seller = () => sellerOf(sides());
const problem = (name: string, status = 409) => ({
  status,
  body: { type: `urn:lvzhang:problem:${name}` },
});
const settle = (contract: string, month: string, by: Caller, key?: string) =>
  api.send(`POST ${PATH}/${contract}/settlements`, { caller: by, body: { month }, ...(key && { key }) });
const consume = (contract: string, { id: buyer }: Member, month: string, kilowattHours: number) =>
  recordConsumption(api, { contract, buyer, grid: hongshan.grid.id, month, kilowattHours });

describe('an amendment that is signed late', () => {
  it('does not reach a month settled meanwhile, and a retry of its settlement is answered alike', async () => {
    const contract = await signContract(api, sides(steel));
    const terms = contractBody(sides(steel), { from: '2026-03' });
    const { kind: _kind, facility: _facility, buyers: _buyers, ...amended } = terms;
    const dearer = { energyFenPerMegawattHour: 90_000, environmentalFenPerMegawattHour: 9_000 };
    await must(api, `POST ${PATH}/${contract}/versions`, seller(), { ...amended, prices: dearer });
    onDay('2026-05-02');
    await recordAndConfirm(api, { facility: hongshan, month: '2026-03', kilowattHours: 150_000 });
    await consume(contract, steel, '2026-03', 150_000);
    const done = await settle(contract, '2026-03', steel.caller, 'march');
    expect(done.status).toBe(201);
    const signing = { caller: steel.caller, body: { version: 2 } };
    expect(await api.send(`POST ${PATH}/${contract}/sign`, signing)).toMatchObject(
      problem('amendment-of-settled-month', 422),
    );
    expect((await settle(contract, '2026-03', steel.caller, 'march')).body).toEqual(done.body);
    const reason = '该月已结算';
    await must(api, `POST ${PATH}/${contract}/decline`, steel.caller, { version: 2, reason });
  });
});

it('has no grid company confirm what it consumes itself', async () => {
  const both = await registerOrganization(api, ['enterprise', 'grid'], '配售电公司');
  const facility = await registerFacility(api, { owner: hongshan.owner, grid: both });
  const body = contractBody({ ...sides(both), facility: facility.id });
  expect(await api.send(`POST ${PATH}`, { caller: seller(), body })).toMatchObject(
    problem('grid-as-buyer', 422),
  );
});

describe('a multi-user connection', () => {
  const month = '2025-04';
  const rows = hoursIn(month);

  it('takes equal hours of two, and hours without any consumption', async () => {
    const contract = await signContract(api, sides(steel, zinc));
    const none = intervalsText(month, Array<number>(rows).fill(0));
    const hours = intervalsText(month, Array<number>(rows).fill(100));
    await recordAndConfirm(api, {
      facility: hongshan,
      month,
      energy: 'self-use',
      kilowattHours: 100 * rows,
      intervals: hours,
    });
    await Promise.all(
      [steel, zinc].map(({ id: buyer }) =>
        recordConsumption(api, {
          contract,
          buyer,
          grid: hongshan.grid.id,
          month,
          kilowattHours: 0,
          intervals: none,
        }),
      ),
    );
    expect(await settle(contract, month, steel.caller)).toMatchObject(problem('generation-not-confirmed'));
    await recordAndConfirm(api, { facility: hongshan, month, kilowattHours: 0 });
    expect(await settle(contract, month, steel.caller)).toMatchObject({
      status: 201,
      body: { deliveredMegawattHours: 0, shortfall: { megawattHours: 100, side: 'buyer' } },
    });
  });
});

it('lets no silent buyer hold up its settlement: the grid company reports what it reads', async () => {
  const contract = await signContract(api, sides(steel));
  const month = '2025-06';
  await recordAndConfirm(api, { facility: hongshan, month, kilowattHours: 150_000 });
  expect(await settle(contract, month, seller())).toMatchObject(problem('consumption-not-confirmed'));
  const path = `POST ${PATH}/${contract}/consumption`;
  const { caller } = hongshan.grid;
  const body = { month, kilowattHours: 40_000, buyer: steel.id };
  for (const by of [seller(), zinc.caller])
    expect([403, 404]).toContain((await api.send(path, { caller: by, body })).status);
  const { pending } = await must(api, path, caller, body);
  await must(api, `${path}/confirm`, caller, { month, buyer: steel.id, revision: pending.revision });
  expect(await api.send(path, { caller, body })).toMatchObject(problem('consumption-reported'));
  expect(await settle(contract, month, seller())).toMatchObject({
    status: 201,
    body: { deliveredMegawattHours: 40, shortfall: { megawattHours: 60, side: 'buyer' } },
  });
});

describe('hostile bodies', () => {
  it.each(['\ud800', 'start,kilowatt_hours\n\udc00', '\0', ','])(
    'are refused as CSV: %j',
    async (intervals) => {
      const contract = await signContract(api, sides(steel));
      const body = { month: '2025-05', kilowattHours: 1, intervals };
      const { status } = await api.send(`POST ${PATH}/${contract}/consumption`, {
        caller: steel.caller,
        body,
      });
      expect([400, 422]).toContain(status);
    },
  );

  it('of the greatest size make an event, or a named refusal', async () => {
    const wide = (prefix: string, length: number) => `${prefix}${'电'.repeat(length - prefix.length)}`;
    const meters = Array.from({ length: METERS_MAX }, (_, at) => ({
      id: wide(`${at}-`, 64),
      kind: 'self-use',
    }));
    const registered = await api.send('POST /v1/facilities', {
      caller: hongshan.owner.caller,
      body: { ...HONGSHAN, name: wide('1', 300), grid: hongshan.grid.id, meters },
    });
    expect(registered.status).toBe(201);
    const buyers = [];
    for (let at = 0; at < 20; at++)
      buyers.push((await registerOrganization(api, ['enterprise'], `用户 ${at}`)).id);
    const from = '2026-06';
    const megawattHours = Array<number>(300).fill(55_000_000);
    const plan = Array.from({ length: 26 }, (_, at) => ({
      year: 2026 + at,
      generation: 999_999_999,
      selfUse: 999_999_998,
      onGrid: 1,
      consumption: 999_999_999,
    }));
    const body = contractBody({ ...sides(), buyers }, { from, megawattHours, plan });
    body.buyers = buyers.map((organization) => ({ organization, meterPoint: wide('1', 64) }));
    const proposed = await api.send(`POST ${PATH}`, { caller: seller(), body });
    expect([proposed.status, proposed.body.type]).toEqual([201, undefined]);
  });
});

describe('everything at once', () => {
  it.each(['2025-07', '2025-08', '2025-09'])(
    '%s is settled by one state of things, or not yet',
    async (month) => {
      const [ofSteel, ofZinc] = await Promise.all([
        signContract(api, sides(steel)),
        signContract(api, sides(zinc)),
      ]);
      const { batch = '' } = await recordAndConfirm(api, {
        facility: hongshan,
        month,
        kilowattHours: 150_400,
      });
      await consume(ofSteel, steel, month, 120_000);
      await consume(ofZinc, zinc, month, 120_000);
      const { owner, grid } = hongshan;
      const reading = { month, energy: 'on-grid', kilowattHours: 90_200, reason: '表计复核' };
      const facility = `/v1/facilities/${hongshan.id}`;
      const offer = { from: owner.account, to: zinc.account, items: [{ batch, quantity: 30 }] };
      const send = (request: string, caller: Caller, body: object) => api.send(request, { caller, body });
      const answers = await Promise.all([
        settle(ofSteel, month, steel.caller),
        settle(ofZinc, month, seller()),
        settle(ofSteel, month, seller()),
        send(`POST ${facility}/generation`, owner.caller, reading),
        send(`POST ${facility}/generation/confirm`, grid.caller, { month, energy: 'on-grid', revision: 2 }),
        send(`POST ${PATH}/${ofZinc}/consumption`, zinc.caller, { month, kilowattHours: 10_000 }),
        send('POST /v1/transfers', seller(), offer),
        send(`POST ${facility}/cancellations`, owner.caller, {
          energy: 'on-grid',
          account: owner.account,
          reason: '更正后多核发',
          items: [{ batch, quantity: 20 }],
        }),
      ]);
      for (const { status, body } of answers) expect(status, body.type).toBeLessThan(500);
      const delivered = answers
        .slice(0, 3)
        .flatMap(({ status, body }) => (status === 201 ? [body.deliveredMegawattHours as number] : []));
      expect(delivered.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(150);
    },
  );
});

describe('the log of all this', () => {
  it('audits clean, and the table is its replay', async () => {
    await sequenceAll(client, tableName, signer);
    const log = await checkLog(api, signer.key);
    expect(await differences(client, tableName, log)).toEqual([]);
  });
});
