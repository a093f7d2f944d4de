/** Power contracts in the console: proposed, signed, settled; the curve by month and by hour. */
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { hoursIn } from '../../../shared/base/month.ts';
import { intervalsText } from '../../../shared/power/intervals.ts';
import { browser, findOrganization, type OpenedConsole, openConsole } from './console.ts';
import { actingFor, idOf } from './land.ts';
import { farmed, metered, monthsAgo } from './power.ts';

const ZINC = '赤峰中色锌业有限公司（示例）';
const LAST = monthsAgo(1);
const CONTRACTS = '/v1/power-purchase-agreements';
/** The wind blows at night, the works run all day, kWh. */
const GENERATED = Array.from(
  { length: hoursIn(LAST) },
  (_, hour) => 14_000 + 9_000 * (hour % 24 < 8 ? 1 : 0),
);
const CONSUMED = Array.from({ length: hoursIn(LAST) }, (_, hour) => 15_000 + (hour % 5) * 700);
const sumOf = (hours: readonly number[]) => hours.reduce((sum, each) => sum + each, 0);

describe.skipIf(!browser)('power contracts in the console', () => {
  let opened: OpenedConsole | undefined;
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });

  /** Goes on as somebody else. */
  async function as(...who: Parameters<typeof openConsole>): Promise<OpenedConsole> {
    await opened?.close();
    opened = await openConsole(...who);
    return opened;
  }

  it('are proposed with sealed prices, signed, and metered by the hour', async () => {
    const facility = await farmed('红山风电一场（示例）', 'HS1');
    const address = await proposed();
    await signed(address);
    const id = address.split('/').at(-1)!;
    for (const [at, ago] of [6, 5, 4, 3, 2].entries()) await settled(id, facility, monthsAgo(ago), at);
    await metered(facility, LAST, sumOf(GENERATED), { intervals: intervalsText(LAST, GENERATED) });
    await consumed(address);
  });

  /** By the seller, refused once, with the draft kept; returns where the contract is. */
  async function proposed(): Promise<string> {
    const { page, isSound } = await as('wind');
    await page.getByRole('link', { name: '购电协议', exact: true }).click();
    await page.getByRole('link', { name: '拟定购电协议' }).click();
    await page.getByRole('button', { name: '拟定并签署' }).click();
    await expect.poll(() => page.getByText('请填写', { exact: true }).count()).toBeGreaterThan(3);
    await choose(page, '发电项目', '红山风电一场（示例）');
    await findOrganization(page, '第 1 购电方', ZINC);
    await page.getByLabel(/^第 1 购电方计量点/).fill('ZS-110kV-1');
    await page.getByLabel('首个交付月').fill(monthsAgo(6));
    await page.getByLabel('交付月数').fill('12');
    await page.getByText('按月份，逐年相同').click();
    for (let month = 1; month <= 12; month++)
      await page
        .getByLabel(`${month} 月（兆瓦时）`, { exact: true })
        .fill(String(11_000 + ((month * 5) % 12) * 300));
    await page.getByLabel('偏差容忍').fill('5');
    await page.getByLabel('电能价格').fill('286.5');
    await page.getByLabel('环境价格').fill('6.5');
    await page.getByLabel('偏差价格').fill('20');
    await page.reload();
    await page.getByText(/^共 12 个月，合计/).waitFor();
    await page.getByRole('button', { name: '拟定并签署' }).click();
    await page.locator('#megawattHours_help').getByText('多年期').waitFor();
    await isSound('contract-new-refused');
    await page.getByLabel('交付月数').fill('24');
    await page.getByRole('button', { name: '拟定并签署' }).click();
    await page.getByText('协议已拟定并由售电方签署').waitFor();
    await page.getByText(/^✓ 证明成立/).waitFor();
    await page.getByRole('link', { name: '查看此协议' }).click();
    await page.getByRole('heading', { name: '第 1 版待签署' }).waitFor();
    await page.getByText('¥286.50/兆瓦时').waitFor();
    await isSound('contract-pending');
    return new URL(page.url()).pathname.replace('/console', '');
  }

  /** By the buyer; nobody else finds it. */
  async function signed(address: string): Promise<void> {
    const stranger = await as('steel');
    await stranger.go(address);
    await stranger.page.getByRole('alert').getByText('不存在').first().waitFor();
    const { page, isSound } = await as('zinc');
    await page.getByRole('link', { name: /购电协议待您签署/ }).click();
    await page.getByRole('row').filter({ hasText: '待本机构签署' }).getByRole('link').click();
    await page.getByText('¥286.50/兆瓦时').waitFor();
    await page.getByRole('button', { name: '签署…' }).click();
    await page.getByRole('dialog').getByText('签署不能撤回').waitFor();
    await page.getByRole('dialog').getByRole('checkbox').check();
    await isSound('contract-sign');
    await page.getByRole('dialog').getByRole('button', { name: '签署' }).click();
    await page.getByText('已签署，协议生效').waitFor();
    await page.getByText(/^✓ 证明成立/).waitFor();
  }

  /** By the buyer in the form, with its hours, and confirmed by the grid company. */
  async function consumed(address: string): Promise<void> {
    const buyer = await as('zinc');
    await buyer.go(address);
    await buyer.page.getByRole('link', { name: '填报用电量' }).click();
    await buyer.page.getByRole('button', { name: '填报' }).click();
    await buyer.page.getByText('请选择月份').waitFor();
    await buyer.page.getByLabel('月份').fill(LAST);
    const hours = intervalsText(LAST, CONSUMED);
    const file = (text: string) => ({ name: 'hours.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await buyer.page.locator('input[type=file]').setInputFiles(file(hours.replace('start,', 'when,')));
    await buyer.page.getByLabel('用电量（千瓦时）').fill(String(sumOf(CONSUMED)));
    await buyer.page.getByRole('button', { name: '填报' }).click();
    await buyer.page.locator('#intervals_help').getByText('分时数据表头不符').waitFor();
    await buyer.isSound('consumption-refused');
    await buyer.page.locator('input[type=file]').setInputFiles(file(hours));
    await buyer.page.getByText(`已读取 ${CONSUMED.length} 小时`).waitFor();
    await buyer.page.getByRole('button', { name: '填报' }).click();
    await buyer.page.getByText(`${LAST} 用电量已填报，待电网企业确认`).waitFor();
    const { page, go } = await as('grid');
    await go(address);
    await page.getByText('价格密封，本机构无权查看').waitFor();
    await page.getByText(/^已结算 5 个月/).waitFor();
  }

  /** A month metered, consumed, confirmed and settled. */
  async function settled(id: string, facility: string, month: string, at: number): Promise<void> {
    await metered(facility, month, 13_000_000 - at * 700_000);
    const path = `${CONTRACTS}/${id}`;
    const kilowattHours = at === 3 ? 9_100_000 : 15_000_000;
    await actingFor('zinc').post(`${path}/consumption`, { month, kilowattHours });
    await actingFor('grid').post(`${path}/consumption/confirm`, { month, buyer: idOf('zinc'), revision: 1 });
    await actingFor('zinc').post(`${path}/settlements`, { month });
  }

  async function choose(page: Page, field: string, option: string): Promise<void> {
    await page.getByLabel(field, { exact: true }).click();
    await page.locator('.ant-select-dropdown:visible').getByTitle(option).click();
  }
});
