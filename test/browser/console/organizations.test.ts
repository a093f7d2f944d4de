/** The register of organizations, as the operator keeps it and others read it. */
import { afterEach, describe, expect, it } from 'vitest';
import { madeUpUscc } from '../../support/uscc.ts';
import { browser, type OpenedConsole, openConsole } from './console.ts';
import { actingFor } from './land.ts';

const NAME = '赤峰登记试验园区（示例）';

describe.skipIf(!browser)('organizations in the console', () => {
  let opened: OpenedConsole | undefined;
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });

  it('are registered, with faults at their fields and a warning of a like name', async () => {
    opened = await openConsole('operator');
    const { page, isSound } = opened;
    await page.getByRole('link', { name: '机构', exact: true }).click();
    await page.getByRole('link', { name: '登记机构' }).click();
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByText('请至少选择一个角色').waitFor();
    await page.getByLabel('名称', { exact: true }).fill(NAME);
    await page.getByRole('checkbox', { name: '核查机构' }).check();
    await page.getByRole('checkbox', { name: '企业', exact: true }).check();
    await page
      .getByLabel('统一社会信用代码', { exact: true })
      .last()
      .fill(madeUpUscc(773).replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')));
    await page.reload();
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.locator('#uscc_help').getByText(/校验/).waitFor();
    await isSound('organization-refused');
    await page.getByLabel('统一社会信用代码', { exact: true }).last().fill(madeUpUscc(773));
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.locator('#roles_help').waitFor();
    await page.getByRole('checkbox', { name: '核查机构' }).uncheck();
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByText(`已登记：${NAME}`).waitFor();
    await page.getByText(/^✓ 证明成立/).waitFor();
    await page.getByRole('link', { name: '查看此机构' }).click();
    await page.getByRole('heading', { name: NAME }).waitFor();
    await page.getByText(madeUpUscc(773)).waitFor();
    await page.getByText('从未登记过密钥。').waitFor();
    await isSound('organization-registered');
  });

  it('known from elsewhere get their code, and are united with whom they are', async () => {
    const operator = actingFor('operator');
    const foreign = { source: 'Verra', name: 'Chifeng Example Pasture Ltd' };
    const known = await operator.create('/v1/organizations', {
      name: '赤峰示例牧业有限公司（示例）',
      roles: ['developer'],
      uscc: madeUpUscc(774),
    });
    const elsewhere = await operator.create('/v1/organizations', {
      name: foreign.name,
      roles: ['developer'],
      foreign,
    });
    const later = await operator.create('/v1/organizations', {
      name: 'Example Steppe Holdings',
      roles: ['developer'],
      foreign: { source: 'Verra', name: 'Example Steppe Holdings' },
    });
    opened = await openConsole('operator');
    const { page, go, isSound } = opened;
    await go(`/organizations/${later}`);
    await page.getByRole('button', { name: '补登统一社会信用代码' }).click();
    await page.getByLabel('统一社会信用代码').fill(madeUpUscc(774));
    await page.getByRole('button', { name: '补登统一社会信用代码' }).last().click();
    await page.locator('#uscc_help').waitFor();
    await page.getByLabel('统一社会信用代码').fill(madeUpUscc(775));
    await page.getByRole('button', { name: '补登统一社会信用代码' }).last().click();
    await page.getByText('代码已补登').waitFor();
    await page.getByText(/^✓ 证明成立/).waitFor();
    await isSound('organization-identified');

    await go(`/organizations/${known}`);
    await page.getByRole('button', { name: '并入另一身份' }).click();
    await page.getByLabel(/^为同一机构的依据/).fill('营业执照与登记簿所载同一');
    await page.getByRole('button', { name: '并入另一身份' }).last().click();
    await page.getByText('请选择被并入的身份').waitFor();
    await expect
      .poll(
        async () => {
          await page.getByLabel('被并入（关闭）的身份').fill('');
          await page.getByLabel('被并入（关闭）的身份').fill('Chifeng Example');
          return page.getByTitle(foreign.name).count();
        },
        { timeout: 90_000, interval: 3_000 },
      )
      .toBeGreaterThan(0);
    await page.getByTitle(foreign.name).first().click();
    await page.getByRole('button', { name: '并入另一身份' }).last().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/合并不能撤回/).waitFor();
    await isSound('organization-unite');
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: '并入另一身份' }).click();
    await page.getByText('已合并', { exact: true }).waitFor();
    await go(`/organizations/${elsewhere}`);
    await page.getByText('已并入').waitFor();
    await expect.poll(() => page.getByRole('button', { name: '并入另一身份' }).count()).toBe(0);
  });

  it('are found by role and by the beginning of a name, in English too', async () => {
    opened = await openConsole('regulator', { language: 'en', scheme: 'dark' });
    const { page, go, isSound, watched } = opened;
    await page.getByRole('link', { name: 'Organizations', exact: true }).click();
    await page.getByRole('row').nth(3).waitFor();
    await expect.poll(() => page.getByRole('link', { name: 'Register an organization' }).count()).toBe(0);
    await isSound('organizations');
    await page.getByLabel('Role', { exact: true }).click();
    await page.getByTitle('grid company').click();
    await page.waitForURL(/role=grid/);
    await expect.poll(() => page.getByRole('row').count()).toBe(2);
    await go(`/organizations?begin=${encodeURIComponent('国网内蒙古')}`);
    await page.getByRole('link', { name: /^国网内蒙古东部/ }).waitFor();
    await page.getByLabel('Beginning of a name, code or id').fill('没有这样的机构');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByText('No organization begins with “没有这样的机构”').waitFor();
    await isSound('organizations-none');
    expect(watched.faults).toEqual([]);
  });
});
