/**
 * The demo through `npm start`'s own code: HTTP, authorizer, bundled functions, streams, log,
 * certificate, audit.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ApiClient } from '../../events/cli/api-client.ts';
import {
  type DemoOrganizationName,
  demoIdentity,
  demoOrganizationId,
  OPERATOR_ORG,
} from '../../events/cli/identities.ts';
import { loadDemo } from '../../infra/local/demo.ts';
import { type Registry, startRegistry } from '../../infra/local/registry.ts';
import { synthesizeApart } from '../../infra/local/template/synthesis.ts';
import { localDynamoDb, registryTable } from '../support/local/local-dynamodb.ts';
import { LoginBrowser, type Tokens } from '../support/local/login-browser.ts';

const START_TIMEOUT_MS = 120_000;
const EVENTUALLY_MS = 20_000;
const lvzhang = resolve(import.meta.dirname, '../../events/cli/lvzhang.ts');
const run = promisify(execFile);

let registry: Registry;
let folder: string;
/** Before any test has moved something. */
let loadedTwice: Awaited<ReturnType<typeof figures>>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lvzhang-end-to-end-'));
  registry = await startRegistry({
    port: 0,
    memory: true,
    folder: join(folder, 'instance'),
    assembly: synthesizeApart,
  });
  await loadDemo(registry.url, registry.token);
  await loadDemo(registry.url, registry.token);
  loadedTwice = await figures();
}, START_TIMEOUT_MS);
afterAll(async () => {
  await registry?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function call(method: string, path: string, org: string, roles: string[], body?: object) {
  const token = await registry.token({ sub: 'test', org, roles });
  const headers: Record<string, string> = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
  };
  if (body) headers['idempotency-key'] = crypto.randomUUID();
  return fetch(`${registry.url}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
}

/** Asks again until it is so, for what happens behind a stream. */
async function eventually<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (const end = Date.now() + EVENTUALLY_MS; Date.now() < end; ) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`not so within ${EVENTUALLY_MS} ms`);
}

const functionsLog = () => readFileSync(join(registry.folder, 'functions.log'), 'utf8');
const copper = demoOrganizationId('copper');

interface Block {
  batch: string;
  from: number;
  status: string;
}

async function heldBlock(): Promise<{ account: string; block: Block }> {
  const organization = await (
    await call('GET', `/v1/organizations/${copper}`, copper, ['enterprise'])
  ).json();
  const { account } = organization as { account: string };
  const blocks = await (await call('GET', `/v1/accounts/${account}/blocks`, copper, ['enterprise'])).json();
  const block = (blocks as { items: Block[] }).items.find(({ status }) => status === 'held');
  return { account, block: block! };
}

const Account = z.object({ account: z.string() });
const Held = z.object({ status: z.string(), quantity: z.number() });
const Offered = z.object({ quantity: z.number() });

/** What the demo leaves copper with, and what steel is offered. */
async function figures() {
  const clientOf = (name: DemoOrganizationName) =>
    new ApiClient({ url: registry.url, token: () => registry.token(demoIdentity(name)!) });
  const accountOf = async (name: DemoOrganizationName) =>
    (await clientOf(name).get(`/v1/organizations/${demoOrganizationId(name)}`, Account)).account;
  const sums: Record<string, number> = {};
  const blocks = `/v1/accounts/${await accountOf('copper')}/blocks`;
  for await (const { status, quantity } of clientOf('copper').list(blocks, Held))
    sums[status] = (sums[status] ?? 0) + quantity;
  const offers: number[] = [];
  const transfers = `/v1/accounts/${await accountOf('steel')}/transfers`;
  for await (const { quantity } of clientOf('steel').list(transfers, Offered)) offers.push(quantity);
  return { ...sums, offers };
}

describe('the registry, end to end', () => {
  it('has the demo once that was loaded twice, under the ids that the token command knows', () =>
    expect(loadedTwice).toEqual({ held: 20_000 - 12_345, retired: 12_345, offers: [5_000] }));

  it('no token, a strange token and a false role are turned away at the door', async () => {
    expect((await fetch(`${registry.url}/v1/organizations`)).status).toBe(401);
    const headers = { authorization: 'Bearer nonsense' };
    expect((await fetch(`${registry.url}/v1/organizations`, { headers })).status).toBe(401);
    const refused = await call('POST', '/v1/organizations', copper, ['enterprise'], {
      name: '甲',
      roles: ['enterprise'],
    });
    expect(refused.status).toBe(403);
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
  });

  it('whoever signs in at the console calls the API, renews, and signs out', async () => {
    const browser = new LoginBrowser(registry.issuer);
    const jobs = async ({ access_token }: Tokens) => {
      const headers = { authorization: `Bearer ${access_token}` };
      return (await fetch(`${registry.url}/v1/jobs`, { headers })).status;
    };
    const tokens = await browser.signIn('copper-2');
    expect(await jobs(tokens)).toBe(200);
    const renewed = (await (await browser.refresh(tokens.refresh_token)).json()) as Tokens;
    expect(await jobs(renewed)).toBe(200);
    expect(await jobs({ ...renewed, access_token: tokens.id_token })).toBe(401);
    await browser.signOut({ id_token_hint: renewed.id_token });
    expect((await browser.refresh(renewed.refresh_token)).status).toBe(400);
  });

  it('a retirement gets its certificate, and a stranger verifies it and the whole log', async () => {
    const { account, block } = await heldBlock();
    const body = {
      account,
      items: [{ batch: block.batch, quantity: 7 }],
      beneficiary: '示例铜业',
      reason: '残余排放',
    };
    const answer = await call('POST', '/v1/retirements', copper, ['enterprise'], body);
    expect(answer.status).toBe(201);
    const { id } = (await answer.json()) as { id: string };
    const certificate = await eventually(async () => {
      const asked = await call('GET', `/v1/retirements/${id}/certificate.json`, copper, ['enterprise']);
      return asked.ok ? asked.text() : undefined;
    });
    const file = join(folder, 'certificate.json');
    writeFileSync(file, certificate);
    const vkey = (await (await fetch(`${registry.url}/log/vkey`)).text()).trim();
    const verified = await run(process.execPath, [lvzhang, 'verify', file, '--vkey', vkey, '--lang', 'en']);
    expect(verified.stdout).toContain('PROVEN: 7 tCO2e');
    // The page comes from the function of its own, with the font beside its bundle; nobody needs a token.
    const page = await fetch(`${registry.url}/v1/retirements/${id}/certificate.pdf`);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const pdf = join(folder, 'certificate.pdf');
    writeFileSync(pdf, new Uint8Array(await page.arrayBuffer()));
    const seen = await run(process.execPath, [lvzhang, 'verify', pdf, '--vkey', vkey, '--lang', 'en']);
    expect(seen.stdout).toContain('PROVEN: 7 tCO2e');
    expect(seen.stdout).toContain('what is seen is what is proven');
    const args = ['audit', registry.url, '--vkey', vkey, '--folder', join(folder, 'audit'), '--lang', 'en'];
    expect((await run(process.execPath, [lvzhang, ...args])).stdout).toContain('CLEAN');
  });

  it('is described by its own OpenAPI document', async () => {
    const document = (await (await fetch(`${registry.url}/openapi.json`)).json()) as {
      paths: Record<string, unknown>;
    };
    expect(Object.keys(document.paths)).toContain('/v1/units/{batch}/{serial}/provenance');
    const page = await fetch(`${registry.url}/docs/plain`);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await page.text()).toContain('/v1/transfers');
  });

  it('the watchdog has nothing to say of all this, and speaks up when the table is changed behind its back', async () => {
    expect(functionsLog()).not.toContain('"violation"');
    const { block } = await heldBlock();
    const { dynamoDbEndpoint } = registry;
    await DynamoDBDocumentClient.from(localDynamoDb(dynamoDbEndpoint)).send(
      new UpdateCommand({
        TableName: await registryTable(dynamoDbEndpoint),
        Key: { pk: `BATCH#${block.batch}`, sk: `BLOCK#${String(block.from).padStart(12, '0')}` },
        UpdateExpression: 'SET account = :thief',
        ExpressionAttributeValues: { ':thief': 'a-00000000000000000000' },
      }),
    );
    const line = await eventually(async () => /"violation":"[^"]+"/.exec(functionsLog())?.[0]);
    expect(line).toMatch(/version \d+ follows \d+/);
  });

  it('lists in pages', async () => {
    const list = await call('GET', '/v1/organizations?limit=3', OPERATOR_ORG, ['operator']);
    const { items, next } = (await list.json()) as { items: unknown[]; next?: string };
    expect([list.status, items.length, typeof next]).toEqual([200, 3, 'string']);
  });
});
