/** Lists exported by a job: each is the file that the command writes, as CSV to the byte. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { run } from '../../events/cli/export.ts';
import { listNames } from '../../events/exchange/lists/lists.ts';
import { requireAdmitted } from '../../functions/work/admission.ts';
import { beginExport } from '../../functions/work/exporting.ts';
import { finished } from '../../functions/work/finishing.ts';
import { type Job, JobInput, newJob } from '../../functions/work/job.ts';
import { WithinClient } from '../../functions/work/within.ts';
import { endpoints } from '../../functions/worker.ts';
import { freshTable, worldHere } from '../support/local/memory-world.ts';
import { type ServedApi, serve, tokenOf } from '../support/local/served-api.ts';
import { type Caller, castMember, loadHandlers, TestApi } from '../support/probes/api.ts';
import type { Seller } from '../support/probes/first-sale.ts';
import { onDay } from '../support/probes/lifecycle.ts';
import { makeListed } from '../support/probes/list-history.ts';

const REGULATOR = castMember('regulator', ['regulator']);

let api: TestApi;
let served: ServedApi;
let folder: string;
let seller: Seller;
beforeAll(async () => {
  onDay('2026-07-02');
  const { client, tableName } = freshTable();
  api = new TestApi(await loadHandlers());
  served = await serve(api);
  folder = mkdtempSync(join(tmpdir(), 'lvzhang-list-jobs-'));
  ({ seller } = await makeListed(api, client, tableName));
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
});
afterAll(async () => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  await served?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The file that the command writes. */
async function commanded(list: string, format: string, { org, roles }: Caller): Promise<Buffer> {
  const file = join(folder, `${list}.${format}`);
  vi.stubEnv('LVZHANG_TOKEN', tokenOf({ org, roles }));
  const code = await run([list, '--url', served.url, '--lang', 'zh', '--format', format, '-o', file]);
  vi.unstubAllEnvs();
  expect(code).toBe(0);
  return readFileSync(file);
}

const kept = async () => true;
/** The file of such a job, as the worker makes it. @throws JobFault, RefusedError */
async function worked({ org, roles }: Caller, given: object) {
  const asker = { sub: 'test', org, roles: roles as Job['asker']['roles'] };
  const input = JobInput.parse(given);
  const now = worldHere().now();
  const job = newJob({ id: 'j-1', asker, language: 'zh', input, request: '' }, now);
  await requireAdmitted(worldHere(), job);
  const client = new WithinClient(endpoints, job, () => Promise.resolve());
  const task = await beginExport(job, { client, documents: { read: async () => undefined } });
  expect(await task.run(() => true)).toBe(true);
  const { texts, counts } = task.snapshot();
  const [[name, text] = ['', '']] = Object.entries(texts);
  return { rows: counts.rows!, file: (await finished(job, { name, bytes: Buffer.from(text) }, true, kept))! };
}

const period = { from: '2026-01-01', to: '2026-12-31' };
const inputOf = (list: string, more: object = {}) => ({
  kind: `export-${list}`,
  ...(list === 'entitlements' && period),
  ...more,
});
const holderOf = (list: string): Caller =>
  list === 'statements' || list === 'settlements' ? seller.buyer.caller : seller.developer.caller;

describe.each(listNames)('%s', (list) => {
  it('as CSV', async () => {
    const { rows, file } = await worked(holderOf(list), inputOf(list));
    expect([file.name, file.mediaType]).toEqual(['rows.csv', 'text/csv']);
    const text = file.bytes.toString();
    expect(text).toBe((await commanded(list, 'csv', holderOf(list))).toString());
    expect(rows).toBeGreaterThan(0);
    expect(text.split('\r\n')).toHaveLength(rows + 2);
  });

  it('as a workbook', async () => {
    const { file } = await worked(holderOf(list), inputOf(list, { format: 'xlsx' }));
    expect(file.name).toBe('rows.xlsx');
    expect(file.mediaType).toMatch(/spreadsheetml\.sheet$/);
    const read = await readSheet(Buffer.from(file.bytes));
    expect(read).toEqual(await readSheet(await commanded(list, 'xlsx', holderOf(list))));
    expect(read.length).toBeGreaterThan(1);
  });
});

describe('whose list it is', () => {
  it('supervision has those of others', async () => {
    await api.send('GET /v1/organizations', { caller: REGULATOR });
    const { id, caller } = seller.developer;
    const own = await worked(caller, inputOf('holdings'));
    const seen = await worked(REGULATOR, inputOf('holdings', { organization: id }));
    expect(seen.file).toEqual(own.file);
  });

  it.each(['holdings', 'transfers', 'retirements', 'entitlements'])(
    'a holder is refused the %s of others by the endpoints too',
    async (list) => {
      const asked = worked(seller.buyer.caller, inputOf(list, { organization: seller.developer.id }));
      await expect(asked).rejects.toMatchObject({ status: 403 });
    },
  );

  it('a list without a line is a table all the same', async () => {
    const { file } = await worked(seller.buyer.caller, inputOf('retirements', { format: 'xlsx' }));
    expect(await readSheet(Buffer.from(file.bytes))).toHaveLength(1);
  });
});
