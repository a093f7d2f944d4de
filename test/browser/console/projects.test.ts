/** Projects in the console: found, read, and moved by who may. */
import { afterEach, describe, expect, it } from 'vitest';
import { browser, type OpenedConsole, openConsole } from './console.ts';
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
    await page.getByRole('link', { name: '项目' }).click();
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
    expect(await opened.page.getByText('Yours to do').count()).toBe(0);
    await opened.isSound('project-en-dark');
  });
});
