/** What a developer, a verifier and a stranger try on the way from the land to the registration. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Replay } from '../../events/audit/replay.ts';
import { ED25519 } from '../../events/tlog/note-key.ts';
import type { Endpoints } from '../../functions/http/endpoint.ts';
import { fromUtf8 } from '../../shared/base/encoding.ts';
import type { Boundary } from '../../shared/land/multi-polygon.ts';
import { ADVANCES_MAX, LEAF_BYTES_MAX } from '../../shared/ledger/decision.ts';
import type { EventOfType } from '../../shared/ledger/event.ts';
import { freshTable } from '../support/local/dynamodb.ts';
import { differences } from '../support/local/replay-table.ts';
import { sequenceAll } from '../support/local/world.ts';
import { ORIGIN } from '../support/log/log.ts';
import { checkLog } from '../support/log/log-check.ts';
import {
  type Call,
  type Caller,
  loadHandlers,
  OPERATOR,
  registerOrganization,
  TestApi,
} from '../support/probes/api.ts';
import { storedDocument } from '../support/probes/documents.ts';
import {
  agree,
  developNativeProject,
  freshSquare,
  type Member,
  type NativeOptions,
  onDay,
  publishBody,
  publishNativeProject,
  registerNativeProject,
  registerParcel,
  requestNativeRegistration,
  reserveNativeProject,
  square,
  today,
  validateNativeProject,
} from '../support/probes/lifecycle.ts';
import { expectRefused } from '../support/probes/problem.ts';
import { must } from '../support/probes/small-registry.ts';
import { signerOf } from '../unit/file-signer.ts';

const signer = signerOf('lvzhang.test/log', ED25519, 8);
let api: TestApi;
let client: DynamoDBDocumentClient;
let tableName: string;
let developer: Member;
let holder: Member;
let reader: Caller;

beforeAll(async () => {
  onDay('2026-03-02');
  ({ client, tableName } = await freshTable());
  api = new TestApi(await loadHandlers());
  await describedAnswersOnly(api);
  developer = await registerOrganization(api, ['developer'], '市农投集团');
  holder = await registerOrganization(api, ['enterprise'], '苏木合作社');
  reader = (await registerOrganization(api)).caller;
});
afterAll(() => {
  vi.useRealTimers();
});

/** Routes whose answers were held against their schemas. */
const describedRoutes = new Set<string>();

/** Holds every answer of the API against the schema by which /openapi.json describes it. */
async function describedAnswersOnly(described: TestApi): Promise<void> {
  const names = ['organizations', 'documents', 'parcels', 'projects', 'agreements', 'reports'];
  const modules: { endpoints: Endpoints }[] = await Promise.all(
    names.map((name) => import(`../../functions/${name}.ts`)),
  );
  const endpoints: Endpoints = Object.assign({}, ...modules.map((each) => each.endpoints));
  const send = described.send.bind(described);
  described.send = async (request, call) => {
    const answer = await send(request, call);
    const route = request.replace(/\?.*/, '').replace(/\b[a-z]-[0-9a-f]{20}\b/, '{id}');
    const { reply, status } = endpoints[route] ?? {};
    if (answer.status < 300 && typeof reply === 'function') {
      describedRoutes.add(route);
      expect([route, answer.status]).toEqual([route, status]);
      expect([route, reply().safeParse(answer.body).error?.issues]).toEqual([route, undefined]);
    }
    return answer;
  };
}

const problem = (name: string) => `urn:lvzhang:problem:${name}`;
const post = (path: string, caller: Caller, body: object, call: Call = {}) =>
  api.send(`POST ${path}`, { caller, body, ...call });
const ours = (options: NativeOptions = {}) => ({ developer, holder, ...options });
const read = (project: string) => must(api, `GET /v1/projects/${project}`, reader);

/** Ready to be published. */
async function developed(options: NativeOptions = {}) {
  const native = await reserveNativeProject(api, ours(options));
  await developNativeProject(api, native);
  return native;
}

/** A ring of so many positions around a place, each with twelve decimals. */
function round(longitude: number, latitude: number, degrees: number, positions: number) {
  const at = (i: number) => {
    const angle = (2 * Math.PI * (i % (positions - 1))) / (positions - 1);
    return [longitude + degrees * Math.cos(angle), latitude + degrees * Math.sin(angle)];
  };
  return { type: 'Polygon', coordinates: [Array.from({ length: positions }, (_, i) => at(i))] };
}

describe('land', () => {
  it('as large as half of the Earth is no parcel', async () => {
    const [west, south, east, north] = [-89.1234567, -80.1234567, 89.1234561, 80.1234563];
    const ring = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ];
    const title = await storedDocument(developer.id);
    const body = {
      name: '半个地球',
      type: 'forest',
      banner: '150430',
      holder: holder.id,
      title,
      boundary: { type: 'Polygon', coordinates: [ring] },
    };
    const refused = await expectRefused(api, 'POST /v1/parcels', { caller: developer.caller, body });
    expect(refused).toMatchObject({ type: problem('parcel-too-large'), errors: [{ pointer: '#/boundary' }] });
  });

  it('of 200 parcels is one publication, whose answer is the same again', async () => {
    const parcels: string[] = [];
    for (let i = 0; i < 200; i++) {
      const boundary = square(117.3 + 0.06 * (i % 40), 43.5 + 0.05 * Math.floor(i / 40), 0.02);
      parcels.push(await registerParcel(api, developer, holder, { boundary, type: 'forest' }));
    }
    const template = await reserveNativeProject(api, ours());
    const { id } = await must(api, 'POST /v1/projects', developer.caller, {
      name: '林'.repeat(300),
      standard: 'CCER',
      methodology: 'CCER-14-001-V01',
      parcels,
    });
    const native = { ...template, project: id, agreement: await agree(api, developer, holder) };
    await developNativeProject(api, native);
    const body = await publishBody(native);
    const path = `/v1/projects/${id}/publish`;
    const first = await post(path, developer.caller, body, { key: 'of-200-parcels' });
    expect(first).toMatchObject({ status: 200 });
    expect(first.body.cells.length).toBe(40);
    const again = await post(path, developer.caller, body, { key: 'of-200-parcels' });
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(JSON.stringify(again.body)).toBe(JSON.stringify(first.body));
    const other = await post(
      path,
      developer.caller,
      { ...body, startedOn: '2021-03-16' },
      { key: 'of-200-parcels' },
    );
    expect(other).toMatchObject({ status: 422, body: { type: problem('idempotency-key-reused') } });
  });

  it('of more positions than a project has is refused as that, and soon', async () => {
    const parcels: string[] = [];
    for (let i = 0; i < 25; i++) {
      const boundary = round(119.4 + 0.05 * i, 44.1, 0.01, 1_001);
      parcels.push(await registerParcel(api, developer, holder, { boundary, type: 'forest' }));
    }
    const template = await reserveNativeProject(api, ours());
    const { id } = await must(api, 'POST /v1/projects', developer.caller, {
      name: '点数过多',
      standard: 'CCER',
      methodology: 'CCER-14-001-V01',
      parcels,
    });
    const native = { ...template, project: id };
    await developNativeProject(api, native);
    const refused = await post(`/v1/projects/${id}/publish`, developer.caller, await publishBody(native));
    expect(refused).toMatchObject({ status: 422, body: { type: problem('land-too-detailed') } });
    // The first twenty parcels are too many already: the others aren't even read.
    expect(refused.body.seen).toEqual({ positions: 20 * 1_001, positionsMax: 20_000 });
  });

  it("in a hole of another's is free, and so is a period that begins the day after", async () => {
    const [outer, hole] = [square(118.5, 41.5, 0.1), square(118.53, 41.53, 0.04)];
    const rings = [outer.coordinates[0]!, hole.coordinates[0]!.toReversed()];
    const crediting = { from: '2021-04-01', to: '2041-03-31' };
    const around = await developed({ boundary: { type: 'Polygon', coordinates: rings }, crediting });
    await publishNativeProject(api, around);
    await publishNativeProject(api, await developed({ boundary: hole }));
    const after = await developed({ boundary: outer, standard: 'VCS' });
    const path = `/v1/projects/${after.project}/publish`;
    const body = { ...(await publishBody(after)), crediting: { from: '2041-03-31', to: '2081-03-30' } };
    const refused = await expectRefused(api, `POST ${path}`, { caller: developer.caller, body });
    expect(refused).toMatchObject({ type: problem('land-overlap'), seen: { project: around.project } });
    // The hole's project has all of its time; the land around it is free once its own has ended.
    const ring = { ...after, boundary: around.boundary };
    const free = await developed({ ...ring, standard: 'VCS' });
    const next = { ...(await publishBody(free)), crediting: { from: '2041-04-01', to: '2081-03-31' } };
    expect(await post(`/v1/projects/${free.project}/publish`, developer.caller, next)).toMatchObject({
      status: 200,
    });
  });
});

it('whoever comes too late to accept is told who declined, and why', async () => {
  const others = await Promise.all(
    ['甲', '乙', '丙'].map((name) => registerOrganization(api, ['enterprise'], name)),
  );
  const { id } = await must(api, 'POST /v1/agreements', developer.caller, {
    effectiveFrom: today(),
    parties: [
      { organization: developer.id, kind: 'municipal', basisPoints: 7000 },
      ...others.map(({ id: organization }) => ({ organization, kind: 'holder', basisPoints: 1000 })),
    ],
    document: await storedDocument(developer.id),
  });
  const path = `/v1/agreements/${id}`;
  const [first, second, third] = others as [Member, Member, Member];
  await Promise.all([
    post(`${path}/accept`, first.caller, { version: 1 }),
    must(api, `POST ${path}/decline`, second.caller, { version: 1, reason: '份额不妥' }),
  ]);
  expect(await post(`${path}/accept`, third.caller, { version: 1 })).toMatchObject({
    status: 409,
    body: { type: problem('agreement-not-pending') },
  });
  expect(await must(api, `GET ${path}`, third.caller)).toMatchObject({
    versions: [],
    declined: { version: 1, by: second.id, reason: '份额不妥' },
  });
  expect(await api.send(`GET ${path}`, { caller: holder.caller })).toMatchObject({ status: 404 });
});

it('one code has one project, whether it is imported or registered first, or both at once', async () => {
  const bringIn = (code: string) =>
    post('/v1/projects/imports', OPERATOR, {
      name: '导入',
      standard: 'VCS',
      methodology: 'AR-ACM0003',
      category: 'forest',
      legacy: true,
      developer: developer.id,
      origin: { source: 'Verra', code },
    });
  expect(await bringIn('VCS-900')).toMatchObject({ status: 201 });
  const native = await developed({ standard: 'VCS' });
  await publishNativeProject(api, native);
  await validateNativeProject(api, native);
  await requestNativeRegistration(api, native);
  const register = (code: string) => post(`/v1/projects/${native.project}/register`, OPERATOR, { code });
  const taken = { status: 409, body: { type: problem('registration-already-taken') } };
  expect(await register('VCS-900')).toMatchObject(taken);
  const both = await Promise.all([register('VCS-901'), bringIn('VCS-901')]);
  expect(both.map(({ status }) => status).filter((status) => status < 300)).toHaveLength(1);
  if (both[0].status !== 200) expect(await register('VCS-902')).toMatchObject({ status: 200 });
  const { code } = await read(native.project);
  expect(await bringIn(code)).toMatchObject(taken);
});

it('what one organization has to say has a bound, what all say has none; the last is of 15:59:59 UTC', async () => {
  const native = await developed();
  const path = `/v1/projects/${native.project}`;
  const { comments } = await publishNativeProject(api, native);
  const comment = (text: string, caller = reader) => post(`${path}/comments`, caller, { text });
  const ghosts = Array.from({ length: 5 }, (_, i) =>
    comment('支持！', { org: `nobody-${i}`, roles: ['enterprise'] }),
  );
  for (const answer of await Promise.all(ghosts))
    expect(answer).toMatchObject({ status: 403, body: { type: problem('organization-not-registered') } });
  for (let org = 0; org < 8; org++) {
    const { caller } = await registerOrganization(api, ['enterprise'], `提意见者 ${org}`);
    for (let i = 0; i < 20; i++) expect((await comment('垃圾'.repeat(500), caller)).status).toBe(201);
    expect(await comment('多余', caller)).toMatchObject({
      status: 409,
      body: { type: problem('comments-full'), seen: { limit: 20 } },
    });
  }
  vi.setSystemTime(new Date(`${comments.to}T15:59:59.000Z`));
  expect(await comment('最后一条')).toMatchObject({ status: 201, body: { number: 161 } });
  vi.setSystemTime(new Date(`${comments.to}T16:00:00.000Z`));
  expect(await comment('迟到')).toMatchObject({ status: 409, body: { type: problem('comments-closed') } });
  const treated = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => ({ comment: from + i, treatment: 'partly-adopted' }));
  const conclude = async (treatments: object[]) =>
    post(`${path}/validate`, native.validator.caller, {
      document: await storedDocument(native.validator.id),
      conclusion: 'negative',
      treatments,
    });
  const untreated = { status: 422, body: { type: problem('comment-untreated') } };
  expect(await conclude(treated(1, 150))).toMatchObject(untreated);
  const page = (from: number, to: number, caller = native.validator.caller) =>
    post(`${path}/treatments`, caller, { treatments: treated(from, to) });
  expect(await page(1, 120, reader)).toMatchObject({ status: 403 });
  expect(await page(1, 120)).toMatchObject({ status: 200, body: { subject: native.project } });
  expect(await conclude(treated(122, 161))).toMatchObject(untreated);
  expect(await conclude(treated(121, 161))).toMatchObject({ status: 200 });
  await publishNativeProject(api, native);
  expect(await comment('新意见')).toMatchObject({ status: 201, body: { number: 162 } });
  await validateNativeProject(api, native);
  expect(await read(native.project)).toMatchObject({ status: 'validated', comments: 162 });
});

it('a project held while its issuance is pending goes on where the correction left it', async () => {
  const native = await registerNativeProject(api, ours({ standard: 'VCS' }));
  const path = `/v1/projects/${native.project}`;
  const amounts = (kilograms: number) => [{ vintage: 2023, kilograms }];
  const { id } = await must(api, `POST ${path}/monitoring-reports`, developer.caller, {
    period: { from: '2023-01-01', to: '2023-12-31' },
    amounts: amounts(5_000_000),
    document: await storedDocument(developer.id),
  });
  const report = `/v1/monitoring-reports/${id}`;
  const verifier = native.verifier2;
  await must(api, `POST ${report}/verify`, verifier.caller, {
    document: await storedDocument(verifier.id),
    amounts: amounts(5_000_000),
    treatments: [],
    riskBasisPoints: 1000,
  });
  const request = (tonnes: number) =>
    post(`${report}/request-issuance`, developer.caller, { quantities: [{ vintage: 2023, tonnes }] });
  const move = (verb: string) => post(`${path}/${verb}`, OPERATOR, { reason: '核实' });
  const refused = { status: 409 };
  expect(await request(5000)).toMatchObject({ status: 200 });
  for (const verb of ['deactivate', 'resume', 'refuse']) expect(await move(verb)).toMatchObject(refused);
  expect(await move('hold')).toMatchObject({ status: 200 });
  expect(await read(native.project)).toMatchObject({ status: 'on-hold', before: 'verification-approval-requested' }); // biome-ignore format: one line
  expect(await post(`${report}/issue`, OPERATOR, { vintage: 2023 })).toMatchObject(refused);
  await must(api, `POST ${report}/correct`, verifier.caller, {
    document: await storedDocument(verifier.id),
    amounts: amounts(4_000_000),
    reason: '采样有误',
  });
  expect(await move('resume')).toMatchObject({ status: 200 });
  const resumed = await read(native.project);
  expect(resumed.status).toBe('registered');
  expect(resumed.before).toBeUndefined();
  expect(await request(4000)).toMatchObject({ status: 200 });
  await must(api, `POST ${report}/issue`, OPERATOR, { vintage: 2023 });
  // Withdrawn, it keeps the time for which it has units, and no other.
  await must(api, `POST ${path}/withdraw`, developer.caller, { reason: '转为 CCER' });
  const again = await developed({ standard: 'VCS', boundary: native.boundary });
  const publish = (body: object) => post(`/v1/projects/${again.project}/publish`, developer.caller, body);
  const body = await publishBody(again);
  expect(await publish(body)).toMatchObject({ status: 409, body: { type: problem('land-overlap') } });
  const later = { from: '2024-01-01', to: '2063-12-31' };
  expect(await publish({ ...body, crediting: later })).toMatchObject({ status: 200 });
});

it('a period that runs into a year without calendar is refused, and says which year', async () => {
  const [publishing, asking] = [await developed(), await developed({ boundary: freshSquare() })];
  onDay('2026-09-18');
  // 20 working days with 中秋, 国庆 and the Sunday and Saturday worked for them.
  expect(await publishNativeProject(api, asking)).toMatchObject({
    comments: { from: '2026-09-18', to: '2026-10-21' },
  });
  await validateNativeProject(api, asking);
  onDay('2026-12-15');
  const unknown = { status: 409, body: { type: problem('working-days-unknown'), seen: { year: 2027 } } };
  const commitment = await storedDocument(developer.id);
  expect(
    await post(`/v1/projects/${asking.project}/request-registration`, developer.caller, { commitment }),
  ).toMatchObject(unknown);
  expect(
    await post(`/v1/projects/${publishing.project}/publish`, developer.caller, await publishBody(publishing)),
  ).toMatchObject(unknown);
  expect(await read(publishing.project)).toMatchObject({ status: 'developing' });
});

it('answers were held against the schemas of many routes', () => {
  expect([...describedRoutes].filter((route) => route.startsWith('POST ')).length).toBeGreaterThan(10);
  expect([...describedRoutes].filter((route) => route.startsWith('GET ')).length).toBeGreaterThan(2);
});

it('all of it is a clean log of small leaves, and the table is what its replay comes to', async () => {
  await sequenceAll(client, tableName, signer);
  const log = await checkLog(api, signer.key);
  const boundaries = new Map<string, Boundary>();
  for (const { type, facts, advances } of log.events) {
    expect(advances.length).toBeLessThanOrEqual(ADVANCES_MAX);
    if (type !== 'design.published') continue;
    const { boundary } = facts as EventOfType<'design.published'>['facts'];
    boundaries.set(boundary, (await api.send(`GET /log/boundary/${boundary}`)).body);
  }
  for (const leaf of log.leaves) expect(leaf.length).toBeLessThanOrEqual(LEAF_BYTES_MAX);
  const replay = new Replay({ log: ORIGIN, boundaries: (digest) => boundaries.get(digest) });
  const found = log.leaves.flatMap((leaf, index) => [...replay.apply(index, fromUtf8(leaf))]);
  expect([...found, ...replay.finish()]).toEqual([]);
  expect(await differences(client, tableName, log)).toEqual([]);
});
