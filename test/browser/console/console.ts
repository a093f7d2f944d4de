/** The console in a browser, as its stories open it: signed in by one click, watched, held against axe. */
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { demoOrganizations } from '../../../events/cli/identities.ts';
import { launchOrSkip, type Watched, watch } from '../browser.ts';

/** One for all stories; it ends with the process. Undefined where these tests are left out. */
export const browser = await launchOrSkip();

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const SCREENS = join(import.meta.dirname, '..', '__screens__');
/** A busy machine takes its time. */
const TIMEOUT_MS = 60_000;
const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };

export type Who = keyof typeof demoOrganizations | 'operator';

/** Somebody whom the login's form names. */
export interface Stranger {
  org: string;
  role: string;
  sub: string;
}

export interface OpenedConsole {
  page: Page;
  context: BrowserContext;
  watched: Watched;
  /** Opens an address below the console. */
  go(path: string): Promise<void>;
  /**
   * Holds what is shown against axe, and leaves pictures of it, wide and narrow: as it was opened, and in the
   * other language and appearance.
   */
  isSound(name: string): Promise<void>;
  close(): Promise<void>;
}

type Scheme = 'light' | 'dark';

export interface Opening {
  language?: 'zh-CN' | 'en';
  scheme?: Scheme;
  /** The second person of the organization. */
  isSecond?: boolean;
  /** Of a registry of the story's own. */
  url?: string;
}

export const registryUrl = (): string => inject('consoleRegistry').url;

/** @param who signs in; undefined for a visitor */
export async function openConsole(
  who: Who | Stranger | undefined,
  opening: Opening = {},
): Promise<OpenedConsole> {
  const { language = 'zh-CN', scheme = 'light', isSecond = false, url = registryUrl() } = opening;
  const context = await browser!.newContext({
    viewport: WIDE,
    locale: language,
    colorScheme: scheme,
    // What fades is caught half-way by axe and by the camera.
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(TIMEOUT_MS);
  const watched = await watch(page, url);
  await page.goto(`${url}/console/`);
  if (who) await signIn(page, who, isSecond);
  return {
    page,
    context,
    watched,
    go: async (path) => {
      await page.goto(`${url}/console${path}`);
    },
    isSound: (name) => soundness(page, name, watched, scheme),
    close: () => context.close(),
  };
}

/** From the console's first page to the identity's button, and back. */
export async function signIn(page: Page, who: Who | Stranger, isSecond = false): Promise<void> {
  await page
    .getByRole('banner')
    .getByRole('button', { name: /^(登录|Sign in)$/ })
    .click();
  if (typeof who === 'object') {
    await page.locator('input[name=org]').fill(who.org);
    await page.locator('input[name=sub]').fill(who.sub);
    await page.locator(`input[name=roles][value=${who.role}]`).check();
    await page.getByRole('button', { name: /^登录/ }).last().click();
    await page.getByRole('button', { name: /^(退出登录|Sign out)$/ }).waitFor();
    return;
  }
  const organization = who === 'operator' ? /登记机构/ : demoOrganizations[who].name.zh;
  const row = page.getByRole('row').filter({ hasText: organization }).first();
  await row.getByRole('button', { name: isSecond ? /第二人/ : /^登录/ }).click();
  await page.getByRole('button', { name: /^(退出登录|Sign out)$/ }).waitFor();
}

/** Finds an organization by the beginning of its name, once the index of a new registry has it. */
export async function findOrganization(page: Page, field: string, name: string): Promise<void> {
  const q = name.slice(0, 4);
  const search = `${registryUrl()}/v1/search?${new URLSearchParams({ q })}`;
  await expect
    .poll(async () => (await page.request.get(search)).text(), { timeout: 90_000, interval: 1_000 })
    .toContain(name);
  await page.getByLabel(field, { exact: true }).fill(q);
  await page.getByTitle(name).click();
}

/** The token of whoever is signed in on the page. */
export const tokenOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const stored = Object.entries(sessionStorage).find(([name]) => name.startsWith('lvzhang.user:'));
    return (JSON.parse(String(stored?.[1])) as { access_token: string }).access_token;
  });

/** Asks the registry with the token. */
export async function postAs(token: string, path: string, body: object): Promise<{ id: string }> {
  const response = await fetch(registryUrl() + path, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as { id: string };
}

/** Asks the registry as whoever is signed in on the page. */
export const post = async (page: Page, path: string, body: object): Promise<{ id: string }> =>
  postAs(await tokenOf(page), path, body);

async function soundness(page: Page, name: string, watched: Watched, scheme: Scheme): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.locator('.ant-spin-spinning').first().waitFor({ state: 'detached' });
  await looksSound(page, name, watched);
  await page.emulateMedia({ colorScheme: scheme === 'dark' ? 'light' : 'dark' });
  await speakOther(page);
  await looksSound(page, `${name}-other`, watched);
  await page.emulateMedia({ colorScheme: scheme });
  await speakOther(page);
}

/** Presses the button of the other language, also where a dialog covers it. */
async function speakOther(page: Page): Promise<void> {
  const button = page.locator('.frame-tools button[lang]');
  const other = await button.getAttribute('lang');
  await button.evaluate((each) => (each as HTMLElement).click());
  await page.locator(`html[lang="${other}"]`).waitFor({ state: 'attached' });
}

async function looksSound(page: Page, name: string, { faults }: Watched): Promise<void> {
  await isLegible(page);
  // As console/words/area.ts tells them; requests that a story lets fail stand among the faults too.
  expect(faults.filter((fault) => fault.startsWith('Nothing to say:'))).toEqual([]);
  const text = await page.locator('body').innerText();
  expect(text.match(/.*(?:\bundefined\b|\bNaN\b|\[object |\{\{|Invalid Date).*/g) ?? []).toEqual([]);
  // The policy lets no script into the page but the registry's; the browser's own tools may.
  await page.evaluate(() => {
    for (const running of document.getAnimations())
      if (running.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) running.finish();
  });
  expect(await axe(page)).toEqual([]);
  mkdirSync(SCREENS, { recursive: true });
  for (const [size, width] of [
    [WIDE, '1440'],
    [NARROW, '390'],
  ] as const) {
    await page.setViewportSize(size);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect([name, width, over]).toEqual([name, width, expect.toSatisfy((columns: number) => columns <= 0)]);
    await page.screenshot({ path: join(SCREENS, `${name}-${width}.png`), fullPage: true });
  }
  await page.setViewportSize(WIDE);
}

/** Chromium forgets to lay out anew what it laid out before a font's piece came. */
async function isLegible(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    document.body.style.letterSpacing = '0.001px';
  });
}

/** Violations of axe's rules, each with the first place where it was found. */
async function axe(page: Page): Promise<string[]> {
  const { readFileSync } = await import('node:fs');
  // Evaluated by the debugger, which the page's policy doesn't bind.
  await page.evaluate(readFileSync(AXE, 'utf8'));
  return page.evaluate(async () => {
    const { run } = (globalThis as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } }).axe;
    interface Violation {
      id: string;
      nodes: { target: unknown[]; failureSummary?: string }[];
    }
    const { violations } = await run();
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')} ${nodes[0]?.failureSummary ?? ''}`,
    );
  });
}
