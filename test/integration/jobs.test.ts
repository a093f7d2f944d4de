/**
 * Jobs: asked for, worked on, cancelled, resumed; and what becomes of them where the worker dies, loses the
 * race for them, or meets failures, at each of its steps towards the outside.
 */
import { createHash } from 'node:crypto';
import { readSheet } from 'read-excel-file/node';
import { beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { goldIssuances, goldRetirements } from '../../events/exchange/credits/gold-standard.ts';
import type { Layout } from '../../events/exchange/credits/record.ts';
import type { RegistryClient } from '../../events/exchange/registry-client.ts';
import { theDocuments } from '../../functions/documents/store.ts';
import { allEndpoints } from '../../functions/reference/endpoints.ts';
import { requireAdmitted } from '../../functions/work/admission.ts';
import { beginExport } from '../../functions/work/exporting.ts';
import { beginImport } from '../../functions/work/importing.ts';
import { type Job, LEASE_MS, STUMBLES_MAX, type Unfinished } from '../../functions/work/job.ts';
import { Jobs, jobKey } from '../../functions/work/jobs.ts';
import { theResults } from '../../functions/work/results.ts';
import { type JobWorld, type Outcome, workOn } from '../../functions/work/run.ts';
import type { Task } from '../../functions/work/task.ts';
import { WithinClient } from '../../functions/work/within.ts';
import { WorkTable } from '../../functions/work/work-table.ts';
import { handler as worker } from '../../functions/worker.ts';
import { theWorld } from '../../functions/world.ts';
import { XLSX } from '../../shared/base/document.ts';
import { vcuFile } from '../bench/vcu-file.ts';
import { freshTable } from '../support/local/dynamodb.ts';
import { Crash, type Fault, faulty } from '../support/local/faults.ts';
import { type TestTable, workTableAt } from '../support/local/table.ts';
import { type Caller, loadHandlers, OPERATOR, registerOrganization, TestApi } from '../support/probes/api.ts';
import { startDocuments } from '../support/probes/documents.ts';
import { registerKey } from '../support/probes/keys.ts';
import { workbookOf } from '../support/workbook.ts';

let api: TestApi;
let table: TestTable;
let developer: { id: string; account: string; caller: Caller };
beforeAll(async () => {
  await freshTable();
  table = await workTableAt(inject('dynamoDbEndpoint'));
  await startDocuments();
  api = new TestApi(await loadHandlers());
  developer = (await registerOrganization(api, ['developer'], '示例农投')) as typeof developer;
});

/** Time goes on where a test says so: leases end, and nobody waits. */
let now = Date.now();
beforeEach(() => {
  now = Date.now();
});

const jobs = () => new Jobs(new WorkTable(table.client, table.tableName, () => new Date(now)));

function worldWith(more: Partial<JobWorld> = {}): JobWorld {
  return {
    jobs: jobs(),
    results: theResults(),
    admit: async () => {},
    begin: (job, tools) => (job.input.kind === 'import-credits' ? beginImport : beginExport)(job, tools),
    toolsOf: (job) => ({
      client: new WithinClient(allEndpoints(), job, () => Promise.resolve()),
      documents: theDocuments(),
    }),
    now: () => new Date(now),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 20))),
    ...more,
  };
}

async function upload(
  content: string | Uint8Array<ArrayBuffer>,
  { org = OPERATOR.org, mediaType = 'text/csv' }: { org?: string; mediaType?: 'text/csv' | typeof XLSX } = {},
) {
  const bytes = Buffer.from(content as string);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const document = { sha256, mediaType, bytes: bytes.length };
  const { url, headers } = await theDocuments().uploadUrl(org, document);
  await fetch(url, { method: 'PUT', body: bytes, headers });
  return document;
}

let seed = 0;
/** Asks for the import of a file of its own; its serial numbers are nobody else's. */
async function askImport(rows: number): Promise<{ id: string; file: ReturnType<typeof vcuFile> }> {
  const file = vcuFile(rows, 5, ++seed, 1000 * seed);
  const document = await upload(file.text);
  const body = { kind: 'import-credits', source: `Verra ${seed}`, documents: [document] };
  const { status, body: job } = await api.send('POST /v1/jobs', { caller: OPERATOR, body });
  expect(status).toBe(201);
  return { id: job.id, file };
}

const never = () => false;
const keyOf = (id: string, org = OPERATOR.org) => jobKey(org, id);
const stateOf = async (id: string): Promise<Job> => (await jobs().find(OPERATOR.org, id))!.data;

async function fileOf(id: string, name: string, caller: Caller = OPERATOR): Promise<string> {
  const { body } = await api.send(`GET /v1/jobs/${id}/result`, { caller });
  const { url } = body.files.find((each: { name: string }) => each.name === name);
  return (await fetch(url)).text();
}

/** Everything is in, once: the registry has what the file says, and the job says so. */
async function expectReconciled(id: string, file: ReturnType<typeof vcuFile>): Promise<void> {
  const { state, counts, progress } = await stateOf(id);
  expect({ state, progress, counts }).toMatchObject({
    state: 'done',
    progress: { done: file.rows, of: file.rows },
    counts: {
      errors: 0,
      differences: 0,
      fileIssued: file.issued,
      registryIssued: file.issued,
      fileRetired: file.retired,
      registryRetired: file.retired,
    },
  });
  const lines = (await fileOf(id, 'reconciliation.csv')).trim().split('\r\n').slice(1);
  expect(lines.length).toBeGreaterThan(0);
  // No line stands twice, and none says that something differs.
  expect(new Set(lines.map((line) => line.split(',').slice(0, 2).join())).size).toBe(lines.length);
}

describe('an import as a job', () => {
  it('brings a file in, reconciles it, and brings nothing in again', { timeout: 240_000 }, async () => {
    const { id, file } = await askImport(12);
    expect(await workOn(worldWith(), keyOf(id), never)).toBe('done');
    await expectReconciled(id, file);
    const { input } = await stateOf(id);
    const again = await api.send('POST /v1/jobs', { caller: OPERATOR, body: input });
    expect(await workOn(worldWith(), keyOf(again.body.id), never)).toBe('done');
    await expectReconciled(again.body.id, file);
    expect((await stateOf(again.body.id)).counts.thereBefore).toBe(file.rows);
  });

  it('goes on in pieces, each where the last stopped', { timeout: 240_000 }, async () => {
    const { id, file } = await askImport(12);
    const outcomes: Outcome[] = [];
    while (outcomes.at(-1) !== 'done' && outcomes.length < 40) {
      // Told after each row that its time is up.
      let asked = 0;
      outcomes.push(await workOn(worldWith(), keyOf(id), () => ++asked > 6));
    }
    expect(outcomes.length).toBeGreaterThan(2);
    expect(new Set(outcomes.slice(0, -1))).toEqual(new Set(['yielded']));
    await expectReconciled(id, file);
  });

  it('keeps its result apart while it is unfinished, and then no more', { timeout: 240_000 }, async () => {
    const { id, file } = await askImport(6);
    const partition = `JOB#${OPERATOR.org}`;
    const work = new WorkTable(table.client, table.tableName, () => new Date(now));
    const unfinished = () => work.find<Unfinished>({ partition, name: `RESULT#${id}` });
    expect(await unfinished()).toBeUndefined();
    let asked = 0;
    expect(await workOn(worldWith(), keyOf(id), () => asked++ >= 3)).toBe('yielded');
    expect((await unfinished())?.data.tails).toMatchObject({
      'findings.csv': expect.stringContaining('severity'),
    });
    const listed = (await jobs().list(OPERATOR.org, 10)).items.find(({ data }) => data.id === id);
    expect(JSON.stringify(listed)).not.toContain('severity');
    expect(await workOn(worldWith(), keyOf(id), never)).toBe('done');
    expect(await unfinished()).toBeUndefined();
    await expectReconciled(id, file);
  });

  it('stops at the next row where it is cancelled; what is done stands', { timeout: 240_000 }, async () => {
    const { id } = await askImport(12);
    let asked = 0;
    const cancelled = Promise.withResolvers<number>();
    const seen = Promise.withResolvers<void>();
    const watched = jobs();
    watched.findByKey = async (key) => {
      const found = await jobs().findByKey(key);
      if (found?.data.cancelling) seen.resolve();
      return found;
    };
    const world = worldWith({
      jobs: watched,
      begin: async (job, tools) => {
        const task = await beginImport(job, tools);
        return {
          snapshot: () => task.snapshot(),
          run: (mayGoOn) =>
            task.run(() => {
              if (++asked === 4)
                cancelled.resolve(
                  api.send(`POST /v1/jobs/${id}/cancel`, { caller: OPERATOR }).then(({ status }) => status),
                );
              return mayGoOn();
            }),
        };
      },
      toolsOf: (job) => {
        const { client, documents } = worldWith().toolsOf(job);
        const post: RegistryClient['post'] = async (...given) => {
          // Rows of so short a file would be done before anybody hears of the end.
          if (asked >= 4) await seen.promise;
          return client.post(...given);
        };
        return { documents, client: Object.assign(Object.create(client), { post }) };
      },
    });
    expect(await workOn(world, keyOf(id), never)).toBe('cancelled');
    expect(await cancelled.promise).toBe(200);
    const { state, progress } = await stateOf(id);
    expect(state).toBe('cancelled');
    expect(progress.done).toBeGreaterThan(0);
    expect(progress.done).toBeLessThan(12);
    expect(await fileOf(id, 'findings.csv')).toContain('line');
    // Another may be asked for now.
    const next = await askImport(1);
    expect(await workOn(worldWith(), keyOf(next.id), never)).toBe('done');
  });
});

describe('an import of other lists', () => {
  const ISSUED = {
    Vintage: 2025,
    'Credit Status': 'Issued',
    Quantity: 100,
    GSID: 11603,
    'Project Name': 'Efficient and Clean Cooking, Kenya',
    'Project Developer': 'ECC Trust',
    Country: 'Kenya',
    'Project Type': 'Energy Efficiency - Domestic',
    Methodology: 'GS TPDDTEC v3.1',
    'Product Type': 'VER',
    'Issuance Date': '2026-03-31',
    'Monitoring Period Start': '2024-03-02',
    'Monitoring Period End': '2025-03-10',
    'Serial Number': 'GS1-1-KE-GS11603-16-2025-30256-1-100',
  };
  const RETIRED = {
    ...ISSUED,
    'Credit Status': 'Retired',
    Quantity: 40,
    'Retirement Date': '2026-04-10',
    'Serial Number': 'GS1-1-KE-GS11603-16-2025-30256-1-40',
    'Using Entity': 'Hilti',
  };
  const tableOf = ({ columns }: Layout, row: Record<string, string | number>) => [
    [...columns],
    columns.map((name) => row[name] ?? ''),
  ];

  it('brings issuances in from CSV, with what of them is retired from a workbook', async () => {
    const issuances = tableOf(goldIssuances, ISSUED).map((row) => row.map((cell) => `"${cell}"`).join());
    const workbook = new Uint8Array(workbookOf(tableOf(goldRetirements, RETIRED)));
    const documents = [await upload(issuances.join('\n')), await upload(workbook, { mediaType: XLSX })];
    const body = { kind: 'import-credits', documents };
    const { status, body: job } = await api.send('POST /v1/jobs', { caller: OPERATOR, body });
    expect(status).toBe(201);
    await worker({ sweep: true }, { getRemainingTimeInMillis: () => 300_000 });
    expect(await stateOf(job.id)).toMatchObject({
      state: 'done',
      counts: { errors: 0, differences: 0, registryIssued: 100, registryRetired: 40, registryRemaining: 60 },
    });
    const { body: projects } = await api.send('GET /v1/projects?limit=200', { caller: OPERATOR });
    const found = projects.items.find(({ name }: { name: string }) => name === ISSUED['Project Name']);
    // No source was given, so it is that of the format.
    expect(JSON.stringify(found)).toContain('"source":"Gold Standard"');
  });
});

describe('a worker that dies or fails', () => {
  const faults: Fault[] = ['lost', 'persisted', 'conflict', 'crash before', 'crash after'];
  const cases = faults.flatMap((fault) => [0, 1, 2].map((write) => [fault, write] as const));

  it.each(cases)('%s at write %i: nothing twice, nothing lost', { timeout: 240_000 }, async (fault, nth) => {
    const { id, file } = await askImport(3);
    const client = faulty(table.client, (write) => (write === nth ? fault : 'none'));
    const work = new WorkTable(client, table.tableName, () => new Date(now));
    const run = () => workOn(worldWith({ jobs: new Jobs(work) }), keyOf(id), never);
    // A dead worker's failure is Lambda's to report; a live one gives the job up for a while, or finds it
    // taken.
    await run().catch((error: unknown) => {
      if (!(error instanceof Crash)) expect(String(error)).toMatch(/hang up/);
    });
    expect(client.writes).toBeGreaterThan(nth);
    for (let tries = 0; (await stateOf(id)).state !== 'done' && tries < 5; tries++) {
      now += LEASE_MS + 1;
      await workOn(worldWith(), keyOf(id), never);
    }
    await expectReconciled(id, file);
  });

  it.each(['before', 'after'])('a result that fails %s it is stored', { timeout: 240_000 }, async (when) => {
    const { id, file } = await askImport(3);
    let failures = 0;
    const results: JobWorld['results'] = {
      get: (key) => theResults().get(key),
      put: async (...given) => {
        if (failures++ > 0) return theResults().put(...given);
        if (when === 'after') await theResults().put(...given);
        throw new Error('S3 is silent');
      },
    };
    expect(await workOn(worldWith({ results }), keyOf(id), never)).toBe('stumbled');
    now += LEASE_MS;
    expect(await workOn(worldWith({ results }), keyOf(id), never)).toBe('done');
    expect(failures).toBeGreaterThan(1);
    await expectReconciled(id, file);
  });

  it('two at once: one works, the other leaves it', { timeout: 240_000 }, async () => {
    const { id, file } = await askImport(4);
    const run = () => workOn(worldWith(), keyOf(id), never);
    expect((await Promise.all([run(), run(), run()])).sort()).toEqual(['done', 'left', 'left']);
    await expectReconciled(id, file);
  });

  it('one that was silent too long finds its job taken, and writes no more', {
    timeout: 240_000,
  }, async () => {
    const { id, file } = await askImport(6);
    const slow = worldWith({
      sleep: () => new Promise(() => {}),
      begin: async (job, tools) => {
        const task = await beginImport(job, tools);
        return {
          snapshot: () => task.snapshot(),
          run: async (mayGoOn) => {
            let asked = 0;
            await task.run(() => ++asked < 4 && mayGoOn());
            now += LEASE_MS + 1;
            expect(await workOn(worldWith(), keyOf(id), never)).toBe('done');
            return task.run(mayGoOn);
          },
        };
      },
    });
    expect(await workOn(slow, keyOf(id), never)).toBe('left');
    await expectReconciled(id, file);
  });

  const failing = (task: Task): Task => ({ snapshot: () => task.snapshot(), run: silent });
  const silent = () => Promise.reject(new Error('the store is away'));
  it.each<[string, Partial<JobWorld>]>([
    ['before it begins', { begin: silent }],
    ['at its work', { begin: async (job, tools) => failing(await beginImport(job, tools)) }],
  ])(
    'gives up after failing again and again %s, and is resumed by hand',
    { timeout: 240_000 },
    async (_when, world) => {
      const { id, file } = await askImport(2);
      const broken = worldWith(world);
      const outcomes: Outcome[] = [];
      while (outcomes.at(-1) !== 'failed' && outcomes.length < 10) {
        outcomes.push(await workOn(broken, keyOf(id), never));
        now += LEASE_MS;
      }
      expect(outcomes).toEqual(['stumbled', 'stumbled', 'stumbled', 'stumbled', 'failed']);
      expect(await workOn(worldWith(), keyOf(id), never)).toBe('left');
      const resumed = await api.send(`POST /v1/jobs/${id}/resume`, { caller: OPERATOR });
      expect([resumed.status, resumed.body.state]).toEqual([200, 'waiting']);
      expect(await workOn(worldWith(), keyOf(id), never)).toBe('done');
      await expectReconciled(id, file);
    },
  );

  it('gives up after its workers died one after the other', { timeout: 240_000 }, async () => {
    const { id } = await askImport(2);
    for (let deaths = 0; deaths < STUMBLES_MAX; deaths++) {
      const begun = Promise.withResolvers<void>();
      // Of whoever dies nothing is heard again.
      const begin = () => {
        begun.resolve();
        return new Promise<Task>(() => {});
      };
      workOn(worldWith({ begin }), keyOf(id), never).catch(begun.reject);
      await begun.promise;
      expect((await stateOf(id)).stumbles).toBe(deaths);
      now += LEASE_MS + 1;
    }
    expect(await workOn(worldWith(), keyOf(id), never)).toBe('failed');
  });

  it('is swept up by the worker’s schedule, as Lambda runs it', { timeout: 240_000 }, async () => {
    const { id, file } = await askImport(2);
    const context = { getRemainingTimeInMillis: () => 300_000 };
    expect(await worker({ sweep: true }, context)).toEqual({ batchItemFailures: [] });
    await expectReconciled(id, file);
  });
});

describe('whoever asks', () => {
  const holdings = () => ({ kind: 'export-holdings' });
  const ask = (caller: Caller, body: object, key?: string) =>
    api.send('POST /v1/jobs', { caller, body, ...(key !== undefined && { key }) });
  const kindOf = (type: string) => type?.split(':').at(-1);

  it('gets one job per key, one at a time of a kind, and nobody else’s', { timeout: 120_000 }, async () => {
    const first = await ask(developer.caller, holdings(), 'once');
    expect([first.status, first.body.state]).toEqual([201, 'waiting']);
    const { id } = first.body;
    expect((await ask(developer.caller, holdings(), 'once')).body.id).toBe(id);
    const other = { ...holdings(), kind: 'export-retirements' };
    expect(kindOf((await ask(developer.caller, other, 'once')).body.type)).toBe('idempotency-key-reused');
    const second = await ask(developer.caller, holdings());
    expect([second.status, kindOf(second.body.type), second.body.seen]).toEqual([
      409,
      'job-running',
      { job: id },
    ]);
    const early = await api.send(`GET /v1/jobs/${id}/result`, { caller: developer.caller });
    expect([early.status, kindOf(early.body.type)]).toEqual([409, 'job-not-ended']);
    for (const request of [`GET /v1/jobs/${id}`, `GET /v1/jobs/${id}/result`, `POST /v1/jobs/${id}/cancel`])
      expect((await api.send(request, { caller: OPERATOR })).status).toBe(404);
    expect(await workOn(worldWith(), keyOf(id, developer.id), never)).toBe('done');
    expect(await fileOf(id, 'rows.csv', developer.caller)).toMatch(/^(account|账户),/);
    for (const [how, refusal] of [
      ['cancel', 'job-ended'],
      ['resume', 'job-not-failed'],
    ]) {
      const answer = await api.send(`POST /v1/jobs/${id}/${how}`, { caller: developer.caller });
      expect([answer.status, kindOf(answer.body.type)]).toEqual([409, refusal]);
    }
    const list = await api.send('GET /v1/jobs', { caller: developer.caller });
    expect(list.body.items.map((each: { id: string }) => each.id)).toEqual([id]);
    const asXlsx = await ask(developer.caller, { ...holdings(), format: 'xlsx' });
    expect(await workOn(worldWith(), keyOf(asXlsx.body.id, developer.id), never)).toBe('done');
    const { body } = await api.send(`GET /v1/jobs/${asXlsx.body.id}/result`, { caller: developer.caller });
    const answer = await fetch(body.files[0].url);
    expect([body.files[0].name, answer.headers.get('content-type')]).toEqual([
      'rows.xlsx',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ]);
    expect((await readSheet(Buffer.from(await answer.arrayBuffer())))[0]?.[0]).toBe('account');
    // Thirty days later nothing of it is found.
    now += 31 * 24 * 60 * 60 * 1000;
    expect(await jobs().find(developer.id, id)).toBeUndefined();
  });

  it('is refused what it may not do by hand, and what no job takes', { timeout: 120_000 }, async () => {
    const document = await upload('no table at all');
    const credits = { kind: 'import-credits', source: 'Verra', documents: [document] };
    const foreign = { kind: 'export-holdings', account: `a-${'0'.repeat(20)}` };
    const others = { kind: 'export-retirements', organization: `o-${'0'.repeat(20)}` };
    const absent = { ...credits, documents: [document, { ...document, sha256: 'a'.repeat(64) }] };
    const wrong = { ...credits, documents: [{ ...document, mediaType: 'application/pdf' }] };
    const large = { ...document, bytes: 30 * 1024 * 1024 };
    const together = { ...credits, documents: [large, large] };
    const days = { kind: 'export-entitlements', from: '2026-02-01', to: '2026-01-01' };
    for (const [caller, body, status, kind] of [
      [developer.caller, credits, 403, 'forbidden'],
      [developer.caller, foreign, 404, 'not-found'],
      [developer.caller, others, 403, 'forbidden'],
      [OPERATOR, others, 404, 'not-found'],
      // The operator has no lists of its own, and entitlements of nobody.
      [OPERATOR, { kind: 'export-holdings' }, 404, 'not-found'],
      [OPERATOR, { kind: 'export-entitlements', from: '2026-01-01', to: '2026-02-01' }, 403, 'forbidden'],
      [OPERATOR, absent, 422, 'document-not-stored'],
      [OPERATOR, wrong, 400, 'invalid-input'],
      [OPERATOR, together, 400, 'invalid-input'],
      [OPERATOR, { ...credits, documents: [] }, 400, 'invalid-input'],
      [OPERATOR, { kind: 'everything' }, 400, 'invalid-input'],
      [developer.caller, days, 400, 'invalid-input'],
    ] as const) {
      const answer = await ask(caller, body);
      expect([answer.status, kindOf(answer.body.type)]).toEqual([status, kind]);
    }
  });

  it('is told why a file can’t be imported, and has the faults of its rows', {
    timeout: 120_000,
  }, async () => {
    const { body } = await ask(OPERATOR, {
      kind: 'import-credits',
      source: 'Verra',
      documents: [await upload('a,b\r\n1,2\r\n')],
    });
    expect(await workOn(worldWith(), keyOf(body.id), never)).toBe('failed');
    const failed = await api.send(`GET /v1/jobs/${body.id}`, { caller: OPERATOR });
    expect(failed.body).toMatchObject({ state: 'failed', counts: { errors: 1 } });
    expect(failed.body.failure).toMatch(/Verra.*Gold Standard.*OffsetsDB.*VROD/);
    expect(await fileOf(body.id, 'findings.csv')).toMatch(/error,1\.csv,1,1,.*none of the first/);
  });

  it('has nothing done by a job that its key would have to sign', { timeout: 120_000 }, async () => {
    const { caller, id: org } = await registerOrganization(api, ['operator'], '第二登记机构');
    const document = await upload(vcuFile(3, 3, 99, 99_000).text, { org });
    const credits = { kind: 'import-credits', source: 'Verra 99', documents: [document] };
    const before = await ask(caller, credits);
    expect(before.status).toBe(201);
    await registerKey(api, org, ['operator']);
    // Asked for while there was no key: the worker has none to sign with, and leaves it undone.
    const admit = (job: Job) => requireAdmitted(theWorld(), job);
    expect(await workOn(worldWith({ admit }), keyOf(before.body.id, org), never)).toBe('failed');
    const failed = await api.send(`GET /v1/jobs/${before.body.id}`, { caller });
    expect(failed.body).toMatchObject({ state: 'failed', progress: { done: 0 } });
    expect(failed.body.failure).toMatch(/sign/);
    const { body } = await api.send('GET /v1/projects?limit=200', { caller: OPERATOR });
    expect(JSON.stringify(body.items)).not.toContain('Verra 99');
    const again = await ask(caller, credits);
    expect([again.status, kindOf(again.body.type)]).toEqual([409, 'job-cannot-sign']);
  });
});
