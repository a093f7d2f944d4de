/** A browser for tests: Chromium as an npm package has it, which needs nothing installed. */
import chromium from '@sparticuz/chromium';
import { type Browser, type Page, chromium as playwright } from 'playwright-core';

/** The browser, or why it can't start on this machine. */
async function launch(): Promise<Browser | { reason: string }> {
  try {
    // Tests open only pages of the registry that they started; root, as which CI runs, has no sandbox.
    const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];
    return await playwright.launch({ executablePath: await chromium.executablePath(), args });
  } catch (error) {
    return { reason: String(error).split('\n', 1)[0] ?? '' };
  }
}

/** Where this is set, a machine on which no browser starts leaves these tests out (CONTRIBUTING.md). */
const { LVZHANG_NO_BROWSER } = process.env;

/** The browser; undefined where its tests are left out, which is said. @throws where they aren't */
export async function launchOrSkip(): Promise<Browser | undefined> {
  const started = await launch();
  if (!('reason' in started)) return started;
  const { reason } = started;
  if (!LVZHANG_NO_BROWSER)
    throw new Error(`no browser starts here: ${reason}; LVZHANG_NO_BROWSER=1 leaves its tests out`);
  console.warn(`skipped: no browser starts here: ${reason}`);
  return undefined;
}

/** What a page did that it shouldn't: errors, breaches of its policy, and requests to others. */
export interface Watched {
  faults: string[];
  /** `METHOD path` of each request to the registry. */
  requests: string[];
}

/** Watches a page from its first script on. `origin` is the registry's. */
export async function watch(page: Page, origin: string): Promise<Watched> {
  const watched: Watched = { faults: [], requests: [] };
  const { faults, requests } = watched;
  await page.exposeFunction('tellBreach', (breach: string) => void faults.push(breach));
  await page.addInitScript(() => {
    const told = globalThis as unknown as { tellBreach: (breach: string) => void };
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      told.tellBreach(`${violatedDirective} ${blockedURI}`),
    );
  });
  page.on('pageerror', (error) => void faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin === origin) requests.push(`${request.method()} ${url.pathname}`);
    else if (!['data:', 'blob:'].includes(url.protocol)) faults.push(`asks ${request.url()}`);
  });
  return watched;
}
