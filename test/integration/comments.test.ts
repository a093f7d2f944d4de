/** Texts of comments through the API: beside the log under their digest, until an order takes one away. */
import { gunzipSync } from 'node:zlib';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, expect, it } from 'vitest';
import { toHex, toUtf8 } from '../../shared/base/encoding.ts';
import { sha256 } from '../../shared/base/sha256.ts';
import { freshTable } from '../support/local/dynamodb.ts';
import { loadHandlers, OPERATOR, registerOrganization, TestApi } from '../support/probes/api.ts';
import { publishedProject, REGULATOR } from '../support/probes/lifecycle.ts';
import { must } from '../support/probes/small-registry.ts';

let api: TestApi;
let table: Awaited<ReturnType<typeof freshTable>>;
beforeAll(async () => {
  table = await freshTable();
  api = new TestApi(await loadHandlers());
});

const TEXT = '真正的公众意见：样地重复计入';
const ORDER = '赤网信令〔2026〕1号';
const problem = (name: string) => ({ type: `urn:lvzhang:problem:${name}` });

async function published() {
  const { project } = await publishedProject(api, { standard: 'VCS' });
  return `/v1/projects/${project}/comments`;
}

/** Whether a text stands anywhere in the table, packed or not. */
async function stands(text: string): Promise<boolean> {
  const bytesOf = (value: unknown) => {
    try {
      return value instanceof Uint8Array && value.length > 0 ? String(gunzipSync(value)) : '';
    } catch {
      return '';
    }
  };
  const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.tableName }));
  return Items.some((item) => JSON.stringify(item).includes(text) || bytesOf(item.bytes).includes(text));
}

it('the text lies beside the log; the leaf has its digest, of text and salt', async () => {
  const path = await published();
  const { caller } = await registerOrganization(api);
  const said = await must(api, `POST ${path}`, caller, { text: TEXT });
  const again = await must(api, `POST ${path}`, caller, { text: TEXT });
  expect(again.sha256).not.toBe(said.sha256);
  const { event } = await must(api, `GET /v1/commits/${said.commit.id}`, OPERATOR);
  expect(JSON.stringify(event)).not.toContain(TEXT);
  expect(event.facts).toMatchObject({ number: 1, sha256: said.sha256 });
  const { status, headers, body } = await api.send(`GET /log/comment/${said.sha256}`);
  expect([status, headers['cache-control'], body.text]).toEqual([200, 'no-store', TEXT]);
  const bytes = toUtf8(JSON.stringify(body));
  expect([toHex(sha256(bytes)), bytes.length]).toEqual([said.sha256, event.facts.bytes]);
  expect(await must(api, `GET ${path}`, OPERATOR)).toMatchObject({ items: [{ text: TEXT }, { text: TEXT }] });
});

it.each([
  ['operator', OPERATOR],
  ['authority', REGULATOR],
])('by order the %s takes a text away, everywhere; that there was one stays', async (_, by) => {
  const path = await published();
  const { caller } = await registerOrganization(api);
  const text = `${TEXT}，${path}`;
  const said = await must(api, `POST ${path}`, caller, { text });
  expect(await stands(text)).toBe(true);
  const remove = (who: typeof OPERATOR, number = 1) =>
    api.send(`POST ${path}/${number}/remove`, { caller: who, body: { order: ORDER } });
  expect(await remove(caller)).toMatchObject({ status: 403, body: problem('forbidden') });
  expect(await remove(by, 2)).toMatchObject({ status: 404 });
  expect(await remove(by)).toMatchObject({ status: 200, body: { number: 1, removed: { order: ORDER } } });
  expect(await remove(by)).toMatchObject({ status: 409, body: problem('comment-removed') });
  expect(await api.send(`GET /log/comment/${said.sha256}`)).toMatchObject({
    status: 410,
    body: problem('removed-by-order'),
  });
  const [listed] = (await must(api, `GET ${path}`, OPERATOR)).items;
  expect(listed).toMatchObject({ number: 1, sha256: said.sha256, by: caller.org, removed: { order: ORDER } });
  expect(listed.text).toBeUndefined();
  expect(await stands(text)).toBe(false);
});

it.each([
  ['13800000000', 'mobile number'],
  ['11010519491231002X', 'identity number'],
  ['someone@example.com', 'e-mail'],
])('no comment with %s', async (person, named) => {
  const { caller } = await registerOrganization(api);
  const body = { text: `支持！张三 ${person}` };
  const refused = await api.send(`POST ${await published()}`, { caller, body });
  expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: '#/text' }] } });
  expect(JSON.stringify(refused.body)).toMatch(/PIPL art\. 6/);
  expect(JSON.stringify(refused.body)).toContain(named);
});
