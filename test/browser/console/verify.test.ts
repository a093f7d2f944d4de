/** Files verified in the console: proven, changed, another log's, and what is no certificate. */
import { afterEach, describe, expect, it } from 'vitest';
import { decodeEntries } from '../../../events/tlog/entries.ts';
import { formatTilePath, TILE_WIDTH } from '../../../events/tlog/tile.ts';
import { fromUtf8 } from '../../../shared/base/encoding.ts';
import { browser, type OpenedConsole, openConsole, registryUrl } from './console.ts';

describe.skipIf(!browser)('files verified in the console', () => {
  let opened: OpenedConsole | undefined;
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });

  it('are proven in the words of the command line, and sent nowhere', async () => {
    const certificate = await retirement('certificate.json');
    opened = await openConsole(undefined);
    const { page, isSound, watched } = opened;
    await page.getByRole('link', { name: '核验文件', exact: true }).click();
    await page.getByRole('button', { name: '选择文件' }).waitFor();
    await isSound('verify');
    await give('第一次.json', certificate);
    await page.getByText('成立', { exact: true }).first().waitFor();
    await page.getByText(/注销/).last().waitFor();
    await isSound('verify-proven');
    const before = watched.requests.length;
    await give('改动.json', Buffer.from(certificate.toString().replace(/"quantity":(\d)/, '"quantity":9$1')));
    await page.getByText('不成立', { exact: true }).first().waitFor();
    await isSound('verify-not-proven');
    await give('笔记.json', Buffer.from('{"a":1}'));
    await page.getByText('无法核验此文件').waitFor();
    await page.getByText(/缺少 "format"/).waitFor();
    const asked = watched.requests.slice(before).filter((each) => !/\/console\/assets\//.test(each));
    expect(asked).toEqual([]);
    expect(watched.faults).toEqual([]);
  });

  it('prove the JSON of a PDF, and say that its page was not compared', async () => {
    const pdf = await retirement('certificate.pdf');
    opened = await openConsole(undefined);
    const { page, go, isSound } = opened;
    await go('/verify');
    await give('证书.pdf', pdf);
    await page.getByText('所附 JSON 成立；页面未比对').waitFor();
    await isSound('verify-pdf');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('The attached JSON is PROVEN; its page was not compared').waitFor();
  });

  async function give(name: string, buffer: Buffer): Promise<void> {
    const { page } = opened!;
    await page
      .locator('input[type=file]')
      .setInputFiles({ name, buffer, mimeType: 'application/octet-stream' });
  }

  /** The demo's retirement, as its log has it: a file of its evidence. */
  async function retirement(file: string): Promise<Buffer> {
    const size = Number((await (await fetch(`${registryUrl()}/log/checkpoint`)).text()).split('\n')[1]);
    const path = formatTilePath({ level: 'entries', n: 0, width: Math.min(TILE_WIDTH, size) });
    const bundle = new Uint8Array(await (await fetch(`${registryUrl()}/log/${path}`)).arrayBuffer());
    const id = decodeEntries(bundle)
      .map((entry) => JSON.parse(fromUtf8(entry)) as { id: string; type: string })
      .find(({ type }) => type === 'units.retired')?.id;
    expect(id).toBeDefined();
    const response = await fetch(`${registryUrl()}/v1/retirements/${id}/${file}`);
    expect([file, response.status]).toEqual([file, 200]);
    return Buffer.from(await response.arrayBuffer());
  }
});
