/** A project's course in the console, on a registry whose clock was set back while a design was published. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { DemoOrganizationName } from '../../../events/cli/identities.ts';
import { browser, type OpenedConsole, openConsole, type Who } from './console.ts';
import { type DatedRegistry, startDated } from './dated-registry.ts';
import { anotherBody, registeredBy } from './developed.ts';
import { actingFor, idOf, published, surveyed } from './land.ts';

const PUBLISHED = '旺业甸经营碳汇项目（示例）';
const Batches = z.object({ items: z.array(z.object({ id: z.string() })) });
const Owner = z.object({ account: z.string() });

const jsonOf = async <T>(url: string, schema: z.ZodType<T>): Promise<T> =>
  schema.parse(await (await fetch(url)).json());

const pdf = (name: string) => ({
  name: `${name}.pdf`,
  mimeType: 'application/pdf',
  buffer: Buffer.from(`%PDF-1.7 ${name}`),
});

describe.skipIf(!browser)('the course of a project in the console', () => {
  let registry: DatedRegistry;
  let project = '';
  let registered = '';
  let opened: OpenedConsole | undefined;
  const open = async (who: Who, opening = {}) => {
    await opened?.close();
    opened = await openConsole(who, { url: registry.url, ...opening });
    return opened;
  };

  beforeAll(async () => {
    registry = await startDated(40);
    project = await published(PUBLISHED, 0, idOf('verifier'), { on: registry.today(), at: registry });
    const text = '请说明采伐限额与项目边界的关系。';
    await actingFor('copper', registry).post(`/v1/projects/${project}/comments`, { text });
    const other = await anotherBody(registry);
    const agreement = await sharedWithBanners();
    registered = await published('马鞍山经营碳汇项目（示例）', 8, other.org, { at: registry, agreement });
    registry.daysAgo(0);
    await registeredBy(other, registered, 'VCS-5151', registry);
  });
  afterAll(() => registry?.stop());
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });

  it('begins with a project on the developer’s own land', async () => {
    await surveyed('美林 1 号小班', 5, registry);
    const { page, go, isSound } = await open('nongtou');
    await go('/projects');
    await page.getByRole('link', { name: '设立项目' }).click();
    await page.getByRole('heading', { name: '设立项目' }).waitFor();
    await page.getByRole('button', { name: '设立', exact: true }).click();
    await expect.poll(() => page.getByText('请填写').count()).toBeGreaterThan(2);
    await page.getByLabel('项目名称').fill('联系人 13800138000');
    await page.getByLabel('标准').click();
    await page.getByTitle('VCS').click();
    await page.getByLabel('方法学').click();
    await page.getByTitle(/^VM0010/).click();
    await page.getByLabel('地块').click();
    await page.getByTitle(/^美林 1 号小班，喀喇沁旗/).click();
    await page.keyboard.press('Escape');
    await page.getByText(/^已选 1 个/).waitFor();
    await page.getByRole('button', { name: '设立', exact: true }).click();
    await page
      .getByText(/个人信息|手机/)
      .first()
      .waitFor();
    await isSound('project-new');
    await page.getByLabel('项目名称').fill('美林经营碳汇项目（示例）');
    await page.getByRole('button', { name: '设立', exact: true }).click();
    await page.getByText('已进入储备库').waitFor();
    await page.getByText(/^✓ 证明成立/).waitFor();
    await page.getByRole('link', { name: '查看项目' }).click();
    await page.locator('[aria-current=step]').getByText('启动开发').waitFor();
  });

  it('is validated with the treatment of each comment, requested, held, resumed, registered', async () => {
    const { page, go, isSound } = await open('verifier');
    await go(`/projects/${project}`);
    await page.getByText('请说明采伐限额与项目边界的关系。').first().waitFor();
    await page.getByRole('button', { name: '审定', exact: true }).click();
    await page.locator('input[type=file]').setInputFiles(pdf('审定报告'));
    await page.getByRole('radio', { name: '通过', exact: true }).check();
    await page.getByRole('button', { name: '确认审定' }).click();
    await page.getByText('请选择处理结果').waitFor();
    await page.getByLabel('第 1 条的处理').click();
    await page.getByTitle('部分采纳').click();
    await isSound('project-validate');
    await page.getByRole('button', { name: '确认审定' }).click();
    await page.getByText('审定结论已记入').waitFor();
    await expect.poll(() => page.locator('[aria-current=step]').innerText()).toContain('申请登记');

    await requested();
    await decided();
  });

  async function sharedWithBanners(): Promise<string> {
    const developer = actingFor('nongtou', registry);
    const agreement = await developer.create('/v1/agreements', {
      parties: [
        { organization: idOf('nongtou'), kind: 'municipal', basisPoints: 3333 },
        { organization: idOf('steel'), kind: 'banner', basisPoints: 1500 },
        { organization: idOf('zinc'), kind: 'banner', basisPoints: 667 },
        { organization: idOf('copper'), kind: 'holder', basisPoints: 4500 },
      ],
      effectiveFrom: registry.today(),
      document: await developer.file('联合开发协议'),
    });
    for (const party of ['steel', 'zinc', 'copper'] as const)
      await actingFor(party, registry).post(`/v1/agreements/${agreement}/accept`, { version: 1 });
    return agreement;
  }

  it('is monitored: a report is submitted, verified, applied for, and issued', async () => {
    const { page, go, isSound } = await open('nongtou');
    await go(`/projects/${registered}`);
    await page.getByRole('link', { name: '提交核算报告' }).click();
    await page.getByRole('heading', { name: '提交核算报告' }).waitFor();
    await page.getByLabel('核算期起').fill('2020-01-01');
    await page.getByLabel('核算期止').fill('2021-12-31');
    await page.getByLabel('2020 年减排量').fill('1');
    await page.getByLabel('2021 年减排量').fill('1');
    await page.locator('input[type=file]').setInputFiles(pdf('核算报告'));
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await page.locator('.ant-form-item-explain-error').first().waitFor();
    await page.getByLabel('核算期起').fill('2024-01-01');
    await page.getByLabel('核算期止').fill('2025-06-30');
    await page.getByLabel('2024 年减排量').fill('8431.905');
    await page.getByLabel('2025 年减排量').fill('4000');
    await page.getByText('12,431.905 tCO2e').waitFor();
    await isSound('report-new');
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await page.getByText('核算报告已提交').waitFor();
    await page.getByRole('link', { name: '查看报告' }).click();
    await page.getByRole('heading', { name: '减排量核算报告 2024-01-01 至 2025-06-30' }).waitFor();
    const report = new URL(page.url()).pathname.replace('/console', '');
    await verified(report);
    await applied(report);
    await issued(report);
  });

  it('brings income, which is divided to the fen among developer, banners and landholder', async () => {
    await sold();
    const { page, go, isSound } = await open('nongtou');
    await go('/income');
    const toDivide = page.getByRole('link', { name: '分配收益' });
    // Ended transfers are listed once the log's readers have them.
    await expect
      .poll(
        async () => {
          await page.reload();
          await page.getByRole('heading', { name: '待分配的首次销售' }).waitFor();
          await page
            .getByText(/^没有待分配的首次销售/)
            .or(toDivide)
            .waitFor();
          return toDivide.count();
        },
        { timeout: 90_000 },
      )
      .toBe(1);
    await toDivide.click();
    await page.getByText('分配预览').waitFor();
    await page.getByRole('row', { name: /赤峰中色锌业.* 6.67% ¥66.70/ }).waitFor();
    await page.getByLabel('到账日').fill('2099-01-01');
    await divide();
    await page.locator('.ant-form-item-explain-error').first().waitFor();
    await page.getByLabel('到账日').fill(registry.today());
    await isSound('income-divide');
    await divide();
    await page.getByText('收益已分配').waitFor();
    await page
      .getByText(/^✓ 证明成立/)
      .first()
      .waitFor();

    async function divide() {
      await page.getByRole('button', { name: '确认分配' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('checkbox').check();
      await dialog.getByRole('button', { name: '确认分配' }).click();
    }
    const party = await open('zinc', { language: 'en', scheme: 'dark' });
    await party.page.getByRole('link', { name: 'Income' }).click();
    await party.page.getByText('CN¥66.70 in all').waitFor();
    await party.page.getByRole('link', { name: '马鞍山经营碳汇项目（示例）' }).waitFor();
    const [saved] = await Promise.all([
      party.page.waitForEvent('download'),
      party.page.getByRole('button', { name: 'Export all (CSV)' }).click(),
    ]);
    expect(saved.suggestedFilename()).toMatch(/^entitlements-\d{4}-01-01-/);
    await party.isSound('income-en-dark');
  });

  /** A first sale of what was issued. */
  async function sold() {
    const { url } = registry;
    const { items } = await jsonOf(`${url}/v1/projects/${registered}/batches`, Batches);
    const account = async (who: DemoOrganizationName) =>
      (await jsonOf(`${url}/v1/organizations/${idOf(who)}`, Owner)).account;
    const id = await actingFor('nongtou', registry).create('/v1/transfers', {
      from: await account('nongtou'),
      to: await account('steel'),
      items: [{ batch: items[0]!.id, quantity: 20 }],
      price: { fen: 100_000 },
    });
    await actingFor('steel', registry).post(`/v1/transfers/${id}/accept`);
  }

  async function verified(report: string) {
    const { page, go, isSound } = await open('verifier');
    await go('/queue');
    await page.getByRole('link', { name: report.split('/').at(-1)! }).click();
    await page.getByRole('button', { name: '核查通过', exact: true }).click();
    await page.getByLabel('2025 年减排量').fill('3999.5');
    await page.locator('input[type=file]').setInputFiles(pdf('核查报告'));
    await page.getByRole('button', { name: '确认核查通过' }).click();
    await page.getByText('请填写').waitFor();
    await page.getByLabel('非持久性风险等级（%）').fill('12');
    await isSound('report-verify');
    await page.getByRole('button', { name: '确认核查通过' }).click();
    await page.getByRole('status').getByText('已核查').waitFor();
    await page.getByRole('row', { name: /2025 3,999.5 tCO2e 3,999 tCO2e 480 tCO2e/ }).waitFor();
    await page.getByRole('button', { name: '核查更正', exact: true }).click();
    await page.locator('input[type=file]').setInputFiles(pdf('更正'));
    await page.getByLabel('理由').fill('样地重复计入');
    await page.getByRole('button', { name: '确认核查更正' }).click();
    await page
      .getByText(/更正.*(相同|没有|未)/)
      .first()
      .waitFor();
  }

  async function applied(report: string) {
    const { page, go } = await open('nongtou');
    await go(report);
    await page.getByRole('button', { name: '申请签发', exact: true }).click();
    await page.getByText('2024: 8,431 tCO2e').waitFor();
    await page.getByRole('button', { name: '确认申请签发' }).click();
    await page.getByText('已申请签发').waitFor();
  }

  async function issued(report: string) {
    const { page, go, isSound } = await open('operator', { language: 'en', scheme: 'dark' });
    await go(report);
    await page.getByRole('button', { name: 'Issue', exact: true }).click();
    await page.getByLabel('Year to issue').click();
    await page.getByTitle(/^2024/).click();
    await page.locator('button[type=submit]').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/8,431 tCO2e of 2024/).waitFor();
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: 'Issue' }).click();
    await page.getByText('The units are issued').waitFor();
    await expect.poll(() => page.getByRole('row', { name: /2024 8,431 tCO2e/ }).count()).toBe(1);
    await isSound('report-issued-en-dark');
  }

  async function requested() {
    const { page, go } = await open('nongtou');
    await go(`/projects/${project}`);
    await page.getByRole('button', { name: '申请登记', exact: true }).click();
    await page.locator('input[type=file]').setInputFiles(pdf('唯一性承诺书'));
    await page.getByRole('button', { name: '确认申请登记' }).click();
    await page.getByText('已申请登记').waitFor();
  }

  async function decided() {
    const { page, go, isSound } = await open('operator', { scheme: 'dark' });
    await go(`/projects/${project}`);
    await page.getByRole('button', { name: '暂停', exact: true }).click();
    await page.getByLabel('理由').fill('材料待补正');
    await page.getByRole('button', { name: '确认暂停' }).click();
    await page.getByText('项目已暂停').waitFor();
    await page.getByRole('button', { name: '恢复', exact: true }).click();
    await page.getByLabel('理由').fill('材料已补正');
    await page.getByRole('button', { name: '确认恢复' }).click();
    await page.getByText('项目已恢复').waitFor();
    await page.getByRole('button', { name: '予以登记', exact: true }).click();
    await page.getByLabel('登记编号').fill('VCS-5150');
    await page.getByRole('button', { name: '确认予以登记' }).click();
    await page.getByText('项目已登记').waitFor();
    await isSound('project-registered-dark');
  }
});
