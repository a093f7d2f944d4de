/** Land in the console: on the map and in the list, which say the same. */
import { afterEach, describe, expect, it } from 'vitest';
import { browser, type OpenedConsole, openConsole } from './console.ts';
import { surveyed } from './land.ts';

describe.skipIf(!browser)('land in the console', () => {
  let opened: OpenedConsole | undefined;
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });

  it('sums the inventory, and keeps list and map in step', async () => {
    await surveyed('马鞍山 1 号小班', 20);
    await surveyed('马鞍山 2 号小班', 21);
    opened = await openConsole('nongtou');
    const { page, isSound, watched } = opened;
    await page.getByRole('link', { name: '地块' }).click();
    await page.getByRole('row', { name: /喀喇沁旗 林业 CCER · VCS/ }).waitFor();
    await page.getByRole('button', { name: '马鞍山 1 号小班' }).click();
    await page.waitForURL(/parcel=l-/);
    await page.getByRole('heading', { name: '马鞍山 1 号小班' }).waitFor();
    const map = page.getByLabel(/^地块边界图/);
    await page.getByText(/^正在读取/).waitFor({ state: 'detached' });
    await isSound('land');
    // The neighbour lies to the east of the chosen one, which the map shows in its middle.
    const box = (await map.boundingBox())!;
    await page.mouse.click(box.x + box.width * 0.93, box.y + box.height / 2);
    await page.getByRole('heading', { name: '马鞍山 2 号小班' }).waitFor();
    expect(await page.getByRole('button', { name: '马鞍山 2 号小班' }).getAttribute('aria-pressed')).toBe(
      'true',
    );
    expect(watched.faults).toEqual([]);
  });

  it('tells an enterprise that land isn’t its matter, and has no way there', async () => {
    opened = await openConsole('copper');
    expect(await opened.page.getByRole('link', { name: '地块' }).count()).toBe(0);
    await opened.go('/land');
    await opened.page.getByRole('alert').waitFor();
  });
});
