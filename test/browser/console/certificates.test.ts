/** Green certificates in the console: by month and expiry, the code decoded, the way back to the meter. */
import { afterEach, describe, expect, it } from 'vitest';
import { browser, type OpenedConsole, openConsole } from './console.ts';
import { farmed, metered, monthsAgo } from './power.ts';

const FACILITY_CODE = 'W1504020000000042';
const CODE = `${FACILITY_CODE}20260100001G1T1`.slice(0, 32);

describe.skipIf(!browser)('certificates in the console', () => {
  let opened: OpenedConsole | undefined;
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });

  it('stand by month and expiry, and lead back to the generation', async () => {
    const facility = await farmed('翁牛特风电场（示例）', 'WNT', { code: FACILITY_CODE });
    // This month is the last in which the first of them is valid.
    for (const [ago, mwh] of [
      [23, 7],
      [15, 11],
      [2, 13],
    ] as const)
      await metered(facility, monthsAgo(ago), mwh * 1000 + 400);
    await metered(facility, monthsAgo(1), 17_300, {}, CODE);
    opened = await openConsole('wind');
    const { page, go, isSound, watched } = opened;
    await page.getByRole('link', { name: '绿证', exact: true }).click();
    await page.getByRole('heading', { name: '绿证', level: 1 }).waitFor();
    await page.getByRole('img', { name: /可用绿证按到期月份的柱状图/ }).waitFor();
    await page.getByRole('cell', { name: '7', exact: true }).waitFor();
    await isSound('certificates');
    await go('/certificates?expiry=soon');
    await page.getByRole('link', { name: monthsAgo(23) }).waitFor();
    expect(await page.getByRole('link', { name: monthsAgo(1) }).count()).toBe(0);
    await go(`/facilities/${facility}`);
    const row = page.getByRole('row').filter({ hasText: CODE });
    await row.getByRole('link', { name: '查看' }).click();
    await page.getByRole('heading', { name: `${monthsAgo(1)} 绿证` }).waitFor();
    await page.getByText('与本登记簿所记的项目编号一致').waitFor();
    await page.getByText(CODE.slice(17), { exact: true }).waitFor();
    await page.getByText('第 1 次填报，17,300 千瓦时').waitFor();
    await page.getByRole('heading', { name: '本机构持有的号段' }).waitFor();
    await isSound('certificate');
    expect(watched.faults).toEqual([]);
  });

  it('are nobody’s without an account, and show no code where there is none', async () => {
    const facility = await farmed('敖汉风电场（示例）', 'AHF');
    await metered(facility, monthsAgo(1), 5_000);
    opened = await openConsole('regulator', { language: 'en', scheme: 'dark' });
    const { page, go, isSound } = opened;
    await go(`/facilities/${facility}`);
    await page.getByRole('link', { name: 'See' }).click();
    await page.getByText('This batch has no national code').waitFor();
    await page.getByText('report 1, 5,000 kWh').waitFor();
    await isSound('certificate-regulator');
  });
});
