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

  it('leads a visitor on, by the keyboard, on a narrow screen', async () => {
    opened = await openConsole(undefined);
    const { page, isSound } = opened;
    await page.setViewportSize({ width: 390, height: 844 });
    const navigation = page.getByRole('navigation', { name: '主导航' });
    const menu = navigation.getByRole('button', { name: '菜单' });
    await menu.waitFor();
    expect(await navigation.getByRole('link').count()).toBe(0);
    await menu.focus();
    await page.keyboard.press('Enter');
    expect(await menu.getAttribute('aria-expanded')).toBe('true');
    await isSound('menu');
    await page.setViewportSize({ width: 390, height: 844 });
    await navigation.getByRole('link', { name: '审计', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '审计', level: 1 }).waitFor();
    expect(await navigation.getByRole('link').count()).toBe(0);
  });
});
