/** Lists of an account and of monitoring reports by filter: complete over pages, whatever their limit. */
import { beforeAll, describe, expect, it } from 'vitest';
import { ED25519 } from '../../events/tlog/note-key.ts';
import { indexLog } from '../../functions/log/indexing.ts';
import { mentions } from '../../functions/log/mentions.ts';
import { theWorld } from '../../functions/world.ts';
import { freshTable } from '../support/local/dynamodb.ts';
import { sequenceAll, soon, worldAt } from '../support/local/world.ts';
import {
  type Caller,
  issueBatch,
  loadHandlers,
  OPERATOR,
  registerOrganization,
  TestApi,
} from '../support/probes/api.ts';
import { registerNativeProject } from '../support/probes/lifecycle.ts';
import { submitReport } from '../support/probes/reports.ts';
import { must } from '../support/probes/small-registry.ts';
import { signerOf } from '../unit/file-signer.ts';

type Listed = { id: string; batch: string; from: number; status: string; quantity: number };

let api: TestApi;
let owner: { caller: Caller; account: string };
let other: { caller: Caller; account: string };
let bank: { caller: Caller; account: string };
/** Of the owner: in five lanes of 20, and in one of 100 of an earlier year. */
let [many, one] = ['', ''];
const ids: Record<string, string> = {};

beforeAll(async () => {
  const { tableName } = await freshTable();
  api = new TestApi(await loadHandlers());
  const issued = await issueBatch(api, 100, 5);
  owner = issued.developer;
  many = issued.batch;
  const issue = { vintage: 2020, quantity: 100 };
  ({ id: one } = await must(api, `POST /v1/projects/${issued.project}/issuances`, OPERATOR, issue));
  other = await registerOrganization(api);
  bank = await registerOrganization(api, ['financier'], '示例银行');
  const between = { from: owner.account, to: other.account };
  const made = async (name: string, path: string, caller: Caller, body: object) => {
    ids[name] = (await must(api, `POST /v1/${path}`, caller, body)).id;
    return ids[name];
  };
  // One offer of blocks of both batches, so that it is met twice among the account's blocks.
  const both = [
    { batch: many, from: 1, to: 20 },
    { batch: one, quantity: 5 },
  ];
  await made('offered', 'transfers', owner.caller, { ...between, items: both });
  for (const end of ['accept', 'reject', 'withdraw'] as const) {
    const id = await made(end, 'transfers', owner.caller, {
      ...between,
      items: [{ batch: one, quantity: 1 }],
    });
    await must(api, `POST /v1/transfers/${id}/${end}`, end === 'withdraw' ? owner.caller : other.caller);
  }
  const pledge = { from: owner.account, to: bank.account, items: [{ batch: many, from: 21, to: 25 }] };
  await made('proposed', 'pledges', owner.caller, pledge);
  const active = { ...pledge, items: [{ batch: many, from: 41, to: 60 }] };
  await must(
    api,
    `POST /v1/pledges/${await made('active', 'pledges', owner.caller, active)}/accept`,
    bank.caller,
  );
  const released = { ...pledge, items: [{ batch: many, from: 61, to: 62 }] };
  const id = await made('released', 'pledges', owner.caller, released);
  for (const step of ['accept', 'release']) await must(api, `POST /v1/pledges/${id}/${step}`, bank.caller);
  const { client } = theWorld().reads;
  await sequenceAll(client, tableName, signerOf('lvzhang.test/log', ED25519, 5));
  await indexLog(worldAt(client, tableName), mentions, soon());
});

/** The whole list, by pages of that size; no page is longer. */
async function all(path: string, limit: number, caller = owner.caller): Promise<Listed[]> {
  const items: Listed[] = [];
  for (let cursor: string | undefined, first = true; first || cursor !== undefined; first = false) {
    const mark = path.includes('?') ? '&' : '?';
    const at = cursor === undefined ? '' : `&cursor=${cursor}`;
    const page = await must(api, `GET ${path}${mark}limit=${limit}${at}`, caller);
    expect(page.items.length).toBeLessThanOrEqual(limit);
    items.push(...page.items);
    cursor = page.next;
  }
  return items;
}

const LIMITS = [1, 2, 3, 50];

describe("an account's blocks", () => {
  const WANTED: Record<string, (block: Listed) => boolean> = {
    '': () => true,
    '?status=held': ({ status }) => status === 'held',
    '?status=retired': () => false,
    '?status=offered&batch=MANY': ({ status, batch }) => status === 'offered' && batch === many,
    '?batch=MANY': ({ batch }) => batch === many,
    '?vintage=2020': ({ batch }) => batch === one,
    '?vintage=2021&status=held': () => false,
    '?instrument=CCER&status=pledged': ({ status }) => status === 'pledged',
    '?instrument=GEC': () => false,
  };

  it.each(LIMITS)('by every filter are just those among all, by pages of %i', async (limit) => {
    const path = `/v1/accounts/${owner.account}/blocks`;
    const whole = await all(path, 200);
    expect(new Set(whole.map(({ status }) => status))).toEqual(new Set(['held', 'offered', 'pledged']));
    const name = ({ batch, from, status }: Listed) => `${batch} ${from} ${status}`;
    for (const [query, isWanted] of Object.entries(WANTED)) {
      const found = await all(path + query.replace('MANY', many), limit);
      expect([query, found.map(name).sort()]).toEqual([query, whole.filter(isWanted).map(name).sort()]);
    }
  });

  it('are summed by batch, with their number and what was traded', async () => {
    const path = `/v1/accounts/${owner.account}/holdings`;
    const blocks = await all(`/v1/accounts/${owner.account}/blocks?status=held`, 200);
    const { items } = await must(api, `GET ${path}?by=batch&status=held`, owner.caller);
    for (const batch of [many, one]) {
      const own = blocks.filter((each) => each.batch === batch);
      expect(items.find((each: Listed) => each.batch === batch)).toMatchObject({
        quantity: own.reduce((sum, { quantity }) => sum + quantity, 0),
        blocks: own.length,
        traded: 0,
      });
    }
    expect(items).toHaveLength(2);
    const bought = await must(api, `GET /v1/accounts/${other.account}/holdings?by=batch`, other.caller);
    expect(bought.items).toMatchObject([{ batch: one, quantity: 1, blocks: 1, traded: 1 }]);
  });

  it('are refused under the cursor of another filter', async () => {
    const path = `GET /v1/accounts/${owner.account}/blocks?limit=1`;
    const { next } = await must(api, `${path}&status=held`, owner.caller);
    const answer = await api.send(`${path}&status=offered&cursor=${next}`, { caller: owner.caller });
    expect(answer.status).toBe(400);
  });
});

describe('transfers and pledges', () => {
  const OF_TRANSFERS = { offered: 'offered', accepted: 'accept', rejected: 'reject', withdrawn: 'withdraw' };
  const OF_PLEDGES = { proposed: 'proposed', active: 'active', released: 'released', enforced: '' };

  it.each(LIMITS)('are found by status from either side, by pages of %i', async (limit) => {
    const found = async (path: string, caller: Caller) =>
      (await all(path, limit, caller)).map(({ id }) => id);
    for (const [list, statuses, receiver] of [
      ['transfers', OF_TRANSFERS, other],
      ['pledges', OF_PLEDGES, bank],
    ] as const)
      for (const [status, name] of Object.entries(statuses)) {
        const expected = [status, ids[name] ? [ids[name]] : []];
        const at = ({ account }: { account: string }, side: string) =>
          `/v1/accounts/${account}/${list}?side=${side}&status=${status}`;
        expect([status, await found(at(owner, 'outgoing'), owner.caller)]).toEqual(expected);
        expect([status, await found(at(receiver, 'incoming'), receiver.caller)]).toEqual(expected);
        expect([status, await found(at(owner, 'incoming'), owner.caller)]).toEqual([status, []]);
      }
  });

  it('are those that wait if nothing is asked for', async () => {
    const waiting = async ({ account, caller }: typeof owner, path: string) =>
      (await all(`/v1/accounts/${account}/${path}`, 2, caller)).map(({ id }) => id);
    expect(await waiting(other, 'transfers')).toEqual([ids.offered]);
    expect(await waiting(bank, 'pledges')).toEqual([ids.proposed, ids.active]);
    expect(await waiting(owner, 'pledges?side=outgoing')).toEqual([ids.proposed, ids.active]);
  });
});

describe('monitoring reports of all projects', () => {
  it.each(LIMITS)('are found by status, by pages of %i', async (limit) => {
    const path = '/v1/monitoring-reports?status=submitted';
    const before = (await all(path, 200)).map(({ id }) => id);
    const submitted: string[] = [];
    for (let project = 0; project < 2; project++) {
      const native = await registerNativeProject(api);
      for (const year of [2023, 2024]) {
        const period = { from: `${year}-01-01`, to: `${year}-12-31` };
        submitted.push(await submitReport(api, native, period, [{ vintage: year, kilograms: 1_000_000 }]));
      }
    }
    const found = await all(path, limit);
    expect(found.map(({ id }) => id).sort()).toEqual([...before, ...submitted].sort());
    expect(await all('/v1/monitoring-reports?status=verified', limit)).toEqual([]);
  });
});
