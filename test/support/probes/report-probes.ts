/**
 * Probes of the routes of monitoring reports, reversals and cancellations, and bodies that would do. One
 * registered VCS project does for all: each probe reports another day of it, and what earlier ones left open
 * is put back by hand.
 */
import { vi } from 'vitest';
import { addDays, chinaDate, yearOf } from '../../../shared/base/day.ts';
import { projectEntity, reportEntity } from '../../../shared/ledger/entity.ts';
import { OPERATOR, type TestApi } from './api.ts';
import type { BodyCase } from './bodies.ts';
import { storedDocument } from './documents.ts';
import { give } from './given.ts';
import { type NativeProject, registerNativeProject } from './lifecycle.ts';
import type { Make, Probe } from './probe.ts';
import { commentOpenly, openComment } from './public-comments.ts';
import { correct, issueReport, requestOpen, submitReport, verification } from './reports.ts';
import { must } from './small-registry.ts';

/** Long enough ago for the 30 days of comments on a VCS design to be over. */
const PAST_DAYS = 45;
const RISK = { riskBasisPoints: 1000 };

interface Registered {
  native: NativeProject;
  /** A report that is issued whole, and its batch of 1000 units, 100 of them in the buffer. */
  report: string;
  batch: string;
}
const registered = new WeakMap<TestApi, Promise<Registered>>();

/** The project of all probes, free to report and to be issued to. */
async function theProject(api: TestApi): Promise<Registered> {
  const known = registered.get(api) ?? register(api);
  registered.set(api, known);
  const { native } = await known;
  await give(projectEntity(native.project), { status: 'registered', uncovered: 0 });
  return known;
}

async function register(api: TestApi): Promise<Registered> {
  const faked = vi.isFakeTimers() || vi.getMockedSystemTime() !== null;
  if (!faked) vi.setSystemTime(addDays(chinaDate(new Date().toISOString()), -PAST_DAYS));
  try {
    const native = await registerNativeProject(api, { standard: 'VCS' });
    const period = { from: '2021-04-01', to: '2021-04-01' };
    const amounts = [{ vintage: 2021, kilograms: 1_000_000 }];
    const { report, batches } = await issueReport(api, native, period, amounts, RISK.riskBasisPoints);
    return { native, report, batch: batches[2021]! };
  } finally {
    if (!faked) vi.useRealTimers();
  }
}

let days = 0;
/** A day that no other probe reports, and the amounts of it. */
function freshDay() {
  const day = addDays('2021-04-01', ++days);
  return { period: { from: day, to: day }, amounts: [{ vintage: yearOf(day), kilograms: 5000 }] };
}

type Setup = 'submitted' | 'verified' | 'requested';

/** A fresh report that has got so far. */
async function reportAt(api: TestApi, setup: Setup) {
  const { native } = await theProject(api);
  const { period, amounts } = freshDay();
  const report = await submitReport(api, native, period, amounts);
  if (setup !== 'submitted') {
    const body = await verification(native, amounts, RISK);
    await must(api, `POST /v1/monitoring-reports/${report}/verify`, native.verifier2.caller, body);
  }
  if (setup === 'requested') await requestOpen(api, native, report);
  return { native, report, amounts };
}

/** A submitted report that the public may comment on. */
async function openReport(api: TestApi) {
  const found = await reportAt(api, 'submitted');
  // A report of VCS is not published, and working days of CCER are known of some years only.
  await give(reportEntity(found.report), { window: { from: '2000-01-01', to: '2199-12-31' } });
  return found;
}

async function commentedOpenly(api: TestApi): Promise<string> {
  const { report } = await openReport(api);
  await commentOpenly(api, `/v1/monitoring-reports/${report}`);
  return report;
}

const step = (report: string, verb: string, body: object, owner?: string): Probe => ({
  request: `POST /v1/monitoring-reports/${report}/${verb}`,
  body,
  ...(owner !== undefined && { owner }),
});

const reading =
  (suffix = ''): Make =>
  async (_registry, api) => {
    const { report } = await theProject(api);
    return { request: `GET /v1/monitoring-reports/${report}${suffix}` };
  };

async function submission({ developer }: NativeProject) {
  return { ...freshDay(), document: await storedDocument(developer.id) };
}

async function cancellationOf(api: TestApi) {
  const { native, batch } = await theProject(api);
  await give(projectEntity(native.project), { uncovered: 1 });
  const { project, developer } = native;
  const items = [{ batch, quantity: 1 }];
  return { project, cause: 'reversal', account: developer.account, items, reason: '补足逆转缺口' };
}

const reversal = async (organization: string) => ({
  cause: 'fire',
  occurredOn: '2021-05-01',
  kilograms: 500,
  document: await storedDocument(organization),
});

const correction = async ({ verifier2 }: NativeProject, vintage: number) => ({
  document: await storedDocument(verifier2.id),
  amounts: [{ vintage, kilograms: 4000 }],
  reason: '样地重复计算',
});

export const reportProbes: Record<string, Make> = {
  'POST /v1/projects/{id}/monitoring-reports': async (_registry, api) => {
    const { native } = await theProject(api);
    return {
      request: `POST /v1/projects/${native.project}/monitoring-reports`,
      body: await submission(native),
      owner: native.developer.id,
    };
  },
  'GET /v1/projects/{id}/monitoring-reports': (registry) => ({
    request: `GET /v1/projects/${registry.project}/monitoring-reports`,
  }),
  'GET /v1/monitoring-reports': () => ({ request: 'GET /v1/monitoring-reports?status=submitted' }),
  'GET /v1/monitoring-reports/{id}': reading(),
  'GET /v1/monitoring-reports/{id}/document': reading('/document'),
  'GET /v1/monitoring-reports/{id}/comments': reading('/comments'),
  'POST /v1/monitoring-reports/{id}/comments': async (_registry, api) => {
    const { report } = await openReport(api);
    return step(report, 'comments', { text: '样地太少' });
  },
  'POST /v1/monitoring-reports/{id}/comments/{number}/remove': async (_registry, api) => {
    const { native, report } = await reportAt(api, 'submitted');
    await give(reportEntity(report), { window: { from: '2000-01-01', to: '2199-12-31' } });
    const path = `POST /v1/monitoring-reports/${report}/comments`;
    await must(api, path, native.developer.caller, { text: '样地太少' });
    return step(report, 'comments/1/remove', { order: '赤网信令〔2026〕1号' });
  },
  'POST /v1/monitoring-reports/{id}/public-comments': async (_registry, api) => {
    const { report } = await openReport(api);
    return step(report, 'public-comments', openComment(report));
  },
  'GET /v1/monitoring-reports/{id}/public-comments': reading('/public-comments'),
  'GET /v1/monitoring-reports/{id}/waiting-comments': reading('/waiting-comments'),
  'POST /v1/monitoring-reports/{id}/public-comments/{number}/admit': async (_registry, api) => ({
    request: `POST /v1/monitoring-reports/${await commentedOpenly(api)}/public-comments/1/admit`,
  }),
  'POST /v1/monitoring-reports/{id}/public-comments/{number}/refuse': async (_registry, api) =>
    step(await commentedOpenly(api), 'public-comments/1/refuse', { reason: '与项目无关' }),
  'POST /v1/monitoring-reports/{id}/treatments': async (_registry, api) => {
    const { native, report } = await reportAt(api, 'submitted');
    await give(reportEntity(report), { comments: 1 });
    const treatments = [{ comment: 1, treatment: 'adopted' }];
    return step(report, 'treatments', { treatments }, native.verifier2.id);
  },
  'POST /v1/monitoring-reports/{id}/verify': async (_registry, api) => {
    const { native, report, amounts } = await reportAt(api, 'submitted');
    const document = await storedDocument(native.verifier2.id);
    return step(report, 'verify', { document, amounts, treatments: [], ...RISK }, native.verifier2.id);
  },
  'POST /v1/monitoring-reports/{id}/refuse': async (_registry, api) => {
    const { native, report } = await reportAt(api, 'submitted');
    return step(report, 'refuse', { reason: '不可核实' }, native.verifier2.id);
  },
  'POST /v1/monitoring-reports/{id}/correct': async (_registry, api) => {
    const { native, report, amounts } = await reportAt(api, 'verified');
    return step(report, 'correct', await correction(native, amounts[0]!.vintage), native.verifier2.id);
  },
  'POST /v1/monitoring-reports/{id}/request-issuance': async (_registry, api) => {
    const { native, report, amounts } = await reportAt(api, 'verified');
    const quantities = [{ vintage: amounts[0]!.vintage, tonnes: 5 }];
    return step(report, 'request-issuance', { quantities }, native.developer.id);
  },
  'POST /v1/monitoring-reports/{id}/issue': async (_registry, api) => {
    const { report, amounts } = await reportAt(api, 'requested');
    return step(report, 'issue', { vintage: amounts[0]!.vintage });
  },
  'POST /v1/projects/{id}/reversals': async ({ supervisor = OPERATOR.org }, api) => ({
    request: `POST /v1/projects/${(await theProject(api)).native.project}/reversals`,
    body: await reversal(supervisor),
  }),
  'POST /v1/cancellations': async (_registry, api) => {
    const { native } = await theProject(api);
    const body = await cancellationOf(api);
    return { request: 'POST /v1/cancellations', body, owner: native.developer.id };
  },
};

const DOCUMENT = {
  '/document': 'object',
  '/document/sha256': 'name',
  '/document/mediaType': 'name',
  '/document/bytes': 'count',
} as const;
/** Kilograms aren't among them: 0 is one that a year may have. */
const AMOUNTS = { '/amounts': 'list', '/amounts/0': 'object', '/amounts/0/vintage': 'count' } as const;

/** In an order in which each does, one after the other. */
export async function reportBodies(api: TestApi): Promise<BodyCase[]> {
  const { native, report: issued, batch } = await theProject(api);
  const { project, developer, verifier2 } = native;
  const of = (report: string, verb: string) => `POST /v1/monitoring-reports/${report}/${verb}`;
  const published = (await reportAt(api, 'submitted')).report;
  const commented = (await reportAt(api, 'submitted')).report;
  for (const open of [published, commented])
    await give(reportEntity(open), { window: { from: '2000-01-01', to: '2199-12-31' } });
  await must(api, of(commented, 'comments'), developer.caller, { text: '样地太少' });
  const openlyCommented = await commentedOpenly(api);
  const heard = await reportAt(api, 'submitted');
  const treated = (await reportAt(api, 'submitted')).report;
  for (const report of [heard.report, treated]) await give(reportEntity(report), { comments: 1 });
  const refused = (await reportAt(api, 'submitted')).report;
  const corrected = await reportAt(api, 'verified');
  const applied = await reportAt(api, 'verified');
  const requested = await reportAt(api, 'requested');
  const year = (amounts: readonly { vintage: number }[]) => amounts[0]!.vintage;
  await correct(api, native, issued, [{ vintage: 2021, kilograms: 999_000 }]);
  return [
    {
      name: 'monitoring report',
      request: `POST /v1/projects/${project}/monitoring-reports`,
      caller: developer.caller,
      body: await submission(native),
      fields: { '/period': 'object', '/period/from': 'name', '/period/to': 'name', ...AMOUNTS, ...DOCUMENT },
    },
    {
      name: 'comment on a report',
      request: of(published, 'comments'),
      caller: developer.caller,
      body: { text: '样地太少' },
      fields: { '/text': 'text' },
    },
    {
      name: 'removal of a comment on a report',
      request: of(commented, 'comments/1/remove'),
      caller: OPERATOR,
      body: { order: '赤网信令〔2026〕1号' },
      fields: { '/order': 'text' },
    },
    {
      name: 'comment of the public on a report',
      request: of(published, 'public-comments'),
      caller: developer.caller,
      body: openComment(published),
      fields: { '/text': 'text', '/salt': 'name', '/day': 'name', '/nonce': 'count' },
    },
    {
      name: 'refusal of a comment of the public on a report',
      request: of(openlyCommented, 'public-comments/1/refuse'),
      caller: OPERATOR,
      body: { reason: '与项目无关' },
      fields: { '/reason': 'text' },
    },
    {
      name: 'treatments of comments on a report',
      request: of(treated, 'treatments'),
      caller: verifier2.caller,
      body: { treatments: [{ comment: 1, treatment: 'adopted' }] },
      fields: {
        '/treatments': 'list',
        '/treatments/0': 'object',
        '/treatments/0/comment': 'count',
        '/treatments/0/treatment': 'name',
      },
    },
    {
      name: 'verification',
      request: of(heard.report, 'verify'),
      caller: verifier2.caller,
      body: await verification(native, heard.amounts, { ...RISK, comments: 1 }),
      fields: {
        ...DOCUMENT,
        ...AMOUNTS,
        '/treatments/0': 'object',
        '/treatments/0/comment': 'count',
        '/treatments/0/treatment': 'name',
      },
    },
    {
      name: 'refusal of a report',
      request: of(refused, 'refuse'),
      caller: verifier2.caller,
      body: { reason: '不可核实' },
      fields: { '/reason': 'text' },
    },
    {
      name: 'correction',
      request: of(corrected.report, 'correct'),
      caller: verifier2.caller,
      body: await correction(native, year(corrected.amounts)),
      fields: { ...DOCUMENT, ...AMOUNTS, '/reason': 'text' },
    },
    {
      name: 'cancellation',
      request: 'POST /v1/cancellations',
      caller: developer.caller,
      body: {
        project,
        cause: 'over-issuance',
        report: issued,
        account: developer.account,
        items: [{ batch, quantity: 1 }],
        reason: '补足多签发量',
      },
      fields: {
        '/project': 'name',
        '/cause': 'name',
        '/report': 'name',
        '/account': 'name',
        '/items': 'list',
        '/items/0': 'object',
        '/items/0/batch': 'name',
        '/items/0/quantity': 'count',
        '/reason': 'text',
      },
    },
    {
      name: 'issuance of a report',
      request: of(requested.report, 'issue'),
      caller: OPERATOR,
      body: { vintage: year(requested.amounts), lanes: 2 },
      fields: { '/vintage': 'count', '/lanes': 'count?' },
    },
    {
      name: 'application for issuance',
      request: of(applied.report, 'request-issuance'),
      caller: developer.caller,
      body: { quantities: [{ vintage: year(applied.amounts), tonnes: 5 }] },
      fields: {
        '/quantities': 'list',
        '/quantities/0': 'object',
        '/quantities/0/vintage': 'count',
        '/quantities/0/tonnes': 'count',
      },
    },
    {
      name: 'reversal',
      request: `POST /v1/projects/${project}/reversals`,
      caller: OPERATOR,
      body: await reversal(OPERATOR.org),
      fields: { '/cause': 'name', '/occurredOn': 'name', '/kilograms': 'fen', ...DOCUMENT },
    },
  ];
}
