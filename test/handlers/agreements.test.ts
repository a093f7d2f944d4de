/** Joint-development agreements through the API: proposal, consent, adjustment, and who sees them. */
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ED25519 } from '../../events/tlog/note-key.ts';
import { fromUtf8 } from '../../shared/base/encoding.ts';
import { replayed } from '../support/history/replayed.ts';
import { freshTable } from '../support/local/memory-world.ts';
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
import { storedDocument } from '../support/probes/documents.ts';
import { must } from '../support/probes/small-registry.ts';
import { signerOf } from '../unit/file-signer.ts';

type Organization = Awaited<ReturnType<typeof registerOrganization>>;

const signer = signerOf('lvzhang.test/log', ED25519, 11);
const SUPERVISION = (['operator', 'verifier', 'regulator'] as const).map((role) =>
  castMember(`second ${role}`, [role]),
);

let api: TestApi;
let table: ReturnType<typeof freshTable>;
let developer: Organization;
let holder: Organization;
let banner: Organization;
beforeAll(async () => {
  table = freshTable();
  api = new TestApi(await loadHandlers());
  // Registered before anything else happens: the log is in the order of the clock.
  on('2026-01-05');
  developer = await registerOrganization(api, ['developer'], '市农投集团');
  holder = await registerOrganization(api, ['enterprise', 'developer'], '合作社');
  holder.caller.roles = ['enterprise'];
  banner = await registerOrganization(api, ['enterprise'], '敖汉旗');
  vi.useRealTimers();
});
afterEach(() => vi.useRealTimers());

const on = (day: string) => {
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(`${day}T04:00:00.000Z`);
};

async function terms(effectiveFrom: string, shares: [Organization, string, number][] = []) {
  const named: [Organization, string, number][] = shares.length
    ? shares
    : [
        [developer, 'municipal', 3000],
        [banner, 'banner', 1000],
        [holder, 'holder', 6000],
      ];
  const parties = named.map(([{ id: organization }, kind, basisPoints]) => ({
    organization,
    kind,
    basisPoints,
  }));
  return { parties, effectiveFrom, document: await storedDocument(developer.id) };
}

const problem = (name: string) => `urn:lvzhang:problem:${name}`;

describe('an agreement', () => {
  it('is proposed, accepted by every party, adjusted, and declined', async () => {
    on('2026-03-02');
    const first = await terms('2026-04-01');
    const made = await api.send('POST /v1/agreements', {
      caller: developer.caller,
      body: first,
      key: 'first',
    });
    expect(made).toMatchObject({
      status: 201,
      headers: { etag: '"v1"' },
      body: {
        developer: developer.id,
        versions: [],
        pending: { ...first, version: 1, accepted: [developer.id] },
      },
    });
    const again = await api.send('POST /v1/agreements', {
      caller: developer.caller,
      body: first,
      key: 'first',
    });
    expect(again.body).toEqual(made.body);
    const path = `/v1/agreements/${made.body.id}`;
    on('2026-03-05');
    const version = { version: 1 };
    expect(await must(api, `POST ${path}/accept`, holder.caller, version)).toMatchObject({ inForce: false });
    expect(await must(api, `POST ${path}/accept`, banner.caller, version)).toMatchObject({ inForce: true });

    on('2027-01-04');
    const late = await terms('2027-01-03');
    const refused = await api.send(`POST ${path}/versions`, { caller: developer.caller, body: late });
    expect(refused).toMatchObject({
      status: 422,
      body: { type: problem('version-backdated'), errors: [{ pointer: '#/effectiveFrom' }] },
    });
    const second = await terms('2027-02-01', [
      [developer, 'municipal', 2500],
      [holder, 'holder', 7500],
    ]);
    const proposed = await must(api, `POST ${path}/versions`, developer.caller, second);
    expect(proposed).toMatchObject({
      pending: { ...second, version: 2, accepted: [developer.id] },
      version: 4,
    });
    expect(
      await must(api, `POST ${path}/decline`, holder.caller, { version: 2, reason: '份额不妥' }),
    ).toMatchObject({
      declined: 2,
      version: 5,
    });
    await must(api, `POST ${path}/versions`, developer.caller, second);
    await must(api, `POST ${path}/accept`, holder.caller, { version: 3 });
    const { body } = await api.send(`GET ${path}`, { caller: banner.caller });
    expect(body).toEqual({
      id: made.body.id,
      developer: developer.id,
      versions: [
        { version: 1, ...first, acceptedOn: '2026-03-05' },
        { version: 3, ...second, acceptedOn: '2027-01-04' },
      ],
      version: 7,
    });
  });

  it('needs its document uploaded by the developer itself', async () => {
    const body = { ...(await terms('2030-01-01')), document: await storedDocument(holder.id) };
    expect(await api.send('POST /v1/agreements', { caller: developer.caller, body })).toMatchObject({
      status: 422,
      body: { type: problem('document-not-stored'), errors: [{ pointer: '#/document' }] },
    });
  });

  it('comes into force once though its last parties accept at the same time', async () => {
    const { id } = await must(api, 'POST /v1/agreements', developer.caller, await terms('2030-01-01'));
    const answers = await Promise.all(
      [holder, banner, holder, banner].map(({ caller }) =>
        api.send(`POST /v1/agreements/${id}/accept`, { caller, body: { version: 1 } }),
      ),
    );
    const accepted = answers.filter(({ status }) => status === 200);
    expect(accepted.map(({ body }) => body.inForce).sort()).toEqual([false, true]);
    const read = await must(api, `GET /v1/agreements/${id}`, OPERATOR);
    expect(read.versions).toHaveLength(1);
    expect(read.pending).toBeUndefined();
  });
});

describe('who sees an agreement', () => {
  it('its developer, its parties and supervision; to anybody else it is not there', async () => {
    const { id } = await must(api, 'POST /v1/agreements', developer.caller, await terms('2030-01-01'));
    const outsider = await registerOrganization(api, ['developer']);
    const statusFor = async (caller: Caller) =>
      (await api.send(`GET /v1/agreements/${id}`, { caller })).status;
    for (const { caller } of [developer, holder, banner]) expect(await statusFor(caller)).toBe(200);
    for (const caller of SUPERVISION) expect(await statusFor(caller)).toBe(200);
    expect(await statusFor(outsider.caller)).toBe(404);
    const version = { version: 1, reason: '无' };
    for (const [what, body] of [
      ['decline', version],
      ['accept', { version: 1 }],
      ['versions', await terms('2031-01-01')],
    ] as const) {
      const answer = await api.send(`POST /v1/agreements/${id}/${what}`, { caller: outsider.caller, body });
      expect([answer.status, answer.body.type]).toEqual([404, problem('not-found')]);
    }
    const byParty = await api.send(`POST /v1/agreements/${id}/versions`, {
      caller: { ...holder.caller, roles: ['developer'] },
      body: await terms('2031-01-01'),
    });
    expect([byParty.status, byParty.body.type]).toEqual([403, problem('not-yours')]);
  });

  it('is shown to a party in pages of its own agreements only', async () => {
    const partner = await registerOrganization(api);
    const own: string[] = [];
    for (let n = 0; n < 7; n++) {
      const third = n % 2 === 0 ? partner : holder;
      const body = await terms('2030-01-01', [
        [developer, 'municipal', 5000],
        [third, 'holder', 5000],
      ]);
      const { id } = await must(api, 'POST /v1/agreements', developer.caller, body);
      if (third === partner) own.push(id);
    }
    const pages = async (caller: Caller, limit: number) => {
      const ids: string[] = [];
      let next = '';
      do {
        const page = await must(api, `GET /v1/agreements?limit=${limit}${next && `&cursor=${next}`}`, caller);
        expect(page.items.length).toBeLessThanOrEqual(limit);
        ids.push(...page.items.map(({ id }: { id: string }) => id));
        next = page.next ?? '';
      } while (next);
      return ids;
    };
    for (const limit of [1, 3, 50]) expect(await pages(partner.caller, limit)).toEqual(own);
    const all = await pages(SUPERVISION[2]!, 5);
    expect(await pages(developer.caller, 200)).toEqual(all);
    expect(all.length).toBeGreaterThan(7);
    expect(await pages((await registerOrganization(api)).caller, 50)).toEqual([]);
  });
});

it('leaves a log that the audit finds clean, and a table that is what the log says', async () => {
  await sequenceAll(table.client, table.tableName, signer);
  const { leaves } = await checkLog(api, signer.key);
  expect(leaves.filter((leaf) => fromUtf8(leaf).includes('"agreement.')).length).toBeGreaterThan(10);
  expect(replayed(leaves.map(fromUtf8))).toEqual([]);
  const { handler: reconcile } = await import('../../functions/reconciler.ts');
  expect(await reconcile()).toMatchObject({ violations: 0 });
});
