/** Power-purchase agreements and consumption through the real handlers and their clock. */

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ED25519 } from '../../events/tlog/note-key.ts';
import type { Sender } from '../../functions/ledger/table.ts';
import { fromUtf8 } from '../../shared/base/encoding.ts';
import { opens } from '../../shared/base/seal.ts';
import { intervalsText } from '../../shared/power/intervals.ts';
import { freshTable } from '../support/local/memory-world.ts';
import { differences } from '../support/local/replay-table.ts';
import { sequenceAll } from '../support/local/world.ts';
import { checkLog } from '../support/log/log-check.ts';
import {
  type Caller,
  castMember,
  loadHandlers,
  OPERATOR,
  registerOrganization,
  TestApi,
} from '../support/probes/api.ts';
import {
  buyerOf,
  contractBody,
  PRICES,
  proposeContract,
  recordConsumption,
  sellerOf,
  signContract,
  signVersion,
} from '../support/probes/contracts.ts';
import { storedDocument } from '../support/probes/documents.ts';
import { type Member, onDay } from '../support/probes/lifecycle.ts';
import { registerFacility, type TestFacility } from '../support/probes/power.ts';
import { must } from '../support/probes/small-registry.ts';
import { signerOf } from '../unit/file-signer.ts';

const signer = signerOf('lvzhang.test/log', ED25519, 11);
const caller = (role: 'verifier' | 'regulator') => castMember(role, [role]);
const PATH = '/v1/power-purchase-agreements';

let api: TestApi;
let client: Sender;
let tableName: string;
let hongshan: TestFacility;
let steel: Member;
let zinc: Member;
let stranger: Member;
beforeAll(async () => {
  onDay('2026-03-02');
  ({ client, tableName } = freshTable());
  api = new TestApi(await loadHandlers());
  hongshan = await registerFacility(api);
  steel = await registerOrganization(api, ['enterprise'], '远联钢铁');
  zinc = await registerOrganization(api, ['enterprise'], '中色锌业');
  stranger = await registerOrganization(api, ['enterprise'], '无关企业');
});
afterAll(() => {
  vi.useRealTimers();
});

const problem = (name: string) => ({ body: { type: `urn:lvzhang:problem:${name}` } });
const sides = (...buyers: Member[]) => ({
  facility: hongshan.id,
  seller: hongshan.owner.id,
  buyers: buyers.map(({ id }) => id),
});
const seller = () => sellerOf(sides());
const post = (path: string, by: Caller, body: object, key?: string) =>
  api.send(`POST ${PATH}${path}`, { caller: by, body, ...(key && { key }) });
const read = (id: string, by: Caller) => must(api, `GET ${PATH}/${id}`, by);

describe('a contract', () => {
  it('is signed in turn, by the seller first', async () => {
    const document = await storedDocument(hongshan.owner.id);
    const body = contractBody(sides(steel, zinc), { document });
    const made = await post('', seller(), body, 'multi');
    expect(made).toMatchObject({
      status: 201,
      headers: { etag: '"v1"' },
      body: {
        kind: 'direct-multi',
        seller: hongshan.owner.id,
        grid: hongshan.grid.id,
        versions: [],
        pending: { version: 1, document, prices: PRICES, signed: [hongshan.owner.id], turn: steel.id },
      },
    });
    expect((await post('', seller(), body, 'multi')).body).toEqual(made.body);
    const { id } = made.body;
    const sign = (by: Caller) => post(`/${id}/sign`, by, { version: 1 });
    expect(await sign(zinc.caller)).toMatchObject({
      status: 409,
      ...problem('not-your-turn'),
      body: { seen: { turn: steel.id } },
    });
    expect(await sign(stranger.caller)).toMatchObject({ status: 404 });
    expect(await sign(seller())).toMatchObject({ status: 409, ...problem('already-signed') });
    expect(await sign(steel.caller)).toMatchObject({ status: 200, body: { inForce: false, version: 2 } });
    expect((await read(id, zinc.caller)).pending).toMatchObject({ turn: zinc.id });
    expect(await sign(zinc.caller)).toMatchObject({ status: 200, body: { inForce: true, version: 3 } });
    const { pending, versions } = await read(id, zinc.caller);
    expect([pending, versions]).toMatchObject([undefined, [{ version: 1, signedOn: '2026-03-02' }]]);
    expect(await sign(zinc.caller)).toMatchObject({ status: 409, ...problem('contract-not-pending') });
  });

  it('needs prices, and a document that is there', async () => {
    const { prices: _none, ...unpriced } = contractBody(sides(steel));
    expect(await post('', seller(), unpriced)).toMatchObject({ status: 400 });
    const document = { sha256: 'e'.repeat(64), mediaType: 'application/pdf', bytes: 10 };
    expect(await post('', seller(), contractBody(sides(steel), { document }))).toMatchObject({
      status: 422,
      ...problem('document-not-stored'),
    });
    expect(await post('', buyerOf(steel.id), contractBody(sides(steel)))).toMatchObject({ status: 403 });
  });

  it('has its document on file for its parties, verifiers and the regulator', async () => {
    const document = await storedDocument(hongshan.owner.id);
    const id = await proposeContract(api, sides(steel), { document });
    const fetched = (by: Caller) => api.send(`GET /v1/documents/${document.sha256}?of=${id}`, { caller: by });
    for (const by of [seller(), steel.caller, caller('verifier'), caller('regulator')])
      expect(await fetched(by)).toMatchObject({ status: 200, body: { document } });
    expect([(await fetched(stranger.caller)).status, (await fetched(hongshan.grid.caller)).status]).toEqual([
      404, 403,
    ]);
  });

  it('is declined by a buyer, or taken back by the seller, and proposed again', async () => {
    const id = await proposeContract(api, sides(steel));
    const decline = (by: Caller, version: number) =>
      post(`/${id}/decline`, by, { version, reason: '电价偏高' });
    expect(await decline(stranger.caller, 1)).toMatchObject({ status: 404 });
    expect(await decline(steel.caller, 1)).toMatchObject({ status: 200, body: { declined: 1 } });
    expect(await read(id, steel.caller)).toMatchObject({
      versions: [],
      declined: { version: 1, by: steel.id, reason: '电价偏高', prices: PRICES },
    });
    const { kind: _k, facility: _f, buyers: _b, ...terms } = contractBody(sides(steel));
    expect(await post(`/${id}/versions`, steel.caller, terms)).toMatchObject({ status: 403 });
    expect(await post(`/${id}/versions`, seller(), terms)).toMatchObject({
      status: 200,
      body: { pending: { version: 2, prices: PRICES } },
    });
    expect(await decline(seller(), 2)).toMatchObject({ status: 200 });
    expect((await read(id, steel.caller)).declined).toMatchObject({ version: 2, by: hongshan.owner.id });
  });

  it('is amended by a version that all sign, from this month on or later', async () => {
    const whole = sides(steel);
    const id = await signContract(api, whole);
    const amendment = (from: string) => ({
      from,
      megawattHours: [200, 250],
      prices: { ...PRICES, environmentalFenPerMegawattHour: 800 },
    });
    const amend = (from: string) => post(`/${id}/versions`, seller(), amendment(from));
    expect(await amend('2026-02')).toMatchObject({ status: 422, ...problem('amendment-backdated') });
    expect(await amend('2026-03')).toMatchObject({ status: 200 });
    expect(await amend('2026-04')).toMatchObject({ status: 409, ...problem('contract-pending') });
    expect((await read(id, steel.caller)).versions).toHaveLength(1);
    await signVersion(api, id, whole, 2);
    const { versions } = await read(id, steel.caller);
    expect(versions).toMatchObject([
      { version: 1, prices: PRICES },
      { version: 2, from: '2026-03', prices: { environmentalFenPerMegawattHour: 800 } },
    ]);
    expect(versions[0].seal).not.toEqual(versions[1].seal);
  });

  it('of one owner is in force as soon as it is proposed', async () => {
    const own = { facility: hongshan.id, seller: hongshan.owner.id, buyers: [hongshan.owner.id] };
    const body = contractBody({ ...own, kind: 'direct-single' }, { megawattHours: [100] });
    const made = await post('', seller(), body);
    expect(made).toMatchObject({ status: 201, body: { versions: [{ version: 1, prices: PRICES }] } });
    expect(await read(made.body.id, seller())).toMatchObject({ versions: [{ signedOn: '2026-03-02' }] });
  });

  it('shows its prices to the parties, the verifier and the regulator, with what opens their seal', async () => {
    const id = await signContract(api, sides(steel, zinc));
    for (const by of [seller(), steel.caller, zinc.caller, caller('verifier'), caller('regulator')]) {
      const [version] = (await read(id, by)).versions;
      expect(version.prices).toEqual(PRICES);
      expect(opens(version.seal.sealed, version.prices, version.seal.salt)).toBe(true);
    }
    for (const by of [hongshan.grid.caller, OPERATOR]) {
      const [version] = (await read(id, by)).versions;
      expect(version).toMatchObject({ megawattHours: expect.any(Array) });
      expect([version.prices, version.seal]).toEqual([undefined, undefined]);
    }
    expect(await api.send(`GET ${PATH}/${id}`, { caller: stranger.caller })).toMatchObject({ status: 404 });
  });

  it('is listed for its parties, the grid company of its facility, and supervision', async () => {
    const elsewhere = await registerFacility(api);
    const id = await signContract(api, {
      facility: elsewhere.id,
      seller: elsewhere.owner.id,
      buyers: [zinc.id],
    });
    const listed = async (by: Caller) => {
      const { items } = await must(api, `GET ${PATH}?limit=200`, by);
      for (const { versions } of items)
        for (const version of versions) expect(version.prices).toBeUndefined();
      return items.map((each: { id: string }) => each.id);
    };
    const all = await listed(OPERATOR);
    expect(all.length).toBeGreaterThan(3);
    expect(await listed(caller('regulator'))).toEqual(all);
    expect(await listed(elsewhere.grid.caller)).toEqual([id]);
    expect(await listed(elsewhere.owner.caller)).toEqual([id]);
    expect(await listed(hongshan.grid.caller)).toEqual(all.filter((each: string) => each !== id));
    expect(await listed(zinc.caller)).toContain(id);
    expect(await listed(stranger.caller)).toEqual([]);
  });
});

describe('the standing of a direct connection', () => {
  it("is the year's plan against its ratios; nothing is settled yet", async () => {
    const from = '2029-07';
    const megawattHours = Array<number>(24).fill(10);
    const sums = { generation: 1000, selfUse: 620, onGrid: 150, consumption: 2000 };
    const plan = [
      { year: 2029, ...sums },
      // From 2030 on a user covers 35 % of its consumption.
      { year: 2030, ...sums, consumption: 1771 },
      { year: 2031, ...sums, consumption: 1771 },
    ];
    const single = { ...sides(steel), kind: 'direct-single' as const };
    const body = contractBody(single, {
      from,
      megawattHours,
      plan: plan.with(1, { ...plan[1]!, consumption: 1772 }),
    });
    expect(await post('', seller(), body)).toMatchObject({
      status: 422,
      ...problem('self-use-share-of-consumption'),
      body: {
        seen: { year: 2030, basisPoints: 3498, bound: 3500 },
        source: expect.stringContaining('650号'),
      },
    });
    const id = await signContract(api, single, { from, megawattHours, plan });
    const standing = (year: string, by = steel.caller) => must(api, `GET ${PATH}/${id}/standing${year}`, by);
    const row = { source: '发改能源〔2025〕650号', grade: 'H' };
    expect(await standing('?year=2030')).toEqual({
      id,
      year: 2030,
      plan: {
        megawattHours: { ...sums, consumption: 1771 },
        ratios: [
          {
            name: 'self-use-of-generation',
            bound: 'min',
            boundBasisPoints: 6000,
            basisPoints: 6200,
            holds: true,
            ...row,
          },
          {
            name: 'self-use-of-consumption',
            bound: 'min',
            boundBasisPoints: 3500,
            basisPoints: 3500,
            holds: true,
            ...row,
          },
          {
            name: 'on-grid-of-generation',
            bound: 'max',
            boundBasisPoints: 2000,
            basisPoints: 1500,
            holds: true,
            ...row,
          },
        ],
      },
    });
    expect((await standing('?year=2029')).plan.ratios[1]).toMatchObject({
      boundBasisPoints: 3000,
      basisPoints: 3100,
    });
    expect(await standing('', hongshan.grid.caller)).toEqual({ id, year: 2026 });
    expect(await api.send(`GET ${PATH}/${id}/standing`, { caller: stranger.caller })).toMatchObject({
      status: 404,
    });
    for (const year of ['1999', '20260', 'x', ''])
      expect(await api.send(`GET ${PATH}/${id}/standing?year=${year}`, { caller: OPERATOR })).toMatchObject({
        status: 400,
      });
  });

  it('is asked of no other contract', async () => {
    const id = await signContract(api, sides(steel));
    expect(await api.send(`GET ${PATH}/${id}/standing`, { caller: steel.caller })).toMatchObject({
      status: 409,
      ...problem('not-a-direct-connection'),
    });
  });
});

describe('consumption', () => {
  let id: string;
  beforeAll(async () => {
    id = await signContract(api, sides(steel, zinc));
  });
  const record = (by: Caller, body: object) => post(`/${id}/consumption`, by, body);
  const grid = () => hongshan.grid;

  it('is reported by a buyer, confirmed by the grid company, and corrected', async () => {
    const reading = { month: '2025-01', kilowattHours: 90_500 };
    expect(await record(steel.caller, reading)).toMatchObject({
      status: 201,
      body: { buyer: steel.id, pending: { revision: 1, kilowattHours: 90_500 } },
    });
    expect(await record(seller(), reading)).toMatchObject({ status: 403 });
    expect(await record(stranger.caller, reading)).toMatchObject({ status: 404 });
    const answer = { month: '2025-01', buyer: steel.id, revision: 1 };
    const other = await registerOrganization(api, ['grid']);
    expect(await post(`/${id}/consumption/confirm`, other.caller, answer)).toMatchObject({ status: 404 });
    expect(
      await post(`/${id}/consumption/refuse`, grid().caller, { ...answer, reason: '表计异常' }),
    ).toMatchObject({
      status: 200,
    });
    expect(await post(`/${id}/consumption/confirm`, grid().caller, answer)).toMatchObject({
      status: 409,
      ...problem('reading-not-pending'),
    });
    const shared = { contract: id, buyer: steel.id, grid: grid().id, month: '2025-01' };
    expect(await recordConsumption(api, { ...shared, kilowattHours: 91_000 })).toBe(2);
    await record(steel.caller, { month: '2025-01', kilowattHours: 91_500 });
    const [first] = (await must(api, `GET ${PATH}/${id}/consumption`, zinc.caller)).items;
    expect(first).toMatchObject({
      confirmed: { revision: 2, kilowattHours: 91_000 },
      pending: { revision: 3, kilowattHours: 91_500 },
    });
  });

  it.each([
    ['month-not-over', 422, { month: '2026-03', kilowattHours: 1 }],
    ['month-outside-contract', 422, { month: '2024-12', kilowattHours: 1 }],
    ['interval-header', 422, { month: '2025-02', kilowattHours: 1, intervals: 'hour,kWh\n' }],
    [
      'intervals-sum',
      422,
      { month: '2025-02', kilowattHours: 1, intervals: intervalsText('2025-02', Array(672).fill(0)) },
    ],
  ])('%s', async (code, status, body) => {
    expect(await record(steel.caller, body)).toMatchObject({ status, ...problem(code) });
  });

  it('by the hour is a text', async () => {
    const body = { month: '2025-02', kilowattHours: 1 };
    for (const intervals of [5, null, '', [], 'x'.repeat(100_000)])
      expect((await record(steel.caller, { ...body, intervals })).status).toBeGreaterThanOrEqual(400);
    expect(await record(steel.caller, { ...body, intervals: 5 })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/intervals' }] },
    });
  });

  it('by the hour is kept as CSV, for that buyer, the seller, the grid company and supervision', async () => {
    const hours = Array.from({ length: 672 }, (_, hour) => hour % 24);
    const kilowattHours = hours.reduce((sum, hour) => sum + hour, 0);
    const text = intervalsText('2025-02', hours);
    const body = { month: '2025-02', kilowattHours, intervals: `\ufeff${text.replaceAll('\n', '\r\n')}` };
    const made = await record(zinc.caller, body);
    expect(made).toMatchObject({ status: 201, body: { pending: { intervals: { rows: 672 } } } });
    const rows = (by: Caller) =>
      api.send(`GET ${PATH}/${id}/consumption/2025-02/${zinc.id}/intervals`, { caller: by });
    for (const by of [zinc.caller, seller(), grid().caller, OPERATOR, caller('verifier')]) {
      const answer = await rows(by);
      expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'text/csv; charset=utf-8' } });
      expect(String(answer.body)).toBe(text);
    }
    expect(await rows(steel.caller)).toMatchObject({ status: 403 });
    expect(await rows(stranger.caller)).toMatchObject({ status: 404 });
    const none = `GET ${PATH}/${id}/consumption/2025-01/${steel.id}/intervals`;
    expect(await api.send(none, { caller: steel.caller })).toMatchObject({ status: 404 });
  });

  it('is listed in pages, by month', async () => {
    await record(steel.caller, { month: '2025-03', kilowattHours: 7 });
    const months: string[] = [];
    let cursor = '';
    do {
      const page = await must(api, `GET ${PATH}/${id}/consumption?limit=1${cursor}`, grid().caller);
      months.push(...page.items.map(({ month }: { month: string }) => month));
      cursor = page.next ? `&cursor=${page.next}` : '';
    } while (cursor);
    expect(months).toEqual(['2025-01', '2025-02', '2025-03']);
    const asked = { caller: stranger.caller };
    expect(await api.send(`GET ${PATH}/${id}/consumption`, asked)).toMatchObject({ status: 404 });
  });
});

describe('the log of all this', () => {
  it('audits clean, has no price, and the table is its replay', async () => {
    await sequenceAll(client, tableName, signer);
    const log = await checkLog(api, signer.key);
    const texts = log.leaves.map(fromUtf8);
    expect(texts.filter((leaf) => leaf.includes('"contract.')).length).toBeGreaterThan(15);
    expect(texts.filter((leaf) => leaf.includes('FenPerMegawattHour'))).toEqual([]);
    expect(await differences(client, tableName, log)).toEqual([]);
  });
});
