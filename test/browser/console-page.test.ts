/** The console's page in a real browser, as `npm start` serves it: its addresses, its policy, its login. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Registry, startRegistry } from '../../infra/local/registry.ts';
import { synthesizeApart } from '../../infra/local/template/synthesis.ts';
import { launchOrSkip, type Watched, watch } from './browser.ts';

const START_TIMEOUT_MS = 240_000;

const browser = await launchOrSkip();

describe.skipIf(!browser)('the console where it is served', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lvzhang-console-'));
  let registry: Registry;
  let page: Page;
  let watched: Watched;
  /** What came of each file that the page loaded. */
  let assets: Map<string, number>;

  beforeAll(async () => {
    registry = await startRegistry({
      port: 0,
      memory: true,
      folder: join(folder, 'instance'),
      assembly: synthesizeApart,
    });
  }, START_TIMEOUT_MS);
  beforeEach(async () => {
    page = await (await browser!.newContext({ locale: 'en' })).newPage();
    watched = await watch(page, registry.url);
    assets = new Map();
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (pathname.startsWith('/console/assets/')) assets.set(pathname, response.status());
    });
  });
  afterAll(async () => {
    await browser?.close();
    await registry?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(['/console', '/console/', '/console/jobs'])('runs at %s, within its policy', async (path) => {
    await page.goto(registry.url + path);
    await page.getByRole('button', { name: 'Sign in' }).first().waitFor();
    expect(assets.size).toBeGreaterThan(3);
    expect([...assets].filter(([, status]) => status !== 200)).toEqual([]);
    expect(watched.faults).toEqual([]);
  });

  it('signs in at the issuer of its settings, and asks the API of its own address', async () => {
    await page.goto(`${registry.url}/console/jobs`);
    const asked = page.waitForResponse((each) => new URL(each.url()).pathname === '/v1/jobs');
    await page.getByRole('button', { name: 'Sign in' }).first().click();
    await page.click('button[value=copper]');
    await page.waitForURL(/\/console\//);
    const response = await asked;
    expect((await response.request().allHeaders()).authorization).toMatch(/^Bearer /);
    expect([...assets].filter(([, status]) => status !== 200)).toEqual([]);
    // This registry is empty and knows nobody: what it refuses isn't the page's fault.
    expect(watched.faults.filter((fault) => !fault.startsWith('Failed to load resource'))).toEqual([]);
  });
});
