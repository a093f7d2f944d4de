/**
 * The whole way of a CCER and of a VCS project through the real handlers, under a clock of the test's own.
 */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Replay } from '../../events/audit/replay.ts';
import { ED25519 } from '../../events/tlog/note-key.ts';
import { addDays } from '../../shared/base/day.ts';
import { fromUtf8 } from '../../shared/base/encoding.ts';
import type { Boundary } from '../../shared/land/multi-polygon.ts';
import type { EventOfType } from '../../shared/ledger/event.ts';
import { freshTable } from '../support/local/dynamodb.ts';
import { differences } from '../support/local/replay-table.ts';
import { sequenceAll } from '../support/local/world.ts';
import { ORIGIN } from '../support/log/log.ts';
import { checkLog } from '../support/log/log-check.ts';
import { type Caller, loadHandlers, OPERATOR, registerOrganization, TestApi } from '../support/probes/api.ts';
import { storedDocument } from '../support/probes/documents.ts';
import {
  developNativeProject,
  onDay,
  publishBody,
  publishNativeProject,
  REGULATOR,
  registerNativeProject,
  requestNativeRegistration,
  reserveNativeProject,
  today,
  validateNativeProject,
} from '../support/probes/lifecycle.ts';
import { must } from '../support/probes/small-registry.ts';
import { signerOf } from '../unit/file-signer.ts';

const signer = signerOf('lvzhang.test/log', ED25519, 7);
let api: TestApi;
let client: DynamoDBDocumentClient;
let tableName: string;
let reader: Caller;

beforeAll(async () => {
  onDay('2026-03-02');
  ({ client, tableName } = await freshTable());
  api = new TestApi(await loadHandlers());
  reader = (await registerOrganization(api)).caller;
});
afterAll(() => {
  vi.useRealTimers();
});

const read = (project: string) => must(api, `GET /v1/projects/${project}`, reader);
const problem = (name: string) => ({ body: { type: `urn:lvzhang:problem:${name}` } });
const post = (path: string, caller: Caller, body: object) => api.send(`POST ${path}`, { caller, body });

it('what is refused refers to the rule and leaves nothing behind', async () => {
  const native = await reserveNativeProject(api);
  await developNativeProject(api, native);
  const body = await publishBody(native);
  const path = `/v1/projects/${native.project}/publish`;
  const refused = await post(path, native.developer.caller, { ...body, startedOn: '2012-11-08' });
  expect(refused).toMatchObject({ status: 422, ...problem('started-too-early') });
  expect(refused.body).toMatchObject({
    errors: [{ pointer: '#/startedOn' }],
    source: expect.stringContaining('第十条'),
  });
  const nowhere = { sha256: 'ab'.repeat(32), mediaType: 'application/pdf', bytes: 1 };
  expect(await post(path, native.developer.caller, { ...body, document: nowhere })).toMatchObject(
    problem('document-not-stored'),
  );
  expect(await read(native.project)).toMatchObject({ status: 'developing' });
  expect((await api.send(`GET /log/boundary/${'0'.repeat(64)}`)).status).toBe(404);
});

describe('a CCER project', () => {
  it('is published anew after a negative validation, on its own land', async () => {
    const native = await reserveNativeProject(api);
    await developNativeProject(api, native);
    const { comments } = await publishNativeProject(api, native);
    const path = `/v1/projects/${native.project}`;
    await must(api, `POST ${path}/comments`, reader, { text: '不同意' });
    onDay(addDays(comments.to, 1));
    await must(api, `POST ${path}/validate`, native.validator.caller, {
      document: await storedDocument(native.validator.id),
      conclusion: 'negative',
      treatments: [{ comment: 1, treatment: 'not-adopted' }],
    });
    expect(await read(native.project)).toMatchObject({ status: 'developing' });
    await publishNativeProject(api, native);
    expect(await read(native.project)).toMatchObject({
      status: 'published',
      design: { commentsBefore: 1, comments: { from: today() } },
    });
  });

  it('is deregistered for ever, its land too under that methodology', async () => {
    const gone = await registerNativeProject(api);
    await must(api, `POST /v1/projects/${gone.project}/deregister`, OPERATOR, { reason: '数据造假' });
    expect(await post(`/v1/projects/${gone.project}/register`, OPERATOR, { code: 'X' })).toMatchObject(
      problem('deregistered-is-final'),
    );
    const again = await reserveNativeProject(api, { boundary: gone.boundary });
    await developNativeProject(api, again);
    const refused = await post(
      `/v1/projects/${again.project}/publish`,
      again.developer.caller,
      await publishBody(again),
    );
    expect(refused).toMatchObject(problem('deregistered-is-final'));
    expect(refused.body.seen).toMatchObject({ project: gone.project });
    const other = await reserveNativeProject(api, { boundary: gone.boundary, standard: 'VCS' });
    await developNativeProject(api, other);
    await publishNativeProject(api, other);
  });
});

describe('a VCS project', () => {
  it('on grassland needs the extra approval, has 30 days of comments, and gets a buffer', async () => {
    const native = await reserveNativeProject(api, { standard: 'VCS', methodology: 'VM0026' });
    const path = `/v1/projects/${native.project}`;
    const { agreement, developer } = native;
    await must(api, `POST ${path}/develop`, developer.caller, { agreement });
    expect(await post(`${path}/publish`, developer.caller, await publishBody(native))).toMatchObject(
      problem('approval-missing'),
    );
    const document = await storedDocument(REGULATOR.org);
    await must(api, `POST ${path}/approve`, REGULATOR, { document });
    const { comments } = await publishNativeProject(api, native);
    expect(comments).toEqual({ from: today(), to: addDays(today(), 29) });
    await validateNativeProject(api, native);
    expect(await read(native.project)).toMatchObject({
      status: 'under-validation',
      validation: { validator: native.validator.id },
    });
    await must(api, `POST ${path}/hold`, OPERATOR, { reason: '核对' });
    expect(await read(native.project)).toMatchObject({ status: 'on-hold', before: 'under-validation' });
    await must(api, `POST ${path}/resume`, OPERATOR, { reason: '核对完毕' });
    await requestNativeRegistration(api, native);
    const registered = await must(api, `POST ${path}/register`, OPERATOR, { code: 'VCS-2026-1' });
    expect(registered).toMatchObject({ late: false, buffer: expect.stringMatching(/^a-/) });
    expect(await read(native.project)).toMatchObject({ status: 'registered', buffer: registered.buffer });
  });
});

describe('a CCER project, day by day', () => {
  it('goes from the reserve pool to its registration', async () => {
    const native = await reserveNativeProject(api);
    const { project, developer, validator, agreement } = native;
    const path = `/v1/projects/${project}`;
    expect(await read(project)).toMatchObject({ status: 'reserved', parcels: [native.parcel], issued: 0 });
    expect(await post(`${path}/publish`, developer.caller, await publishBody(native))).toMatchObject(
      problem('transition-not-allowed'),
    );
    await developNativeProject(api, native);
    expect(await read(project)).toMatchObject({ status: 'developing', agreement });

    onDay('2026-07-17');
    const published = await publishNativeProject(api, native);
    expect(published).toMatchObject({
      event: 'design.published',
      comments: { from: '2026-07-17', to: '2026-08-13' },
    });
    expect(published.degrees).toEqual(['119E42N']);
    const boundary = await api.send(`GET /log/boundary/${published.boundary}`);
    expect(boundary.headers['cache-control']).toMatch(/immutable/);
    expect(boundary.body).toMatchObject({ type: 'MultiPolygon' });

    const anyone = await registerOrganization(api);
    const first = await must(api, `POST ${path}/comments`, anyone.caller, { text: '边界压占草场' });
    expect(first).toMatchObject({ number: 1, by: anyone.id });
    onDay('2026-08-13');
    await must(api, `POST ${path}/comments`, anyone.caller, { text: '第二条意见' });
    const validation = {
      document: await storedDocument(validator.id),
      conclusion: 'positive',
      treatments: [{ comment: 1, treatment: 'adopted' }],
    };
    expect(await post(`${path}/validate`, validator.caller, validation)).toMatchObject(
      problem('comments-open'),
    );
    onDay('2026-08-14');
    expect(await post(`${path}/comments`, anyone.caller, { text: '太迟' })).toMatchObject(
      problem('comments-closed'),
    );
    expect(await post(`${path}/validate`, validator.caller, validation)).toMatchObject(
      problem('comment-untreated'),
    );
    expect(await post(`${path}/validate`, native.verifier2.caller, validation)).toMatchObject(
      problem('not-yours'),
    );
    await validateNativeProject(api, native);
    await requestNativeRegistration(api, native);
    expect(await read(project)).toMatchObject({
      status: 'registration-requested',
      requested: { on: '2026-08-14', dueBy: '2026-09-03' },
      overdue: false,
    });
    onDay('2026-09-04');
    expect(await read(project)).toMatchObject({ overdue: true });
    const registered = await must(api, `POST ${path}/register`, OPERATOR, { code: 'CCER-2026-001' });
    expect(registered).toMatchObject({ code: 'CCER-2026-001', late: true });
    expect(registered.buffer).toBeUndefined();
    const after = await read(project);
    expect(after).toMatchObject({ status: 'registered', code: 'CCER-2026-001', comments: 2 });
    expect(after.overdue).toBeUndefined();
    expect(JSON.stringify(after.documents)).not.toContain('organization');
  });
});

describe('lists', () => {
  it('shows the reserve pool, page by page, none left out or twice', async () => {
    const wanted: string[] = [];
    for (let i = 0; i < 5; i++) wanted.push((await reserveNativeProject(api)).project);
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await must(api, `GET /v1/projects?status=reserved&limit=2${cursor}`, reader);
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map(({ id }: { id: string }) => id));
      cursor = page.next ? `&cursor=${page.next}` : '';
    } while (cursor);
    expect(seen).toEqual(wanted);
  });
});

it('the log is clean, land and all, and the table is what its replay comes to', async () => {
  await sequenceAll(client, tableName, signer);
  const log = await checkLog(api, signer.key);
  const published = log.events.filter(({ type }) => type === 'design.published');
  const boundaries = new Map<string, Boundary>();
  for (const { facts } of published as EventOfType<'design.published'>[]) {
    const { status, body } = await api.send(`GET /log/boundary/${facts.boundary}`);
    expect(status).toBe(200);
    boundaries.set(facts.boundary, body);
  }
  const replay = new Replay({ log: ORIGIN, boundaries: (digest) => boundaries.get(digest) });
  const found = log.leaves.flatMap((leaf, index) => [...replay.apply(index, fromUtf8(leaf))]);
  expect([...found, ...replay.finish()]).toEqual([]);
  expect([replay.live.landChecked, replay.live.landUnchecked]).toEqual([published.length, 0]);
  expect(await differences(client, tableName, log)).toEqual([]);
});
