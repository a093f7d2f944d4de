/** Accreditations in the console: granted, suspended, resumed, withdrawn; read by others. */
import { afterEach, describe, expect, it } from 'vitest';
import { madeUpUscc } from '../../support/uscc.ts';
import { browser, type OpenedConsole, openConsole } from './console.ts';
import { actingFor } from './land.ts';

const BODY = '通辽碳核查有限公司（示例）';

describe.skipIf(!browser)('accreditations in the console', () => {
  let opened: OpenedConsole | undefined;
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });

  it('are granted with faults at their fields, suspended, resumed, withdrawn', async () => {
    await actingFor('operator').post('/v1/organizations', {
      name: BODY,
      uscc: madeUpUscc(771),
      roles: ['verifier'],
    });
    opened = await openConsole('regulator');
    const { page, isSound } = opened;
    await page.getByRole('link', { name: '核查机构', exact: true }).click();
    await page.getByRole('link', { name: '授予认可' }).click();
    await page.getByRole('button', { name: '授予认可' }).click();
    await page.getByText('请选择核查机构').waitFor();
    await page.getByLabel('核查机构', { exact: true }).click();
    await page.getByTitle(BODY).click();
    await page.getByRole('checkbox', { name: 'CCER' }).check();
    await page.getByLabel('起始日').fill('2026-01-01');
    await page.getByLabel('截止日').fill('2099-12-31');
    await page.getByLabel('证书编号或文号').fill('示例〔2026〕9号');
    await page.getByRole('button', { name: '授予认可' }).click();
    await page.locator('#sectors_help').getByText('认可范围为空').waitFor();
    await page.getByRole('alert').getByText('标准与领域须同时填写').waitFor();
    await isSound('accreditation-refused');
    await page.getByRole('checkbox', { name: '草原' }).check();
    await page.getByRole('button', { name: '授予认可' }).click();
    await page.getByText('认可已授予').waitFor();
    await page.getByText(/^✓ 证明成立/).waitFor();
    await isSound('accreditation-granted');
    await page.getByRole('link', { name: '查看此认可' }).click();
    await page.getByText('示例〔2026〕9号').waitFor();
    await order('暂停', '年度监督检查未通过');
    await page.getByText('认可已暂停').waitFor();
    await page.getByText(/，理由：年度监督检查未通过/).waitFor();
    await isSound('accreditation-suspended');
    await order('恢复', '整改完成');
    await page.getByText('认可已恢复').waitFor();
    await page.getByRole('button', { name: '撤销' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/撤销不能恢复/).waitFor();
    await dialog.getByLabel('理由（公开）').fill('机构申请注销');
    await expect.poll(() => dialog.getByRole('button', { name: '撤销' }).isDisabled()).toBe(true);
    await isSound('accreditation-withdraw');
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: '撤销' }).click();
    await page.getByText('认可已撤销').waitFor();
    await expect.poll(() => page.getByRole('button', { name: /^(暂停|恢复|撤销)$/ }).count()).toBe(0);
    await page.getByRole('link', { name: /全部认可/ }).click();
    await page.getByRole('row').filter({ hasText: BODY }).getByText('已撤销').waitFor();
    await isSound('accreditations');
  });

  it('are read by a verification body, which changes none', async () => {
    opened = await openConsole('verifier');
    const { page, go, watched } = opened;
    await page.getByRole('link', { name: '核查机构', exact: true }).click();
    const row = page.getByRole('row').nth(1);
    await row.getByRole('link').click();
    await page.getByText('认可机关').waitFor();
    await expect.poll(() => page.getByRole('button', { name: /^(暂停|恢复|撤销)$/ }).count()).toBe(0);
    await go('/accreditations');
    await page.getByRole('row').nth(1).waitFor();
    await expect.poll(() => page.getByRole('link', { name: '授予认可' }).count()).toBe(0);
    expect(watched.faults).toEqual([]);
  });

  async function order(name: string, reason: string): Promise<void> {
    const { page } = opened!;
    await page.getByRole('button', { name, exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name, exact: true }).click();
    await dialog.getByText('请填写理由').waitFor();
    await dialog.getByLabel('理由（公开）').fill(reason);
    await dialog.getByRole('button', { name, exact: true }).click();
  }
});
