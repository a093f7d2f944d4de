/** The log in the console: read from its tiles, verified in the browser, told where it was changed. */
import { afterEach, describe, expect, it } from 'vitest';
import { COSIGNATURE_V1, formatVkey } from '../../../events/tlog/note-key.ts';
import { signerOf } from '../../unit/file-signer.ts';
import { browser, type OpenedConsole, openConsole, registryUrl } from './console.ts';

describe.skipIf(!browser)('the log in the console', () => {
  let opened: OpenedConsole | undefined;
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });

  it('shows a visitor every event, and asks only for what the log publishes', async () => {
    opened = await openConsole(undefined);
    const { page, isSound, watched } = opened;
    await page.getByRole('link', { name: '日志', exact: true }).click();
    await page.getByText('检查点成立：日志签名已核验').waitFor();
    await page.getByRole('cell', { name: '✓ 已核验' }).first().waitFor();
    await expect.poll(() => page.getByText('与日志不符').count()).toBe(0);
    await isSound('log');
    const asked = watched.requests.filter((each) => !/ \/(console|v1\/organizations)\//.test(each));
    expect(asked.filter((each) => !each.startsWith('GET /log/'))).toEqual([]);
    await page.getByRole('link', { name: '机构登记' }).first().click();
    await page.getByText(/^✓ 证明成立/).waitFor();
    expect(watched.faults).toEqual([]);
  });

  it('finds by type, day and id, and keeps what is looked for in the address', async () => {
    opened = await openConsole(undefined);
    const { page, go, isSound } = opened;
    await go('/log');
    await page.getByLabel('类型').click();
    await page.keyboard.type('organization.registered');
    await page.getByTitle('机构登记 organization.registered').click();
    await page.getByRole('button', { name: '查找' }).click();
    await page.waitForURL(/type=organization\.registered/);
    await page.getByText(/^共 \d+ 条$/).waitFor();
    const links = page.getByRole('row').getByRole('link');
    await expect.poll(async () => new Set(await links.allInnerTexts())).toEqual(new Set(['机构登记']));
    await page.reload();
    await page.getByText(/^共 \d+ 条$/).waitFor();
    await expect.poll(async () => new Set(await links.allInnerTexts())).toEqual(new Set(['机构登记']));
    await page.getByLabel('日期').fill('2001-01-01');
    await page.getByRole('button', { name: '查找' }).click();
    await page.getByText('没有符合的记录').waitFor();
    await isSound('log-empty');
    await page.getByRole('button', { name: '全部记录' }).click();
    await expect.poll(() => page.getByLabel('日期').inputValue()).toBe('');
    await page.getByLabel('不晚于第几条').fill('2');
    await page.getByRole('button', { name: '查找' }).click();
    await page.getByText('共 3 条').waitFor();
    const entity =
      (await page.getByRole('row').last().locator('code').first().innerText()).split(':')[1] ?? '';
    await go(`/log?about=${entity}&before=0`);
    await page.getByText('共 1 条').waitFor();
  });

  it('tells a leaf that was changed on the way, and a tree that was', async () => {
    opened = await openConsole(undefined);
    const { page, go, isSound } = opened;
    await page.route('**/log/tile/entries/**', async (route) => {
      const response = await route.fetch();
      const body = Buffer.from(await response.body());
      // The first leaf's instant, a second later.
      const at = body.indexOf('"at":"20') + '"at":"2026-01-01T00:00:0'.length;
      body[at] = body[at] === 0x31 ? 0x32 : 0x31;
      await route.fulfill({ response, body });
    });
    await go('/log?before=3');
    await page.getByText('1 条与日志不符，请勿依赖').waitFor();
    await expect.poll(() => page.getByRole('cell', { name: '✓ 已核验' }).count()).toBe(3);
    await expect.poll(() => page.getByRole('row').last().innerText()).toContain('与日志不符');
    await isSound('log-tampered-leaf');
    await page.route('**/log/tile/0/**', async (route) => {
      const response = await route.fetch();
      const body = Buffer.from(await response.body());
      body[0] = body[0]! ^ 1;
      await route.fulfill({ response, body });
    });
    await page.reload();
    await page.getByText('证明不成立：所示内容与日志不符').waitFor();
    await expect.poll(() => page.getByRole('cell').count()).toBe(0);
    await isSound('log-tampered-tree');
  });

  it('refuses another log’s head under the key that the person brought', async () => {
    opened = await openConsole(undefined);
    const { page, go } = opened;
    await go('/log');
    await page.getByText(/^日志公钥 ·/).click();
    const vkey = await (await fetch(`${registryUrl()}/log/vkey`)).text();
    await page.getByLabel('从其他渠道取得的公钥（vkey）').fill(vkey.trim());
    await page.getByRole('button', { name: '以此公钥核验' }).click();
    await page.getByText('您自行取得的公钥').waitFor();
    const witness = signerOf('witness.test', COSIGNATURE_V1, 9);
    await page.getByText(/^日志公钥 ·/).click();
    await page.getByLabel('见证方公钥（vkey）').fill(formatVkey(witness.key));
    await page.getByRole('button', { name: '添加见证方' }).click();
    await page.getByText('未联署此检查点').waitFor();
    await page.route('**/log/checkpoint', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replace(/\n\d+\n/, '\n1\n') });
    });
    await page.reload();
    await page.getByText('证明不成立：所示内容与日志不符').waitFor();
    await expect.poll(() => page.getByText('检查点成立').count()).toBe(0);
  });
});
