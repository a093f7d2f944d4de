/**
 * Green certificates in the market, through the real handlers: sold once, used in time, for a use
 * and a year, proven.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { verifyCertificate } from '../../events/certificate/retirement-certificate.ts';
import { run } from '../../events/cli/verify.ts';
import { ED25519, formatVkey } from '../../events/tlog/note-key.ts';
import { LedgerReads } from '../../functions/ledger/reads.ts';
import { accountEntity } from '../../shared/ledger/entity.ts';
import type { Energy } from '../../shared/power/technology.ts';
import { freshTable } from '../support/local/memory-world.ts';
import { differences } from '../support/local/replay-table.ts';
import { sequenceAll } from '../support/local/world.ts';
import { checkLog } from '../support/log/log-check.ts';
import {
  type Answer,
  type Caller,
  issueBatch,
  loadHandlers,
  OPERATOR,
  registerOrganization,
  TestApi,
} from '../support/probes/api.ts';
import { type Member, onDay } from '../support/probes/lifecycle.ts';
import {
  openProvincialAccount,
  recordAndConfirm,
  registerFacility,
  type TestFacility,
} from '../support/probes/power.ts';
import { must } from '../support/probes/small-registry.ts';
import { toldBy } from '../support/told.ts';
import { signerOf } from '../unit/file-signer.ts';

const signer = signerOf('lvzhang.test/log', ED25519, 17);

let api: TestApi;
let table: ReturnType<typeof freshTable>;
let hongshan: TestFacility;
let owner: Member;
let steel: Member;
let bank: Member;
beforeAll(async () => {
  table = freshTable();
  api = new TestApi(await loadHandlers());
  onDay('2025-04-10');
  hongshan = await registerFacility(api);
  owner = hongshan.owner;
  steel = await registerOrganization(api, ['enterprise'], '远联钢铁');
  bank = await registerOrganization(api, ['financier'], '农商银行');
});
afterAll(() => vi.useRealTimers());

const refused = (status: number, name: string, errors: object = {}) => ({
  status,
  body: { type: `urn:lvzhang:problem:${name}`, ...errors },
});
const post = (path: string, caller: Caller, body: object = {}): Promise<Answer> =>
  api.send(`POST ${path}`, { caller, body });

async function generate(megawattHours: number, month = '2025-03', energy: Energy = 'on-grid') {
  const made = await recordAndConfirm(api, {
    facility: hongshan,
    month,
    energy,
    kilowattHours: megawattHours * 1000,
  });
  return made.batch!;
}
const offer = (batch: string, quantity: number, from = owner, to: { account: string } = steel) =>
  post('/v1/transfers', from.caller, { from: from.account, to: to.account, items: [{ batch, quantity }] });
const pledge = (batch: string, quantity: number, from = owner) =>
  post('/v1/pledges', from.caller, { from: from.account, to: bank.account, items: [{ batch, quantity }] });
const USE = { purpose: 'green-power-accounting', consumptionYear: 2025 };
const retire = (
  holder: Pick<Member, 'caller' | 'account'>,
  batch: string,
  quantity: number,
  use: object = USE,
) =>
  post('/v1/retirements', holder.caller, {
    account: holder.account,
    items: [{ batch, quantity }],
    beneficiary: '远联钢铁',
    reason: '2025 年度绿电消费核算',
    ...use,
  });

async function sell(batch: string, quantity: number) {
  const { body, status } = await offer(batch, quantity);
  expect(status).toBe(201);
  await must(api, `POST /v1/transfers/${body.id}/accept`, steel.caller);
}

let march = '';
let retirement = '';

describe('a certificate', () => {
  it('is sold once, and is then only retired', async () => {
    march = await generate(100);
    await sell(march, 40);
    expect(await offer(march, 1, steel, owner)).toMatchObject(refused(409, 'already-traded'));
    expect(await pledge(march, 1, steel)).toMatchObject(refused(409, 'already-traded'));
    const done = await retire(steel, march, 10);
    expect(done).toMatchObject({ status: 201, body: { unit: 'MWh', quantity: 10, ...USE } });
    retirement = done.body.id;
    // Its batch is implied by its blocks: beside them it rests on the account alone.
    const reads = new LedgerReads(table.client, table.tableName);
    const account = (await reads.entities([accountEntity(steel.account)])).get(accountEntity(steel.account));
    expect((await reads.commit(retirement))?.after).toEqual([account?.commit]);
    expect(await must(api, `GET /v1/retirements/${retirement}`, OPERATOR)).toMatchObject({
      unit: 'MWh',
      ...USE,
    });
  });

  it('that was enforced from a pledge has changed hands', async () => {
    const batch = await generate(5, '2025-02');
    const { body } = await pledge(batch, 5);
    await must(api, `POST /v1/pledges/${body.id}/accept`, bank.caller);
    await must(api, `POST /v1/pledges/${body.id}/enforce`, bank.caller);
    expect(await offer(batch, 5, bank)).toMatchObject(refused(409, 'already-traded'));
    expect(await retire(bank, batch, 5)).toMatchObject({ status: 201 });
  });

  it('of self-use, or next to tonnes, is not sold', async () => {
    const selfUse = await generate(10, '2025-03', 'self-use');
    expect(await offer(selfUse, 1)).toMatchObject(refused(409, 'not-tradable'));
    expect(await pledge(selfUse, 1)).toMatchObject(refused(409, 'not-tradable'));
    expect(await retire(owner, selfUse, 10)).toMatchObject({ status: 201 });
    const { batch: tonnes, developer } = await issueBatch(api, 100);
    const items = [
      { batch: march, quantity: 1 },
      { batch: tonnes, quantity: 1 },
    ];
    for (const [path, body] of [
      ['/v1/transfers', { to: steel.account, from: owner.account }],
      ['/v1/pledges', { to: bank.account, from: owner.account }],
      ['/v1/retirements', { account: owner.account, beneficiary: 'x', reason: 'x', ...USE }],
    ] as const)
      expect(await post(path, owner.caller, { ...body, items })).toMatchObject(refused(422, 'units-mixed'));
    expect(await retire(developer, tonnes, 1, {})).toMatchObject({
      status: 201,
      body: { unit: 'tCO2e', purpose: 'voluntary' },
    });
    expect(await retire(developer, tonnes, 1, USE)).toMatchObject(refused(422, 'purpose-not-for-instrument'));
  });

  it.each<[string, object]>([
    ['purpose-missing', { consumptionYear: 2025 }],
    ['purpose-not-for-instrument', { ...USE, purpose: 'corporate-offset' }],
    ['consumption-year-missing', { purpose: 'zero-carbon-park' }],
    ['consumption-year-too-early', { ...USE, consumptionYear: 2024 }],
    ['consumption-year-too-late', { ...USE, consumptionYear: 2026 }],
  ])('is not retired: %s', async (name, use) => {
    expect(await retire(steel, march, 1, use)).toMatchObject(refused(422, name));
  });

  it("of a province is retired by its authority, and nothing else; nobody's go there", async () => {
    const { account, holder } = await openProvincialAccount(api);
    const batch = await generate(20, '2025-03', 'mechanism-priced');
    const province = { account, caller: holder };
    expect(await offer(march, 1, owner, { account })).toMatchObject(refused(422, 'provincial-account'));
    expect(await retire(province, batch, 20)).toMatchObject({ status: 201, body: { account } });
    expect(await retire({ ...owner, account }, batch, 1)).toMatchObject(refused(403, 'not-yours'));
  });
});

describe('its evidence', () => {
  const certificateOf = async (id: string) =>
    JSON.stringify((await api.send(`GET /v1/retirements/${id}/certificate.json`, { caller: OPERATOR })).body);

  it('is a certificate that verifies offline, back to facility and month', async () => {
    await sequenceAll(table.client, table.tableName, signer);
    const text = await certificateOf(retirement);
    const check = verifyCertificate(text, { logKey: signer.key });
    expect(check.faults).toEqual([]);
    expect(check.origins).toMatchObject([
      {
        batch: { batch: march, instrument: 'GEC', quantity: 100 },
        issued: { type: 'generation.confirmed', facts: { month: '2025-03', energy: 'on-grid' } },
        facility: { type: 'facility.registered', facts: { facility: hongshan.id } },
      },
    ]);
    type Changed = { retirement: Record<string, unknown>; evidence: object[] };
    const tampered: [string, (certificate: Changed) => unknown][] = [
      ['/retirement/consumptionYear', (c) => Object.assign(c.retirement, { consumptionYear: 2024 })],
      ['/retirement/consumptionYear', (c) => Reflect.deleteProperty(c.retirement, 'consumptionYear')],
      ['/retirement/unit', (c) => Object.assign(c.retirement, { unit: 'tCO2e' })],
      ['/evidence', (c) => c.evidence.splice(1, 1)],
      ['/evidence', (c) => c.evidence.pop()],
    ];
    for (const [path, change] of tampered) {
      const changed = JSON.parse(text);
      change(changed);
      const { faults } = verifyCertificate(JSON.stringify(changed), { logKey: signer.key });
      expect(faults.map((fault) => fault.path)).toContain(path);
    }
  });

  it('is told in words by lvzhang verify, in Chinese and English', async () => {
    const text = await certificateOf(retirement);
    const told = (lang: string) => toldBy(run, text, ['--vkey', formatVkey(signer.key), '--lang', lang]);
    const [zh, en] = [await told('zh'), await told('en')];
    expect([zh.code, en.code]).toEqual([0, 0]);
    for (const words of [
      '10 兆瓦时',
      '绿色电力消费核算',
      '用电年份 2025',
      '红山产业园',
      '2025-03 上网电量',
      '风电',
    ])
      expect(zh.printed).toContain(words);
    for (const words of [
      '10 MWh',
      'Accounting of green power',
      'consumption of 2025',
      '2025-03, fed into the grid',
    ])
      expect(en.printed).toContain(words);
  });

  it('leads from the retirement back to the month of generation', async () => {
    const [{ from }] = (await must(api, `GET /v1/retirements/${retirement}`, OPERATOR)).serials;
    const { steps } = await must(api, `GET /v1/units/${march}/${from}/provenance`, OPERATOR);
    expect(steps.map(({ type }: { type: string }) => type)).toEqual([
      'units.retired',
      'transfer.accepted',
      'units.offered',
      'generation.confirmed',
    ]);
  });
});

describe('after two years', () => {
  it('is good on the last day of validity, and not on the next', async () => {
    onDay('2026-05-10');
    const batch = await generate(100, '2026-04');
    const use = { ...USE, consumptionYear: 2026 };
    const [open, locked] = [(await offer(batch, 10)).body.id, (await pledge(batch, 10)).body.id];
    const active = (await pledge(batch, 10)).body.id;
    await must(api, `POST /v1/pledges/${active}/accept`, bank.caller);
    onDay('2028-03-31');
    expect(await retire(owner, batch, 1, use)).toMatchObject({ status: 201 });
    await sell(batch, 1);
    onDay('2028-04-01');
    const expired = refused(409, 'certificate-expired');
    expect(await retire(owner, batch, 1, use)).toMatchObject(expired);
    expect(await offer(batch, 1)).toMatchObject(expired);
    expect(await pledge(batch, 1)).toMatchObject(expired);
    expect(await post(`/v1/transfers/${open}/accept`, steel.caller)).toMatchObject(expired);
    expect(await post(`/v1/pledges/${locked}/accept`, bank.caller)).toMatchObject(expired);
    expect(await post(`/v1/pledges/${active}/enforce`, bank.caller)).toMatchObject(expired);
    await must(api, `POST /v1/transfers/${open}/reject`, steel.caller);
    await must(api, `POST /v1/pledges/${locked}/withdraw`, owner.caller);
    await must(api, `POST /v1/pledges/${active}/release`, bank.caller);
  });

  it('the log audits clean, and the table is what it replays to', async () => {
    await sequenceAll(table.client, table.tableName, signer);
    const log = await checkLog(api, signer.key);
    expect(await differences(table.client, table.tableName, log)).toEqual([]);
  });
});
