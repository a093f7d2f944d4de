/**
 * First sales and the division of their income, through the real handlers: the amounts, and who may see them.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ED25519 } from '../../events/tlog/note-key.ts';
import type { Sender } from '../../functions/ledger/table.ts';
import { fromUtf8 } from '../../shared/base/encoding.ts';
import { opens } from '../../shared/base/seal.ts';
import { freshTable } from '../support/local/memory-world.ts';
import { differences } from '../support/local/replay-table.ts';
import { TickingApi } from '../support/local/ticking-api.ts';
import { sequenceAll } from '../support/local/world.ts';
import { checkLog } from '../support/log/log-check.ts';
import { type Caller, castMember, loadHandlers, OPERATOR, type TestApi } from '../support/probes/api.ts';
import {
  addProject,
  adjust,
  giveToReplay,
  makeSeller,
  offerOf,
  type Seller,
  sellFirst,
  settle,
  today,
} from '../support/probes/first-sale.ts';
import { must } from '../support/probes/small-registry.ts';
import { signerOf } from '../unit/file-signer.ts';

const VERIFIER = castMember('verifier', ['verifier']);
const REGULATOR = castMember('regulator', ['regulator']);
const STRANGER: Caller = castMember('stranger', ['enterprise', 'developer']);

let api: TestApi;
let client: Sender;
let tableName: string;
let seller: Seller;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime('2026-07-01T02:00:00.000Z');
  ({ client, tableName } = freshTable());
  api = new TickingApi(await loadHandlers());
  seller = await makeSeller(api);
});
afterAll(() => {
  vi.useRealTimers();
});

const get = (path: string, caller: Caller) => api.send(`GET ${path}`, { caller });
const offer = (body: object, key?: string) =>
  api.send('POST /v1/transfers', { caller: seller.developer.caller, body, ...(key && { key }) });
const problem = (name: string) => ({ type: `urn:lvzhang:problem:${name}` });

describe('a first sale', () => {
  /** Found nowhere but where it belongs. */
  const PRICE = 987_654_323;
  const PARTS = [296_296_297, 592_592_594, 98_765_432];
  let sale: string;
  let division: string;
  beforeAll(async () => {
    const offered = await offer(offerOf(seller, PRICE));
    expect(offered).toMatchObject({ status: 201, body: { primary: seller.project, price: { fen: PRICE } } });
    sale = offered.body.id;
  });

  it('both sides, verifier and regulator see the price, and can open its seal', async () => {
    for (const caller of [seller.developer.caller, seller.buyer.caller, VERIFIER, REGULATOR]) {
      const { body } = await get(`/v1/transfers/${sale}`, caller);
      expect(body).toMatchObject({ price: { fen: PRICE }, primary: seller.project });
      expect(opens(body.seal.sealed, body.price, body.seal.salt)).toBe(true);
      const { event } = (await get(`/v1/commits/${sale}`, OPERATOR)).body;
      expect(event.sealed).toBe(body.seal.sealed);
    }
  });

  it('the operator sees the transfer without its price, a stranger nothing at all', async () => {
    const { body } = await get(`/v1/transfers/${sale}`, OPERATOR);
    expect(body).toMatchObject({ id: sale, primary: seller.project });
    expect(Object.keys(body)).not.toContain('price');
    expect(Object.keys(body)).not.toContain('seal');
    expect(await get(`/v1/transfers/${sale}`, STRANGER)).toMatchObject({ status: 404 });
  });

  it("the operator's other roles give it no price, unless it is a side", async () => {
    const both = castMember('second operator', ['operator', 'enterprise']);
    expect((await get(`/v1/transfers/${sale}`, both)).body).not.toHaveProperty('price');
    const side: Caller = { org: seller.buyer.id, roles: ['operator', 'enterprise'] };
    expect((await get(`/v1/transfers/${sale}`, side)).body).toHaveProperty('price');
  });

  it('is divided to the fen once it is accepted', async () => {
    const early = await api.send(`POST /v1/transfers/${sale}/settle`, {
      caller: seller.developer.caller,
      body: { settledOn: today() },
    });
    expect(early).toMatchObject({ status: 409, body: problem('transfer-not-accepted') });
    await must(api, `POST /v1/transfers/${sale}/accept`, seller.buyer.caller);
    const read = async () => (await get(`/v1/transfers/${sale}`, OPERATOR)).body;
    expect(await read()).toMatchObject({ status: 'accepted', acceptedOn: today(), divided: false });
    const body = await settle(api, seller, sale);
    expect(await read()).toMatchObject({ status: 'accepted', acceptedOn: today(), divided: true });
    division = body.commit.id;
    const { developer, holder, fund, project, agreement } = seller;
    expect(body).toMatchObject({ transfer: sale, project, agreement, version: 1, fen: PRICE });
    expect(body.parts).toEqual([
      { organization: developer.id, basisPoints: 3000, fen: PARTS[0] },
      { organization: holder.id, basisPoints: 6000, fen: PARTS[1] },
      { organization: fund.id, basisPoints: 1000, fen: PARTS[2] },
    ]);
    expect(PARTS.reduce((sum, part) => sum + part)).toBe(PRICE);
  });

  it('its settlement is shown to seller, parties, verifier and regulator, who can open the seal', async () => {
    const { developer, holder, fund } = seller;
    for (const caller of [developer.caller, holder.caller, fund.caller, VERIFIER, REGULATOR]) {
      const { status, body } = await get(`/v1/transfers/${sale}/settlement`, caller);
      expect(status).toBe(200);
      expect(body).toMatchObject({ fen: PRICE, commit: { id: division } });
      const parts = body.parts.map(({ organization, fen }: { organization: string; fen: number }) => ({
        organization,
        fen,
      }));
      expect(opens(body.seal.sealed, { fen: body.fen, parts }, body.seal.salt)).toBe(true);
    }
    for (const caller of [seller.buyer.caller, STRANGER])
      expect((await get(`/v1/transfers/${sale}/settlement`, caller)).status).toBe(404);
    expect((await get(`/v1/transfers/${sale}/settlement`, OPERATOR)).status).toBe(403);
  });

  it('no amount is in the log, nor in anything that is shown to operator, public or stranger', async () => {
    await sequenceAll(client, tableName, signerOf('lvzhang.test/log', ED25519, 5));
    const { leaves } = await checkLog(api, signerOf('lvzhang.test/log', ED25519, 5).key);
    const seen = leaves.map(fromUtf8);
    const { developer, buyer, fund, batch, project } = seller;
    for (const caller of [OPERATOR, STRANGER]) {
      for (const path of [
        `/v1/transfers/${sale}`,
        `/v1/transfers/${sale}/settlement`,
        `/v1/commits/${sale}`,
        `/v1/commits/${division}`,
        `/v1/commits/${sale}/proof`,
        `/v1/accounts/${developer.account}/transfers`,
        `/v1/accounts/${buyer.account}/blocks`,
        `/v1/batches/${batch}/blocks`,
        `/v1/projects/${project}`,
        `/v1/units/${batch}/100000/provenance`,
        `/v1/entitlements?party=${fund.id}&from=2026-01-01&to=2026-12-31`,
        `/v1/entitlements.csv?party=${fund.id}&from=2026-01-01&to=2026-12-31`,
      ])
        seen.push(JSON.stringify((await get(path, caller)).body));
    }
    for (const amount of [PRICE, ...PARTS])
      for (const text of seen) expect(text).not.toContain(String(amount));
    // The salt would let anyone try prices.
    const { salt } = (await get(`/v1/transfers/${sale}`, buyer.caller)).body.seal;
    for (const text of seen) expect(text).not.toContain(salt);
  });
});

describe('exactly once', () => {
  it('a priced offer sent 10 times at once: one commit, equal answers, though each has its own salt', async () => {
    const body = offerOf(seller, 5_000);
    const answers = await Promise.all(Array.from({ length: 10 }, () => offer(body, 'priced')));
    for (const answer of answers) expect(answer).toMatchObject({ status: 201, body: answers[0]!.body });
    expect(answers.filter(({ headers }) => headers['idempotent-replayed'] === 'true')).toHaveLength(9);
    const read = await get(`/v1/transfers/${answers[0]!.body.id}`, seller.buyer.caller);
    expect(opens(read.body.seal.sealed, { fen: 5_000 }, read.body.seal.salt)).toBe(true);
  });

  it('another price under the same key is 422', async () => {
    await offer(offerOf(seller, 1), 'reused');
    expect(await offer(offerOf(seller, 2), 'reused')).toMatchObject({
      status: 422,
      body: problem('idempotency-key-reused'),
    });
  });

  it('a settlement is found again by its key, and refused under any other', async () => {
    const sale = await sellFirst(api, seller, 101);
    const send = (key: string) =>
      api.send(`POST /v1/transfers/${sale}/settle`, {
        caller: seller.developer.caller,
        body: { settledOn: today() },
        key,
      });
    const answers = await Promise.all(Array.from({ length: 6 }, (_, n) => send(`settle-${n}`)));
    const done = answers.filter(({ status }) => status === 200);
    expect(done).toHaveLength(1);
    for (const answer of answers.filter((each) => each !== done[0]))
      expect(answer).toMatchObject({ status: 409, body: problem('income-already-divided') });
    const again = await send(`settle-${answers.indexOf(done[0]!)}`);
    expect(again).toMatchObject({
      status: 200,
      headers: { 'idempotent-replayed': 'true' },
      body: done[0]!.body,
    });
  });
});

describe('what one price may cover', () => {
  it('first sales of one project: of several it is refused, with the remedy', async () => {
    const other = await addProject(api, seller);
    const items = [seller.batch, other.batch].map((batch) => ({ batch, quantity: 1 }));
    const refused = await offer({ ...offerOf(seller, 9), items });
    expect(refused).toMatchObject({
      status: 422,
      body: { ...problem('first-sales-of-several'), detail: expect.stringContaining('Split the offer') },
    });
  });

  it('first-sale units beside others are refused; without a price, or apart, they go', async () => {
    const imported = await addProject(api, seller, { agreed: false });
    const items = [seller.batch, imported.batch].map((batch) => ({ batch, quantity: 1 }));
    expect(await offer({ ...offerOf(seller, 9), items })).toMatchObject({
      status: 422,
      body: problem('first-sale-mixed'),
    });
    const { price: _price, ...unpriced } = offerOf(seller, 9);
    expect((await offer({ ...unpriced, items })).status).toBe(201);
    const apart = await offer({ ...offerOf(seller, 9), items: [items[1]] });
    expect(apart.status).toBe(201);
    expect(apart.body).not.toHaveProperty('primary');
    expect(apart.body).toMatchObject({ price: { fen: 9 } });
  });

  it("a buyer's sale has a price and nothing to divide", async () => {
    await sellFirst(api, seller, 10);
    const { buyer, developer, batch } = seller;
    const resale = await must(api, 'POST /v1/transfers', buyer.caller, {
      from: buyer.account,
      to: developer.account,
      items: [{ batch, quantity: 1 }],
      price: { fen: 11 },
    });
    expect(resale).not.toHaveProperty('primary');
    await must(api, `POST /v1/transfers/${resale.id}/accept`, developer.caller);
    const settled = await api.send(`POST /v1/transfers/${resale.id}/settle`, {
      caller: { ...buyer.caller, roles: ['developer'] },
      body: { settledOn: today() },
    });
    expect(settled).toMatchObject({ status: 409, body: problem('no-first-sale') });
  });
});

describe('dynamic adjustment', () => {
  it('a sale settled before the change is divided by version 1, one settled after by version 2', async () => {
    const own = await makeSeller(api, [3000, 6000, 1000]);
    const [early, late, open] = [
      await sellFirst(api, own, 10_000),
      await sellFirst(api, own, 10_000),
      await sellFirst(api, own, 10_000),
    ];
    await adjust(api, own, [2000, 6500, 1500], '2026-07-10');
    vi.setSystemTime('2026-07-12T02:00:00.000Z');
    const divided = [
      await settle(api, own, early, '2026-07-09'),
      await settle(api, own, late, '2026-07-10'),
      await settle(api, own, open, '2026-07-12'),
    ];
    expect(
      divided.map(({ version, parts }) => [version, ...parts.map(({ fen }: { fen: number }) => fen)]),
    ).toEqual([
      [1, 3000, 6000, 1000],
      [2, 2000, 6500, 1500],
      [2, 2000, 6500, 1500],
    ]);
  });

  it.each([
    ['settled-before-acceptance', '2026-07-11'],
    ['settled-in-future', '2026-07-13'],
  ])('%s', async (rule, settledOn) => {
    const sale = await sellFirst(api, seller, 10);
    const refused = await api.send(`POST /v1/transfers/${sale}/settle`, {
      caller: seller.developer.caller,
      body: { settledOn },
    });
    expect(refused).toMatchObject({
      status: 422,
      body: { ...problem(rule), errors: [{ pointer: '#/settledOn' }] },
    });
  });
});

it('the log of all that is clean, and its replay is the table', async () => {
  const signer = signerOf('lvzhang.test/log', ED25519, 5);
  await sequenceAll(client, tableName, signer);
  const log = await checkLog(api, signer.key);
  expect(await differences(client, tableName, log, giveToReplay)).toEqual([]);
  expect(log.events.filter(({ type }) => type === 'income.divided').length).toBeGreaterThan(4);
});
