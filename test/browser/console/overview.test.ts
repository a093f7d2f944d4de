/** The overview: what an organization sees first. */
import { afterEach, describe, expect, it } from 'vitest';
import { browser, type OpenedConsole, openConsole } from './console.ts';

describe.skipIf(!browser)('the overview', () => {
  let opened: OpenedConsole | undefined;
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });

  it('shows an enterprise what it holds, emits and has covered', async () => {
    opened = await openConsole('copper');
    const { page, isSound, watched } = opened;
    await page.getByRole('heading', { name: '待您办理' }).waitFor();
    await page.getByRole('row', { name: /核证自愿减排量 2024 已注销 [\d,]+ tCO2e/ }).waitFor();
    await page.getByText('没有待办事项。').waitFor();
    await isSound('overview-enterprise');
    expect(watched.faults).toEqual([]);
  });

  it('shows a buyer the transfer that waits for it', async () => {
    opened = await openConsole('steel');
    await opened.page.getByText('1 笔转让待您受让或拒绝').waitFor();
    await opened.isSound('overview-waiting');
  });

  it('leads to the public search', async () => {
    opened = await openConsole(undefined, { language: 'en' });
    const { page } = opened;
    await page.getByRole('searchbox').fill('敖汉');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.waitForURL(/\/p\/search\?q=/);
    await page.getByRole('heading', { name: '敖汉' }).waitFor();
  });
});
