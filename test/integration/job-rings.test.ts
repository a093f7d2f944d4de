/** The rings of jobs: items of their own, because the stream of the table of work tells keys alone. */
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { beforeAll, beforeEach, expect, inject, it } from 'vitest';
import { end, type Job, newJob, resume, save, take, yieldJob } from '../../functions/work/job.ts';
import { Jobs, jobKey, rungBy } from '../../functions/work/jobs.ts';
import { theWork, type Work } from '../../functions/work/work-table.ts';
import { handler as worker } from '../../functions/worker.ts';
import { freshTable } from '../support/local/dynamodb.ts';
import { type TestTable, workTableAt } from '../support/local/table.ts';
import { type Caller, loadHandlers, registerOrganization, TestApi } from '../support/probes/api.ts';
import { startDocuments } from '../support/probes/documents.ts';

let table: TestTable;
let api: TestApi;
let developer: { id: string; account: string; caller: Caller };
beforeAll(async () => {
  await freshTable();
  table = await workTableAt(inject('dynamoDbEndpoint'));
  await startDocuments();
  api = new TestApi(await loadHandlers());
  developer = (await registerOrganization(api, ['developer'], '示例农投')) as typeof developer;
});

let known: Set<string>;
beforeEach(async () => {
  known = new Set((await keysOfRings()).map(({ sk }) => sk));
});

async function keysOfRings(): Promise<{ pk: string; sk: string }[]> {
  const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.tableName }));
  return Items.map(({ pk, sk }) => ({ pk, sk })).filter(({ sk }) => sk.startsWith('RING#'));
}

/** The rings since the last look, as the stream's records have them: by their keys. */
async function rings(): Promise<DynamoDBStreamEvent> {
  const fresh = (await keysOfRings()).filter(({ sk }) => !known.has(sk));
  for (const { sk } of fresh) known.add(sk);
  return {
    Records: fresh.map(({ pk, sk }) => ({
      eventName: 'INSERT',
      dynamodb: { Keys: { pk: { S: pk }, sk: { S: sk } } },
    })),
  };
}

it('rings the worker with a job that was asked for, which does it', { timeout: 120_000 }, async () => {
  const body = { kind: 'export-holdings', account: developer.account };
  const { body: job } = await api.send('POST /v1/jobs', { caller: developer.caller, body });
  const event = await rings();
  expect(event.Records.length).toBe(1);
  await worker(event, { getRemainingTimeInMillis: () => 300_000 });
  expect((await api.send(`GET /v1/jobs/${job.id}`, { caller: developer.caller })).body.state).toBe('done');
  expect((await rings()).Records).toEqual([]);
});

it('rings each time that a job begins to wait, and at no other change of it', async () => {
  const jobs = new Jobs(theWork());
  const now = new Date();
  const asker = { sub: 'test', org: developer.id, roles: developer.caller.roles };
  const input = { kind: 'export-holdings' as const, account: developer.account };
  const id = `j-${'a'.repeat(24)}`;
  await jobs.create(newJob({ id, asker, language: 'en', input, request: id }, now));
  const rung = [(await rings()).Records.length];
  let held = (await jobs.find(developer.id, id)) as Work<Job>;
  const done = { progress: { done: 1 }, cursor: 1, counts: {} };
  const steps: ((job: Job) => Job | undefined)[] = [
    (job) => take(job, 'w', now),
    (job) => save(job, 'w', done, now),
    (job) => yieldJob(job, now),
    (job) => take(job, 'w', now),
    (job) => end(job, { state: 'failed', files: [], failure: { zh: '', en: '' } }, now),
    (job) => resume(job, now),
  ];
  for (const step of steps) {
    held = (await jobs.move(held, step(held.data)!))!;
    rung.push((await rings()).Records.length);
  }
  expect(rung).toEqual([1, 0, 0, 1, 0, 0, 1]);
});

it('names a job once, however often it rings in a batch', () => {
  const ring = (id: string, version: number) => ({ partition: 'JOB#o-1', name: `RING#${id}#${version}` });
  expect(rungBy([ring('j-1', 1), ring('j-2', 4), ring('j-1', 3)])).toEqual([
    jobKey('o-1', 'j-1'),
    jobKey('o-1', 'j-2'),
  ]);
});
