/** One piece of land, once (DOMAIN §2): exact at the border, safe under a race, and fast among thousands. */
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { bannerBoundaries, hasBanners } from '../support/land/banners.ts';
import { comb, lobed, needles, TANGLED } from '../support/land/odd-land.ts';
import { freshTable } from '../support/local/dynamodb.ts';
import { InjectedStep } from '../support/local/injected-step.ts';
import { putProjects } from '../support/local/many-projects.ts';
import { loadHandlers, registerOrganization, TestApi } from '../support/probes/api.ts';
import {
  agree,
  developNativeProject,
  type Member,
  type NativeOptions,
  type NativeProject,
  onDay,
  publishBody,
  registerParcel,
  reserveNativeProject,
  square,
} from '../support/probes/lifecycle.ts';
import { must } from '../support/probes/small-registry.ts';

let api: TestApi;
let client: DynamoDBDocumentClient;
let tableName: string;
let developer: Member;
let holder: Member;

beforeAll(async () => {
  onDay('2026-03-02');
  ({ client, tableName } = await freshTable());
  api = new TestApi(await loadHandlers());
  developer = await registerOrganization(api, ['developer'], '市农投集团');
  holder = await registerOrganization(api, ['enterprise'], '苏木合作社');
});
afterAll(() => {
  vi.useRealTimers();
});

/** Ready to be published. */
async function developed(options: NativeOptions): Promise<NativeProject> {
  const native = await reserveNativeProject(api, { developer, holder, ...options });
  await developNativeProject(api, native);
  return native;
}

/** Publishes it; the answer, whatever it is. */
async function publish(native: NativeProject) {
  const body = await publishBody(native);
  const caller = native.developer.caller;
  return api.send(`POST /v1/projects/${native.project}/publish`, { caller, body });
}

const publishOn = async (boundary: object, options: NativeOptions = {}) => {
  const native = await developed({ boundary, ...options });
  return { native, answer: await publish(native) };
};

const OVERLAP = 'urn:lvzhang:problem:land-overlap';

describe.skipIf(!hasBanners)('the real banners of Chifeng', () => {
  const banners = hasBanners ? bannerBoundaries() : new Map();
  let aohan: NativeProject;

  it('neighbours with one border are both published', async () => {
    for (const name of ['敖汉旗', '翁牛特旗', '松山区']) {
      const { native, answer } = await publishOn(banners.get(name), { name: `${name}造林` });
      expect(answer.status).toBe(200);
      if (name === '敖汉旗') aohan = native;
    }
  });

  it('a banner overlaps itself, whatever the standard', async () => {
    const { answer } = await publishOn(banners.get('敖汉旗'), { standard: 'VCS' });
    expect(answer).toMatchObject({
      status: 409,
      body: { type: OVERLAP, seen: { project: aohan.project, name: '敖汉旗造林' } },
    });
    // 8,300 km², as the geographers have it.
    expect(Number(answer.body.seen.hectares) / 830_000).toBeCloseTo(1, 1);
  });

  it('an intrusion of one hectare is found and named', async () => {
    const side = 100 / 111_050;
    const [west, south] = [119.95, 42.29];
    const east = west + side / Math.cos((south * Math.PI) / 180);
    const ring = [
      [west, south],
      [east, south],
      [east, south + side],
      [west, south + side],
      [west, south],
    ].map((position) =>
      position.map((ordinate, axis) => Number((ordinate! + (axis + 1) * 1.1e-6).toFixed(7))),
    );
    const { answer } = await publishOn({ type: 'Polygon', coordinates: [ring] });
    expect(answer).toMatchObject({ status: 409, body: { seen: { project: aohan.project } } });
    expect(Number(answer.body.seen.hectares)).toBeCloseTo(1, 1);
  });

  it('the same land in another time is free', async () => {
    const { answer } = await publishOn(banners.get('敖汉旗'), {
      standard: 'VCS',
      crediting: { from: '2041-04-01', to: '2081-03-31' },
    });
    expect(answer.status).toBe(200);
  });
});

it('parcels of one project that overlap are refused', async () => {
  const parcels: string[] = [];
  for (const shift of [0, 0.009]) {
    const boundary = square(117.1 + shift, 44.1);
    parcels.push(await registerParcel(api, developer, holder, { boundary, type: 'forest' }));
  }
  const { id } = await must(api, 'POST /v1/projects', developer.caller, {
    name: '相互重叠',
    standard: 'VCS',
    methodology: 'VM0047',
    parcels,
  });
  const template = await reserveNativeProject(api, { developer, holder, standard: 'VCS' });
  const native = { ...template, project: id };
  await developNativeProject(api, native);
  expect(await publish(native)).toMatchObject({
    status: 422,
    body: {
      type: 'urn:lvzhang:problem:parcels-overlap',
      seen: { parcel: parcels[1], other: parcels[0], hectares: expect.stringMatching(/^8\.\d{4}$/) },
    },
  });
});

describe('a race for the same land', () => {
  it.each([
    ['the same square', 0],
    ['half of it', 0.005],
    ['squares of two degrees that share a strip', 0.0099],
  ])('%s: of two at once exactly one wins, and the other is told of it', async (_what, shift) => {
    const ROUNDS = 8;
    for (let round = 0; round < ROUNDS; round++) {
      // Across a degree's border, so that the two have cells in two degrees each.
      const [longitude, latitude] = [116.995 + shift / 100, 43.1 + 0.02 * round + shift * 50];
      const rivals = [
        await developed({ boundary: square(longitude, latitude) }),
        await developed({ boundary: square(longitude + shift, latitude), standard: 'VCS' }),
      ];
      const answers = await Promise.all(rivals.map(publish));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const winner = answers.findIndex(({ status }) => status === 200);
      expect(answers[1 - winner]?.body).toMatchObject({
        type: OVERLAP,
        seen: { project: rivals[winner]!.project },
      });
    }
  });

  it('who comes in after the other has looked is found nevertheless', async () => {
    const [first, second] = [
      await developed({ boundary: square(117.2, 43.6) }),
      await developed({ boundary: square(117.205, 43.6) }),
    ];
    const send = DynamoDBDocumentClient.prototype.send as (...given: unknown[]) => Promise<unknown>;
    const rival = new InjectedStep(async () => expect(await publish(second)).toMatchObject({ status: 200 }));
    let looks = 0;
    const spy = vi.spyOn(DynamoDBDocumentClient.prototype, 'send').mockImplementation(async function (
      this: unknown,
      ...given: unknown[]
    ) {
      const { input } = given[0] as { input: { ExpressionAttributeValues?: Record<string, unknown> } };
      const answer = await send.apply(this, given);
      const looksAtLand = String(input.ExpressionAttributeValues?.[':pk']).startsWith('LAND#');
      // The first has seen its land empty; before it hears of that, the second publishes.
      if (looksAtLand && !rival.hasRun) await rival.run();
      else if (looksAtLand) looks++;
      return answer;
    } as never);
    const answer = await publish(first).finally(() => spy.mockRestore());
    await rival.succeeded();
    expect(looks).toBeGreaterThan(1);
    expect(answer).toMatchObject({ status: 409, body: { type: OVERLAP, seen: { project: second.project } } });
  });

  it('neighbours that publish at once all win', async () => {
    const natives: NativeProject[] = [];
    for (let i = 0; i < 6; i++) natives.push(await developed({ boundary: square(118.5 + 0.01 * i, 44.2) }));
    const answers = await Promise.all(natives.map(publish));
    expect(answers.map(({ status }) => status)).toEqual(natives.map(() => 200));
  });
});

describe('among 10,000 registered projects of one degree', () => {
  /**
   * Fields of 0.003° in a grid of 0.0098°, all in the degree 119E44N; every tenth column and
   * row has a free one.
   */
  const GRID = process.env.SCALE === 'all' ? 101 : 61;
  if (GRID < 101) console.log('skipped: 10,000 projects in place of 3,600; SCALE=all tries them');
  const field = (i: number, j: number) => square(119.001 + 0.0098 * i, 44.001 + 0.0098 * j, 0.003);
  const isFree = (i: number, j: number) => i % 10 === 5 && j % 10 === 5;
  const cells = Array.from({ length: GRID * GRID }, (_, n) => [n % GRID, Math.floor(n / GRID)] as const);
  const free = cells.filter(([i, j]) => isFree(i, j));
  const taken = cells.filter(([i, j]) => !isFree(i, j));
  const PUBLICATIONS = 9;

  /** Median of the processor's time, and requests to the table, of publications on the next free fields. */
  async function measure(from: number) {
    const natives: NativeProject[] = [];
    for (const [i, j] of free.slice(from, from + PUBLICATIONS))
      natives.push(await developed({ boundary: field(i, j) }));
    const milliseconds: number[] = [];
    const sent = vi.spyOn(DynamoDBDocumentClient.prototype, 'send');
    for (const native of natives) {
      const body = await publishBody(native);
      const caller = native.developer.caller;
      const start = process.cpuUsage();
      const { status } = await api.send(`POST /v1/projects/${native.project}/publish`, { caller, body });
      const { user, system } = process.cpuUsage(start);
      milliseconds.push((user + system) / 1000);
      expect(status).toBe(200);
    }
    const requests = sent.mock.calls.length / PUBLICATIONS;
    sent.mockRestore();
    return { ms: milliseconds.sort((a, b) => a - b)[Math.floor(PUBLICATIONS / 2)]!, requests };
  }

  it('a publication takes about what it takes in an empty table', { timeout: 300_000 }, async () => {
    await measure(0);
    const empty = await measure(PUBLICATIONS);
    const items = await putProjects(
      client,
      tableName,
      taken.map(([i, j]) => field(i, j)),
    );
    const full = await measure(2 * PUBLICATIONS);
    console.log(
      `${taken.length} projects, ${items} items: ${full.ms.toFixed(1)} ms against ${empty.ms.toFixed(1)} ms, ratio ${(full.ms / empty.ms).toFixed(2)}; ${full.requests.toFixed(1)} against ${empty.requests.toFixed(1)} requests`,
    );
    expect(taken.length).toBeGreaterThan(3_500);
    expect(full.requests / empty.requests).toBeLessThan(1.3);
    expect(full.ms / empty.ms).toBeLessThan(3);

    const [i, j] = taken[2500]!;
    const intruder = await developed({ boundary: field(i, j) });
    expect(await publish(intruder)).toMatchObject({ status: 409, body: { seen: { name: '项目 2500' } } });
  });
});

describe('hard land', () => {
  it('that a general library threw at is compared: two parcels over each other make no project', async () => {
    const parcels: string[] = [];
    for (const boundary of TANGLED)
      parcels.push(await registerParcel(api, developer, holder, { boundary, type: 'forest' }));
    const fields = { name: '重叠', standard: 'CCER', methodology: 'CCER-14-001-V01', parcels };
    const { id } = await must(api, 'POST /v1/projects', developer.caller, fields);
    const native = { ...(await reserveNativeProject(api, { developer, holder })), project: id };
    await developNativeProject(api, native);
    expect(await publish(native)).toMatchObject({
      status: 422,
      body: {
        type: 'urn:lvzhang:problem:parcels-overlap',
        seen: { parcel: parcels[1], other: parcels[0], hectares: expect.stringMatching(/^7\.1/) },
      },
    });
  });

  it("of a published neighbour's needles takes nothing and bars nobody", async () => {
    const { answer } = await publishOn(needles([117.2, 43.4], 3300));
    expect(answer.status).toBe(200);
    const before = performance.now();
    const through = await publishOn(lobed([117.35, 43.43], 40, 1000));
    expect(through.answer.status).toBe(200);
    expect(performance.now() - before).toBeLessThan(15_000);
  });

  it('that crosses a neighbour too often is refused, and the neighbour named', async () => {
    const { native } = await publishOn(comb([117.900000123, 43.300000123], 330, 'north'), { name: '梳' });
    const { answer } = await publishOn(comb([117.900100123, 43.300100123], 330, 'east'));
    expect(answer).toMatchObject({
      status: 422,
      body: {
        type: 'urn:lvzhang:problem:land-too-intricate',
        seen: { project: native.project, name: '梳', crossingsMax: 200_000 },
      },
    });
  });
});

it('an agreement that has ended its holder’s part keeps a design from being published', async () => {
  const native = await reserveNativeProject(api, { developer, holder });
  const other = await registerOrganization(api, ['enterprise'], '旁人');
  const agreement = await agree(api, developer, other);
  const path = `POST /v1/projects/${native.project}/develop`;
  const answer = await api.send(path, { caller: developer.caller, body: { agreement } });
  expect(answer.body.type).toBe('urn:lvzhang:problem:holder-not-a-party');
});
