/** A park through the real handlers: members by dates, the roll-up, flows, indicator, targets, its claim. */

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
import { storedDocument } from '../support/probes/documents.ts';
import { type Member, onDay } from '../support/probes/lifecycle.ts';
import { must } from '../support/probes/small-registry.ts';
import { signerOf } from '../unit/file-signer.ts';

const signer = signerOf('lvzhang.test/log', ED25519, 23);
const PATH = '/v1/emission-statements';
const NAME = '高新区一区四园（示例）';
const problem = (name: string, more: object = {}) => ({
  body: { type: `urn:lvzhang:problem:${name}`, ...more },
});

let api: TestApi;
let client: Sender;
let tableName: string;
let operator: Member;
let plant: Member;
let steel: Member;
let outsider: Member;
let developer: Member;
let verifier: { caller: Caller; id: string };
let batch: string;
let park: string;
/** Statements of plant and steel works, verified. */
let ofPlant: string;
let ofSteel: string;
let ofPark: string;

beforeAll(async () => {
  onDay('2026-03-02');
  ({ client, tableName } = freshTable());
  api = new TestApi(await loadHandlers());
  operator = await registerOrganization(api, ['enterprise'], '高新区管委会（示例）');
  plant = await registerOrganization(api, ['generator', 'enterprise'], '热电厂（示例）');
  steel = await registerOrganization(api, ['enterprise'], '钢铁（示例）');
  outsider = await registerOrganization(api, ['enterprise'], '园外企业（示例）');
  verifier = await registerOrganization(api, ['verifier'], '核查机构（示例）');
  ({ developer, batch } = await issueBatch(api, 100_000, 8));
});
afterAll(() => {
  vi.useRealTimers();
});

const power = (id: string, kWh: string, more: object = {}) => ({
  ...{ id, category: 2, kind: 'electricity', kWh, supply: 'grid', direction: 'received' },
  ...more,
});
const heat = (id: string, GJ: string, direction: string) => ({
  ...{ id, category: 2, kind: 'heat', GJ, origin: 'fossil', direction },
});
const statement = (name: string, lines: object[], more: object = {}) => ({
  ...{ subject: { kind: 'organization', name }, year: 2025, province: '15', boundary: '全厂', lines },
  ...more,
});
const own = [
  power('own', '50000'),
  { id: 'diesel', category: 1, kind: 'fuel', fuel: 'diesel', quantity: '10', unit: 't' },
];
const parkStatement = (part: object, more: object = {}) =>
  statement(NAME, own, { subject: { kind: 'park', name: NAME }, park: { park, ...part }, ...more });
const submit = (caller: Caller, body: object) => api.send(`POST ${PATH}`, { caller, body });
const read = (id: string, caller = operator.caller) => must(api, `GET ${PATH}/${id}`, caller);
const verify = async (id: string) =>
  must(api, `POST ${PATH}/${id}/verify`, verifier.caller, {
    assurance: 'reasonable',
    report: await storedDocument(verifier.id),
  });
const verified = async (member: Member, name: string, lines: object[], more: object = {}) => {
  const { id } = await must(api, `POST ${PATH}`, member.caller, statement(name, lines, more));
  await verify(id);
  return id as string;
};
const revise = (caller: Caller, id: string, version: number, body: object) =>
  api.send(`POST ${PATH}/${id}/versions`, { caller, body, headers: { 'if-match': `"v${version}"` } });
async function buy(member: Member, quantity: number): Promise<void> {
  const offer = { from: developer.account, to: member.account, items: [{ batch, quantity }] };
  const { id: sale } = await must(api, 'POST /v1/transfers', developer.caller, offer);
  await must(api, `POST /v1/transfers/${sale}/accept`, member.caller);
}
async function retire(member: Member, id: string, quantity: number) {
  await buy(member, quantity);
  return retireHeld(member, id, quantity);
}
const retireHeld = (member: Member, id: string, quantity: number) =>
  api.send('POST /v1/retirements', {
    caller: member.caller,
    body: {
      account: member.account,
      items: [{ batch, quantity }],
      beneficiary: '园区（示例）',
      reason: '抵销 2025 年残余排放（示例）',
      statement: id,
    },
  });
const join = async (member: Member, from = '2024-06-01', subPark = 'east') => {
  await must(api, `POST /v1/parks/${park}/request-membership`, member.caller, { subPark, from });
  await must(api, `POST /v1/parks/${park}/members`, operator.caller, { organization: member.id });
};

describe('a park', () => {
  it('is registered by its operating organization, with its sub-parks', async () => {
    const body = {
      name: NAME,
      province: '内蒙古',
      subParks: [
        { code: 'east', name: '东区' },
        { code: 'west', name: '西区' },
      ],
    };
    const twice = { ...body, subParks: [body.subParks[0], body.subParks[0]] };
    const refused = await api.send('POST /v1/parks', { caller: operator.caller, body: twice });
    expect(refused).toMatchObject(problem('sub-park-repeated'));
    expect(await api.send('POST /v1/parks', { caller: verifier.caller, body })).toMatchObject({
      status: 403,
    });
    ({ id: park } = await must(api, 'POST /v1/parks', operator.caller, body));
    expect(await must(api, `GET /v1/parks/${park}`, verifier.caller)).toMatchObject({
      name: NAME,
      organization: operator.id,
      province: '15',
      members: [],
    });
  });

  it('has the members that asked and were admitted, one park at a time, by dates', async () => {
    const admit = (organization: string, caller = operator.caller) =>
      api.send(`POST /v1/parks/${park}/members`, { caller, body: { organization } });
    expect(await admit(plant.id)).toMatchObject(problem('membership-not-requested'));
    await join(plant);
    await join(steel);
    expect(await admit(steel.id, steel.caller)).toMatchObject({ status: 403 });
    const again = await api.send(`POST /v1/parks/${park}/request-membership`, {
      caller: steel.caller,
      body: { from: '2026-01-01' },
    });
    expect(again).toMatchObject(problem('member-of-a-park'));
    const { members } = await must(api, `GET /v1/parks/${park}`, outsider.caller);
    expect(members).toEqual([
      { organization: plant.id, subPark: 'east', from: '2024-06-01' },
      { organization: steel.id, subPark: 'east', from: '2024-06-01' },
    ]);
  });

  it('lists who waits to be admitted, page by page, until admitted or gone to another park', async () => {
    const waiting = (query = '', of = park) =>
      must(api, `GET /v1/parks/${of}/membership-requests${query}`, operator.caller);
    const ask = (member: Member, of: string, body: object) =>
      must(api, `POST /v1/parks/${of}/request-membership`, member.caller, body);
    const { id: home } = await must(api, 'POST /v1/parks', operator.caller, {
      name: '另一园区（示例）',
      province: '15',
      subParks: [{ code: 'core', name: '核心区' }],
    });
    const one = await registerOrganization(api, ['enterprise'], '申请一（示例）');
    const two = await registerOrganization(api, ['enterprise'], '申请二（示例）');
    expect((await waiting('', home)).items).toEqual([]);
    await ask(one, home, { subPark: 'core', from: '2024-06-01' });
    await ask(two, home, { from: '2025-01-01' });
    const first = await waiting('?limit=1', home);
    const second = await waiting(`?limit=1&cursor=${encodeURIComponent(first.next)}`, home);
    const [asked, later] = [
      { organization: one.id, subPark: 'core', from: '2024-06-01' },
      { organization: two.id, from: '2025-01-01' },
    ];
    const both = [...first.items, ...second.items];
    expect(both).toHaveLength(2);
    expect(both).toEqual(expect.arrayContaining([asked, later]));
    await must(api, `POST /v1/parks/${home}/members`, operator.caller, { organization: one.id });
    expect((await waiting('', home)).items).toEqual([later]);
    await ask(two, park, { subPark: 'west', from: '2025-01-01' });
    expect((await waiting('', home)).items).toEqual([]);
    expect((await waiting()).items).toEqual([{ ...later, subPark: 'west' }]);
    const unknown = `GET /v1/parks/${'z'}${home.slice(1, -4)}0000/membership-requests`;
    expect(await api.send(unknown, { caller: operator.caller })).toMatchObject(problem('not-found'));
  });

  it('lets a member go on a day, by either side, and take up another park after it', async () => {
    const left = (caller: Caller, to: string) =>
      api.send(`POST /v1/parks/${park}/members/${outsider.id}/leave`, { caller, body: { to } });
    await join(outsider, '2020-01-01');
    expect(await left(steel.caller, '2023-12-31')).toMatchObject({ status: 403 });
    expect(await left(outsider.caller, '2019-12-31')).toMatchObject(problem('leaves-before-joining'));
    expect(await left(outsider.caller, '2023-12-31')).toMatchObject({ status: 200 });
    expect(await left(operator.caller, '2023-12-31')).toMatchObject(problem('not-a-member'));
    const ask = (from: string) =>
      api.send(`POST /v1/parks/${park}/request-membership`, { caller: outsider.caller, body: { from } });
    expect(await ask('2023-12-31')).toMatchObject(problem('member-of-a-park'));
    expect(await ask('2024-01-01')).toMatchObject({ status: 200 });
  });
});

describe('a park’s statement', () => {
  beforeAll(async () => {
    ofPlant = await verified(plant, '热电厂（示例）', [
      { id: 'coal', category: 1, kind: 'fuel', fuel: 'bituminous-coal', quantity: '1000', unit: 't' },
      power('out', '400000', { supply: 'self-generated', direction: 'sent-out' }),
      heat('steam', '500', 'sent-out'),
    ]);
    ofSteel = await verified(steel, '钢铁（示例）', [
      power('grid', '1000000'),
      power('line', '300000', { supply: 'direct' }),
      heat('steam', '450', 'received'),
    ]);
  });
  const both = () => [
    { statement: ofPlant, version: 1 },
    { statement: ofSteel, version: 1 },
  ];
  const flow = (line: string, to: string, quantity: string) => ({
    from: { statement: ofPlant, line },
    to: { statement: ofSteel, line: to },
    quantity,
  });

  it('refuses what is no member’s, not verified, of another year, or named twice', async () => {
    const stranger = await verified(outsider, '园外企业（示例）', [power('a', '1000')]);
    const { id: waiting } = await must(
      api,
      `POST ${PATH}`,
      steel.caller,
      statement('钢铁（示例）', [power('a', '1')], { boundary: '待核查' }),
    );
    const before = await verified(steel, '钢铁（示例）', [power('a', '1000')], { year: 2024 });
    const tried = (members: object[], more: object = {}) =>
      submit(operator.caller, parkStatement({ members, ...more }));
    expect(await tried([{ statement: stranger, version: 1 }])).toMatchObject(problem('member-not-in-park'));
    expect(await tried([{ statement: waiting, version: 1 }])).toMatchObject(problem('member-not-verified'));
    expect(await tried([{ statement: before, version: 1 }])).toMatchObject(problem('member-year-differs'));
    expect(await tried([{ statement: ofSteel, version: 2 }])).toMatchObject(
      problem('member-version-differs'),
    );
    expect(await tried([both()[0]!, both()[0]!])).toMatchObject(problem('member-repeated'));
    expect(await submit(steel.caller, parkStatement({ members: both() }))).toMatchObject(
      problem('park-not-yours'),
    );
    const named = parkStatement({ members: both() }, { subject: { kind: 'park', name: '另一园区' } });
    expect(await submit(operator.caller, named)).toMatchObject(problem('park-name-differs'));
    const factory = parkStatement({ members: [] }, { subject: { kind: 'organization', name: NAME } });
    expect(await submit(operator.caller, factory)).toMatchObject(problem('park-part-not-for-organization'));
    const nothing = parkStatement({ members: [] }, { lines: [] });
    expect(await submit(operator.caller, nothing)).toMatchObject(problem('statement-empty'));
  });

  it.each([
    ['flow-line-unknown', () => [flow('nowhere', 'line', '1')]],
    ['flow-line-unknown', () => [flow('coal', 'line', '1')]],
    ['flow-ends', () => [flow('out', 'steam', '1')]],
    ['flow-ends', () => [{ ...flow('out', 'line', '1'), to: { statement: ofPlant, line: 'out' } }]],
    ['flow-nothing', () => [flow('out', 'line', '0')]],
    ['flow-exceeds-line', () => [flow('out', 'line', '300000.000001')]],
    ['flow-exceeds-line', () => [flow('out', 'line', '300000'), flow('out', 'grid', '100000.5')]],
    ['flow-exceeds-line', () => [flow('steam', 'steam', '451')]],
  ])('refuses a flow: %s', async (code, flows) => {
    const refused = await submit(operator.caller, parkStatement({ members: both(), flows: flows() }));
    expect(refused).toMatchObject(problem(code));
  });

  it('is its members and its own lines less what flowed between them, in each view', async () => {
    expect(await retire(steel, ofSteel, 100)).toMatchObject({ status: 201 });
    const body = parkStatement(
      { members: both(), flows: [flow('out', 'line', '300000'), flow('steam', 'steam', '450')] },
      {
        energy: { kgcePerKilowattHour: '0.3', source: '年度等价值（示例）', shares: { cleanEnergy: '92.5' } },
      },
    );
    const made = await submit(operator.caller, body);
    expect(made).toMatchObject({ status: 201 });
    ofPark = made.body.id;
    const { views, waterfall, coverage, park: rolled, indicator } = made.body;
    // Coal, 1,050,000 kWh from the grid and diesel; sent out of the park: 100,000 kWh at nothing and 50 GJ at
    // 0.11 t. In whole grams.
    const dieselGrams = Math.round(10 * 42.652 * 0.0202 * 0.98 * (44 / 12) * 1e6);
    const grams = (perKilowattHour: number) =>
      1_741_749_570 + dieselGrams + 1_050_000 * perKilowattHour - 5_500_000;
    expect(views.market.grossKilograms).toBe(Math.round(grams(609.6) / 1000));
    expect(views.location.grossKilograms).toBe(Math.round(grams(647.9) / 1000));
    expect(views.ets.grossKilograms).toBe(Math.round(grams(530.6) / 1000));
    expect(views.park910.grossKilograms).toBe(Math.round(grams(832.5) / 1000));
    expect(made.body.purchasedKilowattHours).toBe('1050000');
    expect(rolled.members).toEqual([
      { statement: ofPlant, version: 1 },
      {
        statement: ofSteel,
        version: 1,
        retired: { removalLocal: 0, removalOther: 100, avoidanceLocal: 0, avoidanceOther: 0 },
      },
    ]);
    expect(rolled.flows.count).toBe(2);
    const residual = views.market.kilograms;
    expect(coverage).toMatchObject({
      residualKilograms: residual,
      neededTonnes: Math.ceil(residual / 1000),
      retiredTonnes: 100,
    });
    expect(waterfall).toEqual({
      view: 'market',
      grossKilograms: residual,
      greenPowerKilograms: 0,
      residualKilograms: residual,
      offsetKilograms: 100_000,
      openKilograms: residual - 100_000,
    });
    expect(indicator).toMatchObject({
      computable: true,
      source: '发改环资〔2025〕910号',
      grade: 'H*',
      shares: [{ name: 'cleanEnergy', stated: '92.5', least: '90', reached: true }],
    });
    expect(indicator).not.toHaveProperty('meets');
  });

  it('shows its flows to its operator alone, under its seal, and no member’s lines', async () => {
    const mine = await read(ofPark);
    expect(mine.flows).toHaveLength(2);
    expect(opensLines(mine.sealed, { lines: mine.lines, flows: mine.flows }, mine.seal.salt)).toBe(true);
    const theirs = await read(ofPark, steel.caller);
    expect(theirs).not.toHaveProperty('flows');
    expect(theirs).not.toHaveProperty('lines');
    expect((await read(ofSteel, steel.caller)).rolledInto).toBe(ofPark);
    expect(JSON.stringify(mine.lines)).not.toContain('"coal"');
  });

  it('is one a year, and no statement is in two', async () => {
    const again = parkStatement({ members: [] });
    expect(await submit(operator.caller, again)).toMatchObject(problem('park-year-stated'));
    const { id: second } = await must(api, 'POST /v1/parks', operator.caller, { name: NAME, province: '15' });
    const part = { park: second, members: both().slice(1) };
    expect(await submit(operator.caller, parkStatement(part))).toMatchObject(problem('member-not-in-park'));
    const organization = steel.id;
    await must(api, `POST /v1/parks/${park}/members/${organization}/leave`, operator.caller, {
      to: '2025-06-30',
    });
    await must(api, `POST /v1/parks/${second}/request-membership`, steel.caller, { from: '2025-07-01' });
    await must(api, `POST /v1/parks/${second}/members`, operator.caller, { organization });
    expect(await submit(operator.caller, parkStatement(part))).toMatchObject(problem('member-rolled-up'));
  });

  it('carries a claim while its members’ versions stand, with what they had retired', async () => {
    await verify(ofPark);
    const { coverage } = await read(ofPark);
    const claim = () => api.send('POST /v1/claims', { caller: operator.caller, body: { statement: ofPark } });
    expect(await claim()).toMatchObject(
      problem('claim-not-covered', { seen: { open: coverage.openTonnes } }),
    );
    // Block, rest, statement, commit: what the park rolls up is in its own statement.
    await buy(operator, 2);
    expect(await itemsWrittenIn(() => retireHeld(operator, ofPark, 1))).toEqual([4]);
    const open = coverage.openTonnes - 1;
    const race = await Promise.all([retire(operator, ofPark, open), retire(operator, ofPark, open)]);
    expect(race.map(({ status }) => status).sort()).toEqual([201, 409]);
    // What a member retires later is the member's, and the park's with its next version.
    await retire(steel, ofSteel, 50);
    expect((await read(ofPark)).coverage).toMatchObject({
      openTonnes: 0,
      retiredTonnes: coverage.neededTonnes,
    });
    const made = await claim();
    expect(made).toMatchObject({ status: 201, body: { retired: { removalOther: coverage.neededTonnes } } });
    const { nodes, edges } = (await api.send(`GET /v1/claims/${made.body.id}/chain`)).body;
    const statements = nodes.filter(({ kind }: { kind: string }) => kind === 'statement');
    expect(statements.map(({ id }: { id: string }) => id).sort()).toEqual([ofPark, ofPlant, ofSteel].sort());
    for (const to of [ofPlant, ofSteel]) expect(edges).toContainEqual({ from: ofPark, to });
    expect(edges.filter(({ from }: { from: string }) => from === ofSteel)).toHaveLength(3);
    const warningsOf = async () => (await api.send(`GET /v1/claims/${made.body.id}`)).body.warnings;
    expect(await warningsOf()).toEqual([]);
    const revised = statement('钢铁（示例）', [power('grid', '900000'), heat('steam', '450', 'received')]);
    expect(await revise(steel.caller, ofSteel, 1, revised)).toMatchObject({ status: 200 });
    expect((await read(ofPark)).park.members[1]).toMatchObject({
      present: { version: 2, status: 'submitted' },
    });
    const warning = expect.objectContaining({ code: 'members-revised', statements: [ofSteel] });
    expect(await warningsOf()).toEqual([warning]);
    const { items } = (await api.send('GET /v1/claims?limit=200')).body;
    expect(items.find(({ id }: { id: string }) => id === made.body.id).warnings).toEqual([warning]);
    await must(api, `POST /v1/claims/${made.body.id}/withdraw`, operator.caller, { reason: '更正' });
    expect(await warningsOf()).toEqual([]);
    expect(await claim()).toMatchObject(problem('claim-members-revised'));
    await verify(ofSteel);
    expect(await claim()).toMatchObject(problem('claim-members-revised'));
  });

  it('is revised with the present versions, keeps its park, and lets a member go', async () => {
    const now = [
      { statement: ofPlant, version: 1 },
      { statement: ofSteel, version: 2 },
    ];
    const without = statement(NAME, own, { subject: { kind: 'park', name: NAME } });
    expect(await revise(operator.caller, ofPark, 1, without)).toMatchObject(problem('park-fixed'));
    expect(await revise(operator.caller, ofPark, 1, parkStatement({ members: now }))).toMatchObject({
      status: 200,
      body: { version: 2 },
    });
    await verify(ofPark);
    const { park: rolled, coverage, indicator } = await read(ofPark);
    expect(rolled.members[1].retired.removalOther).toBe(150);
    expect(coverage.retiredTonnes).toBeGreaterThan(coverage.neededTonnes);
    expect(indicator).toMatchObject({ computable: false, because: { code: 'equivalent-value-missing' } });
    expect(
      await revise(operator.caller, ofPark, 2, parkStatement({ members: now.slice(0, 1) })),
    ).toMatchObject({ status: 200 });
    expect(await read(ofSteel, steel.caller)).not.toHaveProperty('rolledInto');
    await verify(ofPark);
  });

  it('is held against the park’s targets', async () => {
    const target = (body: object, caller = operator.caller) =>
      api.send(`POST /v1/parks/${park}/targets`, { caller, body });
    const residual = { indicator: 'residual', year: 2025, value: '1', unit: 'tCO2e', source: '示例方案' };
    expect(await target({ ...residual, unit: 't' })).toMatchObject(problem('target-unit'));
    expect(await target(residual, steel.caller)).toMatchObject({ status: 403 });
    await target(residual);
    await target({ ...residual, value: '10000' });
    await target({ ...residual, year: 2027 });
    await target({ indicator: 'non-fossil-share', year: 2025, value: '20', unit: '%', source: '1:615' });
    const { targets } = await must(api, `GET /v1/parks/${park}`, steel.caller);
    expect(targets).toEqual([
      expect.objectContaining({ indicator: 'non-fossil-share', because: 'not-known-here' }),
      expect.objectContaining({
        ...{ indicator: 'residual', year: 2025, value: '10000' },
        actual: { value: '1748.189', statement: ofPark, met: true },
      }),
      expect.objectContaining({ indicator: 'residual', year: 2027, because: 'no-verified-statement' }),
    ]);
  });

  it('may have no lines of its own, and then no share of them is metered', async () => {
    const body = parkStatement({ members: [{ statement: ofPlant, version: 1 }] }, { lines: [] });
    expect(await revise(operator.caller, ofPark, 3, body)).toMatchObject({ status: 200 });
    const { evidence } = await read(ofPark);
    expect(evidence).toEqual({ count: 0, documented: 0, metered: 0, ownFactors: 0 });
  });
});

describe('the log of it all', () => {
  it('audits clean, and is the table', async () => {
    await sequenceAll(client, tableName, signer);
    const log = await checkLog(api, signer.key);
    expect(await differences(client, tableName, log)).toEqual([]);
  }, 60_000);
});
