/** The search and the publications through the real handlers, on a real table, without a token. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { indexLog } from '../../functions/log/indexing.ts';
import { searchIndex } from '../../functions/log/search-index.ts';
import { freshTable } from '../support/local/dynamodb.ts';
import { sequenceAll, soon, worldAt } from '../support/local/world.ts';
import { logSigner } from '../support/log/log.ts';
import { loadHandlers, registerOrganization, TestApi } from '../support/probes/api.ts';
import { type NativeProject, onDay, publishedProject } from '../support/probes/lifecycle.ts';
import { makeSmallRegistry, must, retire, type SmallRegistry } from '../support/probes/small-registry.ts';

let api: TestApi;
let client: DynamoDBDocumentClient;
let tableName: string;
let registry: SmallRegistry;
let retirement: string;
let native: NativeProject;
let wetland: string[];

const HOSTILE = '<script>alert(1)</script> 敖汉旗 שלום';

beforeAll(async () => {
  ({ client, tableName } = await freshTable());
  api = new TestApi(await loadHandlers());
  registry = await makeSmallRegistry(api);
  const { developer, batch } = registry;
  const body = retire(developer.account, batch);
  ({ id: retirement } = await must(api, 'POST /v1/retirements', developer.caller, body));
  wetland = [];
  for (let n = 1; n <= 7; n++)
    wetland.push((await registerOrganization(api, ['enterprise'], `达里湖湿地 ${n} 号（示例）`)).id);
  await registerOrganization(api, ['enterprise'], HOSTILE);
  native = await publishedProject(api, { standard: 'CCER' });
  vi.useRealTimers();
  await sequenceAll(client, tableName, logSigner);
  const { behind } = await indexLog(worldAt(client, tableName), searchIndex, soon());
  expect(behind).toBe(0);
});

const search = async (query: string) => {
  const { status, body } = await api.send(`GET /v1/search?${query}`);
  expect([query, status]).toEqual([query, 200]);
  return body as { items: { kind: string; id: string; path: string; page: string }[]; next?: string };
};
const q = (text: string) => `q=${encodeURIComponent(text)}`;

describe('a search', () => {
  it('finds by name, id and serial what the leaves say, and each link leads there without a token', async () => {
    const asked = [
      ['湿地', 'organization'],
      [registry.project, 'project'],
      [registry.batch, 'batch'],
      [`${registry.batch}/1`, 'unit'],
      [retirement, 'retirement'],
    ] as const;
    for (const [text, kind] of asked) {
      const [hit] = (await search(q(text))).items;
      expect([text, hit?.kind]).toEqual([text, kind]);
      for (const place of [hit!.path, hit!.page])
        expect([place, (await api.send(`GET ${place}`)).status]).toEqual([place, 200]);
    }
  });

  it('pages', async () => {
    const found: string[] = [];
    let next: string | undefined;
    do {
      const page = await search(`${q('达里湖')}&limit=3${next ? `&cursor=${encodeURIComponent(next)}` : ''}`);
      expect(page.items.length).toBeLessThanOrEqual(3);
      found.push(...page.items.map(({ id }) => id));
      next = page.next;
    } while (next !== undefined);
    expect(found.sort()).toEqual([...wetland].sort());
  });

  it.each([
    ['nothing', '', 'q'],
    ['one letter', q('铜'), 'q'],
    ['marks alone', q('--'), 'q'],
    ['too much', q('长'.repeat(201)), 'q'],
    ['too large a page', `${q('湿地')}&limit=51`, 'limit'],
    ['another member', `${q('湿地')}&kind=project`, 'kind'],
    ['a forged cursor', `${q('湿地')}&cursor=abc`, 'cursor'],
    ['the cursor of another search', `${q('湿地')}&cursor=eyJzIjoieCJ9`, 'cursor'],
  ])('of %s is refused by name', async (_what, query, parameter) => {
    const { status, body } = await api.send(`GET /v1/search?${query}`);
    expect([status, body.errors?.[0]?.parameter]).toEqual([400, parameter]);
  });

  it('has a page, on which a hostile name is text', async () => {
    const { status, body, headers } = await api.send(`GET /p/search?${q('敖汉')}`);
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(body).toContain('&lt;script&gt;alert(1)');
    expect(body).not.toContain('<script');
    const asked = await api.send(`GET /p/search?${q('"><script>x</script>')}`);
    expect(asked.body).toContain('没有找到');
    expect(asked.body).not.toContain('<script');
    expect((await api.send('GET /p/search')).status).toBe(200);
    expect((await api.send(`GET /p/search?${q('铜')}`)).status).toBe(400);
  });
});

describe('publications', () => {
  it('are listed in their days, with the file, and not after', async () => {
    const { body } = await api.send(`GET /v1/projects/${native.project}`);
    const { from, to } = body.design.comments;
    for (const day of [from, to]) {
      onDay(day);
      const { items } = (await api.send('GET /v1/publications')).body;
      expect(items).toEqual([
        expect.objectContaining({ kind: 'design', id: native.project, from, to, title: body.name }),
      ]);
      expect((await api.send('GET /p/publications')).body).toContain(`/p/projects/${native.project}`);
    }
    const { body: shown } = await api.send('GET /p/publications');
    // Who isn't registered learns how to comment, in both languages.
    for (const words of ['无须登记', 'without registration', 'npx lvzhang comment', '/public-comments'])
      expect(shown).toContain(words);
    onDay('2099-01-01');
    expect((await api.send('GET /v1/publications')).body).toEqual({ items: [] });
    expect((await api.send('GET /p/publications')).body).toContain('今日没有公示中的文件');
    vi.useRealTimers();
  });
});
