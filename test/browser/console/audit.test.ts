/** A whole audit in the browser: its worker, its verdict, its report. */
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { AuditReport } from '../../../events/audit/report.ts';
import { browser, type OpenedConsole, openConsole, registryUrl } from './console.ts';

describe.skipIf(!browser)('an audit in the console', () => {
  let opened: OpenedConsole | undefined;
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });

  it('finds the demo’s log without a violation, and saves what it found', async () => {
    opened = await openConsole(undefined);
    const { page, isSound, watched } = opened;
    await page.getByRole('link', { name: '审计', exact: true }).click();
    await page.getByText(/所用公钥为登记簿自己所示/).waitFor();
    await isSound('audit');
    await page.getByRole('button', { name: '开始审计' }).click();
    await page.getByText('无违规', { exact: true }).waitFor();
    await page.getByText('登记簿所示，不能证明运营者诚实').waitFor();
    await isSound('audit-clean');
    const report = JSON.parse(await saved('下载报告（JSON）')) as AuditReport;
    const size = Number((await (await fetch(`${registryUrl()}/log/checkpoint`)).text()).split('\n')[1]);
    expect(report).toMatchObject({ format: 'lvzhang-audit/v1', clean: true, keyTrust: 'first-use' });
    expect([report.leaves <= size, report.leaves > 0]).toEqual([true, true]);
    expect(await saved('下载报告（HTML）')).toContain('绿账审计报告');
    const { units = [] } = report;
    const row = page.getByRole('row', { name: /CCER/ }).first();
    const ccer = units.find(({ instrument }) => instrument === 'CCER');
    await expect.poll(() => row.innerText()).toContain(ccer?.issued.toLocaleString('zh-CN'));
    await page.getByRole('button', { name: '重新审计' }).click();
    await page.getByText('此前所见', { exact: true }).waitFor();
    expect(watched.faults).toEqual([]);
  });

  it('tells in words which leaf was changed, and leads to it', async () => {
    opened = await openConsole(undefined);
    const { page, go, isSound, context } = opened;
    await context.route('**/log/tile/entries/**', async (route) => {
      const response = await route.fetch();
      const body = Buffer.from(await response.body());
      const at = body.indexOf('"at":"20') + '"at":"2026-01-01T00:00:0'.length;
      body[at] = body[at] === 0x31 ? 0x32 : 0x31;
      await route.fulfill({ response, body });
    });
    await go('/audit');
    await page.getByRole('button', { name: '开始审计' }).click();
    await page.getByText(/发现 \d+ 项违规/).waitFor();
    await page.getByText('leaf-mismatch').first().waitFor();
    await isSound('audit-violated');
    await page.getByRole('link', { name: '第 0 条' }).first().click();
    await page.getByText('1 条与日志不符，请勿依赖').waitFor();
    // The result stays where it was.
    await page.goBack();
    await page.getByText(/发现 \d+ 项违规/).waitFor();
  });

  it('can be cancelled, and goes on while another page is looked at', async () => {
    opened = await openConsole(undefined);
    const { page, go, context } = opened;
    let isHeld = true;
    let release = () => {};
    const held = new Promise<void>((done) => {
      release = done;
    });
    await context.route('**/log/tile/entries/**', async (route) => {
      if (isHeld) await held;
      await route.continue().catch(() => {});
    });
    await go('/audit');
    await page.getByRole('button', { name: '开始审计' }).click();
    await page.getByRole('button', { name: '取消' }).click();
    await page.getByRole('button', { name: '开始审计' }).click();
    await page.getByRole('button', { name: '取消' }).waitFor();
    await page.getByRole('link', { name: '总览' }).click();
    await page.getByRole('heading', { name: '总览' }).waitFor();
    isHeld = false;
    release();
    await page.getByRole('link', { name: '审计', exact: true }).click();
    await page.getByText('无违规', { exact: true }).waitFor();
  });

  async function saved(button: string): Promise<string> {
    const { page } = opened!;
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: button }).click(),
    ]);
    return readFileSync(await download.path(), 'utf8');
  }
});
