/** What a correction or a loss left open is made good in the console: units are cancelled. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { browser, type OpenedConsole, openConsole, type Who } from './console.ts';
import { type DatedRegistry, startDated } from './dated-registry.ts';
import { anotherBody, issuedFor, registeredBy } from './developed.ts';
import { actingFor, published } from './land.ts';

describe.skipIf(!browser)('units that make good what is open', () => {
  let registry: DatedRegistry;
  let project = '';
  let report = '';
  let opened: OpenedConsole | undefined;
  const open = async (who: Who, opening = {}) => {
    await opened?.close();
    opened = await openConsole(who, { url: registry.url, ...opening });
    return opened;
  };

  beforeAll(async () => {
    registry = await startDated(40);
    const other = await anotherBody(registry);
    project = await published('王爷府经营碳汇项目（示例）', 0, other.org, {
      on: registry.today(),
      at: registry,
    });
    registry.daysAgo(0);
    await registeredBy(other, project, 'VCS-5160', registry);
    report = await issuedFor(project, 1_000_000, registry);
  });
  afterAll(() => registry?.stop());
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });

  it('are cancelled for what a correction found issued in excess', async () => {
    const verifier = actingFor('verifier', registry);
    await verifier.post(`/v1/monitoring-reports/${report}/correct`, {
      document: await verifier.file('更正'),
      amounts: [{ vintage: 2024, kilograms: 970_000 }],
      reason: '样地重复计入',
    });
    const { page, go, isSound } = await open('nongtou');
    await go(`/projects/${project}`);
    await page.getByRole('link', { name: '前往 2024-01-01 至 2024-12-31 的核算报告补足' }).click();
    await page.getByRole('heading', { name: '取消减排量' }).waitFor();
    const cancel = page.getByRole('button', { name: '取消减排量…' });
    await page.getByLabel(/^取消数量.*王爷府/).fill('31');
    await cancel.click();
    await page.getByText('请填写').waitFor();
    await page.getByText('合计超过待补足数量').waitFor();
    await page.getByRole('button', { name: '按待补足数量填入' }).click();
    await page.getByText('合计 30 tCO2e，待补足 30 tCO2e').waitFor();
    await page.getByLabel('理由').fill('联系人 13800138000');
    await page.reload();
    await page.getByText('合计 30 tCO2e，待补足 30 tCO2e').waitFor();
    await agreedTo('取消');
    await page
      .locator('.ant-form-item-explain-error')
      .getByText(/个人信息/)
      .waitFor();
    await isSound('cancellation');
    await page.getByLabel('理由').fill('更正后补足多签发的减排量');
    await agreedTo('取消', 'cancellation-confirm');
    await page.getByText('已取消 30 tCO2e').waitFor();
    await page.getByText(/^✓ 证明成立/).waitFor();
    await expect.poll(() => page.getByText(/^多签发，待取消/).count()).toBe(0);

    async function agreedTo(deed: string, name?: string) {
      await cancel.click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('checkbox').check();
      if (name) await isSound(name);
      await dialog.getByRole('button', { name: new RegExp(`^${[...deed].join('\\s?')}$`) }).click();
    }
  });

  it('are cancelled for a loss beyond the buffer', async () => {
    await lost();
    const { page, go, isSound } = await open('nongtou', { language: 'en', scheme: 'dark' });
    await go(`/projects/${project}`);
    await page.getByRole('heading', { name: 'Cancel units' }).waitFor();
    await page.getByLabel(/^To cancel.*王爷府/).fill('50');
    await page.getByLabel('Reason').fill('Makes good a part of the loss');
    await page.getByRole('button', { name: 'Cancel units…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/^50 tCO2e will be cancelled for/).waitFor();
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: 'Cancel the units' }).click();
    await page.getByText('50 tCO2e cancelled').waitFor();
    await page.getByText('Reversals that no buffer covered: 30 tCO2e').waitFor();
    await isSound('cancellation-en-dark');
  });

  /** 200 tonnes burn, of which the buffer covers 120. */
  async function lost() {
    const { page, go, isSound } = await open('operator');
    await go(`/projects/${project}`);
    await page.getByRole('button', { name: '记录逆转', exact: true }).click();
    await page.getByLabel('原因').click();
    await page.getByTitle('火灾').click();
    await page.getByLabel('发生日').fill('2019-05-01');
    await page.getByLabel('损失量').fill('200');
    await page.locator('input[type=file]').setInputFiles({
      name: '核定.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7 核定'),
    });
    await agreedTo();
    await page.locator('.ant-form-item-explain-error').first().waitFor();
    await isSound('project-reversal');
    await page.getByLabel('发生日').fill('2025-05-01');
    await agreedTo();
    await page.getByText('逆转已记录').waitFor();
    await page.getByText('未获缓冲补偿的逆转: 80 tCO2e').waitFor();

    async function agreedTo() {
      await page.getByRole('button', { name: '确认记录逆转' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText(/缓冲中的减排量随即取消/).waitFor();
      await dialog.getByRole('checkbox').check();
      await dialog.getByRole('button', { name: '记录逆转' }).click();
    }
  }
});
