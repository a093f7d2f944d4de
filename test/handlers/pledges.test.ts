/** Pledges through the API: consent, lock, release, enforcement, partial pledges, the sealed loan. */

import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { ED25519 } from '../../events/tlog/note-key.ts';
import { fromUtf8 } from '../../shared/base/encoding.ts';
import { opens } from '../../shared/base/seal.ts';
import { replayed } from '../support/history/replayed.ts';
import { freshTable } from '../support/local/memory-world.ts';
import { sequenceAll } from '../support/local/world.ts';
import { checkLog } from '../support/log/log-check.ts';
import {
  blocksOf,
  type Caller,
  castMember,
  issueBatch,
  loadHandlers,
  OPERATOR,
  registerOrganization,
  TestApi,
} from '../support/probes/api.ts';
import { registerByHand } from '../support/probes/registered.ts';
import { must } from '../support/probes/small-registry.ts';
import { signerOf } from '../unit/file-signer.ts';

type Organization = Awaited<ReturnType<typeof registerOrganization>>;

const signer = signerOf('lvzhang.test/log', ED25519, 13);
const problem = (name: string) => `urn:lvzhang:problem:${name}`;
const VERIFIER = castMember('verifier', ['verifier']);
const REGULATOR = castMember('regulator', ['regulator']);

let api: TestApi;
let table: ReturnType<typeof freshTable>;
let bank: Organization;
let buyer: Organization;
beforeAll(async () => {
  table = freshTable();
  api = new TestApi(await loadHandlers());
  bank = await registerOrganization(api, ['financier'], '农商银行');
  buyer = await registerOrganization(api);
});

async function pledged(quantity: number, of = 1000, more: object = {}) {
  const { batch, developer } = await issueBatch(api, of);
  const body = { from: developer.account, to: bank.account, items: [{ batch, quantity }], ...more };
  const made = await must(api, 'POST /v1/pledges', developer.caller, body);
  return { batch, owner: developer, id: made.id as string, made };
}
const step = (id: string, what: string, caller: Caller) =>
  api.send(`POST /v1/pledges/${id}/${what}`, { caller });
const statuses = async (batch: string) =>
  (await blocksOf(api, batch)).map(({ from, to, status, account }) => [from, to, status, account]);

describe('a pledge', () => {
  it('of part of a block is proposed, accepted, and released', async () => {
    const { batch, owner, id, made } = await pledged(300);
    expect(made).toMatchObject({
      status: 'proposed',
      quantity: 300,
      serials: [{ batch, from: 701, to: 1000 }],
      version: 1,
    });
    const blocks = await must(api, `GET /v1/batches/${batch}/blocks`, OPERATOR);
    expect(blocks.items).toMatchObject([
      { from: 1, to: 700, status: 'held' },
      { from: 701, to: 1000, status: 'offered', pledge: id },
    ]);
    const listed = async () =>
      (await must(api, `GET /v1/accounts/${bank.account}/pledges?limit=200`, bank.caller)).items.filter(
        (each: { id: string }) => each.id === id,
      );
    expect(await listed()).toMatchObject([{ id, status: 'proposed' }]);
    expect((await step(id, 'accept', bank.caller)).body).toMatchObject({ status: 'active', version: 2 });
    expect(await statuses(batch)).toEqual([
      [1, 700, 'held', owner.account],
      [701, 1000, 'pledged', owner.account],
    ]);
    expect(await listed()).toMatchObject([{ id, status: 'active' }]);
    expect((await step(id, 'release', bank.caller)).body).toMatchObject({ status: 'released' });
    expect(await statuses(batch)).toEqual([
      [1, 700, 'held', owner.account],
      [701, 1000, 'held', owner.account],
    ]);
    expect(await listed()).toEqual([]);
    const read = await api.send(`GET /v1/pledges/${id}`, { caller: owner.caller });
    expect(read).toMatchObject({ status: 200, headers: { etag: '"v3"' }, body: { status: 'released' } });
  });

  it('is enforced: the units are the financier’s, and may be retired by it', async () => {
    const { batch, id } = await pledged(100, 100);
    await step(id, 'accept', bank.caller);
    expect((await step(id, 'enforce', bank.caller)).status).toBe(200);
    expect(await statuses(batch)).toEqual([[1, 100, 'held', bank.account]]);
    await must(api, 'POST /v1/retirements', bank.caller, {
      account: bank.account,
      items: [{ batch, quantity: 100 }],
      beneficiary: '农商银行',
      reason: '处置质物后自愿注销',
    });
  });

  it.each([
    ['reject', 'financier'],
    ['withdraw', 'owner'],
  ])('%s by the %s frees the units', async (what, side) => {
    const { batch, owner, id } = await pledged(50, 100);
    const caller = side === 'owner' ? owner.caller : bank.caller;
    expect((await step(id, what, caller)).status).toBe(200);
    expect((await statuses(batch)).map(([, , status]) => status)).toEqual(['held', 'held']);
  });

  it('ends once, and each side has its own steps', async () => {
    const { owner, id } = await pledged(10);
    const refusal = async (what: string, caller: Caller) => {
      const { status, body } = await step(id, what, caller);
      return [status, body.type.replace('urn:lvzhang:problem:', '')];
    };
    const asOwner: Caller = { ...owner.caller, roles: ['developer', 'financier'] };
    const stranger: Caller = { ...buyer.caller, roles: ['enterprise', 'financier'] };
    for (const { org, roles } of [asOwner, stranger]) await registerByHand(org, roles);
    onTestFinished(async () => {
      for (const { org, roles } of [owner.caller, buyer.caller]) await registerByHand(org, roles);
    });
    expect(await refusal('release', bank.caller)).toEqual([409, 'pledge-not-active']);
    expect(await refusal('accept', asOwner)).toEqual([403, 'not-yours']);
    expect(await refusal('accept', stranger)).toEqual([404, 'not-found']);
    await step(id, 'accept', bank.caller);
    expect(await refusal('accept', bank.caller)).toEqual([409, 'pledge-not-proposed']);
    expect(await refusal('withdraw', asOwner)).toEqual([409, 'pledge-not-proposed']);
    expect(await refusal('release', asOwner)).toEqual([403, 'not-yours']);
    expect(await refusal('enforce', asOwner)).toEqual([403, 'not-yours']);
    await step(id, 'enforce', bank.caller);
    expect(await refusal('release', bank.caller)).toEqual([409, 'pledge-not-active']);
  });

  it('is to a financier, and not to oneself', async () => {
    const { batch, developer } = await issueBatch(api, 10);
    const items = [{ batch, quantity: 1 }];
    const answer = async (to: string) => {
      const body = { from: developer.account, to, items };
      const { status, body: answered } = await api.send('POST /v1/pledges', {
        caller: developer.caller,
        body,
      });
      return [status, answered.type];
    };
    expect(await answer(buyer.account)).toEqual([422, problem('pledgee-not-a-financier')]);
    expect(await answer(developer.account)).toEqual([422, problem('pledge-to-self')]);
    expect(await answer('a-00000000000000000000')).toEqual([404, problem('not-found')]);
  });

  it('of eight at once out of one block, one succeeds', async () => {
    const { batch, developer } = await issueBatch(api, 100);
    const body = { from: developer.account, to: bank.account, items: [{ batch, quantity: 60 }] };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => api.send('POST /v1/pledges', { caller: developer.caller, body })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect((await statuses(batch)).map(([from, to, status]) => [from, to, status])).toEqual([
      [1, 40, 'held'],
      [41, 100, 'offered'],
    ]);
  });

  it('accepted and withdrawn at the same time is one of the two', async () => {
    const { batch, owner, id } = await pledged(100, 100);
    const answers = await Promise.all([step(id, 'accept', bank.caller), step(id, 'withdraw', owner.caller)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const status = answers[0].status === 200 ? 'pledged' : 'held';
    expect((await statuses(batch)).map(([, , each]) => each)).toEqual([status]);
  });

  it('takes 98 blocks, and gives them all back; 99 are refused', async () => {
    const { batch, developer } = await issueBatch(api, 990, 90);
    await must(api, `POST /v1/batches/${batch}/subdivide`, developer.caller, { block: 1, lanes: 10 });
    const propose = (to: number) =>
      api.send('POST /v1/pledges', {
        caller: developer.caller,
        body: { from: developer.account, to: bank.account, items: [{ batch, from: 1, to }] },
      });
    expect(await propose(990)).toMatchObject({
      status: 422,
      body: { type: problem('too-many-blocks'), seen: { fits: 979 } },
    });
    const { body } = await propose(979);
    for (const what of ['accept', 'release'])
      expect((await step(body.id, what, bank.caller)).status).toBe(200);
    expect(new Set((await statuses(batch)).map(([, , status]) => status))).toEqual(new Set(['held']));
  });
});

describe.each([
  ['proposed', 'offered'],
  ['active', 'pledged'],
])('while the pledge is %s, its units', (status, units) => {
  it('can’t be transferred, retired, subdivided or pledged again', async () => {
    const { batch, owner, id } = await pledged(100, 100);
    if (status === 'active') await step(id, 'accept', bank.caller);
    const { account, caller } = owner;
    const words = { beneficiary: '示例', reason: '抵销' };
    const named = [{ batch, from: 1, to: 10 }];
    const some = [{ batch, quantity: 1 }];
    const attempts: [string, object, string][] = [
      ['POST /v1/transfers', { from: account, to: buyer.account, items: named }, 'units-not-available'],
      ['POST /v1/transfers', { from: account, to: buyer.account, items: some }, 'insufficient-units'],
      ['POST /v1/retirements', { account, items: named, ...words }, 'units-not-available'],
      ['POST /v1/retirements', { account, items: some, ...words }, 'insufficient-units'],
      [`POST /v1/batches/${batch}/subdivide`, { block: 1, lanes: 2 }, 'units-not-available'],
      ['POST /v1/pledges', { from: account, to: bank.account, items: named }, 'units-not-available'],
      ['POST /v1/pledges', { from: account, to: bank.account, items: some }, 'insufficient-units'],
    ];
    for (const [request, body, code] of attempts) {
      const answer = await api.send(request, { caller, body });
      expect([request, answer.status, answer.body.type]).toEqual([request, 409, problem(code)]);
    }
    // Nor does the financier have them yet.
    const early = { account: bank.account, items: named, ...words };
    expect((await api.send('POST /v1/retirements', { caller: bank.caller, body: early })).status).toBe(409);
    expect(await statuses(batch)).toEqual([[1, 100, units, account]]);
  });
});

it('units on offer can’t be pledged', async () => {
  const { batch, developer } = await issueBatch(api, 10);
  const items = [{ batch, quantity: 10 }];
  const from = developer.account;
  await must(api, 'POST /v1/transfers', developer.caller, { from, to: buyer.account, items });
  const body = { from, to: bank.account, items };
  expect(await api.send('POST /v1/pledges', { caller: developer.caller, body })).toMatchObject({
    status: 409,
    body: { type: problem('insufficient-units') },
  });
});

describe('the loan that a pledge secures', () => {
  it('is sealed in the log, and shown to the two sides, the verifier and the regulator alone', async () => {
    const loan = { fen: 1_234_567_89 };
    const { owner, id, made } = await pledged(10, 100, { loan });
    expect(made).toMatchObject({ loan });
    const read = async (caller: Caller) => (await api.send(`GET /v1/pledges/${id}`, { caller })).body;
    for (const caller of [owner.caller, bank.caller, VERIFIER, REGULATOR]) {
      const shown = await read(caller);
      expect(shown).toMatchObject({ loan, seal: { salt: expect.stringMatching(/^[0-9a-f]{64}$/) } });
      expect(opens(shown.seal.sealed, { loan: shown.loan }, shown.seal.salt)).toBe(true);
    }
    const toOperator = await read(OPERATOR);
    expect(toOperator).toMatchObject({ id, status: 'proposed' });
    expect(toOperator).not.toHaveProperty('loan');
    expect(toOperator).not.toHaveProperty('seal');
    expect(await read(buyer.caller)).toMatchObject({ status: 404 });
    const { event } = await must(api, `GET /v1/commits/${id}`, buyer.caller);
    expect(event.sealed).toBe((await read(bank.caller)).seal.sealed);
    expect(JSON.stringify(event)).not.toContain(String(loan.fen));
    await step(id, 'accept', bank.caller);
    expect(await read(bank.caller)).toMatchObject({ status: 'active', loan });
  });

  it('is that of the first answer when the request is sent again', async () => {
    const { batch, developer } = await issueBatch(api, 10);
    const body = {
      from: developer.account,
      to: bank.account,
      items: [{ batch, quantity: 10 }],
      loan: { fen: 100 },
    };
    const send = () => api.send('POST /v1/pledges', { caller: developer.caller, body, key: 'loan' });
    const [first, again] = [await send(), await send()];
    expect(again).toMatchObject({
      status: 201,
      body: first.body,
      headers: { 'idempotent-replayed': 'true' },
    });
    const { loan, seal } = await must(api, `GET /v1/pledges/${first.body.id}`, bank.caller);
    expect(opens(seal.sealed, { loan }, seal.salt)).toBe(true);
  });
});

it('leaves a log that the audit finds clean, and a table that is what the log says', async () => {
  await sequenceAll(table.client, table.tableName, signer);
  const { leaves } = await checkLog(api, signer.key);
  const texts = leaves.map(fromUtf8);
  for (const type of ['proposed', 'accepted', 'rejected', 'withdrawn', 'released', 'enforced'])
    expect(texts.filter((leaf) => leaf.includes(`"type":"pledge.${type}"`)).length).toBeGreaterThan(0);
  expect(replayed(texts)).toEqual([]);
  const { handler: reconcile } = await import('../../functions/reconciler.ts');
  expect(await reconcile()).toMatchObject({ violations: 0 });
});
