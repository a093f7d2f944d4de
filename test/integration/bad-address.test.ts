/** Bad path and query parameters: each is a 4xx that names the parameter, and leaves no trace. */

import { beforeAll, describe, expect, inject, it } from 'vitest';
import { allEndpoints } from '../../functions/reference/endpoints.ts';
import { routes } from '../../functions/routes.ts';
import { grants, Role, type Scope } from '../../shared/ledger/role.ts';
import { workTableAt } from '../support/local/table.ts';
import { type Call, OPERATOR } from '../support/probes/api.ts';
import { callOf, problem, type Setup, setUp } from '../support/probes/bad-requests.ts';
import { expectRefused } from '../support/probes/problem.ts';
import { openComment } from '../support/probes/public-comments.ts';
import { registerByHand } from '../support/probes/registered.ts';

let setup: Setup;
beforeAll(async () => {
  await workTableAt(inject('dynamoDbEndpoint'));
  setup = await setUp();
  await registerByHand(setup.registry.buyer.id, Role.options);
});

/** The id in the path of a case's request. */
const idIn = (name: string): string =>
  setup.cases.find((one) => one.name === name)?.request.split('/')[3] ?? '';

/** The path with a good value for each parameter. */
function goodPath(path: string): string {
  const { developer, project, batch, retirement } = setup.registry;
  const ids: Record<string, string> = {
    organizations: developer.id,
    accounts: developer.account,
    projects: project,
    batches: batch,
    transfers: retirement,
    retirements: retirement,
    commits: retirement,
    pledges: retirement,
    confirmations: retirement,
    agreements: idIn('agreement version'),
    parcels: idIn('withdrawal of a parcel'),
    'monitoring-reports': idIn('correction'),
    facilities: idIn('reading'),
    'power-purchase-agreements': idIn('power contract version'),
    'supply-contracts': idIn('delivery'),
    'emission-statements': idIn('version of a statement'),
    claims: idIn('withdrawal of a claim'),
    parks: idIn('target of a park'),
    disclosures: retirement,
    jobs: `j-${'1'.repeat(24)}`,
    webhooks: `w-${'1'.repeat(20)}`,
    'activity-datasets': `d-${'1'.repeat(20)}`,
  };
  const id = ids[path.split('/')[2] ?? ''] ?? '';
  const document = `${'d'.repeat(64)}?of=${ids.agreements}`;
  return path
    .replace('{sha256}', document)
    .replace('{id}', id)
    .replace('{kid}', 'k'.repeat(43))
    .replace('{batch}', batch)
    .replace('{serial}', '1')
    .replace('{number}', '1')
    .replace('{delivery}', 'd'.repeat(43))
    .replace('{month}', '2025-01')
    .replace('{energy}', 'on-grid')
    .replace('{province}', '15')
    .replace('{buyer}', setup.registry.buyer.id)
    .replace('{verifier}', developer.id)
    .replace('{organization}', setup.registry.buyer.id);
}

/** Somebody who may call the route, with a body that would do. */
function callTo(method: string, path: string): Call {
  const pattern = new RegExp(`^${method} ${path.replace(/\{\w+\}/g, '[^/]+')}$`);
  const one = setup.cases.find(({ request }) => pattern.test(request));
  if (one) return { ...callOf(one), body: one.body };
  const { action } = allEndpoints()[`${method} ${path}`] ?? {};
  // Of those who are granted it, one that may do it to anybody's, if there is one.
  const granted = Object.entries(action ? grants[action] : {}) as [Role, Scope][];
  const [role] = granted.find(([, scope]) => scope === 'any') ?? granted[0] ?? ['operator'];
  return { caller: { org: setup.registry.buyer.id, roles: [role] } };
}

/** Percent-encoded as a client would send them. */
const spoilt = (good: string) => [
  `${good}0`,
  good.slice(0, -1),
  good.replace(/./, '!'),
  `${good.slice(0, -1)}%C3%89`,
  `${good}%0A`,
  `%0A${good}`,
  `${good}%00`,
  `${good}%20`,
  `${good}%2F..`,
  `${good},${good}`,
  '%2E%2E',
  '*',
  'x'.repeat(2000),
  '__proto__',
  'undefined',
  '%EF%BC%91'.repeat(good.length),
];
const SERIALS = [
  ...['0', '-1', '1.5', '1e3', '01', '+1', '0x1', 'NaN', 'abc', '9'.repeat(13)],
  ...['%EF%BC%91', '1%0A', '%201'],
];

const withParameters = routes.filter(({ path }) => /^\/v1.*\{/.test(path));

describe('the path', () => {
  it.each(withParameters.map(({ method, path }) => [method, path] as const))(
    '%s %s',
    async (method, path) => {
      const [whole = '', query = ''] = goodPath(path).split('?');
      const good = whole.split('/');
      const requests = path.split('/').flatMap((segment, at) => {
        if (!segment.startsWith('{')) return [];
        const values = /^\{(serial|number)\}$/.test(segment) ? SERIALS : spoilt(good[at] ?? '');
        const parameter = segment.slice(1, -1);
        return values.map((value) => ({
          parameter,
          request: `${method} ${good.with(at, value).join('/')}${query && `?${query}`}`,
        }));
      });
      await setup.leavesNoTrace(async () => {
        for (const { request, parameter } of requests) {
          const { type, errors } = await expectRefused(setup.api, request, callTo(method, path));
          expect(`${request} ${type}`).toBe(`${request} ${problem('invalid-input')}`);
          expect(errors).toContainEqual({ parameter, detail: expect.any(String) });
        }
      });
    },
  );

  it.each(['batches', 'projects', 'organizations', 'accounts'])(
    'ids of %s are in lower case, with their own letter',
    async (kind) => {
      const { batch, project, developer } = setup.registry;
      const ids = {
        batches: batch,
        projects: project,
        organizations: developer.id,
        accounts: developer.account,
      };
      const others = Object.entries(ids).map(([name, id]) => (name === kind ? id.toUpperCase() : id));
      for (const id of others) {
        const request = `GET /v1/${kind}/${id}${kind === 'accounts' ? '/blocks' : ''}`;
        const { type } = await expectRefused(setup.api, request, { caller: OPERATOR });
        expect(type).toBe(problem('invalid-input'));
      }
    },
  );

  it('a well-formed id that names nothing is 404', async () => {
    await setup.leavesNoTrace(async () => {
      for (const { method, path } of withParameters) {
        const nothing = goodPath(path)
          .replace(/[0-9a-f]{20}/, '0'.repeat(20))
          .replace(setup.registry.retirement, 'A'.repeat(43));
        const call = callTo(method, path);
        // The work for a comment is done for what it is on.
        if (method === 'POST' && path.endsWith('/public-comments'))
          call.body = openComment(nothing.split('/')[3] ?? '');
        const { type } = await expectRefused(setup.api, `${method} ${nothing}`, call);
        expect(`${method} ${path} ${type}`).toMatch(/not-found$/);
      }
    });
  });

  it('a commit that is something else is no transfer and no retirement', async () => {
    const { retirement, buyer } = setup.registry;
    const blocks = await setup.api.send(`GET /v1/batches/${setup.registry.batch}/blocks`, {
      caller: OPERATOR,
    });
    const issuance = blocks.body.items[0].since;
    for (const request of [
      `POST /v1/transfers/${retirement}/accept`,
      `POST /v1/transfers/${issuance}/withdraw`,
      `GET /v1/transfers/${issuance}`,
      `GET /v1/retirements/${issuance}`,
      `GET /v1/retirements/${issuance}/proof`,
      `GET /v1/retirements/${issuance}/certificate.json`,
    ]) {
      const { type } = await expectRefused(setup.api, request, { caller: buyer.caller });
      expect(`${request} ${type}`).toBe(`${request} ${problem('not-found')}`);
    }
  });
});

const cursorOf = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
/** Percent-encoded where it must be. */
const BAD_QUERIES: [string, string][] = [
  ...[
    '0',
    '-1',
    '201',
    '1000',
    '1e2',
    '1.0',
    'abc',
    '',
    '%201',
    '%2B5',
    '0x10',
    '05',
    '1,2',
    '%EF%BC%91',
    'NaN',
  ].map((limit): [string, string] => ['limit', limit]),
  ...['', 'garbage', '%00', '../..', '%F0%9F%8C%B3'].map((cursor): [string, string] => ['cursor', cursor]),
  ...[null, [], {}, 1, ['organizations'], ['organizations', null], ['organizations', { pk: 1 }]].map(
    (forged): [string, string] => ['cursor', cursorOf(forged)],
  ),
  ...['x', 'Limit', 'limit%5B%5D', '__proto__', 'constructor'].map((name): [string, string] => [name, '1']),
];

describe('the query', () => {
  const lists = () => {
    const { project, batch, developer, buyer } = setup.registry;
    return [
      '/v1/organizations',
      '/v1/projects',
      `/v1/projects/${project}/batches`,
      `/v1/batches/${batch}/blocks`,
      `/v1/accounts/${developer.account}/blocks`,
      `/v1/accounts/${buyer.account}/transfers`,
      '/v1/facilities',
      `/v1/facilities/${idIn('reading')}/batches`,
      `/v1/facilities/${idIn('reading')}/generation`,
    ];
  };
  const get = (target: string) => expectRefused(setup.api, `GET ${target}`, { caller: OPERATOR });

  it.each(BAD_QUERIES)('%s=%s is refused by every list', async (name, value) => {
    for (const list of lists()) {
      const { type, errors } = await get(`${list}?${name}=${value}`);
      expect(`${list} ${type}`).toBe(`${list} ${problem('invalid-input')}`);
      expect(errors).toContainEqual({ parameter: decodeURIComponent(name), detail: expect.any(String) });
    }
  });

  it('a cursor of more than 2000 characters is none', async () => {
    for (const list of lists())
      expect((await get(`${list}?cursor=${'x'.repeat(2001)}`)).type).toBe(problem('invalid-input'));
  });

  it("a list's cursor is no other list's", async () => {
    const { body } = await setup.api.send('GET /v1/organizations?limit=1', { caller: OPERATOR });
    expect(body.next).toMatch(/./);
    for (const list of lists().slice(1))
      expect((await get(`${list}?cursor=${body.next}`)).type).toBe(problem('invalid-input'));
  });

  it('a made-up cursor is refused, or at worst another place in the same list', async () => {
    const { body } = await setup.api.send('GET /v1/organizations?limit=1', { caller: OPERATOR });
    const [, key] = JSON.parse(Buffer.from(body.next, 'base64url').toString()) as [string, object];
    const forgeries = [{}, { pk: 'x' }, { ...key, more: 'x' }, { ...key, pk: '' }, { order: 'x' }];
    for (const forged of forgeries) {
      const cursor = cursorOf(['organizations', forged]);
      expect((await get(`/v1/organizations?cursor=${cursor}`)).type).toBe(problem('invalid-input'));
    }
    for (const elsewhere of [
      { ...key, list: 'projects' },
      { ...key, order: '0' },
      { ...key, pk: 'LOG', sk: 'HEAD' },
    ]) {
      const cursor = cursorOf(['organizations', elsewhere]);
      const answer = await setup.api.send(`GET /v1/organizations?cursor=${cursor}`, { caller: OPERATOR });
      expect([200, 400]).toContain(answer.status);
      for (const { id } of answer.body.items ?? []) expect(id).toMatch(/^o-/);
    }
  });

  it('routes that take no query refuse one', async () => {
    const { developer, project, batch, retirement } = setup.registry;
    const plain = [
      `/v1/organizations/${developer.id}`,
      `/v1/accounts/${developer.account}/holdings`,
      `/v1/projects/${project}`,
      `/v1/batches/${batch}`,
      `/v1/retirements/${retirement}`,
      `/v1/commits/${retirement}`,
      `/v1/units/${batch}/1/provenance`,
    ];
    for (const target of plain)
      expect((await get(`${target}?x=1`)).errors).toContainEqual({
        parameter: 'x',
        detail: expect.any(String),
      });
    await setup.leavesNoTrace(async () => {
      for (const one of setup.cases)
        await expectRefused(setup.api, `${one.request}?x=1`, { ...callOf(one), body: one.body });
    });
  });
});
