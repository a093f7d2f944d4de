/** Projects in the console: found, read, and moved by who may. */
import { afterEach, describe, expect, it } from 'vitest';
import { browser, findOrganization, type OpenedConsole, openConsole } from './console.ts';
import { actingFor, agreed, reserved } from './land.ts';

describe.skipIf(!browser)('projects in the console', () => {
  let opened: OpenedConsole | undefined;
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });

  it('lists projects for a visitor, by status and category, and shows an import as one', async () => {
    opened = await openConsole(undefined);
    const { page, isSound, watched } = opened;
    await page.getByRole('link', { name: '项目', exact: true }).click();
    await page.getByRole('link', { name: '敖汉旗造林碳汇项目（示例）' }).waitFor();
    await isSound('projects');
    await page.getByLabel('类别').click();
    await page.getByTitle('草原').click();
    await page.waitForURL(/category=grassland/);
    await page.getByText('共 1 条').waitFor();
    await page.getByRole('link', { name: '克什克腾旗草原可持续管理项目（示例）' }).click();
    await page.getByText('此项目由其他登记簿开发并导入').waitFor();
    await page.getByRole('row', { name: /2023 45,000 tCO2e/ }).waitFor();
    await isSound('project-imported');
    await page.goto(page.url().replace(/projects.*/, 'projects?status=refused'));
    await page.getByText('没有符合条件的项目').waitFor();
    expect(watched.faults).toEqual([]);
  });

  it('shows the developer what is done, what is missing and whose turn it is', async () => {
    const project = await reserved('旺业甸森林经营项目（示例）', 0);
    opened = await openConsole('nongtou');
    const { page, go, isSound } = opened;
    await go('/projects?status=reserved');
    await page.getByRole('link', { name: '旺业甸森林经营项目（示例）' }).click();
    const now = page.locator('[aria-current=step]');
    await now.getByText('启动开发').waitFor();
    await now.getByText('由本机构办理').waitFor();
    await actingFor('nongtou').post(`/v1/projects/${project}/develop`, { agreement: await agreed() });
    await page.reload();
    await now.getByText('公示设计文件').waitFor();
    await now.getByText('公示期 30 天。').waitFor();
    await page.getByRole('row', { name: /赤峰金通铜业.* 权利人 60%/ }).waitFor();
    await isSound('project-developing');
    await opened.close();
    opened = await openConsole('steel', { language: 'en', scheme: 'dark' });
    await opened.go(`/projects/${project}`);
    await opened.page.getByText(/is for its parties and supervision/).waitFor();
    await expect.poll(() => opened!.page.getByText('Yours to do').count()).toBe(0);
    await opened.isSound('project-en-dark');
  });

  it('moves a project as its developer: begun, published, and ended for good', async () => {
    const project = await reserved('美林森林经营项目（示例）', 2);
    const agreement = await agreed();
    const without = await agreed({ holder: 'steel' });
    opened = await openConsole('nongtou');
    const { page, go, isSound } = opened;
    await go(`/projects/${project}`);
    await page.getByRole('button', { name: '启动开发', exact: true }).click();
    await page.getByLabel('联合开发协议', { exact: true }).click();
    await page.getByTitle(without).last().click();
    await page.getByRole('button', { name: '确认启动开发' }).click();
    await page.getByText('资源持有者不是协议当事方').first().waitFor();
    await page.getByLabel('联合开发协议', { exact: true }).click();
    await page.getByTitle(agreement).last().click();
    await page.getByRole('button', { name: '确认启动开发' }).click();
    await page.getByText('已启动开发').waitFor();
    await page.getByText(/^✓ 证明成立/).waitFor();
    await page.getByRole('button', { name: '公示设计文件', exact: true }).click();
    const pdf = { name: '设计.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') };
    await page.locator('input[type=file]').setInputFiles(pdf);
    await findOrganization(page, '审定机构', '内蒙古碳核查中心（示例）');
    await page.getByLabel('开工日').fill('2024-03-01');
    await page.getByLabel('计入期起').fill('2024-03-01');
    await page.getByLabel('计入期止').fill('2054-02-28');
    await page.getByLabel(/^声明/).check();
    await isSound('project-publish');
    await page.getByRole('button', { name: '确认公示设计文件' }).click();
    await page.getByText('设计文件已公示').waitFor();
    await page.getByText(/^公示期 30 天。 公示至 \d{4}-\d\d-\d\d（含当日，还有 30 天）/).waitFor();
    await page.getByRole('button', { name: '撤回项目', exact: true }).click();
    await page.getByLabel('理由').fill('重新勘界');
    await page.getByRole('button', { name: '确认撤回项目' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: '撤回项目' }).click();
    await page.getByText('项目已终结（已撤回），不再继续。').waitFor();
    await expect.poll(() => page.getByText(/期满后方可审定/).count()).toBe(0);
    await isSound('project-withdrawn');
  });
});
