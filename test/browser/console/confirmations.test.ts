/** Two pairs of eyes: one initiates, another confirms, each in a browser of its own. */
import { afterEach, describe, expect, it } from 'vitest';
import { browser, type OpenedConsole, openConsole } from './console.ts';

describe.skipIf(!browser)('two pairs of eyes', () => {
  const opened: OpenedConsole[] = [];
  afterEach(async () => {
    for (const each of opened.splice(0)) await each.close();
  });
  const open = async (...opening: Parameters<typeof openConsole>) => {
    const one = await openConsole(...opening);
    opened.push(one);
    return one;
  };

  it('puts a demand by two, and neither by one', async () => {
    const first = await open('bank');
    await first.go('/confirmations');
    await first.page.getByText('没有待您确认的办理。').waitFor();
    await first.isSound('confirmations-empty');
    await first.page.getByLabel('注销').check();
    await first.page.getByRole('button', { name: '发起更改' }).click();
    await first.page.getByText(/^已发起，尚未生效/).waitFor();
    await first.isSound('confirmation-mine');
    await expect.poll(() => first.page.getByRole('button', { name: '确认办理' }).count()).toBe(0);
    const address = new URL(first.page.url()).pathname.replace('/console', '');

    const second = await open('bank', { isSecond: true });
    await second.go('/confirmations');
    await second.page.getByRole('table', { name: '待我确认' }).getByRole('link').click();
    await second.isSound('confirmation-for-me');
    await second.page.getByRole('button', { name: '确认办理' }).click();
    const last = second.page.getByRole('dialog');
    await expect.poll(() => last.getByRole('button', { name: '确认办理' }).isDisabled()).toBe(true);
    await last.getByRole('checkbox').check();
    await last.getByRole('button', { name: '确认办理' }).click();
    await second.page.getByText('已由两人办理').waitFor();
    await second.page.getByText('证明成立').waitFor();
    await second.isSound('confirmation-done');

    await first.go(address);
    await first.page.getByText('已由两人办理').waitFor();
    await first.go('/confirmations');
    await first.page.getByText('现行要求： 注销').waitFor();
    await first.page.getByRole('table', { name: '已了结' }).waitFor();
    await first.isSound('confirmations');
  });

  it('tells who has nothing to demand why, and a stranger nothing', async () => {
    const one = await open('grid');
    await one.go('/confirmations');
    await one.page.getByText('没有待您确认的办理。').waitFor();
    // A grid company holds no units, so it has nothing to demand: the registry says so.
    await one.page.getByLabel('注销').check();
    await one.page.getByRole('button', { name: '发起更改' }).click();
    await one.page.getByRole('alert').waitFor();

    const other = await open('verifier');
    await other.go('/confirmations/b-0');
    await other.page.getByRole('alert').waitFor();
  });
});
