/** An export's task: where it goes on, and what of a list fits no workbook. */
import { readSheet } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { WORKBOOK_ROWS_MAX } from '../../events/exchange/lists/workbook.ts';
import type { RegistryClient } from '../../events/exchange/registry-client.ts';
import { beginExport, JSON_LINES_FILE } from '../../functions/work/exporting.ts';
import { finished } from '../../functions/work/finishing.ts';
import { type Job, newJob } from '../../functions/work/job.ts';
import { JobFault } from '../../functions/work/task.ts';

const entitlement = (fen: number, project = 'p-1') => ({
  transfer: 't-1',
  project,
  organization: 'o-1',
  basisPoints: 10_000,
  fen,
  settledOn: '2026-01-02',
  commit: { id: 'c' },
});

/** A registry with these pages of entitlements. */
const clientOf = (pages: readonly object[][]): RegistryClient =>
  ({
    get: async (path: string) => {
      const page = Number(new URL(path, 'http://x').searchParams.get('cursor') ?? '0');
      return { items: pages[page], ...(page + 1 < pages.length && { next: String(page + 1) }) };
    },
  }) as Partial<RegistryClient> as RegistryClient;

const jobOf = (format: 'csv' | 'xlsx'): Job =>
  newJob(
    {
      id: 'j-1',
      asker: { sub: 's', org: 'o-1', roles: ['developer'] },
      language: 'en',
      input: { kind: 'export-entitlements', from: '2026-01-01', to: '2026-01-31', format },
      request: 'r',
    },
    new Date(0),
  );

/** Its text, written by workers of which each does so many pages. */
async function written(job: Job, pages: readonly object[][], pagesEach: number): Promise<string> {
  const documents = { read: async () => undefined };
  let text = '';
  let at = job;
  for (let finishes = false; !finishes; ) {
    const task = await beginExport(at, { client: clientOf(pages), documents });
    let asked = 0;
    finishes = await task.run(() => ++asked <= pagesEach);
    const { texts, cursor, progress, counts } = task.snapshot();
    text += Object.values(texts).join('');
    at = { ...at, cursor, progress, counts };
  }
  expect(at.counts.rows).toBe(pages.flat().length);
  return text;
}

const pages = [[entitlement(1), entitlement(2)], [entitlement(3)], [], [entitlement(4)]];

describe.each(['csv', 'xlsx'] as const)('an export as %s', (format) => {
  it('goes on where the last worker stopped, page by page', async () => {
    const whole = await written(jobOf(format), pages, 100);
    for (const each of [1, 2, 3]) expect(await written(jobOf(format), pages, each)).toBe(whole);
    expect(whole.trimEnd().split('\n')).toHaveLength(format === 'csv' ? 5 : 4);
  });
});

const kept = async () => true;
const lines = (text: string) => ({ name: JSON_LINES_FILE, bytes: new TextEncoder().encode(text) });

describe('a workbook', () => {
  it('is made of the lines once the list is whole, and only then', async () => {
    const text = await written(jobOf('xlsx'), pages, 2);
    expect(await finished(jobOf('xlsx'), lines(text), false, kept)).toBeUndefined();
    const { name, bytes } = (await finished(jobOf('xlsx'), lines(text), true, kept))!;
    expect(name).toBe('rows.xlsx');
    const [head, ...rows] = await readSheet(Buffer.from(bytes));
    expect([head?.[0], rows.map((row) => row[5])]).toEqual(['settledOn', [1, 2, 3, 4]]);
  });

  it('has a bounded number of rows: beyond it the job names the other format', async () => {
    const page = Array.from({ length: WORKBOOK_ROWS_MAX / 2 }, () => entitlement(1));
    const fits = await written(jobOf('xlsx'), [page, page], 1);
    expect(fits.trimEnd().split('\n')).toHaveLength(WORKBOOK_ROWS_MAX);
    const toomany = written(jobOf('xlsx'), [page, page, [entitlement(1)]], 1);
    await expect(toomany).rejects.toThrow(/50000 rows don't fit a workbook; ask for the format csv/);
    await expect(toomany).rejects.toBeInstanceOf(JobFault);
  });

  it('has bounded cells', async () => {
    const text = await written(jobOf('xlsx'), [[entitlement(1, 'p'.repeat(32_768))]], 1);
    await expect(finished(jobOf('xlsx'), lines(text), true, kept)).rejects.toBeInstanceOf(JobFault);
  });
});
