/** Jobs in the console: asked for, followed, ended, by who may. */
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { browser, type OpenedConsole, openConsole } from './console.ts';

describe.skipIf(!browser)('jobs in the console', () => {
  let opened: OpenedConsole | undefined;
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });

  it('leads a visitor to the login and back to the page that was asked for', async () => {
    opened = await openConsole(undefined);
    const { page, go, isSound, watched } = opened;
    await isSound('home-visitor');
    await go('/jobs');
    await isSound('sign-in-first');
    await page.getByRole('main').getByRole('button', { name: '登录' }).click();
    await page
      .getByRole('row')
      .filter({ hasText: '赤峰金通铜业' })
      .getByRole('button', { name: /^登录/ })
      .click();
    await page.getByRole('heading', { name: '任务', level: 1 }).waitFor();
    await page.getByText('还没有任务').waitFor();
    await isSound('jobs-empty');
    expect(watched.faults).toEqual([]);
  });

  it('exports a list: wrong input at its field, a draft that survives, progress, the file', async () => {
    opened = await openConsole('steel');
    const { page, go, isSound } = opened;
    await go('/jobs');
    await page.getByRole('link', { name: '新建任务' }).click();
    await page.getByRole('button', { name: '提交任务' }).click();
    await page.getByText('请选择类别').waitFor();
    await choose(page, '导出收益清单');
    await page.getByLabel('起始日').fill('2026-12-31');
    await page.getByLabel('截止日').fill('2026-01-01');
    await page.getByRole('button', { name: '提交任务' }).click();
    await page.getByText('截止日期不得早于起始日期').waitFor();
    await page.getByText('请按各栏的提示更正后重新提交。').waitFor();
    await isSound('job-new-refused');
    await page.reload();
    await page.getByLabel('起始日').waitFor();
    await expect.poll(() => page.getByLabel('起始日').inputValue()).toBe('2026-12-31');
    await choose(page, '导出持有清单');
    await page.getByRole('button', { name: '提交任务' }).click();
    await page.getByText('已完成，无错误、无差异').waitFor();
    await isSound('job-done');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载 rows.csv' }).click(),
    ]);
    expect(readFileSync(await download.path(), 'utf8')).toMatch(/^\ufeff/);
    await page.getByRole('link', { name: /全部任务/ }).click();
    await page.getByRole('link', { name: '导出持有清单' }).waitFor();
    await isSound('jobs');
  });

  it('submits once, however often the network fails', async () => {
    opened = await openConsole('zinc');
    const { page, go } = opened;
    await go('/jobs/new');
    await choose(page, '导出转让清单');
    let asked = 0;
    const keys = new Set<string>();
    await page.route('**/v1/jobs', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      keys.add(route.request().headers()['idempotency-key'] ?? '');
      asked++;
      // The registry gets each, and the first answers are lost on the way back.
      if (asked > 5) return route.continue();
      await route.fetch();
      return route.abort('connectionreset');
    });
    await page.getByRole('button', { name: '提交任务' }).click();
    await page.getByText('登记簿没有应答').waitFor();
    await page.getByRole('button', { name: '提交任务' }).click();
    await page.getByRole('heading', { name: '导出转让清单' }).waitFor();
    expect([asked, keys.size]).toEqual([6, 1]);
    await go('/jobs');
    await page.getByRole('link', { name: '导出转让清单' }).first().waitFor();
    await expect.poll(() => page.getByRole('link', { name: '导出转让清单' }).count()).toBe(1);
  });

  it('imports a list by the operator, tells its faults, and says what another may not', async () => {
    opened = await openConsole('operator');
    const { page, go, isSound } = opened;
    await go('/jobs/new');
    await choose(page, '导入减排量清单');
    await page.getByRole('button', { name: '提交任务' }).click();
    await page.getByText('请选择至少一个文件').waitFor();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: '清单.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,2\n') });
    await isSound('job-new-import');
    await page.getByRole('button', { name: '提交任务' }).click();
    await page.getByText('失败原因').waitFor();
    await isSound('job-failed');
    await page.getByRole('button', { name: '继续' }).click();
    await page.getByText('失败原因').waitFor();
    const job = page.url().split('/').at(-1);
    await opened.close();
    opened = await openConsole('copper');
    await opened.go(`/jobs/${job}`);
    await opened.page.getByRole('alert').waitFor();
    await expect.poll(() => opened!.page.getByRole('alert').innerText()).toContain('不存在');
  });

  it('speaks English, and in the dark', async () => {
    opened = await openConsole('wind', { language: 'en', scheme: 'dark' });
    const { page, go, isSound } = opened;
    await go('/jobs/new');
    await page.getByRole('heading', { name: 'New job' }).waitFor();
    await isSound('job-new-en-dark');
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('heading', { name: '新建任务' }).waitFor();
    await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('zh-CN');
  });

  async function choose(page: OpenedConsole['page'], kind: string): Promise<void> {
    await page.getByLabel('类别').click();
    await page.getByTitle(kind).click();
  }
});
