/** A statement entered in the console: from login to the registered statement and its proof. */
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { browser, type OpenedConsole, openConsole } from './console.ts';

describe.skipIf(!browser)('the statement editor', () => {
  let opened: OpenedConsole | undefined;
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });

  it('leads an enterprise from login to a registered statement, with the same figures', async () => {
    opened = await openConsole('copper');
    const { page, isSound } = opened;
    await page.getByRole('link', { name: '排放声明' }).click();
    await page.getByRole('link', { name: '填报声明' }).first().click();
    await page.getByRole('heading', { name: '填报排放声明' }).waitFor();
    await page.getByText('还没有活动数据').waitFor();
    await isSound('statement-new');
    await choose(page.getByLabel('年度'), page, '2024');
    await page.getByLabel('省级区划').fill('15');
    await page.getByTitle('15 内蒙古').click();
    await page.getByLabel('核算边界').fill('冶炼厂区');
    // By keyboard alone: a line is added, filled in, and Enter adds the next.
    await page.getByRole('button', { name: '+ 电力' }).focus();
    await page.keyboard.press('Enter');
    await focused(page, 'statement_lines_0_kWh');
    await page.keyboard.type('3,000,000');
    await page.getByText('1,828.8 tCO2e（市场法）').waitFor();
    await page.keyboard.press('Enter');
    await focused(page, 'statement_lines_1_kWh');
    await page.keyboard.type('12.5x');
    await page.keyboard.press('Tab');
    await page.getByText('请填非负十进制数').waitFor();
    await page.getByText('第 2 行尚未填完或有误，未计入。').waitFor();
    await page.getByRole('button', { name: '删除第 2 行' }).click();
    await page.getByRole('button', { name: '+ 燃料' }).click();
    await page.getByLabel('燃料', { exact: true }).fill('无烟');
    await page.getByTitle('无烟煤').click();
    await page.getByLabel('数量').fill('100');
    await page.getByText('252.151 tCO2e（市场法）').waitFor();
    await page.getByRole('button', { name: '复制第 2 行' }).click();
    await expect.poll(() => page.getByText('252.151 tCO2e（市场法）').count()).toBe(2);
    await page.reload();
    await page.getByText('第 3 行 · 燃料').waitFor();
    await page.getByText(/总排放 2,333.102 tCO2e/).waitFor();
    await page.getByRole('img', { name: /^瀑布图：总排放 2,333/ }).waitFor();
    await page.getByLabel('拟用绿电').fill('1000');
    await page.getByText(/绿电减少 609.6 tCO2e，残余 1,723.502 tCO2e/).waitFor();
    await page.getByLabel('拟用绿电').fill('0');
    await isSound('statement-editor');
    const live = await figures(page);
    // The registry's words stand at the cell that they are about, also in what was folded away.
    await page.getByText('更多：证明文件').nth(2).click();
    await page.getByLabel('备注').nth(2).fill('联系人 13800138000');
    await page.getByText('更多：证明文件').nth(2).click();
    await submit(page);
    await page.getByText('疑似手机号码').waitFor();
    await expect.poll(() => page.getByLabel('备注').nth(2).isVisible()).toBe(true);
    await isSound('statement-editor-refused');
    await page.getByLabel('备注').nth(2).fill('锅炉');
    const keys = await loseAnswers(page);
    await submit(page);
    await page.getByText('登记簿没有应答').waitFor();
    await expect.poll(() => page.getByLabel('核算边界').inputValue()).toBe('冶炼厂区');
    await submit(page, false);
    await page.getByText('声明已登记').waitFor();
    expect(keys.size).toBe(1);
    await page.getByText('逐千克一致').waitFor();
    await page.getByText(/^✓ 证明成立/).waitFor();
    await isSound('statement-registered');
    await page.getByRole('link', { name: '查看声明' }).click();
    await page.getByRole('heading', { name: /2024$/ }).waitFor();
    await page.getByRole('heading', { name: '四种口径' }).waitFor();
    expect(await figures(page)).toEqual(live);
    await revise(page, isSound);
  });

  it('takes lines that are pasted from a spreadsheet or come as a CSV, all of them or none', async () => {
    opened = await openConsole('copper');
    const { page, go, isSound, watched } = opened;
    await go('/statements/new');
    await page.getByRole('heading', { name: '填报排放声明' }).waitFor();
    await page.getByText('从表格粘贴，或读入 CSV').click();
    await page.getByLabel('表格内容').fill('种类\t数量\n电力\t3000\n风力\t12x');
    await page.getByRole('button', { name: '添入各行' }).click();
    await page.getByText('第 3 行“种类”：不认识“风力”').waitFor();
    await page.getByText('还没有活动数据').waitFor();
    await isSound('statement-paste-refused');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载模板' }).click();
    const template = await (await download).path();
    await page.locator('input[type=file][accept^=".csv"]').setInputFiles(template);
    await page.getByText('已添入 3 行').waitFor();
    await page.getByText('第 3 行 · 热力').waitFor();
    await expect.poll(() => page.getByLabel('电量（千瓦时）').inputValue()).toBe('3000000');
    expect(watched.faults).toEqual([]);
  });

  it('says what is missing at its field, in English and in the dark', async () => {
    opened = await openConsole('zinc', { language: 'en', scheme: 'dark' });
    const { page, go, isSound, watched } = opened;
    await go('/statements/new');
    await page.getByRole('heading', { name: 'State emissions' }).waitFor();
    for (const kind of ['Fuel', 'Electricity', 'Heat', 'Process', 'Gas', 'Own factor'])
      await page.getByRole('button', { name: `+ ${kind}` }).click();
    await page.getByRole('button', { name: 'Submit…' }).click();
    await page.getByText('Choose the province').waitFor();
    await expect.poll(() => page.getByText('Fill this in').count()).toBe(15);
    await isSound('statement-editor-en-dark');
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByText('No lines yet').waitFor();
    expect(watched.faults).toEqual([]);
  });

  /** A copy of the statement with one amount changed. */
  async function revise(page: Page, isSound: OpenedConsole['isSound']): Promise<void> {
    await page.getByRole('link', { name: '修订' }).click();
    await page.getByRole('heading', { name: '修订排放声明' }).waitFor();
    await page.getByLabel('电量（千瓦时）').fill('2000000');
    await page.getByText(/总排放 1,723.502 tCO2e/).waitFor();
    await isSound('statement-revise');
    await submit(page);
    await page.getByText('逐千克一致').waitFor();
    await page.getByRole('link', { name: '查看声明' }).click();
    await page.getByRole('img', { name: /^瀑布图：总排放 1,723/ }).waitFor();
  }

  async function choose(field: ReturnType<Page['getByLabel']>, page: Page, title: string): Promise<void> {
    await field.click();
    await page.getByTitle(title, { exact: true }).last().click();
  }

  const focused = (page: Page, id: string) =>
    expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe(id);

  /** The cells of the table of views. */
  const figures = (page: Page) =>
    page.getByRole('table', { name: '四种口径' }).getByRole('row').allInnerTexts();

  async function submit(page: Page, isTicked = true): Promise<void> {
    await page.getByRole('button', { name: '提交声明…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('不能撤回').waitFor();
    if (isTicked || !(await dialog.getByRole('checkbox').isChecked()))
      await dialog.getByText('我已核对以上内容').click();
    await dialog.getByRole('button', { name: '提交' }).click();
  }

  /** The registry gets each request, and the first answers are lost on the way back. */
  async function loseAnswers(page: Page): Promise<Set<string>> {
    const keys = new Set<string>();
    let asked = 0;
    await page.route('**/v1/emission-statements', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      keys.add(route.request().headers()['idempotency-key'] ?? '');
      if (++asked > 4) return route.continue();
      await route.fetch();
      return route.abort('connectionreset');
    });
    return keys;
  }
});
