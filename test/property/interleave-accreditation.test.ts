/** What a verification body does, and the regulator's orders about it meanwhile, in every order. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Actor } from '../support/interleave/interleave.ts';
import {
  commandOf,
  expectSound,
  LARGE,
  type Play,
  pairsOf,
  TEST_TIMEOUT_MS,
  tableAfter,
  triplesOf,
} from '../support/interleave/setting.ts';
import { accreditation, OPERATOR, type TestApi } from '../support/probes/api.ts';
import { storedDocument } from '../support/probes/documents.ts';
import {
  developNativeProject,
  type NativeProject,
  onDay,
  publishNativeProject,
  REGULATOR,
  requestNativeRegistration,
  reserveNativeProject,
  validateNativeProject,
} from '../support/probes/lifecycle.ts';
import { issueReport, submitReport, verification } from '../support/probes/reports.ts';
import { must } from '../support/probes/small-registry.ts';

vi.mock('../../functions/world.ts', async (original) => ({
  ...(await original<object>()),
  theWorld: (await import('../support/interleave/shared-world.ts')).worldHere,
}));
vi.mock(
  '../../functions/documents/store.ts',
  async () => (await import('../support/local/stored-documents.ts')).store,
);
vi.mock(
  '../support/probes/documents.ts',
  async () => (await import('../support/local/stored-documents.ts')).documents,
);

vi.setConfig({ testTimeout: TEST_TIMEOUT_MS });
beforeAll(() => onDay('2026-01-05'));
afterAll(() => vi.useRealTimers());

const year = (vintage: number) => ({ from: `${vintage}-01-01`, to: `${vintage}-12-31` });
const amounts = (vintage: number, tonnes: number) => [{ vintage, kilograms: tonnes * 1000 }];
const RISK = { riskBasisPoints: 1000 };

/** A registered project, and a published one with a comment, whose days are over: one body acts on both. */
async function twoProjects(api: TestApi): Promise<[NativeProject, NativeProject]> {
  const first = await reserveNativeProject(api, { standard: 'VCS' });
  const second = { ...(await reserveNativeProject(api, { standard: 'VCS' })), validator: first.verifier2 };
  for (const each of [first, second]) {
    await developNativeProject(api, each);
    await publishNativeProject(api, each);
  }
  const { project, holder } = second;
  await must(api, `POST /v1/projects/${project}/comments`, holder.caller, { text: '边界压占草场' });
  await validateNativeProject(api, first);
  await requestNativeRegistration(api, first);
  await must(api, `POST /v1/projects/${first.project}/register`, OPERATOR, { code: 'VCS-示例-监督' });
  return [first, second];
}

/** What the body does. */
async function actsOf(api: TestApi): Promise<{ body: string; acts: Actor[] }> {
  const [first, second] = await twoProjects(api);
  const { caller, id: body } = first.verifier2;
  const { report: issued } = await issueReport(api, first, year(2022), amounts(2022, 1000), 1000);
  const waiting = await submitReport(api, first, year(2023), amounts(2023, 500));
  const doubtful = await submitReport(api, first, year(2024), amounts(2024, 400));
  const document = await storedDocument(body);
  const treatments = [{ comment: 1, treatment: 'adopted' }];
  const of = (name: string, path: string, sent: object) =>
    commandOf(api, name, `POST /v1/${path}`, caller, sent);
  const verified = await verification(first, amounts(2023, 500), RISK);
  const corrected = { document, amounts: amounts(2022, 900), reason: '更正' };
  const acts = [
    of('verify', `monitoring-reports/${waiting}/verify`, verified),
    of('refuse', `monitoring-reports/${doubtful}/refuse`, { reason: '样地不足' }),
    of('correct', `monitoring-reports/${issued}/correct`, corrected),
    of('treat', `projects/${second.project}/treatments`, { treatments }),
    of('validate', `projects/${second.project}/validate`, { document, conclusion: 'positive', treatments }),
  ];
  return { body, acts };
}

it('acts of a body that is suspended, resumed, withdrawn and accredited anew meanwhile', async () => {
  let acts: Actor[] = [];
  let orders: Actor[] = [];
  const items = await tableAfter(async (api) => {
    const played = await actsOf(api);
    acts = played.acts;
    const order = (verb: string) =>
      commandOf(api, verb, `POST /v1/accreditations/${played.body}/${verb}`, REGULATOR, { reason: '抽查' });
    const narrow = { ...accreditation(played.body), standards: ['GS'] };
    await api.introduce(REGULATOR);
    orders = [
      ...['suspend', 'resume', 'withdraw'].map(order),
      commandOf(api, 'narrow', 'POST /v1/accreditations', REGULATOR, narrow),
    ];
  });
  const actors = [...orders, ...acts];
  const setting: Play = { items, actors, now: Date.now() };
  const pairs = pairsOf(actors);
  await expectSound('accreditation, pairs', setting, pairs);
  expect(pairs).toHaveLength(36);
  const [suspend, resume] = orders as [Actor, Actor];
  const [verify] = acts as [Actor];
  await expectSound(
    'accreditation, triples',
    setting,
    LARGE ? triplesOf(actors) : [[suspend, resume, verify]],
    LARGE ? undefined : 500,
  );
});
