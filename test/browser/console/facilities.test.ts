/** Facilities in the console: put on file, reported, confirmed, corrected, certificates given up. */
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { hoursIn } from '../../../shared/base/month.ts';
import { intervalsText } from '../../../shared/power/intervals.ts';
import { browser, findOrganization, type OpenedConsole, openConsole } from './console.ts';
import { farmed, metered, monthsAgo } from './power.ts';

const GRID = '国网内蒙古东部电力有限公司（示例）';
const FARM = '松山风储一体化项目（示例）';
const LAST = monthsAgo(1);
/** A wind farm's hours. */
const HOURS = Array.from({ length: hoursIn(LAST) }, (_, hour) => 20_000 + ((hour * 7919) % 11) * 1_500);
const SUM = HOURS.reduce((sum, each) => sum + each, 0);

describe.skipIf(!browser)('facilities in the console', () => {
  let opened: OpenedConsole | undefined;
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });

  it('are put on file, reported by the hour, and confirmed into certificates', async () => {
    opened = await openConsole('wind');
    const { page, isSound, watched } = opened;
    await page.getByRole('link', { name: '发电项目', exact: true }).click();
    await page.getByRole('heading', { name: '发电项目', level: 1 }).waitFor();
    await page.getByRole('link', { name: '建档立卡' }).click();
    await page.getByRole('button', { name: '建档立卡' }).click();
    await expect.poll(() => page.getByText('请填写', { exact: true }).count()).toBeGreaterThan(3);
    await putOnFile(page);
    await page.getByText('须为 17 位数字或大写字母').waitFor();
    await isSound('facility-new-refused');
    await page.getByLabel('建档立卡编号').fill('');
    await agree(page, '建档立卡');
    await page.getByText(`“${FARM}”已建档立卡`).waitFor();
    await page.getByText(/^✓ 证明成立/).waitFor();
    await isSound('facility-registered');
    await page.getByRole('link', { name: '填报电量' }).click();
    await page.getByRole('heading', { name: `填报电量：${FARM}` }).waitFor();
    await report(page);
    await isSound('generation-reported');
    await page.getByRole('link', { name: '回到发电项目' }).last().click();
    await page.getByText('待电网企业确认').first().waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载 CSV' }).click();
    expect((await download).suggestedFilename()).toContain(LAST);
    // The browser tells of every refusal, which the story asked for.
    expect(watched.faults.filter((each) => !/status of 4\d\d/.test(each))).toEqual([]);
    const address = new URL(page.url()).pathname.replace('/console', '');
    await opened.close();
    await confirmed(address);
  });

  /** From the empty form to what the registry refuses of it. */
  async function putOnFile(page: Page): Promise<void> {
    await page.getByLabel('名称').fill(FARM);
    await page.getByLabel('技术类型').click();
    await page.getByTitle('风电').click();
    await page.getByLabel('所在旗县区').fill('松山');
    await page.getByTitle(/松山区/).click();
    await page.getByLabel('装机容量（千瓦）').fill('50000');
    await page.getByLabel('并网日期').fill('2025-03-01');
    await page.getByLabel('第 1 块电表编号').fill('SS-110kV-1');
    await page.getByRole('button', { name: '添加电表' }).click();
    await page.getByLabel('第 2 块电表编号').fill('SS-ESS-1');
    await page.getByLabel('第 2 块电表用途').click();
    await page.locator('.ant-select-dropdown:visible').getByTitle('储能').click();
    await findOrganization(page, '电网企业', GRID);
    await page.getByLabel('建档立卡编号').fill('短');
    await page.reload();
    await expect.poll(() => page.getByLabel('第 2 块电表编号').inputValue()).toBe('SS-ESS-1');
    await agree(page, '建档立卡');
  }

  /** Refused for what it says first, at its fields; then right. */
  async function report(page: Page): Promise<void> {
    await page.getByRole('button', { name: '填报' }).click();
    await page.getByText('请选择月份').waitFor();
    await page.getByLabel('月份').fill(monthsAgo(0));
    await page.getByLabel('当月电量').fill('1');
    await page.getByRole('button', { name: '填报' }).click();
    await page.locator('#month_help').getByText('该月尚未结束').waitFor();
    await page.getByLabel('月份').fill(LAST);
    await page.getByLabel('当月电量').fill('99000000');
    await page.getByRole('button', { name: '填报' }).click();
    await page.locator('#kilowattHours_help').getByText('电量超过装机容量所能').waitFor();
    await opened!.isSound('generation-refused');
    await page.getByLabel('当月电量').fill('');
    await page.locator('input[type=file]').setInputFiles({
      name: 'hours.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(intervalsText(LAST, HOURS)),
    });
    await page.getByText(`已读取 ${HOURS.length} 小时，合计 ${SUM.toLocaleString('zh-CN')} 千瓦时`).waitFor();
    await page.getByRole('button', { name: '填报' }).click();
    await page.getByText(`${LAST}：电量已填报，待电网企业确认`).waitFor();
    await page.getByText(/^✓ 证明成立/).waitFor();
  }

  async function confirmed(address: string): Promise<void> {
    opened = await openConsole('grid', { scheme: 'dark' });
    const { page, go, isSound } = opened;
    await go(address);
    await page.getByRole('heading', { name: '待本机构确认的电量' }).waitFor();
    await isSound('facility-waiting');
    await page.getByRole('button', { name: '确认…' }).click();
    const count = Math.floor(SUM / 1000).toLocaleString('zh-CN');
    await page.getByRole('dialog').getByText(`本次约核发 ${count} 张`).waitFor();
    await page
      .getByRole('dialog')
      .getByLabel(/首张绿证/)
      .fill('不是编号');
    await agreed(page, '确认');
    await page.getByRole('dialog').getByText('须为 32 位数字或大写字母').waitFor();
    await isSound('generation-confirm');
    await page
      .getByRole('dialog')
      .getByLabel(/首张绿证/)
      .fill('');
    await page.getByRole('dialog').getByRole('button', { name: '确认' }).click();
    await page.getByText(`电量已确认，核发 ${count} 张绿证`).waitFor();
    await page.getByText(/^✓ 证明成立/).waitFor();
    await page.getByRole('img', { name: /逐月电量柱状图/ }).waitFor();
    await isSound('facility-confirmed');
  }

  it('show a year, take a correction downwards, and certificates issued in excess are given up', async () => {
    const id = await farmed('元宝山风电场（示例）', 'YBS');
    const months = Array.from({ length: 12 }, (_, at) => monthsAgo(12 - at));
    for (const [at, month] of months.entries()) await metered(id, month, 21_000_400 + at * 713_337);
    await metered(id, LAST, 20_000_400, { reason: '计量装置重复计数一小时' });
    opened = await openConsole('wind', { language: 'en' });
    const { page, go, isSound } = opened;
    await go(`/facilities/${id}`);
    await page.getByRole('img', { name: /Bars of generation by month/ }).waitFor();
    await page.getByRole('heading', { name: 'Cancel certificates issued in excess' }).waitFor();
    await isSound('facility');
    await page.getByRole('button', { name: 'Cancel them' }).click();
    await page.getByText('Give the reason').waitFor();
    await page.getByLabel('Reason (public)').fill('A meter counted one hour twice');
    await page
      .getByLabel(/To cancel/)
      .last()
      .fill('500');
    await page.getByRole('button', { name: 'Cancel them' }).click();
    await page.getByRole('dialog').getByRole('checkbox').check();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel them' }).click();
    await page.getByText('500 cancelled').waitFor();
    await page.getByLabel('Power (kW)').fill('16500');
    await page.getByLabel('Energy (kWh)').fill('0');
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await page.getByText('Only one of power and energy of the storage is nothing').first().waitFor();
    await page.getByLabel('Energy (kWh)').fill('66000');
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await page.getByText('The storage is recorded', { exact: true }).waitFor();
    await page.getByText('16,500 kW / 66,000 kWh').waitFor();
    await go('/facilities?whose=mine');
    await page.getByRole('link', { name: '元宝山风电场（示例）' }).waitFor();
    await isSound('facilities');
  });

  it('have provincial accounts, which the operator opens', async () => {
    opened = await openConsole('operator');
    const { page, go, isSound } = opened;
    await go('/facilities/provinces');
    await page.getByText('尚未开立').first().waitFor();
    await page.getByLabel('省级行政区').click();
    await page.locator('.ant-select-dropdown:visible').getByTitle('吉林省').click();
    await findOrganization(page, '持有机构', GRID);
    await page.getByRole('button', { name: '开立账户' }).click();
    await page.locator('#organization_help').getByText('该机构不得持有省级账户').waitFor();
    await isSound('provinces-refused');
    await findOrganization(page, '持有机构', '内蒙古自治区生态环境主管部门（示例）');
    await page.getByRole('button', { name: '开立账户' }).click();
    await page.getByText('账户已开立').waitFor();
    await expect.poll(() => page.getByText('尚未开立').count()).toBe(3);
  });

  /** Submits, and agrees to what can't be undone. */
  async function agree(page: Page, deed: string): Promise<void> {
    await page.getByRole('button', { name: deed }).click();
    await agreed(page, deed);
  }

  async function agreed(page: Page, deed: string): Promise<void> {
    await page.getByRole('dialog').getByRole('checkbox').check();
    await page.getByRole('dialog').getByRole('button', { name: deed }).click();
  }
});
