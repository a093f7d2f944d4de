/** The reference page in a real browser, through `npm start`'s own code and the bundled functions. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPERATOR_ORG } from '../../events/cli/identities.ts';
import { type Registry, startRegistry } from '../../infra/local/registry.ts';
import { synthesizeApart } from '../../infra/local/template/synthesis.ts';
import { launchOrSkip, type Watched, watch } from './browser.ts';

const START_TIMEOUT_MS = 240_000;
/** The page lays out some 220 operations; a busy machine takes its time. */
const SHOWN_TIMEOUT_MS = 60_000;

/** The schemas in Scalar try whether code may be made from text. The policy says no, and they do without. */
const PROBE = 'script-src eval';

const browser = await launchOrSkip();

describe.skipIf(!browser)('/docs in a browser', () => {
  let registry: Registry;
  let folder: string;
  let page: Page;
  let watched: Watched;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lvzhang-browser-'));
    registry = await startRegistry({
      port: 0,
      memory: true,
      folder: join(folder, 'instance'),
      assembly: synthesizeApart,
    });
    page = await browser!.newPage({ viewport: { width: 1400, height: 1000 } });
    page.setDefaultTimeout(SHOWN_TIMEOUT_MS);
    watched = await watch(page, registry.url);
    await page.goto(`${registry.url}/docs#tag/statements/GET/v1/factors`);
  }, START_TIMEOUT_MS);
  afterAll(async () => {
    await browser?.close();
    await registry?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens an operation's form, fills it in, sends it; returns the request and the status of its answer. */
  async function tryIt(route: string, fill: (form: ReturnType<Page['getByRole']>) => Promise<void>) {
    await page.getByRole('button', { name: `Test Request (${route})` }).click();
    const form = page.getByRole('dialog');
    await fill(form);
    const [, path = ''] = route.split(' ');
    const answered = page.waitForResponse((each) => new URL(each.url()).pathname === path);
    await form.getByRole('button', { name: /^Send get request/i }).click();
    const response = await answered;
    const request = await response.request().allHeaders();
    await form.getByText('200', { exact: false }).first().waitFor();
    await page.keyboard.press('Escape');
    return { status: response.status(), authorization: request.authorization };
  }

  it('shows the operations of the description', async () => {
    await page.getByRole('heading', { name: 'The factor tables' }).waitFor();
    await page.getByText('/v1/factors').first().waitFor();
    expect(watched.requests.slice(0, 3)).toEqual([
      'GET /docs',
      expect.stringMatching(/^GET \/docs\/scripts\/scalar-[0-9a-f]{32}\.js$/),
      'GET /openapi.json',
    ]);
  });

  it('sends a request without a token', async () => {
    const sent = await tryIt('get /v1/factors', async () => {});
    expect(sent).toEqual({ status: 200, authorization: undefined });
  });

  it('sends a request with a token that is pasted, and keeps it nowhere', async () => {
    const token = await registry.token({ sub: 'test', org: OPERATOR_ORG, roles: ['operator'] });
    await page.goto(`${registry.url}/docs#tag/organizations/GET/v1/organizations`);
    const sent = await tryIt('get /v1/organizations', (form) => form.getByPlaceholder('Token').fill(token));
    expect(sent).toEqual({ status: 200, authorization: `Bearer ${token}` });
    const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    expect(stored).not.toContain(token.slice(0, 20));
    expect(await page.context().cookies()).toEqual([]);
  });

  it('asks nobody else, and never against its policy', () =>
    expect(watched.faults.filter((fault) => fault !== PROBE)).toEqual([]));

  it('leads to the page without scripts where scripts are off', async () => {
    const context = await browser!.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(`${registry.url}/docs`);
    await plain.getByRole('link', { name: '/docs/plain' }).first().click();
    await plain.waitForURL(`${registry.url}/docs/plain`);
    expect(await plain.locator('summary', { hasText: '/v1/retirements' }).count()).toBeGreaterThan(1);
    await context.close();
  });
});
