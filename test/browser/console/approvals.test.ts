/** What waits for the operator, in the console: requests to decide, and what the public said. */
import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { parseVkey } from '../../../events/tlog/note-key.ts';
import { chinaDate } from '../../../shared/base/day.ts';
import { publicCommentText } from '../../../shared/sinks/comment-text.ts';
import { doWork } from '../../../shared/sinks/comment-work.ts';
import { browser, type OpenedConsole, openConsole, registryUrl } from './console.ts';
import { actingFor, agreed, idOf, reserved } from './land.ts';

const PROJECT = '乌丹经营碳汇项目（示例）';

describe.skipIf(!browser)('what waits for the operator', () => {
  let opened: OpenedConsole | undefined;
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });

  it('has comments of the public, published or refused for a reason', async () => {
    const project = await published();
    await comment(project, '请说明小班边界与邻村草场的界线。');
    await comment(project, '广告：代办各类证照。');
    opened = await openConsole('operator');
    const { page, isSound, watched } = opened;
    // A request for registration follows two publications and their days: this one is made up.
    await page.route(/\/v1\/projects\?.*status=registration-requested/, (route) =>
      route.fulfill({
        json: {
          items: [
            {
              id: 'p-asked',
              name: '已申请项目（示例）',
              standard: 'CCER',
              methodology: 'CCER-14-001-V01',
              developer: idOf('nongtou'),
            },
          ],
        },
      }),
    );
    await page.getByRole('link', { name: '待审批', exact: true }).click();
    await page.getByRole('link', { name: '已申请项目（示例）' }).waitFor();
    await page.getByText('没有待办的签发申请').waitFor();
    const card = page.getByRole('region', { name: PROJECT });
    await card.getByText('2 条待审核').waitFor();
    await isSound('approvals');
    await judge('请说明小班边界', '公开');
    let dialog = page.getByRole('dialog');
    await dialog.getByText(/请确认不含个人信息/).waitFor();
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: '公开' }).click();
    await page.getByText('意见已公开').waitFor();
    await judge('广告', '不予公开…');
    dialog = page.getByRole('dialog');
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: '不予公开' }).click();
    await dialog.getByText('请填写理由').waitFor();
    await dialog.getByLabel('理由（公开）').fill('电话 13800138000');
    await dialog.getByRole('button', { name: '不予公开' }).click();
    await dialog.getByText('疑似手机号码').first().waitFor();
    await isSound('approval-refused');
    await dialog.getByLabel('理由（公开）').fill('与公示文件无关');
    await dialog.getByRole('button', { name: '不予公开' }).click();
    // Another story's comments may wait still.
    await card.waitFor({ state: 'detached' });
    await page.getByText('意见不予公开').waitFor();
    const { text } = await commentsOf(project);
    expect(text).toContain('"admitted"');
    expect(text).toContain('与公示文件无关');
    expect(watched.faults.filter((fault) => !fault.startsWith('Failed to load resource'))).toEqual([]);

    async function judge(words: string, name: string): Promise<void> {
      const one = card.getByRole('region').filter({ hasText: words });
      await one.getByRole('button', { name, exact: true }).click();
    }
  });

  it('says where nothing waits, and where imports are begun', async () => {
    opened = await openConsole('operator', { language: 'en', scheme: 'dark' });
    const { page, go, isSound } = opened;
    await page.route('**/v1/projects?**', (route) => route.fulfill({ json: { items: [] } }));
    await go('/approvals');
    await page.getByText('No request for registration waits').waitFor();
    await page.getByText('No comment of the public waits').waitFor();
    await isSound('approvals-none');
    await page.getByRole('link', { name: 'Jobs', exact: true }).click();
    await page.getByRole('link', { name: 'New job' }).click();
    await page.getByLabel('Kind').click();
    await page.getByTitle(/^Import/).waitFor();
  });

  async function commentsOf(project: string) {
    return { text: await (await fetch(`${registryUrl()}/v1/projects/${project}/public-comments`)).text() };
  }
});

async function published(): Promise<string> {
  const developer = actingFor('nongtou');
  const project = await reserved(PROJECT, 8);
  await developer.post(`/v1/projects/${project}/develop`, { agreement: await agreed() });
  await developer.post(`/v1/projects/${project}/publish`, {
    document: await developer.file(`${PROJECT} 设计文件`),
    validator: idOf('verifier'),
    startedOn: '2025-01-01',
    crediting: { from: '2025-01-01', to: '2044-12-31' },
    legalDuty: false,
    underEts: false,
  });
  return project;
}

/** As anybody comments: by work in place of a name. */
async function comment(subject: string, text: string): Promise<void> {
  const salt = new Uint8Array(randomBytes(32));
  const { sha256 } = publicCommentText(subject, text, salt);
  const day = chinaDate(new Date().toISOString());
  const log = parseVkey((await (await fetch(`${registryUrl()}/log/vkey`)).text()).trim()).name;
  const nonce = doWork({ log, subject, day, sha256 });
  const response = await fetch(`${registryUrl()}/v1/projects/${subject}/public-comments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text, salt: Buffer.from(salt).toString('hex'), day, nonce }),
  });
  expect(response.status).toBe(201);
}
