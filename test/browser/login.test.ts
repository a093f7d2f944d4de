/** The login's pages in a real browser: nothing runs but the provider's own forms. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCleanup } from '../../infra/local/cleanup.ts';
import { type Door, openDoor } from '../../infra/local/gateway/door.ts';
import { createIssuer, keepIssuerKey } from '../../infra/local/issuer.ts';
import { launchOrSkip, type Watched, watch } from './browser.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const browser = await launchOrSkip();

describe.skipIf(!browser)('the login in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lvzhang-login-'));
  const cleanup = createCleanup();
  let door: Door;
  let page: Page;
  let watched: Watched;
  const authorize = (changed: Record<string, string> = {}) =>
    page.goto(
      `${door.issuerUrl}/auth?${new URLSearchParams({
        client_id: 'lvzhang-console',
        redirect_uri: `${door.url}/console/signed-in`,
        response_type: 'code',
        scope: 'openid offline_access',
        // RFC 7636, appendix B.
        code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
        code_challenge_method: 'S256',
        ...changed,
      })}`,
    );
  const arrives = () => page.waitForURL(/\/console\/signed-in/);
  const signOut = () => {
    const asked = { client_id: 'lvzhang-console', post_logout_redirect_uri: `${door.url}/console/` };
    return page.goto(`${door.issuerUrl}/session/end?${new URLSearchParams(asked)}`);
  };
  /** What axe finds; its script comes past the page's policy, as a browser's own tools do. */
  const barriers = async () => {
    const session = await page.context().newCDPSession(page);
    const expression = `${AXE}; axe.run().then(({ violations }) => JSON.stringify(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])))`;
    const { result } = await session.send('Runtime.evaluate', { expression, awaitPromise: true });
    return JSON.parse(String(result.value)) as unknown[];
  };

  beforeAll(async () => {
    door = await openDoor(0, cleanup);
    door.serveIssuer(await createIssuer(door.issuerUrl, await keepIssuerKey(folder)));
    door.serveApi(async (_request, response) => {
      response.setHeader('content-type', 'text/html').end('<!doctype html><link rel="icon" href="data:,">');
    });
  });
  beforeEach(async () => {
    page = await (await browser!.newContext({ viewport: { width: 1000, height: 900 } })).newPage();
    watched = await watch(page, door.url);
  });
  afterAll(async () => {
    await browser?.close();
    await cleanup.run();
    rmSync(folder, { recursive: true });
  });

  it('signs in by one click, another person by one more, and signs out by one', async () => {
    await authorize();
    await page.click('button[value=copper]');
    await arrives();
    await authorize({ prompt: 'login' });
    await page.click('button[value=copper-2]');
    await arrives();
    await signOut();
    await page.click('button[name=logout]');
    await page.waitForURL(`${door.url}/console/`);
    // Nobody is signed in: the provider's own form goes on by itself.
    await signOut();
    await page.waitForURL(`${door.url}/console/`);
    expect(watched.faults).toEqual([]);
  });

  it('signs in whom the form names', async () => {
    await authorize();
    await page.fill('input[name=org]', 'o-1');
    await page.check('input[value=grid]');
    await page.check('input[value=regulator]');
    await page.press('input[name=org]', 'Enter');
    await arrives();
    expect(watched.faults).toEqual([]);
  });

  it('signs in at Enter whom login_hint names', async () => {
    await authorize({ login_hint: 'steel-2' });
    await page.locator('button[value=steel-2]:focus').press('Enter');
    await arrives();
    expect(watched.faults).toEqual([]);
  });

  for (const scheme of ['light', 'dark'] as const) {
    it(`has no barrier that axe finds, in ${scheme} colours, wide or narrow`, async () => {
      await page.emulateMedia({ colorScheme: scheme });
      await authorize({ login_hint: 'copper' });
      expect(await barriers()).toEqual([]);
      await page.setViewportSize({ width: 390, height: 800 });
      expect(await barriers()).toEqual([]);
      await page
        .evaluate(() => document.documentElement.scrollWidth - innerWidth)
        .then((beyond) => expect(beyond).toBeLessThanOrEqual(0));
      await page.click('button[value=copper]');
      await arrives();
      await signOut();
      expect(await barriers()).toEqual([]);
      await authorize({ client_id: 'other' });
      expect(await barriers()).toEqual([]);
    });
  }
});
