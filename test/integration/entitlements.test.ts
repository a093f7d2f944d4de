/**
 * Entitlements by period: who may list whose, which days belong to it, and the file that a spreadsheet opens.
 */
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { entitlementsList } from '../../functions/ledger/keys.ts';
import type { Sender } from '../../functions/ledger/table.ts';
import { EXPORT_ROWS_MAX } from '../../functions/units/income.ts';
import { freshTable } from '../support/local/dynamodb.ts';
import { TickingApi } from '../support/local/ticking-api.ts';
import { type Caller, castMember, loadHandlers, OPERATOR, type TestApi } from '../support/probes/api.ts';
import { addProject, makeSeller, type Seller, sellFirst, settle } from '../support/probes/first-sale.ts';
import { expectProblem } from '../support/probes/problem.ts';

const VERIFIER = castMember('verifier', ['verifier']);
const FORMULA = '=HYPERLINK("http://示例","敖汉旗, 造林")';

let api: TestApi;
let client: Sender;
let tableName: string;
let seller: Seller;
/** Commits of the divisions, in order of their day. */
const commits: string[] = [];
const transfers: string[] = [];
const DAYS = ['2026-07-01', '2026-07-02', '2026-07-02', '2026-07-05'];

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime('2026-07-01T02:00:00.000Z');
  ({ client, tableName } = await freshTable());
  api = new TickingApi(await loadHandlers());
  seller = await makeSeller(api);
  Object.assign(seller, await addProject(api, seller, { name: FORMULA }));
  for (const [index] of DAYS.entries()) transfers.push(await sellFirst(api, seller, 1_000 * (index + 1)));
  vi.setSystemTime('2026-07-06T02:00:00.000Z');
  // Settled in another order than that of the days: lists are in order of these.
  for (const index of [3, 0, 2, 1]) {
    const { commit } = await settle(api, seller, transfers[index]!, DAYS[index]!);
    commits[index] = commit.id;
  }
});
afterAll(() => {
  vi.useRealTimers();
});

const get = (query: string, caller: Caller, path = '/v1/entitlements') =>
  api.send(`GET ${path}?${query}`, { caller });
const fenIn = ({ body }: { body: { items: { fen: number }[] } }) => body.items.map(({ fen }) => fen);

describe('the list', () => {
  it("is the caller's own where no party is named, in order of the day, with amount, share and commit", async () => {
    const { fund, project } = seller;
    const { status, body } = await get('from=2026-07-01&to=2026-07-31', fund.caller);
    expect(status).toBe(200);
    expect(body.items.map(({ settledOn }: { settledOn: string }) => settledOn)).toEqual(DAYS);
    expect(body.items[0]).toEqual({
      transfer: transfers[0],
      project,
      organization: fund.id,
      basisPoints: 1000,
      fen: 100,
      settledOn: '2026-07-01',
      commit: { id: commits[0] },
    });
    expect(body).not.toHaveProperty('next');
  });

  it.each([
    ['both ends belong to it', '2026-07-01', '2026-07-05', [100, 200, 300, 400]],
    ['one day', '2026-07-02', '2026-07-02', [200, 300]],
    ['a day without any', '2026-07-03', '2026-07-04', []],
    ['before all', '2020-01-01', '2026-06-30', []],
    ['after all', '2026-07-06', '2199-12-31', []],
  ])('a period: %s', async (_what, from, to, fen) => {
    const found = await get(`from=${from}&to=${to}`, seller.fund.caller);
    expect(fenIn(found).toSorted((a, b) => a - b)).toEqual(fen);
  });

  it('the eco fund is a party like another: each sees its own, and together they are the whole', async () => {
    const all = [seller.developer, seller.holder, seller.fund];
    const lists = await Promise.all(
      all.map(({ caller }) => get('from=2026-07-01&to=2026-07-31', caller).then(fenIn)),
    );
    const sums = DAYS.map((_, index) => lists.reduce((sum, list) => sum + list[index]!, 0));
    expect(sums.toSorted((a, b) => a - b)).toEqual([1_000, 2_000, 3_000, 4_000]);
    expect(fenIn(await get('from=2026-07-01&to=2026-07-31', seller.buyer.caller))).toEqual([]);
  });

  it('goes on page by page', async () => {
    const seen: number[] = [];
    let cursor = '';
    do {
      const page = await get(`from=2026-07-01&to=2026-07-31&limit=1${cursor}`, seller.fund.caller);
      seen.push(...fenIn(page));
      cursor = page.body.next ? `&cursor=${page.body.next}` : '';
    } while (cursor);
    expect(seen.toSorted((a, b) => a - b)).toEqual([100, 200, 300, 400]);
  });

  it("a cursor of another period or party is none of this list's", async () => {
    const { body } = await get('from=2026-07-01&to=2026-07-31&limit=1', seller.fund.caller);
    for (const [period, caller] of [
      ['from=2026-07-01&to=2026-07-02', seller.fund.caller],
      ['from=2026-07-01&to=2026-07-31', seller.holder.caller],
    ] as const)
      expect(await get(`${period}&cursor=${body.next}`, caller)).toMatchObject({ status: 400 });
  });

  it("another's is the verifier's and the regulator's to see, no other party's, never the operator's", async () => {
    const query = `party=${seller.fund.id}&from=2026-07-01&to=2026-07-31`;
    for (const path of ['/v1/entitlements', '/v1/entitlements.csv']) {
      expect((await get(query, VERIFIER, path)).status).toBe(200);
      for (const caller of [seller.developer.caller, seller.holder.caller, OPERATOR])
        expect((await get(query, caller, path)).status).toBe(403);
    }
    expect(fenIn(await get(query, VERIFIER))).toEqual(fenIn(await get(query, seller.fund.caller)));
  });

  it.each([
    ['from=2026-07-02&to=2026-07-01', 'to'],
    ['from=2026-02-30&to=2026-07-01', 'from'],
    ['to=2026-07-01', 'from'],
    ['from=2026-07-01&to=2026-07-02&party=x', 'party'],
    ['from=2026-07-01&to=2026-07-02&limit=0', 'limit'],
    ['from=2026-07-01&to=2026-07-02&cursor=x', 'cursor'],
    ['from=2026-07-01&to=2026-07-02&sum=1', 'sum'],
  ])('%s names %s', async (query, parameter) => {
    const { errors } = expectProblem(await get(query, seller.fund.caller));
    expect(errors).toContainEqual({ parameter, detail: expect.any(String) });
  });
});

describe('the file', () => {
  const file = async (caller: Caller, language = 'en', query = 'from=2026-07-01&to=2026-07-01') => {
    const headers = { 'accept-language': language };
    return api.send(`GET /v1/entitlements.csv?${query}`, { caller, headers });
  };

  it('opens in a spreadsheet, and nothing in it runs', async () => {
    const { headers, body } = await file(seller.fund.caller);
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="entitlements-2026-07-01-2026-07-01.csv"',
    });
    // A commit's id may start with a dash, which a spreadsheet takes for a formula.
    const guarded = (id: string) => (id.startsWith('-') ? `'${id}` : id);
    const { fund, project } = seller;
    expect(body).toBe(
      [
        '\ufeffsettledOn,organization,project,projectName,transfer,basisPoints,fen,yuan,commit',
        [
          '2026-07-01',
          fund.id,
          project,
          `"'${FORMULA.replaceAll('"', '""')}"`,
          guarded(transfers[0]!),
          1000,
          100,
          '1.00',
          guarded(commits[0]!),
        ].join(','),
        '',
      ].join('\r\n'),
    );
  });

  it('has its head in Chinese for who reads that, and all rows of the period', async () => {
    const { body } = await file(seller.fund.caller, 'zh', 'from=2026-07-01&to=2026-07-31');
    const lines = body.split('\r\n');
    expect(lines[0]).toBe('\ufeff结算日,机构,项目,项目名称,转让,份额（基点）,金额（分）,金额（元）,提交');
    expect(lines).toHaveLength(1 + DAYS.length + 1);
  });

  it('is never cut short: beyond its bound it is refused, and a shorter period goes', async () => {
    await addCopies(EXPORT_ROWS_MAX);
    const whole = 'from=2026-01-01&to=2026-07-05';
    expectProblem(await file(seller.holder.caller, 'en', whole));
    expect(await file(seller.holder.caller, 'en', whole)).toMatchObject({
      status: 422,
      body: { type: 'urn:lvzhang:problem:too-many-entitlements', seen: { rowsMax: EXPORT_ROWS_MAX } },
    });
    const { status, body } = await file(seller.holder.caller, 'en', 'from=2026-01-01&to=2026-06-30');
    expect(status).toBe(200);
    expect(body.split('\r\n')).toHaveLength(1 + EXPORT_ROWS_MAX + 1);
  });
});

/** So many entitlements of the holder in June 2026, by hand: each a copy of a real one, in its division. */
async function addCopies(count: number): Promise<void> {
  const { holder, project } = seller;
  const items = Array.from({ length: count }, (_, n) => {
    const settledOn = '2026-06-15';
    const entity = `entitlement:copy-${n}/${holder.id}`;
    return {
      pk: entity,
      sk: 'ENTITY',
      entity,
      version: 1,
      commit: commits[0],
      list: entitlementsList(holder.id),
      order: `${settledOn}#${entity}`,
      state: { transfer: transfers[0], project, organization: holder.id, basisPoints: 6000, settledOn },
    };
  });
  for (let start = 0; start < count; start += 25) {
    const requests = items.slice(start, start + 25).map((Item) => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteCommand({ RequestItems: { [tableName]: requests } }));
  }
}
