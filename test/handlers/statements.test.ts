/**
 * From emissions to a claim through the real handlers: views, green power, coverage in a race, claims, the
 * audit.
 */

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ED25519 } from '../../events/tlog/note-key.ts';
import type { Sender } from '../../functions/ledger/table.ts';
import { opensLines } from '../../shared/statements/line-seals.ts';
import { freshTable } from '../support/local/memory-world.ts';
import { differences } from '../support/local/replay-table.ts';
import { sequenceAll } from '../support/local/world.ts';
import { itemsWrittenIn } from '../support/local/written-items.ts';
import { checkLog } from '../support/log/log-check.ts';
import {
  type Caller,
  issueBatch,
  loadHandlers,
  registerOrganization,
  TestApi,
} from '../support/probes/api.ts';
import { recordConsumption, signContract } from '../support/probes/contracts.ts';
import { storedDocument } from '../support/probes/documents.ts';
import { type Member, onDay } from '../support/probes/lifecycle.ts';
import { recordAndConfirm, registerFacility, type TestFacility } from '../support/probes/power.ts';
import { must } from '../support/probes/small-registry.ts';
import { signerOf } from '../unit/file-signer.ts';

const signer = signerOf('lvzhang.test/log', ED25519, 23);
const PATH = '/v1/emission-statements';
const problem = (name: string, more: object = {}) => ({
  body: { type: `urn:lvzhang:problem:${name}`, ...more },
});

let api: TestApi;
let client: Sender;
let tableName: string;
let works: Member;
let stranger: Member;
let verifier: { caller: Caller; id: string };
let developer: Member;
let batch: string;
let hongshan: TestFacility;

beforeAll(async () => {
  onDay('2026-03-02');
  ({ client, tableName } = freshTable());
  api = new TestApi(await loadHandlers());
  works = await registerOrganization(api, ['enterprise'], '远联钢铁（示例）');
  stranger = await registerOrganization(api, ['enterprise'], '中色锌业（示例）');
  verifier = await registerOrganization(api, ['verifier'], '核查机构（示例）');
  ({ developer, batch } = await issueBatch(api, 100_000, 8));
  hongshan = await registerFacility(api);
});
afterAll(() => {
  vi.useRealTimers();
});

const power = (kWh: string, id = 'power') => ({
  id,
  category: 2,
  kind: 'electricity',
  kWh,
  supply: 'grid',
  direction: 'received',
});
const diesel = (quantity: string, id = 'diesel') => ({
  id,
  category: 1,
  kind: 'fuel',
  fuel: 'diesel',
  quantity,
  unit: 't',
});
const statement = (lines: object[], more: object = {}) => ({
  subject: { kind: 'organization', name: '远联钢铁（示例）' },
  year: 2025,
  province: '内蒙古',
  boundary: '运营控制：全厂（示例）',
  lines,
  ...more,
});
let boundaries = 0;
/** A statement of a boundary of its own, so that each may be verified. */
const submit = (lines: object[], more: object = {}, caller = works.caller) =>
  must(api, `POST ${PATH}`, caller, statement(lines, { boundary: `第 ${++boundaries} 厂区`, ...more }));
const read = (id: string, caller = works.caller) => must(api, `GET ${PATH}/${id}`, caller);
const verify = async (id: string) =>
  must(api, `POST ${PATH}/${id}/verify`, verifier.caller, {
    assurance: 'reasonable',
    report: await storedDocument(verifier.id),
  });
/** Gives the works units, to retire. */
async function buy(quantity: number): Promise<void> {
  const offer = { from: developer.account, to: works.account, items: [{ batch, quantity }] };
  const { id } = await must(api, 'POST /v1/transfers', developer.caller, offer);
  await must(api, `POST /v1/transfers/${id}/accept`, works.caller);
}
const retire = (id: string, quantity: number, of = batch) =>
  api.send('POST /v1/retirements', {
    caller: works.caller,
    body: {
      account: works.account,
      items: [{ batch: of, quantity }],
      beneficiary: '远联钢铁（示例）',
      reason: '抵销 2025 年残余排放（示例）',
      statement: id,
    },
  });
const claim = (id: string, more: object = {}) =>
  api.send('POST /v1/claims', { caller: works.caller, body: { statement: id, ...more } });

describe('a statement', () => {
  it('shows four views line by line to its subject, and totals alone to a stranger', async () => {
    const made = await submit([power('1000000'), diesel('10')]);
    expect(made).toMatchObject({ version: 1, status: 'submitted', organization: works.id });
    const { location, market, park910, ets } = made.views;
    expect(location.lines).toEqual([
      expect.objectContaining({ id: 'power', kilograms: '647900' }),
      expect.objectContaining({ id: 'diesel' }),
    ]);
    expect(location.lines[0].factor).toMatchObject({
      id: 'electricity/15/2023',
      value: '0.6479',
      grade: 'H',
    });
    expect([location, market, park910, ets].map(({ kilograms }) => kilograms)).toEqual([
      678_859, 640_559, 863_459, 561_559,
    ]);
    const mine = await read(made.id);
    expect(mine.lines).toHaveLength(2);
    expect(opensLines(mine.sealed, { lines: mine.lines }, mine.seal.salt)).toBe(true);
    const theirs = await read(made.id, stranger.caller);
    expect(theirs).not.toHaveProperty('lines');
    expect(theirs).not.toHaveProperty('seal');
    expect(theirs.views.market).toEqual({
      kilograms: 640_559,
      grossKilograms: 640_559,
      exact: expect.any(String),
    });
    expect(JSON.stringify((await must(api, `GET ${PATH}`, stranger.caller)).items)).not.toContain('"diesel"');
  });

  it.each([
    ['a seventh decimal', [power('0.0000001')], 400],
    ['a negative amount', [power('-1')], 400],
    ['a number in place of text', [{ ...power('1'), kWh: 1 }], 400],
    ['too large an amount', [power('1000000000000')], 400],
    ['an unknown fuel', [{ ...diesel('1'), fuel: 'peat' }], 'fuel-unknown'],
    ['a unit that does not fit', [{ ...diesel('1'), unit: 'm3' }], 'unit-unknown'],
    ['two lines of one id', [power('1'), power('2')], 'line-repeated'],
    ['a sum beyond 10¹² tonnes', [{ ...diesel('999999999999'), unit: '1e4t' }], 'statement-too-large'],
  ])('refuses %s, by name', async (_name, lines, expected) => {
    const refused = await api.send(`POST ${PATH}`, { caller: works.caller, body: statement(lines) });
    if (typeof expected === 'number') expect(refused.status).toBe(expected);
    else expect(refused).toMatchObject(problem(expected));
    expect(refused.status).toBeLessThan(500);
  });

  it('is listed among all, or among those of its organization', async () => {
    const { id } = await submit([power('1000')]);
    const listed = async (query: string): Promise<{ id: string; organization: string }[]> =>
      (await must(api, `GET ${PATH}?${query}`, stranger.caller)).items;
    const own = await listed(`organization=${works.id}`);
    expect(own.map((each) => each.id)).toContain(id);
    expect(own.every(({ organization }) => organization === works.id)).toBe(true);
    expect(await listed(`organization=${stranger.id}`)).toEqual([]);
    const refused = await api.send(`GET ${PATH}?organization=x`, { caller: stranger.caller });
    expect([refused.status, refused.body.errors[0].parameter]).toEqual([400, 'organization']);
  });

  it('is verified, returned and revised in turn', async () => {
    const { id } = await submit([power('1000')]);
    const back = await must(api, `POST ${PATH}/${id}/return`, verifier.caller, { reason: '缺少电费单' });
    expect(back).toMatchObject({ status: 'returned', version: 1 });
    const again = { caller: verifier.caller, body: { reason: '再退' } };
    expect(await api.send(`POST ${PATH}/${id}/return`, again)).toMatchObject(
      problem('statement-not-submitted'),
    );
    const body = statement([power('2000')], { boundary: `第 ${boundaries} 厂区` });
    const revise = (match?: string) =>
      api.send(`POST ${PATH}/${id}/versions`, {
        caller: works.caller,
        body,
        headers: match ? { 'if-match': match } : {},
      });
    expect((await revise()).status).toBe(428);
    expect(await revise('"v9"')).toMatchObject(problem('statement-changed'));
    const revised = await revise('"v1"');
    expect(revised).toMatchObject({ status: 200, body: { version: 2, claimReopened: false } });
    expect(revised.headers.etag).toBe('"v2"');
    await verify(id);
    expect(await read(id)).toMatchObject({ status: 'verified', version: 2, returned: { version: 1 } });
  });

  it('shows from which year its targets count, so that a revision can keep it', async () => {
    const { id } = await submit([power('1000')], { producingSince: 2025 });
    const { greenPower } = await read(id);
    expect(greenPower).toMatchObject({ producingSince: 2025, staged: { kind: 'target' } });
  });

  it('stands alone for its subject, year and boundary', async () => {
    const boundary = `第 ${++boundaries} 厂区`;
    const one = await submit([power('1000')], { boundary });
    const two = await submit([power('10')], { boundary: ` ${boundary}`.trim().replace(' ', '') });
    await verify(one.id);
    const report = await storedDocument(verifier.id);
    const body = { assurance: 'limited', report };
    expect(await api.send(`POST ${PATH}/${two.id}/verify`, { caller: verifier.caller, body })).toMatchObject(
      problem('statement-year-verified'),
    );
    const third = { caller: works.caller, body: statement([power('1000')], { boundary }) };
    expect(await api.send(`POST ${PATH}`, third)).toMatchObject({
      status: 409,
      ...problem('statement-year-verified', { errors: [{ pointer: '#/boundary' }] }),
    });
  });
});

describe('coverage', () => {
  it('50 race for the last tonnes: as many fit as are open, and each other is told how much is left', async () => {
    const { id } = await submit([power('16404')]); // 9.9998784 t by the residual mix: ten tonnes
    expect((await read(id)).coverage).toMatchObject({ neededTonnes: 10, openTonnes: 10 });
    await buy(100);
    const answers = await Promise.all(Array.from({ length: 50 }, () => retire(id, 3)));
    const done = answers.filter(({ status }) => status === 201);
    expect(done).toHaveLength(3);
    for (const { body } of answers.filter(({ status }) => status !== 201))
      expect(body).toMatchObject({ type: 'urn:lvzhang:problem:statement-covered' });
    expect((await read(id)).coverage).toMatchObject({ retiredTonnes: 9, openTonnes: 1 });
    expect(done[0]!.body.covers.tonnes).toEqual({
      removalLocal: 0,
      removalOther: 3,
      avoidanceLocal: 0,
      avoidanceOther: 0,
    });
    const last = await Promise.all([retire(id, 1), retire(id, 1)]);
    expect(last.map(({ status }) => status).sort()).toEqual([201, 409]);
  }, 60_000);

  it('takes four items a retirement: the block, its rest, the statement, the commit', async () => {
    const { id } = await submit([power('16404')]);
    await buy(10);
    expect(await itemsWrittenIn(() => retire(id, 1))).toEqual([4]);
  }, 60_000);

  it('is the subject’s own, and of no other purpose', async () => {
    const { id } = await submit([power('16404')], {}, stranger.caller);
    await buy(10);
    expect(await retire(id, 1)).toMatchObject(problem('statement-not-yours'));
    const own = await submit([power('16404')]);
    const surrendered = await api.send('POST /v1/retirements', {
      caller: works.caller,
      body: {
        account: works.account,
        items: [{ batch, quantity: 1 }],
        beneficiary: '远联钢铁（示例）',
        reason: '清缴',
        purpose: 'national-ets',
        statement: own.id,
      },
    });
    expect(surrendered).toMatchObject(problem('purpose-not-for-statement'));
  });

  it('counts certificates that came with their power apart from those that were bought', async () => {
    const contract = await signContract(api, {
      facility: hongshan.id,
      seller: hongshan.owner.id,
      buyers: [works.id],
    });
    const { batch: green } = await recordAndConfirm(api, {
      facility: hongshan,
      month: '2025-12',
      kilowattHours: 150_000,
    });
    const consumed = { contract, buyer: works.id, grid: hongshan.grid.id, month: '2025-12' };
    await recordConsumption(api, { ...consumed, kilowattHours: 120_000 });
    await must(api, `POST /v1/power-purchase-agreements/${contract}/settlements`, works.caller, {
      month: '2025-12',
    });
    const offer = {
      from: hongshan.owner.account,
      to: works.account,
      items: [{ batch: green, quantity: 20 }],
    };
    const { id: sale } = await must(api, 'POST /v1/transfers', hongshan.owner.caller, offer);
    await must(api, `POST /v1/transfers/${sale}/accept`, works.caller);
    const { id } = await submit([power('110000')]);
    const done = await retire(id, 120, green);
    expect(done).toMatchObject({ status: 201, body: { consumptionYear: 2025 } });
    const { coverage, views } = await read(id);
    expect(coverage.greenMegawattHours).toEqual({ physical: 100, certificate: 20, unused: 10 });
    expect(coverage).toMatchObject({ residualKilograms: 0, neededTonnes: 0 });
    expect(views.market).toMatchObject({
      kilograms: 0,
      grossKilograms: 67_056,
      green: { kilowattHours: '110000', kilograms: '67056' },
    });
    expect(views.location.kilograms).toBe(71_269);
    await verify(id);
    const { body: made } = await claim(id);
    const { nodes, edges } = (await api.send(`GET /v1/claims/${made.id}/chain`)).body;
    const known = nodes.map(({ id: node, kind }: { id: string; kind: string }) => [node, kind]);
    expect(known).toContainEqual([contract, 'contract']);
    expect(edges).toContainEqual({ from: done.body.id, to: contract });
    expect(edges).toContainEqual({ from: contract, to: hongshan.id });
    expect(edges).toContainEqual({ from: green, to: hongshan.id });
    // Every edge leads to something that the chain shows.
    const shown = new Set(nodes.map(({ id: node }: { id: string }) => node));
    expect(edges.filter(({ to }: { to: string }) => !shown.has(to))).toEqual([]);
  }, 60_000);
});

describe('a claim', () => {
  it('stands only on a verified, covered statement of a past year, and is read by everyone', async () => {
    const { id } = await submit([power('16404')]);
    expect(await claim(id)).toMatchObject(problem('claim-not-verified'));
    await verify(id);
    expect(await claim(id)).toMatchObject(problem('claim-not-covered'));
    await buy(20);
    await retire(id, 10);
    expect(await claim(id, { label: 'net-zero' })).toMatchObject(problem('label-not-met'));
    expect(await claim(id, { standard: 'PAS 2060' })).toMatchObject(problem('claim-standard-withdrawn'));
    const made = await claim(id, { label: 'net-zero-after-offsetting', europeanUnion: true });
    expect(made).toMatchObject({
      status: 201,
      body: {
        status: 'made',
        residual: { view: 'market', kilograms: 10_000, tonnes: 10 },
        retired: { removalOther: 10 },
        localBasisPoints: 0,
        warnings: [{ code: 'eu-offset-claims' }],
      },
    });
    expect(await claim(id)).toMatchObject(problem('claim-standing'));
    const { id: made1 } = made.body;
    const seen = await api.send(`GET /v1/claims/${made1}`);
    expect(seen).toMatchObject({
      status: 200,
      body: { words: { zh: '抵销后净零（非 ISO 14060/SBTi 净零）' } },
    });
    const chain = await api.send(`GET /v1/claims/${made1}/chain`);
    const kinds = chain.body.nodes.map(({ kind }: { kind: string }) => kind);
    expect(new Set(kinds)).toEqual(
      new Set(['claim', 'statement', 'verifier', 'retirement', 'batch', 'project']),
    );
    const revised = await api.send(`POST ${PATH}/${id}/versions`, {
      caller: works.caller,
      body: statement([power('20000')], { boundary: `第 ${boundaries} 厂区` }),
      headers: { 'if-match': '"v1"' },
    });
    expect(revised).toMatchObject({ status: 200, body: { claimReopened: true } });
    expect((await api.send(`GET /v1/claims/${made1}`)).body).toMatchObject({ status: 'reopened' });
    await verify(id);
    await retire(id, 3);
    const next = await claim(id);
    expect(next).toMatchObject({ status: 201 });
    expect((await api.send(`GET /v1/claims/${made1}`)).body).toMatchObject({
      status: 'replaced',
      replacedBy: next.body.id,
    });
    const gone = await must(api, `POST /v1/claims/${next.body.id}/withdraw`, works.caller, {
      reason: '更正',
    });
    expect(gone).toMatchObject({ status: 'withdrawn' });
  }, 60_000);
});

describe('the log of it all', () => {
  it('audits clean, and is the table', async () => {
    await sequenceAll(client, tableName, signer);
    const log = await checkLog(api, signer.key);
    expect(await differences(client, tableName, log)).toEqual([]);
  }, 60_000);
});
