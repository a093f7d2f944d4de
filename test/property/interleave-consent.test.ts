/**
 * Keys and comments: what an organization signs while its keys come and go, and what the public says while
 * somebody concludes, in every order.
 */
import { afterAll, beforeAll, describe, it, vi } from 'vitest';
import { addDays } from '../../shared/base/day.ts';
import type { Actor } from '../support/interleave/interleave.ts';
import {
  commandOf,
  expectSound,
  LARGE,
  type Play,
  pairsOf,
  SKEW_MS,
  TEST_TIMEOUT_MS,
  tableAfter,
  triplesOf,
} from '../support/interleave/setting.ts';
import {
  type Caller,
  issueBatch,
  OPERATOR,
  registerOrganization,
  type TestApi,
} from '../support/probes/api.ts';
import { storedDocument } from '../support/probes/documents.ts';
import { freshKey, registerKey } from '../support/probes/keys.ts';
import {
  developNativeProject,
  onDay,
  publishNativeProject,
  REGULATOR,
  registerNativeProject,
  reserveNativeProject,
} from '../support/probes/lifecycle.ts';
import { submitReport, verification } from '../support/probes/reports.ts';
import { must } from '../support/probes/small-registry.ts';
import type { TestSigner } from '../support/signing.ts';

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

interface Set {
  actors: Actor[];
  /** When they act, if not at once. */
  now?: number;
}

async function play(make: (api: TestApi) => Promise<Set>): Promise<Play> {
  let set: Set = { actors: [] };
  vi.useRealTimers();
  onDay('2026-01-05');
  const items = await tableAfter(async (api) => {
    set = await make(api);
  });
  return { items, actors: set.actors, now: set.now ?? Date.now() };
}
const chosen = (actors: readonly Actor[], ...names: string[]) =>
  names.map((name) => actors.find((actor) => actor.name === name)!);

beforeAll(() => onDay('2026-01-05'));
afterAll(() => vi.useRealTimers());

describe('keys', () => {
  /** Long after the last commit of the start: that one holds up no clock that is behind. */
  const later = () => Date.now() + 3_600_000;

  async function makeHolder(api: TestApi) {
    const { developer, batch } = await issueBatch(api, 90, 3);
    const buyer = await registerOrganization(api);
    const { caller, account, id } = developer;
    const now = later();
    const offer = { from: account, to: buyer.account, items: [{ batch, quantity: 10 }] };
    const used = {
      account,
      items: [{ batch, quantity: 7 }],
      beneficiary: '示例企业',
      reason: '抵销',
      purpose: 'voluntary',
    };
    const keys = `/v1/organizations/${id}/keys`;
    const unsigned = (name: string, path: string, body: object, by: Caller = caller) =>
      commandOf(api, name, `POST ${path}`, by, body);
    const signed = (name: string, signer: TestSigner, path: string, body: object): Actor => {
      const key = name.replaceAll(' ', '-');
      // Not in the future of the clock that is behind.
      const at = new Date(now - SKEW_MS).toISOString();
      const headers = { 'lvzhang-signature': signer.header(id, key, path, body, at) };
      return { name, run: () => api.send(`POST ${path}`, { caller, key, body, headers }) };
    };
    return { id, keys, now, offer, used, batch, unsigned, signed };
  }

  /** What the key signs comes to something only with the key. */
  const isTried = (group: readonly Actor[]) => {
    const names = group.map(({ name }) => name);
    return !names.includes('signed offer') || names.includes('register key');
  };

  it('the first key of an organization, and what it does meanwhile', async () => {
    const first = await play(async (api) => {
      const { id, keys, now, offer, used, batch, unsigned, signed } = await makeHolder(api);
      const key = freshKey();
      return {
        now,
        actors: [
          unsigned('register key', keys, key.registration(id, 'register-key')),
          unsigned('register another', keys, freshKey().registration(id, 'register-another')),
          unsigned('offer', '/v1/transfers', offer),
          unsigned('retire', '/v1/retirements', used),
          unsigned('subdivide', `/v1/batches/${batch}/subdivide`, { block: 1, lanes: 2 }),
          signed('signed offer', key, '/v1/transfers', offer),
        ],
      };
    });
    await expectSound('first key, pairs', first, pairsOf(first.actors).filter(isTried));
    await expectSound('first key, triples', first, triplesOf(first.actors).filter(isTried));
  });

  it('a key that is followed by another, ended or lost, and what it signs meanwhile', async () => {
    const keyed = await play(async (api) => {
      const { id, keys, now, offer, used, unsigned, signed } = await makeHolder(api);
      const [key, next] = [await registerKey(api, id, ['developer']), freshKey()];
      // Here a command is signed where its name says so.
      api.signers.delete(id);
      const end = `${keys}/${key.kid}/revoke`;
      return {
        now,
        actors: [
          signed('next key', key, keys, next.registration(id, 'next-key')),
          signed('end key', key, end, { reason: '换用新密钥' }),
          unsigned('lost key', end, { reason: '密钥遗失' }, OPERATOR),
          signed('signed offer', key, '/v1/transfers', offer),
          signed('signed use', key, '/v1/retirements', used),
          signed('offer by next', next, '/v1/transfers', offer),
          unsigned('unsigned offer', '/v1/transfers', offer),
        ],
      };
    });
    await expectSound('key, pairs', keyed, pairsOf(keyed.actors));
    const groups = [
      ['next key', 'end key', 'signed offer'],
      ['next key', 'end key', 'offer by next'],
      ['end key', 'lost key', 'unsigned offer'],
    ];
    await expectSound(
      'key, triples',
      keyed,
      LARGE ? triplesOf(keyed.actors) : groups.map((names) => chosen(keyed.actors, ...names)),
    );
  });
});

describe('comments', () => {
  /**
   * Thirty seconds after the last day of publication has ended in China: for a clock that is
   * behind it goes on.
   */
  const justAfter = (lastDay: string) => Date.parse(`${addDays(lastDay, 1)}T00:00:30+08:00`);

  async function said(api: TestApi, path: string) {
    const citizen = await registerOrganization(api);
    const other = await registerOrganization(api);
    await api.introduce(REGULATOR);
    await must(api, `POST ${path}/comments`, citizen.caller, { text: '样地重复计入' });
    const of = (name: string, route: string, caller: Caller, body: object) =>
      commandOf(api, name, `POST ${path}/${route}`, caller, body);
    return [
      of('comment', 'comments', citizen.caller, { text: '另有意见' }),
      of('comment more', 'comments', citizen.caller, { text: '再有意见' }),
      of('comment of another', 'comments', other.caller, { text: '支持' }),
      of('remove', 'comments/1/remove', OPERATOR, { order: '赤网信令〔2026〕1号' }),
      of('remove again', 'comments/1/remove', REGULATOR, { order: '赤网信令〔2026〕2号' }),
    ];
  }
  const treatments = [{ comment: 1, treatment: 'adopted' }];

  it.each(['CCER', 'VCS'] as const)('on a design, while it is validated (%s)', async (standard) => {
    const design = await play(async (api) => {
      const native = await reserveNativeProject(api, { standard });
      await developNativeProject(api, native);
      await publishNativeProject(api, native);
      const { project, validator, developer } = native;
      const path = `/v1/projects/${project}`;
      const shown = await must(api, `GET ${path}`, OPERATOR);
      const of = (name: string, route: string, caller: Caller, body: object) =>
        commandOf(api, name, `POST ${path}/${route}`, caller, body);
      const document = await storedDocument(validator.id);
      return {
        now: justAfter(shown.design.comments.to),
        actors: [
          ...(await said(api, path)),
          of('treat', 'treatments', validator.caller, { treatments }),
          of('validate', 'validate', validator.caller, { document, conclusion: 'positive', treatments }),
          of('reject', 'validate', validator.caller, { document, conclusion: 'negative', treatments }),
          of('withdraw', 'withdraw', developer.caller, { reason: '撤回' }),
        ],
      };
    });
    await expectSound(`comments on a ${standard} design, pairs`, design, pairsOf(design.actors));
    const open = dayBefore(design, 'withdraw');
    await expectSound(`comments on an open ${standard} design, pairs`, open, pairsOf(open.actors));
    await expectSound(
      `comments on a ${standard} design, triples`,
      design,
      LARGE ? triplesOf(design.actors) : [chosen(design.actors, 'comment', 'treat', 'validate')],
    );
  });

  it('on a monitoring report, while it is verified', async () => {
    const report = await play(async (api) => {
      const native = await registerNativeProject(api);
      const amounts = [{ vintage: 2022, kilograms: 1_000_000 }];
      const id = await submitReport(api, native, { from: '2022-01-01', to: '2022-12-31' }, amounts);
      const path = `/v1/monitoring-reports/${id}`;
      const shown = await must(api, `GET ${path}`, OPERATOR);
      const { verifier2 } = native;
      const verified = { ...(await verification(native, amounts, { comments: 1 })), treatments };
      return {
        now: justAfter(shown.comments.to),
        actors: [
          ...(await said(api, path)),
          commandOf(api, 'treat', `POST ${path}/treatments`, verifier2.caller, { treatments }),
          commandOf(api, 'verify', `POST ${path}/verify`, verifier2.caller, verified),
          commandOf(api, 'refuse', `POST ${path}/refuse`, verifier2.caller, { reason: '样地不足' }),
        ],
      };
    });
    await expectSound('comments on a report, pairs', report, pairsOf(report.actors));
    const open = dayBefore(report);
    await expectSound('comments on an open report, pairs', open, pairsOf(open.actors));
    if (LARGE) await expectSound('comments on an open report, triples', open, triplesOf(open.actors));
    await expectSound(
      'comments on a report, triples',
      report,
      LARGE ? triplesOf(report.actors) : [chosen(report.actors, 'comment', 'treat', 'verify')],
    );
  });

  /** The same a day before, when nobody concludes yet. */
  const dayBefore = ({ items, actors, now }: Play, ...names: string[]): Play => ({
    items,
    now: now - 86_400_000,
    actors: chosen(
      actors,
      'comment',
      'comment more',
      'comment of another',
      'remove',
      'remove again',
      ...names,
    ),
  });
});
