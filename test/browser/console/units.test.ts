/** Units in the console: what is held, and how it is used up, from login to the certificate. */
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { browser, type OpenedConsole, openConsole } from './console.ts';

/** Asks the registry as whoever is signed in on the page. */
const post = (page: Page, path: string, body: object): Promise<{ id: string }> =>
  page.evaluate(
    async ([to, sent]) => {
      const stored = Object.entries(sessionStorage).find(([name]) => name.startsWith('lvzhang.user:'));
      const { access_token } = JSON.parse(String(stored?.[1])) as { access_token: string };
      const response = await fetch(to!, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${access_token}`,
          'content-type': 'application/json',
          'idempotency-key': crypto.randomUUID(),
        },
        body: sent!,
      });
      if (!response.ok) throw new Error(await response.text());
      return (await response.json()) as { id: string };
    },
    [path, JSON.stringify(body)],
  );

const STATEMENT = {
  subject: { kind: 'organization', name: '赤峰金通铜业' },
  province: '15',
  boundary: '冶炼厂区',
  lines: [{ id: 'coal', category: 1, kind: 'fuel', fuel: 'anthracite', quantity: '100.0', unit: 't' }],
};

describe.skipIf(!browser)('units in the console', () => {
  let opened: OpenedConsole | undefined;
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });

  it('shows what is held: sums, blocks, one block with its history and certificate', async () => {
    opened = await openConsole('nongtou');
    const { page, isSound, watched } = opened;
    await page.getByRole('link', { name: '持有', exact: true }).click();
    await page.getByRole('heading', { name: '持有', level: 1 }).waitFor();
    await page.getByRole('cell', { name: '核证自愿减排量 CCER' }).first().waitFor();
    await isSound('holdings');
    await page.getByRole('link', { name: '60,000' }).click();
    await page.getByRole('link', { name: '1–60000' }).waitFor();
    expect(new URL(page.url()).search).toContain('status=held');
    expect(await page.getByText('共 1 条').count()).toBe(1);
    await isSound('blocks');
    await page.getByRole('link', { name: '1–60000' }).click();
    await page.getByRole('heading', { name: '号段 1–60000' }).waitFor();
    await page.getByRole('link', { name: '签发', exact: true }).waitFor();
    await isSound('block');
    expect(watched.faults).toEqual([]);
  });

  it('tells who has no account why', async () => {
    opened = await openConsole('verifier');
    await opened.go('/holdings');
    await opened.page.getByText('本机构没有持有账户').waitFor();
    await opened.isSound('holdings-none');
  });

  it('retires for a statement once, though the network fails, and shows the proof', async () => {
    opened = await openConsole('copper');
    const { page, go, isSound } = opened;
    const { id } = await post(page, '/v1/emission-statements', { ...STATEMENT, year: 2025 });
    await go(`/retire?kind=credit&statement=${id}`);
    await page.getByText('尚缺').waitFor();
    await isSound('retire-what');
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByText('请至少填写一项数量').waitFor();
    await isSound('retire-units-refused');
    await page.getByRole('button', { name: '按尚缺数量填入' }).click();
    await page.reload();
    await page.getByText('合计 253 tCO2e，声明尚缺 253 tCO2e').waitFor();
    await page.getByRole('button', { name: '下一步' }).click();
    // The registry's words stand at the field that they are about.
    await page.getByLabel('事由').fill('联系人 13800138000');
    await deed(page);
    await page.getByText('疑似手机号码').waitFor();
    await isSound('retire-words-refused');
    await page.getByLabel('事由').fill('抵销 2025 年度排放');
    const keys = await loseAnswers(page);
    await deed(page);
    await page.getByText('登记簿没有应答').waitFor();
    await isSound('retire-no-answer');
    await deed(page, false);
    await page.getByRole('heading', { name: '已注销 253 tCO2e' }).waitFor();
    expect(keys.size).toBe(1);
    await page.getByText('证明成立').waitFor();
    await isSound('retirement');
    await go(`/retire?kind=credit&statement=${id}`);
    await page.getByText('这份声明已全部覆盖').waitFor();
    const json = await page.request.get(new URL(page.url()).origin + (await certificateOf(page, go)));
    expect(json.status()).toBe(200);
  });

  /** From the words of the certificate, or from the last step, to the deed. */
  async function deed(page: Page, isWords = true): Promise<void> {
    if (isWords) await page.getByRole('button', { name: '下一步' }).click();
    await page.getByRole('button', { name: /^注销 253 tCO2e/ }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('button', { name: '注销' }).isDisabled()).toBe(true);
    await dialog.getByText('我已核对以上内容').click();
    await dialog.getByRole('button', { name: '注销' }).click();
  }

  /** The registry gets each request, and the first answers are lost on the way back. */
  async function loseAnswers(page: Page): Promise<Set<string>> {
    const keys = new Set<string>();
    let asked = 0;
    await page.route('**/v1/retirements', async (route) => {
      keys.add(route.request().headers()['idempotency-key'] ?? '');
      if (++asked > 4) return route.continue();
      await route.fetch();
      return route.abort('connectionreset');
    });
    return keys;
  }

  async function certificateOf(page: Page, go: OpenedConsole['go']): Promise<string> {
    await go('/holdings/blocks?status=retired');
    await page.getByRole('link', { name: '注销证明' }).first().click();
    await page.getByText('证明成立').waitFor();
    return String(await page.getByRole('link', { name: /JSON/ }).getAttribute('href'));
  }
});
