/** From a statement that lacks cover to the claim on it, and its withdrawal. */
import { afterEach, describe, expect, it } from 'vitest';
import { browser, type OpenedConsole, openConsole, post } from './console.ts';
import { actingFor } from './land.ts';

const STATEMENT = {
  subject: { kind: 'organization', name: '赤峰金通铜业（示例）' },
  year: 2025,
  province: '15',
  boundary: '余热车间',
  lines: [
    { id: 'coal', category: 1, kind: 'fuel', fuel: 'anthracite', quantity: '10.0', unit: 't' },
    { id: 'power', category: 2, kind: 'electricity', kWh: '1000.5', supply: 'grid', direction: 'received' },
  ],
};

describe.skipIf(!browser)('a claim in the console', () => {
  let opened: OpenedConsole | undefined;
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });

  it('is made once the statement is verified and covered, and withdrawn for everyone to see', async () => {
    opened = await openConsole('copper');
    const { page, go, isSound } = opened;
    const { id } = await post(page, '/v1/emission-statements', STATEMENT);
    await go(`/statements/${id}`);
    await page.getByText('待独立的核查机构核查').waitFor();
    await page.getByText('外购电量中 1,000 千瓦时尚未由绿电覆盖').waitFor();
    await page.getByText('残余排放还有 26 tCO2e 未抵销。可在 2026-12-31 前').waitFor();
    await isSound('statement-next');
    const verifier = actingFor('verifier');
    const report = await verifier.file('核查报告');
    await verifier.post(`/v1/emission-statements/${id}/verify`, { assurance: 'limited', report });
    await page.getByRole('link', { name: '注销减排量' }).click();
    await page.getByText('尚缺', { exact: true }).waitFor();
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByRole('button', { name: '按尚缺数量填入' }).click();
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByLabel('事由').fill('抵销 2025 年度排放');
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByRole('button', { name: /^注销 26 tCO2e/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('我已核对以上内容').click();
    await dialog.getByRole('button', { name: '注销' }).click();
    await page.getByRole('heading', { name: '已注销 26 tCO2e' }).waitFor();
    await go(`/statements/${id}`);
    await page.getByText('已核查，并已全部抵销').waitFor();
    await page.getByRole('link', { name: '作出碳声明' }).click();
    await page.getByRole('heading', { name: /^碳声明 · / }).waitFor();
    await page.getByRole('radio', { name: '净零', exact: true }).check();
    await page.getByLabel('当年的减排措施').fill('余热回收');
    await isSound('claim-new');
    await claim();
    await page.getByText('不满足“净零”的条件').first().waitFor();
    await isSound('claim-refused');
    await page.reload();
    await expect.poll(() => page.getByLabel('当年的减排措施').inputValue()).toBe('余热回收');
    await page.getByRole('radio', { name: /^碳中和/ }).check();
    await claim();
    await page.getByText('碳声明已作出').waitFor();
    await page.getByRole('heading', { name: '碳中和（抵销口径，当年有效）' }).waitFor();
    await page.getByText(/^✓ 证明成立/).waitFor();
    await isSound('claim');
    const address = await page.getByRole('link', { name: /^\/p\/claims\// }).getAttribute('href');
    const open = () => page.request.get(new URL(address!, page.url()).href).then((each) => each.text());
    expect(await open()).toContain('余热回收');
    await page.getByRole('button', { name: '撤回声明…' }).click();
    await dialog.getByLabel('撤回原因').fill('联系人 13800138000');
    await dialog.getByText('我已核对以上内容').click();
    await dialog.getByRole('button', { name: '撤回' }).click();
    await dialog.getByText('疑似手机号码').waitFor();
    await isSound('claim-withdrawing');
    await dialog.getByLabel('撤回原因').fill('边界有误');
    await dialog.getByRole('button', { name: '撤回' }).click();
    await page.getByText('碳声明已撤回').waitFor();
    await expect.poll(open).toContain('边界有误');

    async function claim(): Promise<void> {
      await page.getByRole('button', { name: '作出声明…' }).click();
      await dialog.getByText('永久保留').waitFor();
      const tick = dialog.getByRole('checkbox');
      if (!(await tick.isChecked())) await tick.check();
      await dialog.getByRole('button', { name: '作出声明' }).click();
    }
  });

  it('says in English and in the dark what it takes, where it can’t be made yet', async () => {
    opened = await openConsole('bank', { language: 'en', scheme: 'dark' });
    const { page, go, isSound, watched } = opened;
    const { id } = await post(page, '/v1/emission-statements', { ...STATEMENT, year: 2023 });
    await go(`/statements/${id}/claim`);
    await page.getByRole('heading', { name: 'What comes next' }).waitFor();
    await page.getByText('the time to offset ended on 2024-12-31').waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Make the claim…' }).count()).toBe(0);
    await isSound('claim-none-en-dark');
    expect(watched.faults).toEqual([]);
  });
});
