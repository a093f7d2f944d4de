/** Parks in the console: registered, joined by two, rolled up, held against limit and path. */
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { browser, type OpenedConsole, openConsole, post } from './console.ts';
import { actingFor } from './land.ts';

const PARK = '红山产业园（示例）';
const COPPER = '赤峰金通铜业有限公司（示例）';
const MEMBER = '国家电投赤峰新能源有限公司（示例）';

describe.skipIf(!browser)('parks in the console', () => {
  let opened: OpenedConsole | undefined;
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });

  it('says first what to do where there are none', async () => {
    opened = await openConsole('regulator', { language: 'en', scheme: 'dark' });
    const { page, isSound, watched } = opened;
    await page.getByRole('link', { name: 'Parks' }).click();
    await page.getByText('No parks yet').waitFor();
    await isSound('parks-none-en-dark');
    expect(watched.faults).toEqual([]);
  });

  it('registers one, admits who asked, and tells what members lack', async () => {
    opened = await openConsole('steel');
    await register(opened);
    const address = new URL(opened.page.url()).pathname.replace('/console', '');
    await opened.close();

    opened = await openConsole('wind');
    await opened.page.getByRole('link', { name: '园区' }).click();
    await opened.isSound('parks');
    await opened.page.getByRole('link', { name: PARK }).click();
    await opened.page.getByRole('heading', { name: '申请入园' }).waitFor();
    await opened.page.getByLabel('子园区').click();
    await opened.page.getByTitle('南区').click();
    await opened.page.getByLabel('入园日').fill('2024-01-01');
    await opened.isSound('park-join');
    await opened.page.getByRole('button', { name: '提交申请' }).click();
    await opened.page.getByText('入园申请已提交').waitFor();
    await opened.page.getByText(/^✓ 证明成立/).waitFor();
    const { id } = await post(opened.page, '/v1/emission-statements', {
      subject: { kind: 'organization', name: '赤峰新能源（示例）' },
      year: 2024,
      province: '15',
      boundary: '园区内场站',
      lines: [
        {
          id: 'power',
          category: 2,
          kind: 'electricity',
          kWh: '3000000',
          supply: 'grid',
          direction: 'received',
        },
      ],
    });
    await opened.close();

    opened = await openConsole('steel');
    const { page, go, isSound } = opened;
    await go(address);
    await refused(page, address, isSound);
    await go('/');
    await page.getByRole('link', { name: '1 家机构申请入园，待您接纳' }).click();
    await page.getByRole('row').filter({ hasText: MEMBER }).getByRole('button', { name: '接纳' }).click();
    await page.getByText('成员已接纳').waitFor();
    await page.getByText(/^✓ 证明成立/).waitFor();
    await page.getByText('没有待接纳的申请').waitFor();
    await go(`${address}?year=2024`);
    await page.getByRole('row').filter({ hasText: MEMBER }).getByText('待核查').waitFor();
    await verified(id);
    await page.reload();
    await page.getByRole('row').filter({ hasText: MEMBER }).getByText('已核查，未汇入').waitFor();
    await isSound('park-lacks');
    await rolledUp(page, isSound, id);
    await targets(page, isSound);
    await left(page, isSound);
  });

  async function register({ page, go, isSound }: OpenedConsole): Promise<void> {
    await go('/parks/new');
    await page.getByRole('heading', { name: '登记园区' }).waitFor();
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await expect.poll(() => page.getByText('请填写', { exact: true }).count()).toBe(2);
    await page.getByLabel('园区名称').fill(PARK);
    await page.getByLabel('省级区划').fill('15');
    await page.getByTitle('15 内蒙古').click();
    for (const [at, name] of ['北区', '南区'].entries()) {
      await page.getByRole('button', { name: '+ 添一个子园区' }).click();
      await page.getByLabel('代号').nth(at).fill('north');
      await page.getByLabel('子园区名称').nth(at).fill(name);
    }
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.locator('.ant-form-item-explain-error').getByText('north').waitFor();
    await isSound('park-new-refused');
    await page.reload();
    await page.getByLabel('代号').nth(1).fill('south');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByText('园区已登记').waitFor();
    await page.getByText(/^✓ 证明成立/).waitFor();
    await page.getByRole('link', { name: '查看园区' }).click();
    await page.getByText('还没有成员').waitFor();
    await page.getByText('没有待接纳的申请').waitFor();
    await isSound('park-empty');
  }

  /** Somebody asks, is listed, and asks another park before it is admitted. */
  async function refused(page: Page, address: string, isSound: OpenedConsole['isSound']): Promise<void> {
    const copper = actingFor('copper');
    await copper.post(`/v1${address}/request-membership`, { from: '2024-06-01' });
    await page.reload();
    const row = page.getByRole('row').filter({ hasText: COPPER });
    await row.waitFor();
    await isSound('park-requests');
    const other = await actingFor('nongtou').create('/v1/parks', {
      name: '备用园区（示例）',
      province: '15',
    });
    await copper.post(`/v1/parks/${other}/request-membership`, { from: '2024-06-01' });
    await row.getByRole('button', { name: '接纳' }).click();
    await page
      .locator('.ant-alert-title')
      .getByText(/没有申请加入本园区/)
      .waitFor();
    await isSound('park-admit-refused');
  }

  async function verified(id: string): Promise<void> {
    const verifier = actingFor('verifier');
    const report = await verifier.file('核查报告');
    await verifier.post(`/v1/emission-statements/${id}/verify`, { assurance: 'limited', report });
  }

  /** The park's statement: its own lines, its member's, and the energy that the indicator divides by. */
  async function rolledUp(page: Page, isSound: OpenedConsole['isSound'], member: string): Promise<void> {
    await page.getByRole('link', { name: '汇总 2024 年' }).click();
    await page.getByRole('heading', { name: '填报园区声明' }).waitFor();
    await page.getByText(/总排放 1,828.8 tCO2e/).waitFor();
    await page.getByLabel('核算边界').fill('园区全部');
    await page.getByLabel('电力等价值').fill('9');
    await page.getByLabel('等价值来源').fill('年度等价值（示例）');
    await page.getByRole('button', { name: '+ 电力' }).click();
    await page.getByLabel('电量（千瓦时）').fill('1000');
    await page.getByText(/总排放 1,829.41 tCO2e/).waitFor();
    await isSound('park-statement');
    await submit(page);
    await page.locator('.ant-form-item-explain-error').first().waitFor();
    await isSound('park-statement-refused');
    await page.getByLabel('电力等价值').fill('0.3');
    await submit(page);
    await page.getByText('逐千克一致').waitFor();
    await page.getByRole('link', { name: '查看声明' }).click();
    await page.getByRole('link', { name: member }).waitFor();
    await verified(String(new URL(page.url()).pathname.split('/').at(-1)));
    await page.goto(page.url().replace(/statements.*/, 'parks'));
    await page.getByRole('link', { name: PARK }).click();
    await page.getByRole('img', { name: /^瀑布图：总排放 1,829.41/ }).waitFor();
    await page.getByText('已汇入').waitFor();
  }

  async function targets(page: Page, isSound: OpenedConsole['isSound']): Promise<void> {
    await page.getByLabel('指标', { exact: true }).click();
    await page.getByTitle('单位能耗碳排放').click();
    await page.getByRole('spinbutton', { name: '年度' }).fill('2024');
    await page.getByLabel('目标值').fill('少');
    await page.getByLabel('依据').fill('园区规划（示例）');
    await page.getByRole('button', { name: '设定', exact: true }).click();
    await page.getByText('须为文本形式的非负十进制数').waitFor();
    await page.getByLabel('目标值').fill('3.5');
    await page.getByRole('button', { name: '设定', exact: true }).click();
    await page.getByText('目标已设定').waitFor();
    await page.getByRole('img', { name: /2024 年实际 2.775、目标 3.5、上限 —/ }).waitFor();
    await page.getByRole('row').filter({ hasText: '3.5 tCO2/tce' }).getByText('2.775 · 达到').waitFor();
    await isSound('park');
  }

  async function left(page: Page, isSound: OpenedConsole['isSound']): Promise<void> {
    await page.getByRole('button', { name: '退园…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(MEMBER).waitFor();
    await dialog.getByLabel('最后一日').fill('2023-12-31');
    await dialog.getByText('我已核对以上内容').click();
    await dialog.getByRole('button', { name: '退园' }).click();
    await dialog.locator('.ant-form-item-explain-error').waitFor();
    await isSound('park-leaving');
    await dialog.getByLabel('最后一日').fill('2025-12-31');
    await dialog.getByRole('button', { name: '退园' }).click();
    await page.getByText('退园已记录').waitFor();
    await page.getByRole('cell', { name: '2025-12-31' }).waitFor();
  }

  async function submit(page: Page): Promise<void> {
    await page.getByRole('button', { name: '提交声明…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('不能撤回').waitFor();
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: '提交' }).click();
  }
});
