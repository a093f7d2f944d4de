/** Comments without a name: what comes and is judged while somebody concludes, in every order. */
import { afterAll, beforeAll, describe, it, vi } from 'vitest';
import { addDays } from '../../shared/base/day.ts';
import type { Actor } from '../support/interleave/interleave.ts';
import {
  commandOf,
  expectSound,
  LARGE,
  pairsOf,
  TEST_TIMEOUT_MS,
  tableAfter,
  triplesOf,
} from '../support/interleave/setting.ts';
import { OPERATOR, type TestApi } from '../support/probes/api.ts';
import { storedDocument } from '../support/probes/documents.ts';
import { onDay, publishedProject, registerNativeProject } from '../support/probes/lifecycle.ts';
import { commentOpenly, openComment } from '../support/probes/public-comments.ts';
import { submitReport, verification } from '../support/probes/reports.ts';
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

/** Shortly after the last day of publication: for a clock that is behind it goes on. */
const justAfter = (lastDay: string) => Date.parse(`${addDays(lastDay, 1)}T00:00:30+08:00`);

/** One comment waits; another comes, the same twice, while the first is judged. */
async function said(api: TestApi, path: string, day: string): Promise<Actor[]> {
  await commentOpenly(api, path, '样地重复计入');
  onDay(day);
  const subject = path.split('/').at(-1)!;
  const [one, other] = [openComment(subject, '另有意见'), openComment(subject, '再有意见')];
  const send = (name: string, body: object): Actor => ({
    name,
    run: () => api.send(`POST ${path}/public-comments`, { body, key: null }),
  });
  return [
    send('comment', one),
    send('same comment', one),
    send('other comment', other),
    commandOf(api, 'admit', `POST ${path}/public-comments/1/admit`, OPERATOR, undefined),
    commandOf(api, 'refuse', `POST ${path}/public-comments/1/refuse`, OPERATOR, { reason: '无关' }),
  ];
}

const chosen = (actors: readonly Actor[], ...names: string[]) =>
  names.map((name) => actors.find((actor) => actor.name === name)!);
const treatments = [{ comment: 1, treatment: 'adopted' }];

async function play(make: (api: TestApi) => Promise<{ actors: Actor[]; now: number }>) {
  let set: { actors: Actor[]; now: number } = { actors: [], now: 0 };
  vi.useRealTimers();
  onDay('2026-01-05');
  const items = await tableAfter(async (api) => {
    set = await make(api);
  });
  return { items, ...set };
}

describe('comments without a name', () => {
  it.each(['CCER', 'VCS'] as const)('on a design, while it is validated (%s)', async (standard) => {
    const design = await play(async (api) => {
      const native = await publishedProject(api, { standard });
      const { project, validator } = native;
      const path = `/v1/projects/${project}`;
      const { to } = (await must(api, `GET ${path}`, OPERATOR)).design.comments;
      const document = await storedDocument(validator.id);
      const validate = (name: string, treated: object[]) =>
        commandOf(api, name, `POST ${path}/validate`, validator.caller, {
          document,
          conclusion: 'positive',
          treatments: treated,
        });
      return {
        now: justAfter(to),
        actors: [
          ...(await said(api, path, to)),
          validate('validate', []),
          validate('validate with it', treatments),
          commandOf(api, 'treat', `POST ${path}/treatments`, validator.caller, { treatments }),
        ],
      };
    });
    await expectSound(`public comments on a ${standard} design, pairs`, design, pairsOf(design.actors));
    await expectSound(
      `public comments on a ${standard} design, triples`,
      design,
      LARGE
        ? triplesOf(design.actors)
        : [
            chosen(design.actors, 'comment', 'refuse', 'validate'),
            chosen(design.actors, 'comment', 'admit', 'validate with it'),
          ],
    );
  });

  it('on a monitoring report, while it is verified', async () => {
    const report = await play(async (api) => {
      const native = await registerNativeProject(api);
      const amounts = [{ vintage: 2022, kilograms: 1_000_000 }];
      const id = await submitReport(api, native, { from: '2022-01-01', to: '2022-12-31' }, amounts);
      const path = `/v1/monitoring-reports/${id}`;
      const { to } = (await must(api, `GET ${path}`, OPERATOR)).comments;
      const { verifier2 } = native;
      const verified = await verification(native, amounts, { comments: 0 });
      return {
        now: justAfter(to),
        actors: [
          ...(await said(api, path, to)),
          commandOf(api, 'verify', `POST ${path}/verify`, verifier2.caller, verified),
          commandOf(api, 'verify with it', `POST ${path}/verify`, verifier2.caller, {
            ...verified,
            treatments,
          }),
          commandOf(api, 'refuse report', `POST ${path}/refuse`, verifier2.caller, { reason: '样地不足' }),
        ],
      };
    });
    await expectSound('public comments on a report, pairs', report, pairsOf(report.actors));
  });
});
