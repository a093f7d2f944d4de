/** Pages for people: every kind of thing, whatever its texts are, in markup that runs and loads nothing. */
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { ED25519 } from '../../events/tlog/note-key.ts';
import { claimEntity, facilityEntity, projectEntity, reportEntity } from '../../shared/ledger/entity.ts';
import { playOn, worldHere } from '../support/local/memory-world.ts';
import { sequenceAll } from '../support/local/world.ts';
import { loadHandlers, OPERATOR, TestApi } from '../support/probes/api.ts';
import { give } from '../support/probes/given.ts';
import { probeOf } from '../support/probes/probes.ts';
import {
  freshOrigin,
  makeSmallRegistry,
  must,
  type SmallRegistry,
} from '../support/probes/small-registry.ts';
import { claimed, greenStatement } from '../support/probes/statements.ts';
import { signerOf } from '../unit/file-signer.ts';

const HOSTILE = `</title></style><script>alert(1)</script>"'><img src=x onerror=alert(1)> שלום مرحبا ${'长'.repeat(150)}`;

let api: TestApi;
let registry: SmallRegistry;
let claim: string;
beforeAll(async () => {
  playOn();
  api = new TestApi(await loadHandlers());
  registry = await makeSmallRegistry(api);
  claim = await claimed(api);
});

/** Puts into the log what waits. */
async function sequence(): Promise<void> {
  const { client, tableName } = worldHere().reads;
  await sequenceAll(client, tableName, signerOf('lvzhang.test/log', ED25519, 7));
}

const VOID = new Set(['meta', 'input', '!doctype']);

/** Holds that the markup is well formed, and returns the names of its elements. */
function elementsOf(markup: string): Set<string> {
  const open: string[] = [];
  const names = new Set<string>();
  for (const [, close, name = '', rest = ''] of markup.matchAll(/<(\/?)([!\w]+)([^<>]*)>/g)) {
    if (close) expect(`</${open.pop()}>`).toBe(`</${name}>`);
    else if (!VOID.has(name)) open.push(name);
    expect(rest.replace(/="[^"<>]*"/g, '')).toMatch(/^( [a-z-]+)*$/);
    names.add(name);
  }
  expect(open).toEqual([]);
  return names;
}

const request = async (kind: string) =>
  kind === 'claims'
    ? `GET /p/claims/${claim}`
    : (await probeOf(`GET /p/${kind}/{id}`, api, registry)).request;

const KINDS = [
  'retirements',
  'claims',
  'batches',
  'projects',
  'monitoring-reports',
  'emission-statements',
  'organizations',
  'facilities',
];

describe.each(KINDS)('the page of %s', (kind) => {
  it('is well-formed, in two languages, and may run and load nothing', async () => {
    const asked = await request(kind);
    const { status, headers, body } = await api.send(asked);
    expect([asked, status, headers['content-type']]).toEqual([asked, 200, 'text/html; charset=utf-8']);
    const names = elementsOf(body);
    for (const forbidden of ['script', 'img', 'iframe', 'object', 'link', 'base'])
      expect(names).not.toContain(forbidden);
    expect(body).toContain('<html lang="zh-CN">');
    expect(body).toContain('<span lang="en">');
    expect(body).not.toMatch(/undefined|\[object|NaN|Invalid Date|javascript:|style=| on\w+=/);
    const [, style = ''] = /<style>(.*)<\/style>/s.exec(body) ?? [];
    const digest = createHash('sha256').update(style).digest('base64');
    expect(headers['content-security-policy']).toBe(
      `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
    );
    // The log and how to check it are one step away.
    expect(body).toContain('href="/log/vkey"');
    expect(body).toContain('npx lvzhang audit');
    expect(body).not.toContain('$(');
    expect(body).toMatch(/href="\/v1\/commits\/[\w-]{43}\/proof"/);
  });

  it('every path that it leads to is there', async () => {
    const asked = await request(kind);
    await sequence();
    const { body } = await api.send(asked);
    const paths = [...body.matchAll(/href="(\/[^"]*)"/g)].map(([, path]) => path.replaceAll('&amp;', '&'));
    for (const path of new Set<string>(paths)) {
      const { status } = await api.send(`GET ${path}`);
      expect([path, [200, 303].includes(status)]).toEqual([path, true]);
    }
  });
});

describe('the page of an emission statement', () => {
  it('names the province, and leads to a certificate of green power where there is one', async () => {
    const plain = (await api.send(await request('emission-statements'))).body;
    expect(plain).toMatch(/Province<\/span><\/dt><dd>内蒙古</);
    expect(plain).not.toContain('/green-power-certificate');
    const id = await greenStatement(api);
    await sequence();
    const { body } = await api.send(`GET /p/emission-statements/${id}`);
    for (const form of ['json', 'pdf']) {
      const path = `/v1/emission-statements/${id}/green-power-certificate.${form}`;
      expect(body).toContain(`href="${path}"`);
      expect([form, (await api.send(`GET ${path}`)).status]).toEqual([form, 200]);
    }
  });
});

describe('the first page', () => {
  it.each(['/', '/p'])(
    'at %s is well-formed, runs nothing, and leads to all that is public',
    async (path) => {
      await sequence();
      const { status, headers, body } = await api.send(`GET ${path}`);
      expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
      expect(elementsOf(body)).not.toContain('script');
      const paths = [...body.matchAll(/(?:href|action)="(\/[^"]*)"/g)].map(([, found]) => found!);
      expect(paths).toEqual(
        expect.arrayContaining(['/p/search', '/p/publications', '/docs', '/openapi.json', '/log/vkey']),
      );
      for (const found of new Set(paths))
        expect([found, (await api.send(`GET ${found}`)).status]).toEqual([found, 200]);
    },
  );
});

describe('a text that means harm', () => {
  it.each([
    [
      'a name of a project',
      'projects',
      (id: string) => give(projectEntity(id), { name: HOSTILE, code: HOSTILE }),
    ],
    ['a name of a facility', 'facilities', (id: string) => give(facilityEntity(id), { name: HOSTILE })],
    [
      'a reason of a claim',
      'claims',
      (id: string) => give(claimEntity(id), { withdrawn: HOSTILE, status: 'withdrawn' }),
    ],
  ])('%s stays a text', async (_what, kind, spoil) => {
    const asked = await request(kind);
    await spoil(asked.split('/').at(-1)!);
    const { status, body } = await api.send(asked);
    expect(status).toBe(200);
    expect(elementsOf(body)).not.toContain('script');
    expect(body).toContain('<bdi>&lt;/title&gt;&lt;/style&gt;&lt;script&gt;');
  });

  it('as it came in over the API: in an import, which takes any other registry’s words', async () => {
    const project = await must(api, 'POST /v1/projects/imports', OPERATOR, {
      name: HOSTILE,
      standard: 'VCS',
      methodology: '"><script>',
      type: '<b>',
      developer: registry.developer.id,
      legacy: true,
      origin: freshOrigin(),
    });
    const { body } = await api.send(`GET /p/projects/${project.id}`);
    const names = elementsOf(body);
    expect([names.has('script'), names.has('img')]).toEqual([false, false]);
  });
});

describe('what isn’t there', () => {
  it.each([
    ['a stranger’s id', `/p/projects/p-${'0'.repeat(20)}`, 404],
    ['no id', '/p/projects/%3Cscript%3E', 400],
    ['no serial of the batch', 'SERIAL', 404],
    ['a cursor that is none', 'CURSOR', 400],
    ['another parameter', `/p/projects/p-${'0'.repeat(20)}?x=1`, 400],
  ])('%s is told on a page, with the status', async (_what, named, expected) => {
    const path = named
      .replace('SERIAL', `/p/batches/${registry.batch}?serial=999999999999`)
      .replace('CURSOR', `/p/batches/${registry.batch}?cursor=x`);
    const { status, headers, body } = await api.send(`GET ${path}`, { headers: { 'accept-language': 'zh' } });
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      expected,
      'text/html; charset=utf-8',
      'no-store',
    ]);
    expect(elementsOf(body)).not.toContain('script');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('a serial leads to its block, and long lists to their next page', async () => {
    const { body } = await api.send(`GET /p/batches/${registry.batch}?serial=100000`);
    expect(body).toContain('序号 100000 所在号段');
    expect(body).toContain('已注销');
  });
});

it('a page of what is in its days of publication says until when, and gives the file', async () => {
  const asked = await request('monitoring-reports');
  const id = asked.split('/').at(-1)!;
  await give(reportEntity(id), { status: 'submitted', window: { from: '2000-01-01', to: '2199-12-31' } });
  const { body } = await api.send(asked);
  expect(body).toContain('2000-01-01 – 2199-12-31');
  expect(body).toContain(`href="/v1/monitoring-reports/${id}/document"`);
});
