/** What waits for verification bodies, in the console. */
import { afterEach, describe, expect, it } from 'vitest';
import { browser, type OpenedConsole, openConsole } from './console.ts';
import { actingFor, agreed, idOf, reserved } from './land.ts';

const PROJECT = '美林经营碳汇项目（示例）';

describe.skipIf(!browser)('the queue of verification bodies', () => {
  let opened: OpenedConsole | undefined;
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });

  it('has what waits: a published project, a report, a statement', async () => {
    await published();
    await actingFor('steel').post('/v1/emission-statements', {
      subject: { kind: 'organization', name: '赤峰远联钢铁（示例）' },
      year: 2024,
      province: '15',
      boundary: '全部厂区',
      lines: [{ id: 'coal', category: 1, kind: 'fuel', fuel: 'anthracite', quantity: '7.0', unit: 't' }],
    });
    opened = await openConsole('verifier');
    const { page, isSound, watched } = opened;
    // A report follows a registration, which takes the days of two publications: these two are made up.
    await page.route('**/v1/projects/p-registered', (route) =>
      route.fulfill({ json: { id: 'p-registered', name: '已登记项目（示例）' } }),
    );
    await page.route(/\/v1\/monitoring-reports\?.*status=submitted/, (route) =>
      // Where little is as asked for, a page may be empty and go on.
      route.fulfill({
        json: route.request().url().includes('cursor=')
          ? { items: [reportOf('m-waits', 'submitted')] }
          : { items: [], next: 'further' },
      }),
    );
    await page.getByRole('link', { name: '待审定与核查', exact: true }).click();
    const project = page.getByRole('row').filter({ hasText: PROJECT });
    await project.getByText(/^公示至 \d{4}-\d\d-\d\d，其后可办理$/).waitFor();
    await page.getByRole('link', { name: 'm-waits' }).waitFor();
    await page.getByRole('row').filter({ hasText: 'm-waits' }).getByText(/1,200/).waitFor();
    await page.getByText('公示已满（2026-02-28），可以办理').waitFor();
    await page.getByRole('link', { name: '已登记项目（示例）' }).waitFor();
    await page.getByRole('link', { name: '赤峰远联钢铁（示例）' }).waitFor();
    await isSound('queue');
    await page.getByLabel('审定机构').click();
    await page.getByTitle('本机构').click();
    await page.waitForURL(/validator=mine/);
    await project.waitFor();
    await project.getByRole('link', { name: PROJECT }).click();
    await page.getByRole('heading', { name: PROJECT }).waitFor();
    expect(watched.faults).toEqual([]);
  });

  it('says what comes there where nothing waits', async () => {
    opened = await openConsole('regulator');
    const { page, go, isSound } = opened;
    for (const list of ['projects?', 'monitoring-reports?', 'emission-statements?'])
      await page.route(`**/v1/${list}**`, (route) => route.fulfill({ json: { items: [] } }));
    await go('/queue');
    await page.getByText('没有待审定的项目').waitFor();
    await page.getByText('没有待核查的核算报告').waitFor();
    await page.getByText('没有待核查的排放声明').waitFor();
    await isSound('queue-empty');
  });

  async function published(): Promise<void> {
    const developer = actingFor('nongtou');
    const project = await reserved(PROJECT, 7);
    await developer.post(`/v1/projects/${project}/develop`, { agreement: await agreed() });
    await developer.post(`/v1/projects/${project}/publish`, {
      document: await developer.file(`${PROJECT} 设计文件`),
      validator: idOf('verifier'),
      startedOn: '2025-01-01',
      crediting: { from: '2025-01-01', to: '2044-12-31' },
      legalDuty: false,
      underEts: false,
    });
  }
});

const reportOf = (id: string, status: string) => ({
  id,
  project: 'p-registered',
  status,
  period: { from: '2025-01-01', to: '2025-12-31' },
  comments: { from: '2026-01-30', to: '2026-02-28' },
  commentsReceived: 2,
  vintages: [{ vintage: 2025, tonnes: 1200 }],
  documents: [],
});
