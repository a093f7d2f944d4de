/**
 * Parcels through the real handlers: entered, read, listed, summed, withdrawn; and each rule of
 * a boundary by name.
 */
import { createHash } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { Replay } from '../../events/audit/replay.ts';
import { ED25519 } from '../../events/tlog/note-key.ts';
import { inventoryOf } from '../../functions/parcels/inventory.ts';
import { packBoundary } from '../../functions/parcels/survey.ts';
import { fromUtf8 } from '../../shared/base/encoding.ts';
import { areaSquareMetres } from '../../shared/land/area.ts';
import { BannerCode } from '../../shared/land/banner.ts';
import { POSITIONS_MAX } from '../../shared/land/boundary.ts';
import { parcelEntity } from '../../shared/ledger/entity.ts';
import { boundaryOf } from '../support/land/banners.ts';
import { comb } from '../support/land/odd-land.ts';
import { freshTable } from '../support/local/dynamodb.ts';
import { type LeavesNoTrace, leavesNoTraceIn } from '../support/local/snapshot.ts';
import { sequenceAll, worldAt } from '../support/local/world.ts';
import { ORIGIN } from '../support/log/log.ts';
import { checkLog } from '../support/log/log-check.ts';
import { castMember, loadHandlers, OPERATOR, registerOrganization, TestApi } from '../support/probes/api.ts';
import { freshDeveloper, freshParcel, parcelBody, squareRing } from '../support/probes/parcels.ts';
import { expectRefused } from '../support/probes/problem.ts';
import { signerOf } from '../unit/file-signer.ts';

let client: DynamoDBDocumentClient;
let tableName: string;
let api: TestApi;
let leavesNoTrace: LeavesNoTrace;
type Member = Awaited<ReturnType<typeof registerOrganization>>;
let developer: Member;
let holder: Member;
beforeAll(async () => {
  ({ client, tableName } = await freshTable());
  api = new TestApi(await loadHandlers());
  leavesNoTrace = leavesNoTraceIn(client, tableName);
  developer = await freshDeveloper(api);
  holder = await registerOrganization(api, ['enterprise'], '四家子镇（示例）');
});

const get = (path: string, caller = developer.caller) => api.send(`GET ${path}`, { caller });
const outer = squareRing(120, 42.2, 0.1);
/** Clockwise where the outer ring runs the other way; the registry puts either right. */
const hole = squareRing(120.03, 42.23, 0.02);

describe('a parcel', () => {
  it('tells the datum that its boundary was converted from, if any, wherever it is shown', async () => {
    const made = await freshParcel(api, developer.caller, { convertedFrom: 'gcj02' });
    expect(made).toMatchObject({ convertedFrom: 'gcj02' });
    const { body: read } = await get(`/v1/parcels/${made.id}`);
    expect(read).toMatchObject({ convertedFrom: 'gcj02' });
    const { body: feature } = await get(`/v1/parcels/${made.id}/boundary`);
    expect(feature).toMatchObject({ properties: { convertedFrom: 'gcj02' } });
    const plain = await freshParcel(api, developer.caller);
    expect(plain).not.toHaveProperty('convertedFrom');
    const body = await parcelBody(developer.id, { convertedFrom: 'xian80' });
    const refused = await api.send('POST /v1/parcels', { caller: developer.caller, body });
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([
      400,
      expect.stringContaining('/convertedFrom'),
    ]);
  });

  it('with a hole and an island is measured, named by its digest and given back', async () => {
    const boundary = { type: 'MultiPolygon', coordinates: [[outer, hole], [squareRing(120.2, 42.2)]] };
    const made = await freshParcel(api, developer.caller, { boundary, holder: holder.id, type: 'grassland' });
    expect(made).toMatchObject({
      type: 'grassland',
      banner: '150430',
      holder: holder.id,
      registrant: developer.id,
      areaSquareMetres: Math.round(areaSquareMetres(boundaryOf(boundary))),
      outline: 'known',
      status: 'surveyed',
      version: 1,
    });
    const { commit: _, ...parcel } = made;
    expect((await get(`/v1/parcels/${made.id}`)).body).toEqual(parcel);
    const { headers, body } = await get(`/v1/parcels/${made.id}/boundary`);
    expect(headers['content-type']).toBe('application/geo+json');
    expect(body).toMatchObject({ type: 'Feature', id: made.id, properties: { name: made.name } });
    expect(body.geometry).toEqual(boundaryOf(boundary));
    const { coordinates, type } = body.geometry;
    const digest = createHash('sha256').update(JSON.stringify({ coordinates, type })).digest('hex');
    expect(digest).toBe(made.boundary);
  });

  it('of another city is entered, and its outline is unknown', async () => {
    const mine = await freshDeveloper(api);
    const parcel = await freshParcel(api, mine.caller, { banner: '150622' });
    expect(parcel).toMatchObject({ banner: '150622', outline: 'unknown' });
    const { body } = await get('/v1/inventory?banner=150622', mine.caller);
    expect(body.items).toMatchObject([{ banner: '150622', bannerName: '准格尔旗', parcels: 1 }]);
    const unknown = { ...(await parcelBody(mine.id)), banner: '110108' };
    const refused = await api.send('POST /v1/parcels', { caller: mine.caller, body: unknown });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: '#/banner' }] } });
  });

  it('comes once, however often it is sent, and as the same land however it is drawn', async () => {
    const body = await parcelBody(developer.id, { boundary: { type: 'Polygon', coordinates: [outer] } });
    const call = { caller: developer.caller, key: 'parcel-once' };
    const first = await api.send('POST /v1/parcels', { ...call, body });
    const again = await leavesNoTrace(() => api.send('POST /v1/parcels', { ...call, body }));
    expect([again.status, again.headers['idempotent-replayed'], again.body]).toEqual([
      201,
      'true',
      first.body,
    ]);
    const reversed = { type: 'MultiPolygon', coordinates: [[outer.toReversed()]] };
    const redrawn = { ...body, boundary: reversed };
    expect((await api.send('POST /v1/parcels', { ...call, body: redrawn })).body.id).toBe(first.body.id);
    const other = { ...body, name: '另一地块' };
    expect(await api.send('POST /v1/parcels', { ...call, body: other })).toMatchObject({
      status: 422,
      body: { type: 'urn:lvzhang:problem:idempotency-key-reused' },
    });
  });

  it('is there for its registrant and for supervision, and for nobody else', async () => {
    const { id } = await freshParcel(api, developer.caller, { holder: holder.id });
    const other = await freshDeveloper(api);
    for (const path of [`/v1/parcels/${id}`, `/v1/parcels/${id}/boundary`]) {
      expect((await get(path, other.caller)).status).toBe(404);
      expect((await get(path, castMember('verifier', ['verifier']))).status).toBe(200);
    }
    const withdrawal = { caller: other.caller, body: { reason: '有误' } };
    const { type } = await leavesNoTrace(() =>
      expectRefused(api, `POST /v1/parcels/${id}/withdraw`, withdrawal),
    );
    expect(type).toBe('urn:lvzhang:problem:not-found');
  });

  it('is withdrawn once, and stays readable', async () => {
    const { id } = await freshParcel(api, developer.caller);
    const withdrawal = { caller: developer.caller, body: { reason: '权属有争议' } };
    const { status, headers, body } = await api.send(`POST /v1/parcels/${id}/withdraw`, withdrawal);
    expect([status, headers.etag, body.status]).toEqual([200, '"v2"', 'withdrawn']);
    expect((await get(`/v1/parcels/${id}`)).body).toMatchObject({ status: 'withdrawn', version: 2 });
    const { type } = await expectRefused(api, `POST /v1/parcels/${id}/withdraw`, withdrawal);
    expect(type).toBe('urn:lvzhang:problem:parcel-withdrawn');
  });

  it('of as many positions as are allowed, in the longest numbers, is stored and given back', async () => {
    const positions = Array.from({ length: POSITIONS_MAX - 1 }, (_, i): [number, number] => {
      const angle = (2 * Math.PI * i) / (POSITIONS_MAX - 1);
      const radius = 0.2 + 0.001 * Math.sin(97 * angle);
      return [120 + radius * Math.cos(angle), 42.3 + radius * Math.sin(angle)];
    });
    const boundary = { type: 'Polygon', coordinates: [[...positions, positions[0]]] };
    const { id } = await freshParcel(api, developer.caller, { boundary });
    expect((await get(`/v1/parcels/${id}/boundary`)).body.geometry).toEqual(boundaryOf(boundary));
  });
});

describe('what is refused', () => {
  const polygon = (...coordinates: unknown[]) => ({ type: 'Polygon', coordinates });
  const [a, b, c, d] = outer as [number, number][];
  const coarse = [119.1234, 119.1334].flatMap((x) => [42.1234, 42.1334].map((y) => [x, y]));
  const coarseRing = [coarse[0], coarse[2], coarse[3], coarse[1], coarse[0]];
  const many = Array.from({ length: POSITIONS_MAX + 1 }, (_, i) => [119.0000001 + i / 1e6, 42.0000001]);
  it.each<[string, string, unknown]>([
    ['boundary-not-geojson', '#/boundary', null],
    ['boundary-not-geojson', '#/boundary', 'POLYGON((0 0))'],
    ['boundary-not-geojson', '#/boundary/geometry', { geometry: polygon(outer), type: 'Feature' }],
    ['boundary-not-geojson', '#/boundary/type', { type: 'Point', coordinates: [1, 2] }],
    ['boundary-not-geojson', '#/boundary/coordinates/0/1', polygon([a, null, b, c, a])],
    ['boundary-too-detailed', '#/boundary/coordinates', polygon(many)],
    ['boundary-coordinates', '#/boundary/coordinates/0/1', polygon([a, [42, 119], c, d, a])],
    ['boundary-coordinates', '#/boundary/coordinates/0/2', polygon([a, b, [...(c ?? []), 900], d, a])],
    ['boundary-ring', '#/boundary/coordinates/0', polygon([a, b, c, d])],
    ['boundary-precision', '#/boundary/coordinates/0', polygon(coarseRing)],
    ['boundary-no-area', '#/boundary/coordinates/0', polygon([a, b, a, b, a])],
    [
      'boundary-self-intersecting',
      '#/boundary/coordinates/0/',
      polygon([a, c, b, [120.0000011, 42.5000013], a]),
    ],
    ['boundary-hole-outside', '#/boundary/coordinates/1/', polygon(outer, squareRing(119.8, 42.2))],
    [
      'boundary-polygons-overlap',
      '#/boundary/coordinates/1',
      { type: 'MultiPolygon', coordinates: [[outer], [squareRing(120.05, 42.25, 0.1)]] },
    ],
  ])('%s at %s', async (name, pointer, boundary) => {
    const body = { ...(await parcelBody(developer.id)), boundary };
    await leavesNoTrace(async () => {
      const refused = await expectRefused(api, 'POST /v1/parcels', { caller: developer.caller, body });
      expect(refused).toMatchObject({
        type: `urn:lvzhang:problem:${name}`,
        status: 422,
        source: expect.stringMatching(/./),
        errors: [{ pointer: expect.stringContaining(pointer), detail: expect.any(String) }],
      });
    });
  });

  it.each<[string, string, Record<string, unknown>]>([
    ['not-found', '#/holder', { holder: `o-${'0'.repeat(20)}` }],
    [
      'document-not-stored',
      '#/title',
      { title: { sha256: '0'.repeat(64), mediaType: 'application/pdf', bytes: 1 } },
    ],
  ])('%s at %s', async (name, pointer, fields) => {
    const body = await parcelBody(developer.id, fields);
    const refused = await leavesNoTrace(() =>
      expectRefused(api, 'POST /v1/parcels', { caller: developer.caller, body }),
    );
    expect(refused).toMatchObject({ type: `urn:lvzhang:problem:${name}`, errors: [{ pointer }] });
  });

  it("a title proof that only another organization has brought, and a registrant that isn't a developer, whatever its token says", async () => {
    const body = await parcelBody(holder.id);
    const asDeveloper = { caller: developer.caller, body };
    const asHolder = { caller: { org: holder.id, roles: ['developer' as const] }, body };
    await leavesNoTrace(async () => {
      const { type } = await expectRefused(api, 'POST /v1/parcels', asDeveloper);
      expect(type).toBe('urn:lvzhang:problem:document-not-stored');
      const other = await expectRefused(api, 'POST /v1/parcels', asHolder);
      expect(other.type).toBe('urn:lvzhang:problem:role-not-registered');
    });
  });

  it('parcel-outside-banner, with the place and the distance', async () => {
    const body = await parcelBody(developer.id, {
      banner: '150402',
      boundary: { type: 'Polygon', coordinates: [outer] },
    });
    const call = { caller: developer.caller, body };
    const refused = await leavesNoTrace(() => expectRefused(api, 'POST /v1/parcels', call));
    expect(refused).toMatchObject({
      type: 'urn:lvzhang:problem:parcel-outside-banner',
      errors: [{ pointer: '#/banner' }],
      seen: { bannerName: '红山区', metres: expect.any(Number), metresMax: 5000 },
    });
  });

  it('another coordinate system, by its name, and ours not', async () => {
    const crs = (name: string) => ({ type: 'name', properties: { name } });
    const sent = async (name: string) => {
      const boundary = { type: 'Polygon', coordinates: [outer], crs: crs(name) };
      const body = await parcelBody(developer.id, { boundary });
      return api.send('POST /v1/parcels', { caller: developer.caller, body });
    };
    expect(await leavesNoTrace(() => sent('EPSG:4528'))).toMatchObject({
      status: 422,
      body: {
        type: 'urn:lvzhang:problem:boundary-crs-projected',
        seen: { crs: 'EPSG:4528', system: 'CGCS2000 / 3-degree Gauss-Kruger zone 40' },
        errors: [{ pointer: '#/boundary/crs' }],
      },
    });
    expect((await sent('urn:ogc:def:crs:EPSG::4490')).status).toBe(201);
  });

  it('combs upon combs, by name and before anybody waits', async () => {
    const combs = [
      comb([119.900000123, 42.200000123], 330, 'north'),
      comb([119.900100123, 42.200100123], 330, 'east'),
    ];
    const boundary = { type: 'MultiPolygon', coordinates: combs.map(({ coordinates }) => coordinates) };
    const body = await parcelBody(developer.id, { boundary });
    const before = performance.now();
    const refused = await expectRefused(api, 'POST /v1/parcels', { caller: developer.caller, body });
    expect(refused.type).toBe('urn:lvzhang:problem:boundary-too-intricate');
    expect(performance.now() - before).toBeLessThan(5000);
  });

  it('a body over 2 MiB, in so many words, while one of 1 MiB is read', async () => {
    const caller = developer.caller;
    const answer = await api.send('POST /v1/parcels', { caller, raw: `{${' '.repeat(2 * 1024 * 1024)}}` });
    expect([answer.status, answer.body.detail]).toEqual([413, 'A body may have 2048 KiB at most here']);
    const read = await api.send('POST /v1/parcels', { caller, raw: `{${' '.repeat(1024 * 1024)}}` });
    expect(read.body.type).toBe('urn:lvzhang:problem:invalid-input');
  });

  it('a boundary that no item could hold', () => {
    const noise = Array.from({ length: 60_000 }, () => [118 + Math.random(), 42 + Math.random()]);
    expect(() => packBoundary(JSON.stringify(noise))).toThrow('boundary-too-detailed');
  });
});

describe('lists and sums', () => {
  it('page through what is wanted among what is not, each once and in order', async () => {
    const [mine, other] = [await freshDeveloper(api), await freshDeveloper(api)];
    const wanted: string[] = [];
    for (let i = 0; i < 7; i++) {
      const fields = { banner: '150426', type: i % 3 === 0 ? 'wetland' : 'forest' };
      await freshParcel(api, other.caller, fields);
      const { id } = await freshParcel(api, mine.caller, fields);
      if (fields.type === 'forest') wanted.push(id);
    }
    for (const limit of [1, 2, 3, 4, 200]) {
      const seen: string[] = [];
      let cursor = '';
      do {
        const path = `/v1/parcels?banner=150426&type=forest&limit=${limit}${cursor && `&cursor=${cursor}`}`;
        const { body } = await get(path, mine.caller);
        expect(body.items.length).toBeLessThanOrEqual(limit);
        seen.push(...body.items.map(({ id }: { id: string }) => id));
        cursor = body.next ?? '';
      } while (cursor);
      expect(seen).toEqual(wanted);
    }
    const { body } = await get('/v1/parcels?banner=150426&limit=2', mine.caller);
    const stolen = await get(`/v1/parcels?banner=150426&limit=2&cursor=${body.next}`, other.caller);
    expect(stolen.body.type).toBe('urn:lvzhang:problem:invalid-input');
    expect((await get('/v1/parcels?banner=150426', OPERATOR)).body.items.length).toBe(14);
    expect((await get('/v1/parcels')).body.errors).toMatchObject([{ parameter: 'banner' }]);
  });

  it('of more than one answer can sum are refused, with a way to go on', async () => {
    const { reads } = worldAt(client, tableName);
    const sum = (queriesMax: number) =>
      inventoryOf(reads, BannerCode.options, { status: 'surveyed' }, '2026-11-21', queriesMax);
    const { items, parcels } = await sum(BannerCode.options.length);
    expect(parcels).toBeGreaterThan(0);
    // A banner without parcels costs nothing.
    const filled = new Set(items.map(({ banner }) => banner)).size;
    expect((await sum(filled)).parcels).toBe(parcels);
    await expect(sum(filled - 1)).rejects.toThrow('inventory-too-large');
  });

  it('by banner, type and eligible standard, of what is not withdrawn', async () => {
    const mine = await freshDeveloper(api);
    const fields = [
      { banner: '150430', type: 'forest' },
      { banner: '150430', type: 'forest' },
      { banner: '150425', type: 'grassland' },
      { banner: '150425', type: 'livestock' },
    ];
    const areas: number[] = [];
    for (const each of fields) areas.push((await freshParcel(api, mine.caller, each)).areaSquareMetres);
    const gone = await freshParcel(api, mine.caller, fields[0]);
    await api.send(`POST /v1/parcels/${gone.id}/withdraw`, {
      caller: mine.caller,
      body: { reason: '重复' },
    });
    const [a, b, c, d] = areas as [number, number, number, number];
    const ccer = { standard: 'CCER', parcels: 3, areaSquareMetres: a + b + d };
    const all = { parcels: 4, areaSquareMetres: a + b + c + d };
    expect((await get('/v1/inventory', mine.caller)).body).toEqual({
      items: [
        {
          banner: '150425',
          bannerName: '克什克腾旗',
          type: 'grassland',
          standards: ['VCS'],
          parcels: 1,
          areaSquareMetres: c,
        },
        {
          banner: '150425',
          bannerName: '克什克腾旗',
          type: 'livestock',
          standards: ['CCER', 'VCS'],
          parcels: 1,
          areaSquareMetres: d,
        },
        {
          banner: '150430',
          bannerName: '敖汉旗',
          type: 'forest',
          standards: ['CCER', 'VCS'],
          parcels: 2,
          areaSquareMetres: a + b,
        },
      ],
      standards: [ccer, { standard: 'VCS', ...all }],
      ...all,
    });
    const one = await get('/v1/inventory?banner=150425', mine.caller);
    expect(one.body).toMatchObject({ parcels: 2, areaSquareMetres: c + d });
    const supervised = await get('/v1/inventory', OPERATOR);
    expect(supervised.body.parcels).toBeGreaterThan(all.parcels);
  });
});

it('the log of all that is sound, and the table is its replay', async () => {
  const signer = signerOf('lvzhang.test/log', ED25519, 7);
  await sequenceAll(client, tableName, signer);
  const { leaves, events } = await checkLog(api, signer.key);
  const replay = new Replay({ log: ORIGIN });
  const violations = leaves.flatMap((leaf, index) => [...replay.apply(index, fromUtf8(leaf))]);
  expect([...violations, ...replay.finish()]).toEqual([]);
  const parcels = events.flatMap(({ type, facts }) =>
    type === 'parcel.registered' ? [parcelEntity((facts as { parcel: string }).parcel)] : [],
  );
  const stored = await worldAt(client, tableName).reads.entities(parcels);
  expect(stored.size).toBe(parcels.length);
  for (const [id, { version, state }] of stored)
    expect(replay.live.entities.get(id)).toMatchObject({ version, state });
});
