/** Units in the console: what is held, and how it is used up, from login to the certificate. */
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { browser, findOrganization, type OpenedConsole, openConsole, post } from './console.ts';

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
    await expect.poll(() => page.getByText('共 1 条').count()).toBe(1);
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
    await page.getByText('尚缺', { exact: true }).waitFor();
    await isSound('retire-what');
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByText('请至少填写一项数量').waitFor();
    await isSound('retire-units-refused');
    await page.getByRole('button', { name: '按尚缺数量填入' }).click();
    expect(new URL(page.url()).search).toBe('?step=units');
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
    await page.getByRole('link', { name: id }).click();
    await page.getByRole('link', { name: '为其注销' }).click();
    await page.getByText('这份声明已全部覆盖').waitFor();
    const json = await page.request.get(new URL(page.url()).origin + (await certificateOf(page, go)));
    expect(json.status()).toBe(200);
  });

  it('offers units at a sealed price to an organization that it finds, which accepts them for good', async () => {
    opened = await openConsole('nongtou');
    let { page, go, isSound } = opened;
    await go('/transfers/new');
    await page.getByRole('button', { name: '发出要约' }).click();
    await page.getByText('请选择受让机构').waitFor();
    await findOrganization(page, '受让机构', '赤峰市农业投资集团有限公司（示例）');
    await page.getByText('不能转让给本机构').waitFor();
    await findOrganization(page, '受让机构', '赤峰中色锌业有限公司（示例）');
    await page.getByRole('button', { name: '发出要约' }).click();
    await page.getByText('请至少填写一项数量').waitFor();
    await isSound('transfer-new-refused');
    await page.getByLabel('转让数量，喀喇沁旗森林经营碳汇项目（示例） 2022 年').fill('300');
    await page.getByLabel('总价').fill('13500.50');
    await page.reload();
    await page.getByText('合计 300 tCO2e').waitFor();
    await page.getByRole('button', { name: '发出要约' }).click();
    await page.getByText('¥13,500.50').waitFor();
    await page.getByText('证明成立').waitFor();
    await isSound('transfer-offered');
    const address = new URL(page.url()).pathname.replace('/console', '');
    await opened.close();
    opened = await openConsole('copper');
    await opened.go(address);
    await opened.page.getByRole('alert').getByText('不存在').first().waitFor();
    await opened.close();
    opened = await openConsole('zinc');
    ({ page, go, isSound } = opened);
    await page.getByRole('link', { name: '转让', exact: true }).click();
    await page.getByRole('row').filter({ hasText: '300' }).getByRole('link', { name: '查看并办理' }).click();
    await page.getByText('¥13,500.50').waitFor();
    await page.getByRole('button', { name: '受让…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('300 tCO2e 将自“赤峰市农业投资集团有限公司（示例）”转入本机构账户。').waitFor();
    await dialog.getByText('我已核对以上内容').click();
    await isSound('transfer-accepting');
    await dialog.getByRole('button', { name: '受让' }).click();
    await page.getByRole('status').getByText('已受让').waitFor();
    await page.getByText('证明成立').waitFor();
    await expect.poll(() => page.getByRole('button', { name: '受让…' }).count()).toBe(0);
    await isSound('transfer-accepted');
    await go('/transfers');
    await page.getByText('没有待受让的转让').waitFor();
    await isSound('transfers-none');
  });

  it('withdraws an offer, whose units come back', async () => {
    opened = await openConsole('nongtou');
    const { page, go, isSound } = opened;
    await go('/transfers/new');
    await findOrganization(page, '受让机构', '赤峰中色锌业有限公司（示例）');
    await page.getByLabel(/转让数量，敖汉旗/).fill('77');
    await page.getByRole('button', { name: '发出要约' }).click();
    await page.getByRole('heading', { name: '转让 77 tCO2e' }).waitFor();
    await page.getByRole('link', { name: '全部转让' }).click();
    await page.getByRole('cell', { name: '77', exact: true }).waitFor();
    await isSound('transfers');
    await page.getByRole('row').filter({ hasText: '77' }).getByRole('link', { name: '查看并办理' }).click();
    await page.getByRole('button', { name: '撤回要约' }).click();
    await page.getByRole('tooltip').getByRole('button', { name: '撤回要约' }).click();
    await page.getByText('已撤回').first().waitFor();
    await go('/transfers');
    await page.getByRole('heading', { name: '我发出的要约' }).waitFor();
    await page.getByText('共 1 条').waitFor();
    await expect.poll(() => page.getByRole('cell', { name: '77', exact: true }).count()).toBe(0);
  });

  it('pledges units to a bank, which releases them', async () => {
    opened = await openConsole('nongtou');
    await opened.go('/pledges/new');
    await findOrganization(opened.page, '质权人（金融机构）', '赤峰绿色银行（示例）');
    await opened.page.getByLabel(/质押数量，敖汉旗/).fill('88');
    await opened.page.getByLabel('所担保的贷款').fill('2000');
    await opened.isSound('pledge-new');
    await opened.page.getByRole('button', { name: '提交质押申请' }).click();
    await opened.page.getByText('¥2,000.00').waitFor();
    await opened.close();
    opened = await openConsole('bank');
    const { page, isSound } = opened;
    await page.getByRole('link', { name: '质押', exact: true }).click();
    await isSound('pledges');
    await page.getByRole('row').filter({ hasText: '88' }).getByRole('link', { name: '查看并办理' }).click();
    await page.getByRole('button', { name: '接受质押' }).click();
    await page.getByRole('tooltip').getByRole('button', { name: '接受质押' }).click();
    await page.getByText('质押已成立').waitFor();
    await page.getByRole('button', { name: '解除质押…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('担保消灭').waitFor();
    await dialog.getByText('我已核对以上内容').click();
    await isSound('pledge-releasing');
    await dialog.getByRole('button', { name: '解除质押' }).click();
    await page.getByText('质押已解除').waitFor();
    await page.getByText('证明成立').waitFor();
    await isSound('pledge-released');
  });

  /** From the words of the certificate, or from the last step, to the deed. */
  async function deed(page: Page, isWords = true): Promise<void> {
    if (isWords) await page.getByRole('button', { name: '下一步' }).click();
    await page.getByRole('button', { name: /^注销 253 tCO2e/ }).click();
    const dialog = page.getByRole('dialog');
    await expect.poll(() => dialog.getByRole('button', { name: '注销' }).isDisabled()).toBe(true);
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
