/** Joint-development agreements in the console: proposed with shares that add up, consented to, adjusted. */
import { afterEach, describe, it } from 'vitest';
import { browser, findOrganization, type OpenedConsole, openConsole, type Who } from './console.ts';
import { actingFor } from './land.ts';

const DOCUMENT = { name: '协议.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 agreement') };

describe.skipIf(!browser)('agreements in the console', () => {
  let opened: OpenedConsole | undefined;
  const open = async (who: Who, opening = {}) => {
    await opened?.close();
    opened = await openConsole(who, opening);
    return opened;
  };
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });

  it('are proposed with two banners, consented to by each, and adjusted or not', async () => {
    const { page, isSound } = await open('nongtou');
    await page.getByRole('link', { name: '联合开发协议' }).click();
    await page.getByRole('link', { name: '提出协议' }).click();
    await page.getByRole('heading', { name: '提出协议' }).waitFor();
    await page.getByRole('button', { name: '增加一方' }).click();
    await page.getByRole('button', { name: '增加一方' }).click();
    await findOrganization(page, '第 2 方', '内蒙古碳核查中心（示例）');
    await findOrganization(page, '第 3 方', '赤峰远联钢铁有限责任公司（示例）');
    await findOrganization(page, '第 4 方', '赤峰中色锌业有限公司（示例）');
    const kinds = ['权利人', '旗县区', '旗县区'];
    for (const [index, kind] of kinds.entries()) {
      await page.getByLabel(`第 ${index + 2} 方身份`).click();
      await page.locator('.ant-select-dropdown:visible').getByTitle(kind).click();
    }
    const shares = ['40', '35', '15', '9.5'];
    for (const [index, share] of shares.entries())
      await page.getByLabel(`第 ${index + 1} 方份额（%）`).fill(share);
    await page.getByLabel('生效日').fill('2026-01-01');
    await page.locator('input[type=file]').setInputFiles(DOCUMENT);
    await page.getByRole('status').getByText('合计 99.5%，还差 0.5%').waitFor();
    await page.getByRole('button', { name: '提出', exact: true }).click();
    await page.locator('.ant-form-item-explain-error').getByText('还差 0.5%').waitFor();
    await page.getByLabel('第 4 方份额（%）').fill('10');
    // A verification body is no party, which the registry says at its field.
    await page.getByRole('button', { name: '提出', exact: true }).click();
    await page.locator('.ant-form-item-explain-error').first().waitFor();
    await findOrganization(page, '第 2 方', '赤峰金通铜业有限公司（示例）');
    await isSound('agreement-new');
    await page.getByRole('button', { name: '提出', exact: true }).click();
    await page.getByText('协议已提出，待各方同意').waitFor();
    await page.getByText(/^✓ 证明成立/).waitFor();
    await page.getByRole('link', { name: '查看' }).click();
    await page.getByRole('heading', { name: '待同意的版本' }).waitFor();
    const id = page.url().split('/').at(-1)!;

    await accepted(id);
    await adjusted(id);
  });

  async function accepted(id: string) {
    const { page, isSound } = await open('copper', { language: 'en', scheme: 'dark' });
    await page.getByRole('link', { name: 'Agreements' }).click();
    await page.getByText('Waits for you').first().waitFor();
    await isSound('agreements-en-dark');
    await page.locator(`a[href$="${id}"]`).click();
    await page.getByRole('button', { name: 'Accept' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: 'Accept' }).click();
    await page.getByText('Accepted', { exact: true }).first().waitFor();
    for (const party of ['steel', 'zinc'] as const)
      await actingFor(party).post(`/v1/agreements/${id}/accept`, { version: 1 });
  }

  async function adjusted(id: string) {
    let { page, go } = await open('nongtou');
    await go(`/agreements/${id}`);
    await page.getByText(/^各方于/).waitFor();
    await page.getByRole('link', { name: '提出新版本' }).click();
    await page.getByLabel('第 1 方份额（%）').fill('35');
    await page.getByLabel('第 4 方份额（%）').fill('15');
    await page.locator('input[type=file]').setInputFiles(DOCUMENT);
    await page.getByLabel('生效日').fill('2026-01-01');
    await page.getByRole('button', { name: '提出', exact: true }).click();
    await page.locator('.ant-form-item-explain-error').first().waitFor();
    await page.getByLabel('生效日').fill('2099-01-01');
    await page.getByRole('button', { name: '提出', exact: true }).click();
    await page.getByText('协议已提出，待各方同意').waitFor();
    ({ page, go } = await open('steel'));
    await go(`/agreements/${id}`);
    await page.getByRole('button', { name: '拒绝', exact: true }).click();
    await page.getByLabel('理由').fill('本旗份额应随之调整');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^拒\s?绝$/ })
      .click();
    await page.getByText('理由：本旗份额应随之调整').waitFor();
    await opened!.isSound('agreement');
  }
});
