import { beforeAll, describe, expect, it } from 'vitest';
import { freshTable } from '../support/local/dynamodb.ts';
import {
  type Answer,
  blocksOf,
  issueBatch,
  loadHandlers,
  OPERATOR,
  registerOrganization,
  TestApi,
} from '../support/probes/api.ts';

let api: TestApi;
beforeAll(async () => {
  await freshTable();
  api = new TestApi(await loadHandlers());
});

const succeeded = (answers: Answer[]) => answers.filter(({ status }) => status < 300);
const quantityBy = (blocks: { status: string; quantity: number }[], status: string) =>
  blocks.filter((block) => block.status === status).reduce((sum, { quantity }) => sum + quantity, 0);

describe('registration and issuance', () => {
  it('registers, issues, and shows a batch as one held block', async () => {
    const { batch, developer, project } = await issueBatch(api, 1000);
    const read = await api.send(`GET /v1/batches/${batch}`, { caller: developer.caller });
    expect(read.body).toMatchObject({ id: batch, project, instrument: 'CCER', vintage: 2024, issued: 1000 });
    expect(await blocksOf(api, batch)).toMatchObject([{ from: 1, to: 1000, status: 'held', version: 1 }]);
    const holdings = await api.send(`GET /v1/accounts/${developer.account}/holdings`, {
      caller: developer.caller,
    });
    expect(holdings.body.items).toEqual([
      { instrument: 'CCER', project, vintage: 2024, imported: true, status: 'held', quantity: 1000 },
    ]);
  });

  it('issues into lanes that add up', async () => {
    const { batch } = await issueBatch(api, 1003, 8);
    const blocks = await blocksOf(api, batch);
    expect(blocks).toHaveLength(8);
    expect(blocks.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(1003);
  });

  it('one organization, one USCC: two registrations at once, one wins', async () => {
    const body = { name: '甲', uscc: '91150400MA0N1XYZ0T', roles: ['enterprise'] };
    const { usccCheckCharacter } = await import('../../shared/base/uscc.ts');
    body.uscc = `91150400MA0N1XY7A${usccCheckCharacter('91150400MA0N1XY7A')}`;
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => api.send('POST /v1/organizations', { caller: OPERATOR, body })),
    );
    expect(succeeded(answers)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(7);
  });
});

describe('one organization under two spellings', () => {
  const register = (name: string, key?: string) =>
    api.send('POST /v1/organizations', {
      caller: OPERATOR,
      ...(key && { key }),
      body: { name, roles: ['developer'], foreign: { source: 'two', name } },
    });

  it('is registered twice, and the second time is warned, also when asked again', async () => {
    const first = await register('赤峰林业（集团）公司');
    expect(first).toMatchObject({ status: 201 });
    expect(first.body.warnings).toBeUndefined();
    for (let i = 0; i < 2; i++)
      expect(await register('赤峰林业(集团)公司', 'the-same-key')).toMatchObject({
        status: 201,
        body: { warnings: [{ type: 'organization-alike', organization: first.body.id }] },
      });
  });

  it('at once: one of the two is told of the other', async () => {
    const both = await Promise.all(['同时（集团）', '同时(集团)'].map((name) => register(name)));
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
    expect(both.filter(({ body }) => body.warnings)).toHaveLength(1);
  });
});

describe('what an import brings in as retired', () => {
  const retiring = (caller: typeof OPERATOR, account: string, item: object) =>
    api.send('POST /v1/retirements', {
      caller,
      body: { account, items: [item], beneficiary: '未载明', reason: '导入', purpose: 'voluntary' },
    });

  it('is all that the operator retires, wherever imported units have gone', async () => {
    const { batch, developer, project } = await issueBatch(api, 1000);
    const copper = await registerOrganization(api);
    const offered = await api.send('POST /v1/transfers', {
      caller: developer.caller,
      body: { from: developer.account, to: copper.account, items: [{ batch, quantity: 300 }] },
    });
    await api.send(`POST /v1/transfers/${offered.body.id}/accept`, { caller: copper.caller });
    const refused = { status: 403, body: { type: 'urn:lvzhang:problem:not-retired-elsewhere' } };
    for (const { account } of [copper, developer])
      expect(await retiring(OPERATOR, account, { batch, quantity: 7 })).toMatchObject(refused);
    expect(await retiring(OPERATOR, copper.account, { batch, from: 701, to: 707 })).toMatchObject(refused);
    const second = await api.send(`POST /v1/projects/${project}/issuances`, {
      caller: OPERATOR,
      body: { vintage: 2023, quantity: 500, retiredElsewhere: 200, lanes: 3 },
    });
    const retired = { batch: second.body.id, quantity: 200 };
    expect(await retiring(developer.caller, developer.account, { ...retired, quantity: 301 })).toMatchObject({
      status: 409,
      body: { type: 'urn:lvzhang:problem:insufficient-units', seen: { available: 300 } },
    });
    expect(await retiring(OPERATOR, developer.account, { ...retired, quantity: 201 })).toMatchObject(refused);
    expect(await retiring(OPERATOR, developer.account, retired)).toMatchObject({
      status: 201,
      body: { imported: true, serials: [{ batch: second.body.id, from: 301, to: 500 }] },
    });
    expect(await retiring(OPERATOR, developer.account, { ...retired, quantity: 1 })).toMatchObject(refused);
  });
});

describe('moving units', () => {
  it('a partial transfer moves the tail; accepting it changes the owner', async () => {
    const { batch, developer } = await issueBatch(api, 1000);
    const buyer = await registerOrganization(api);
    const offer = await api.send('POST /v1/transfers', {
      caller: developer.caller,
      body: { from: developer.account, to: buyer.account, items: [{ batch, quantity: 300 }] },
    });
    expect(offer).toMatchObject({
      status: 201,
      body: { status: 'offered', quantity: 300, serials: [{ batch, from: 701, to: 1000 }] },
    });
    const incoming = await api.send(`GET /v1/accounts/${buyer.account}/transfers`, { caller: buyer.caller });
    expect(incoming.body.items.map(({ id }: { id: string }) => id)).toEqual([offer.body.id]);
    const accepted = await api.send(`POST /v1/transfers/${offer.body.id}/accept`, { caller: buyer.caller });
    expect(accepted).toMatchObject({ status: 200, body: { status: 'accepted' } });
    expect(await blocksOf(api, batch)).toMatchObject([
      { from: 1, to: 700, status: 'held', account: developer.account },
      { from: 701, to: 1000, status: 'held', account: buyer.account },
    ]);
    const after = await api.send(`GET /v1/accounts/${buyer.account}/transfers`, { caller: buyer.caller });
    expect(after.body.items).toEqual([]);
  });

  it.each([
    ['reject', 'receiver'],
    ['withdraw', 'sender'],
  ] as const)(
    '%s by the %s gives the units back, and settles the transfer for good',
    async (settlement, side) => {
      const { batch, developer } = await issueBatch(api, 100);
      const buyer = await registerOrganization(api);
      const offer = await api.send('POST /v1/transfers', {
        caller: developer.caller,
        body: { from: developer.account, to: buyer.account, items: [{ batch, quantity: 100 }] },
      });
      const caller = side === 'sender' ? developer.caller : buyer.caller;
      expect((await api.send(`POST /v1/transfers/${offer.body.id}/${settlement}`, { caller })).status).toBe(
        200,
      );
      expect(await blocksOf(api, batch)).toMatchObject([{ status: 'held', account: developer.account }]);
      const late = await api.send(`POST /v1/transfers/${offer.body.id}/accept`, { caller: buyer.caller });
      expect(late).toMatchObject({ status: 409, body: { type: 'urn:lvzhang:problem:transfer-not-offered' } });
    },
  );

  it.each([[60], [57], [51]])(
    'eight transfers of %i at once out of one block of 100: one succeeds',
    async (quantity) => {
      const { batch, developer } = await issueBatch(api, 100);
      const buyers = await Promise.all(Array.from({ length: 8 }, () => registerOrganization(api)));
      const answers = await Promise.all(
        buyers.map(({ account }) =>
          api.send('POST /v1/transfers', {
            caller: developer.caller,
            body: { from: developer.account, to: account, items: [{ batch, quantity }] },
          }),
        ),
      );
      expect(succeeded(answers)).toHaveLength(1);
      const blocks = await blocksOf(api, batch);
      expect(quantityBy(blocks, 'offered')).toBe(quantity);
      expect(quantityBy(blocks, 'held')).toBe(100 - quantity);
    },
  );

  it('eight transfers of 50 to 57 at once out of one block of 100: one succeeds', async () => {
    const { batch, developer } = await issueBatch(api, 100);
    const buyer = await registerOrganization(api);
    const answers = await Promise.all(
      [50, 51, 52, 53, 54, 55, 56, 57].map((quantity) =>
        api.send('POST /v1/transfers', {
          caller: developer.caller,
          body: { from: developer.account, to: buyer.account, items: [{ batch, quantity }] },
        }),
      ),
    );
    expect(succeeded(answers)).toHaveLength(1);
    expect((await blocksOf(api, batch)).reduce((sum, { quantity }) => sum + quantity, 0)).toBe(100);
  });

  it('a split of 1000 at 250 gives 250 and 750, and every serial once', async () => {
    const { batch, developer } = await issueBatch(api, 1000);
    const split = await api.send(`POST /v1/batches/${batch}/subdivide`, {
      caller: developer.caller,
      body: { block: 1, quantities: [250, 750] },
    });
    expect(split).toMatchObject({ status: 200, body: { starts: [1, 251] } });
    expect((await blocksOf(api, batch)).map(({ from, to, quantity }) => [from, to, quantity])).toEqual([
      [1, 250, 250],
      [251, 1000, 750],
    ]);
  });

  it('a named range in the middle cuts a block in three', async () => {
    const { batch, developer } = await issueBatch(api, 100);
    const retired = await api.send('POST /v1/retirements', {
      caller: developer.caller,
      body: {
        account: developer.account,
        items: [{ batch, from: 41, to: 60 }],
        beneficiary: '示例',
        reason: '年会碳中和',
      },
    });
    expect(retired).toMatchObject({
      status: 201,
      body: { quantity: 20, serials: [{ batch, from: 41, to: 60 }] },
    });
    expect((await blocksOf(api, batch)).map(({ from, to, status }) => [from, to, status])).toEqual([
      [1, 40, 'held'],
      [41, 60, 'retired'],
      [61, 100, 'held'],
    ]);
  });

  it('99 blocks fit one retirement; 100 are refused, and the answer says how much fits', async () => {
    const { batch, developer } = await issueBatch(api, 90 * 1000, 90);
    const more = await api.send(`POST /v1/batches/${batch}/subdivide`, {
      caller: developer.caller,
      body: { block: 1, lanes: 11 },
    });
    expect(more.status).toBe(200);
    const all = { account: developer.account, beneficiary: '示例', reason: '一次注销' };
    const tooMany = await api.send('POST /v1/retirements', {
      caller: developer.caller,
      body: { ...all, items: [{ batch, from: 1, to: 90_000 }] },
    });
    const blocks = await blocksOf(api, batch);
    expect(blocks).toHaveLength(100);
    const fits = blocks.slice(0, 99).reduce((sum, { quantity }) => sum + quantity, 0);
    expect(tooMany).toMatchObject({
      status: 422,
      body: { type: 'urn:lvzhang:problem:too-many-blocks', seen: { fits } },
    });
    const enough = await api.send('POST /v1/retirements', {
      caller: developer.caller,
      body: { ...all, items: [{ batch, from: 1, to: fits }] },
    });
    expect(enough).toMatchObject({ status: 201, body: { quantity: fits } });
  });

  it('a retired unit is never anything else again', async () => {
    const { batch, developer } = await issueBatch(api, 10);
    const buyer = await registerOrganization(api);
    const retire = {
      account: developer.account,
      items: [{ batch, quantity: 10 }],
      beneficiary: '示例',
      reason: '抵销',
    };
    expect((await api.send('POST /v1/retirements', { caller: developer.caller, body: retire })).status).toBe(
      201,
    );
    const attempts = [
      api.send('POST /v1/retirements', { caller: developer.caller, body: retire }),
      api.send('POST /v1/retirements', {
        caller: developer.caller,
        body: { ...retire, items: [{ batch, from: 1, to: 1 }] },
      }),
      api.send('POST /v1/transfers', {
        caller: developer.caller,
        body: { from: developer.account, to: buyer.account, items: [{ batch, quantity: 1 }] },
      }),
      api.send(`POST /v1/batches/${batch}/subdivide`, {
        caller: developer.caller,
        body: { block: 1, lanes: 2 },
      }),
    ];
    for (const answer of await Promise.all(attempts)) expect(answer.status).toBe(409);
    expect(await blocksOf(api, batch)).toMatchObject([{ from: 1, to: 10, status: 'retired', version: 2 }]);
  });
});

describe('exactly once', () => {
  it('the same key sent 20 times at once: one effect, 20 equal answers', async () => {
    const { batch, developer } = await issueBatch(api, 1000);
    const body = {
      account: developer.account,
      items: [{ batch, quantity: 7 }],
      beneficiary: '示例',
      reason: '抵销',
    };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        api.send('POST /v1/retirements', { caller: developer.caller, body, key: 'same-key' }),
      ),
    );
    for (const answer of answers) expect(answer).toMatchObject({ status: 201, body: answers[0]?.body });
    expect(answers.filter(({ headers }) => headers['idempotent-replayed'] === 'true')).toHaveLength(19);
    expect(quantityBy(await blocksOf(api, batch), 'retired')).toBe(7);
  });

  it('another body under the same key is 422, and the first answer stands', async () => {
    const { batch, developer } = await issueBatch(api, 10);
    const body = {
      account: developer.account,
      items: [{ batch, quantity: 1 }],
      beneficiary: '示例',
      reason: '抵销',
    };
    const first = await api.send('POST /v1/retirements', { caller: developer.caller, body, key: 'k' });
    const other = await api.send('POST /v1/retirements', {
      caller: developer.caller,
      body: { ...body, reason: '另' },
      key: 'k',
    });
    expect(other).toMatchObject({
      status: 422,
      body: { type: 'urn:lvzhang:problem:idempotency-key-reused' },
    });
    const again = await api.send('POST /v1/retirements', { caller: developer.caller, body, key: 'k' });
    expect(again.body).toEqual(first.body);
  });

  it('a retry of a whole-account retirement finds its answer, though nothing is left to retire', async () => {
    const { batch, developer } = await issueBatch(api, 10);
    const body = {
      account: developer.account,
      items: [{ batch, quantity: 10 }],
      beneficiary: '示例',
      reason: '抵销',
    };
    const first = await api.send('POST /v1/retirements', { caller: developer.caller, body, key: 'all' });
    const again = await api.send('POST /v1/retirements', { caller: developer.caller, body, key: 'all' });
    expect(again.body).toEqual(first.body);
  });
});

describe('documents', () => {
  it('an imported organization is given its USCC under If-Match', async () => {
    const { madeUpUscc } = await import('../support/uscc.ts');
    const foreign = { source: 'Verra', name: 'Climate Bridge' };
    const made = await api.send('POST /v1/organizations', {
      caller: OPERATOR,
      body: { name: 'Climate Bridge', foreign, roles: ['developer'] },
    });
    expect(made).toMatchObject({ status: 201, headers: { etag: '"v1"' }, body: { foreign } });
    const path = `POST /v1/organizations/${made.body.id}/identify`;
    const body = { uscc: madeUpUscc(900_001) };
    const send = (ifMatch?: string, key?: string) =>
      api.send(path, {
        caller: OPERATOR,
        body,
        headers: ifMatch ? { 'if-match': ifMatch } : {},
        ...(key && { key }),
      });
    expect((await send()).status).toBe(428);
    expect((await send('"v7"')).status).toBe(412);
    expect((await send('*')).status).toBe(412);
    const done = await send('"v1"', 'identify');
    expect(done).toMatchObject({
      status: 200,
      headers: { etag: '"v2"' },
      body: { uscc: body.uscc, version: 2 },
    });
    expect((await send('"v1"', 'identify')).body).toEqual(done.body);
    expect((await send('"v1"')).status).toBe(412);
    expect((await send('"v2"')).status).toBe(409);
  });
});
