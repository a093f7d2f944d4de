/** Emission statements as an enterprise reads them. */
import { afterEach, describe, expect, it } from 'vitest';
import { browser, type OpenedConsole, openConsole, post } from './console.ts';

const STATEMENT = {
  subject: { kind: 'organization', name: '赤峰新能源一场' },
  year: 2025,
  province: '15',
  boundary: '全部场站',
  lines: [
    { id: 'coal', category: 1, kind: 'fuel', fuel: 'anthracite', quantity: '100.0', unit: 't' },
    { id: 'power', category: 2, kind: 'electricity', kWh: '3000000', supply: 'grid', direction: 'received' },
  ],
};

describe.skipIf(!browser)('emission statements', () => {
  let opened: OpenedConsole | undefined;
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });

  it('shows one in four views, from gross to open', async () => {
    opened = await openConsole('wind');
    const { page, go, isSound, watched } = opened;
    await post(page, '/v1/emission-statements', STATEMENT);
    await go('/statements');
    await page.getByRole('link', { name: '赤峰新能源一场' }).waitFor();
    await isSound('statements');
    await page.getByRole('link', { name: '赤峰新能源一场' }).click();
    await page.getByRole('img', { name: /^瀑布图：总排放 2,\d{3}\.\d+/ }).waitFor();
    await page.getByRole('rowheader', { name: /位置法/ }).waitFor();
    await expect.poll(() => page.getByRole('rowheader').count()).toBe(4);
    await isSound('statement');
    expect(watched.faults).toEqual([]);
  });

  it('says first what to do where there are none', async () => {
    opened = await openConsole('zinc', { scheme: 'dark' });
    await opened.go('/statements');
    await opened.page.getByText('还没有排放声明').waitFor();
    await opened.isSound('statements-empty-dark');
  });
});
