/** The public's comments in the console: without a login, and by an organization. */
import { afterEach, describe, expect, it } from 'vitest';
import { browser, type OpenedConsole, openConsole } from './console.ts';
import { idOf, published } from './land.ts';

describe.skipIf(!browser)('comments of the public in the console', () => {
  let opened: OpenedConsole | undefined;
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });

  it('come without a login, after some seconds of work, and by an organization at once', async () => {
    const project = await published('公主陵经营碳汇项目（示例）', 12, idOf('verifier'));
    opened = await openConsole(undefined, { language: 'en', scheme: 'dark' });
    let { page, go, isSound, watched } = opened;
    await go(`/projects/${project}`);
    await page.getByText(/anybody may comment/).waitFor();
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.getByText('Write the comment').waitFor();
    await page.getByLabel('Comment', { exact: true }).fill('Call 13800138000');
    await page.getByRole('button', { name: 'Submit' }).click();
    await page
      .getByText(/mobile/i)
      .first()
      .waitFor();
    await page.getByLabel('Comment', { exact: true }).fill('How many trees are felled each year?');
    await isSound('project-comment-en-dark');
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.getByText('Received as number 1; the operator will read it').waitFor();
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download the receipt' }).click(),
    ]);
    expect(saved.suggestedFilename()).toBe(`comment-${project}-1.json`);
    // The browser tells of every refused request.
    expect(watched.faults.filter((fault) => !/status of 400/.test(fault))).toEqual([]);

    await opened.close();
    opened = await openConsole('steel');
    ({ page, go, isSound } = opened);
    await go(`/projects/${project}`);
    await page.getByText('另有未署名意见 1 条待登记机构审核').waitFor();
    await page.getByLabel('意见', { exact: true }).fill('请公布样地位置。');
    await page.getByRole('button', { name: '提交意见' }).click();
    await page.getByText('意见已公开').waitFor();
    await page.getByText(/^✓ 证明成立/).waitFor();
    await expect.poll(() => page.getByText('请公布样地位置。').count()).toBe(1);
  });
});
