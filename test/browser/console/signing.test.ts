/** Commands signed in the browser: keys made, registered, handed over and revoked, and what they signed. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { formatVkey, parseVkey } from '../../../events/tlog/note-key.ts';
import { madeUpUscc } from '../../support/uscc.ts';
import { signerOf } from '../../unit/file-signer.ts';
import { browser, type OpenedConsole, openConsole, registryUrl } from './console.ts';
import { actingFor, idOf } from './land.ts';

const NAME = '赤峰签名试验厂（示例）';
const Blocks = z.object({
  items: z.array(z.object({ batch: z.string(), status: z.string(), quantity: z.number() })),
});

describe.skipIf(!browser)('commands signed in the browser', () => {
  let org: string;
  /** Two people of one organization, each with a device of their own. */
  let first: OpenedConsole;
  let second: OpenedConsole;
  let signedByTwo = '';
  let transfer: string;

  beforeAll(async () => {
    const roles = ['enterprise'];
    org = await actingFor('operator').create('/v1/organizations', {
      name: NAME,
      uscc: madeUpUscc(772),
      roles,
    });
    transfer = await offered(org);
    first = await openConsole({ org, role: 'enterprise', sub: 'signer-1' });
    second = await openConsole({ org, role: 'enterprise', sub: 'signer-2' }, { scheme: 'dark' });
  });
  afterAll(async () => {
    await first?.close();
    await second?.close();
  });

  it('makes a key that no script takes away, and registers it', async () => {
    const { page, isSound } = first;
    await page.getByRole('link', { name: '本机构', exact: true }).click();
    await page.getByText('没有在用密钥：').waitFor();
    await page.getByText('从未登记过密钥。').waitFor();
    await isSound('organization-no-keys');
    await page.getByRole('button', { name: '生成密钥' }).click();
    await page.getByText('已生成，尚未登记').waitFor();
    expect(await exported(page)).toEqual(['InvalidAccessError', false]);
    const kid = await kidOn(page);
    await page.reload();
    await page.getByText('已生成，尚未登记').waitFor();
    expect(await kidOn(page)).toBe(kid);
    await page.getByRole('button', { name: '登记此密钥' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/登记永久记入公开日志/).waitFor();
    await expect.poll(() => dialog.getByRole('button', { name: '登记此密钥' }).isDisabled()).toBe(true);
    await isSound('organization-first-key');
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: '登记此密钥' }).click();
    await page.getByText('密钥已登记').waitFor();
    await page.getByText(/^✓ 证明成立/).waitFor();
    await page.getByText('在用：本设备上的办理附其签名').waitFor();
    await isSound('organization-key');
  });

  it('signs what is done, and the log shows that the signature holds', async () => {
    const { page, go, isSound } = first;
    await go(`/transfers/${transfer}`);
    await page.getByRole('button', { name: '受让…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('我已核对以上内容').click();
    await dialog.getByRole('button', { name: '受让' }).click();
    await page.getByRole('status').getByText('已受让').waitFor();
    await page.getByText('证明成立').waitFor();
    await page.getByRole('status').getByRole('link').first().click();
    await page.getByText('签名成立：已在本浏览器中核验').waitFor();
    await page.getByText('密钥为该机构在用密钥。').waitFor();
    await isSound('event-signed');
  });

  it('refuses on a device without a key, keeps the form, and says what to do', async () => {
    const { page, go, isSound } = second;
    await go('/statements');
    await page.getByText(/本设备没有在用的密钥/).waitFor();
    await go('/confirmations');
    await page.getByLabel('注销').check();
    await page.getByRole('button', { name: '发起更改' }).click();
    await page.getByText('未办理：贵机构的办理须签名').waitFor();
    await expect.poll(() => page.getByLabel('注销').isChecked()).toBe(true);
    await isSound('unsigned-refused');
    await page.getByRole('alert').getByRole('link', { name: '本设备的密钥', exact: true }).click();
    await page.getByRole('heading', { name: NAME }).waitFor();
  });

  it('hands a second device’s key over to the first, which registers it', async () => {
    await second.page.getByRole('button', { name: '生成密钥' }).click();
    await second.page.getByText('请已登记密钥的设备为本设备登记').waitFor();
    const code = await second.page.locator('pre').first().innerText();
    await second.isSound('organization-hand-over');
    const { page, go, isSound } = first;
    await go('/organization');
    const field = page.getByLabel('另一设备的登记码');
    const check = page.getByRole('button', { name: '核对' });
    await field.fill(code.slice(0, -20));
    await check.click();
    await page.getByText('不是完整的登记码').waitFor();
    await field.fill(code.replace(org, idOf('copper')));
    await check.click();
    await page.getByText('此登记码属于另一机构').waitFor();
    // Another key with the proof of this one.
    await field.fill(
      code.replace(/(Ed25519 \S+ )./, (_, head: string) => `${head}${code.includes(`${head}A`) ? 'B' : 'A'}`),
    );
    await check.click();
    await page.getByText('登记码的证明不成立').waitFor();
    await isSound('organization-code-refused');
    await field.fill(code);
    await check.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(await kidOn(second.page)).waitFor();
    await dialog.getByText('我已核对以上内容').click();
    await dialog.getByRole('button', { name: '登记此密钥' }).click();
    await page.getByText('密钥已登记').waitFor();
    await second.page.getByText('在用：本设备上的办理附其签名').waitFor();
    await expect.poll(() => page.getByRole('table', { name: '在用密钥' }).getByRole('row').count()).toBe(3);
  });

  it('has both keys on the record where two people retire', async () => {
    await first.go('/confirmations');
    await first.page.getByLabel('注销').check();
    await first.page.getByRole('button', { name: '发起更改' }).click();
    await confirmed();
    const { page, go } = first;
    await go('/retire?kind=credit&statement=none');
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByLabel(/^注销数量/).fill('7');
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByLabel('事由').fill('自愿抵销');
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByRole('button', { name: /^注销 7 tCO2e/ }).click();
    await page.getByRole('dialog').getByText('我已核对以上内容').click();
    await page.getByRole('dialog').getByRole('button', { name: '注销' }).click();
    await confirmed();
    await second.page.getByRole('status').getByRole('link').first().click();
    await second.page.getByRole('heading', { name: '确认代表的签名' }).waitFor();
    await second.page.getByRole('heading', { name: '发起代表的签名' }).waitFor();
    await expect.poll(() => second.page.getByText('签名成立：已在本浏览器中核验').count()).toBe(2);
    await second.isSound('event-signed-by-two');
    signedByTwo = second.page.url();
  });

  it('signs nothing for a registry that shows another log', async () => {
    const { page, go } = first;
    const vkey = (await (await fetch(`${registryUrl()}/log/vkey`)).text()).trim();
    await page.evaluate((key) => localStorage.setItem('lvzhang.vkey', key), otherThan(vkey));
    await go('/confirmations');
    await page.getByLabel('转让').check();
    await page.getByRole('button', { name: '发起更改' }).click();
    await page.getByText('登记簿所示的日志公钥与所认的不同，未签名，未提交').waitFor();
    await page.evaluate(() => localStorage.removeItem('lvzhang.vkey'));
  });

  it('revokes a key for a reason, and the device is told', async () => {
    const { page, go, isSound } = first;
    await go('/organization');
    const other = await kidOn(second.page.url().includes('/organization') ? second.page : await own(second));
    await page.getByRole('button', { name: `撤销 ${other}` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: '撤销' }).click();
    await dialog.getByText('请填写理由').waitFor();
    await dialog.getByLabel('理由（公开）').fill('联系人 13800138000');
    await dialog.getByRole('button', { name: '撤销' }).click();
    await dialog.getByText('疑似手机号码').first().waitFor();
    await isSound('organization-revoke');
    await dialog.getByLabel('理由（公开）').fill('设备更换');
    await dialog.getByRole('button', { name: '撤销' }).click();
    await page.getByText('密钥已撤销').waitFor();
    await isSound('organization-revoked');
    // The registry's list of leaves follows the log by the minute.
    const history = page.getByRole('table', { name: '密钥沿革' });
    await history
      .getByRole('row')
      .filter({ hasText: other })
      .filter({ hasText: '设备更换' })
      .waitFor({ timeout: 150_000 });
    await second.go('/organization');
    await second.page.getByText('已生成，尚未登记').waitFor();
    // What the key signed while it was in force holds.
    await page.goto(signedByTwo);
    await expect.poll(() => page.getByText('签名成立：已在本浏览器中核验').count()).toBe(2);
  }, 240_000);

  /** The second person confirms what the first initiated last. */
  async function confirmed(): Promise<void> {
    await first.page.getByText(/^已发起，尚未生效/).waitFor();
    await second.page.goto(first.page.url());
    await second.page.getByRole('button', { name: '确认办理' }).click();
    const dialog = second.page.getByRole('dialog');
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: '确认办理' }).click();
    await second.page.getByText('已由两人办理').waitFor();
    await second.page.getByText('证明成立').waitFor();
  }

  async function own({ go, page }: OpenedConsole): Promise<Page> {
    await go('/organization');
    return page;
  }
});

/** The key id that the device's card shows. */
async function kidOn(page: Page): Promise<string> {
  const fact = page.locator('dl.facts > div').filter({ hasText: '密钥标识' }).first();
  return fact.locator('code').innerText();
}

/** What becomes of who asks the browser for the private half: the error's name, and whether it may go out. */
const exported = (page: Page) =>
  page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((done) => {
      const request = indexedDB.open('lvzhang');
      request.onsuccess = () => done(request.result);
    });
    const [kept] = await new Promise<{ privateKey: CryptoKey }[]>((done) => {
      const request = database.transaction('keys').objectStore('keys').getAll();
      request.onsuccess = () => done(request.result as { privateKey: CryptoKey }[]);
    });
    database.close();
    const { privateKey } = kept!;
    const refusals = await Promise.all(
      (['pkcs8', 'jwk', 'raw'] as const).map((format) =>
        crypto.subtle.exportKey(format, privateKey).then(
          () => 'exported',
          (error: DOMException) => error.name,
        ),
      ),
    );
    return [[...new Set(refusals)].join(), privateKey.extractable];
  });

/** Another log's key under the same name. */
function otherThan(vkey: string): string {
  const { name, type } = parseVkey(vkey);
  return formatVkey(signerOf(name, type, 7).key);
}

/** Units that the developer offers to the organization, of those that no other story counts. */
async function offered(org: string): Promise<string> {
  const developer = actingFor('nongtou');
  const from = accountOf(idOf('nongtou'));
  const { items } = await developer.read(`/v1/accounts/${from}/blocks?limit=200`, Blocks);
  const block = items.find(({ status, quantity }) => status === 'held' && quantity !== 60_000);
  const body = { from, to: accountOf(org), items: [{ batch: block?.batch, quantity: 20 }] };
  return developer.create('/v1/transfers', body);
}

/** A holder's account has its digits. */
const accountOf = (org: string): string => org.replace(/^o-/, 'a-');
