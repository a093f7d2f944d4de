/**
 * CCER or certificate, and the end of validity: commands that touch a power project, its plant and its
 * months, in every order.
 */
import { afterAll, beforeAll, describe, it, vi } from 'vitest';
import { expireMonths } from '../../functions/expirer.ts';
import { theWorld } from '../../functions/world.ts';
import { addDays } from '../../shared/base/day.ts';
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
import { OPERATOR, registerOrganization, type TestApi } from '../support/probes/api.ts';
import {
  developNativeProject,
  onDay,
  publishNativeProject,
  requestNativeRegistration,
  reserveNativeProject,
  validateNativeProject,
} from '../support/probes/lifecycle.ts';
import { recordAndConfirm, recordGeneration, registerFacility } from '../support/probes/power.ts';
import { requestOpen, submitReport, verification } from '../support/probes/reports.ts';
import { must } from '../support/probes/small-registry.ts';

vi.mock('../../functions/world.ts', async (original) => ({
  ...(await original<object>()),
  theWorld: (await import('../support/interleave/shared-world.ts')).worldHere,
}));
vi.mock(
  '../../functions/documents/store.ts',
  async () => (await import('../support/local/stored-documents.ts')).store,
);
// The months of the test; the ninety before them, in which nothing was issued, would only
// be more of the same.
vi.mock('../../shared/power/expiry.ts', async (original) => ({
  ...(await original<object>()),
  expiredMonths: () => ['2025-03', '2025-04'],
}));
vi.mock(
  '../support/probes/documents.ts',
  async () => (await import('../support/local/stored-documents.ts')).documents,
);

const CREDITING = { from: '2025-03-01', to: '2035-02-28' };
const PERIOD = { from: '2025-03-01', to: '2025-04-30' };
const AMOUNTS = [{ vintage: 2025, kilograms: 900_000 }];
/** Orders of two long runs that are tried at each moment, where not all are asked for. */
const FEW = 100;
const never = new Date('2100-01-01');

/**
 * A plant whose project is applied for: 30 MWh of March, of which 5 are offered and 5
 * pledged, and 20 of April.
 */
async function applied(api: TestApi) {
  const owner = await registerOrganization(api, ['developer', 'generator'], '示例光热发电');
  const buyer = await registerOrganization(api, ['enterprise'], '绿证贸易');
  const bank = await registerOrganization(api, ['financier'], '示例银行');
  const facility = await registerFacility(api, { owner, body: { technology: 'solar' } });
  const march = (await recordAndConfirm(api, { facility, month: '2025-03', kilowattHours: 30_000, lanes: 3 }))
    .batch!;
  const april = (await recordAndConfirm(api, { facility, month: '2025-04', kilowattHours: 20_000 })).batch!;
  const native = await reserveNativeProject(api, {
    methodology: 'CCER-01-001-V01',
    startedOn: '2024-06-18',
    crediting: CREDITING,
    developer: owner,
    facility: facility.id,
  });
  await developNativeProject(api, native);
  await publishNativeProject(api, native);
  await validateNativeProject(api, native);
  await requestNativeRegistration(api, native);
  const take = (quantity: number) => ({ from: owner.account, items: [{ batch: march, quantity }] });
  const { id: offered } = await must(api, 'POST /v1/transfers', owner.caller, {
    ...take(5),
    to: buyer.account,
  });
  const { id: pledged } = await must(api, 'POST /v1/pledges', owner.caller, { ...take(5), to: bank.account });
  await must(api, `POST /v1/pledges/${pledged}/accept`, bank.caller);
  const revision = await recordGeneration(api, { facility, month: '2025-05', kilowattHours: 7_000 });
  return {
    owner,
    buyer,
    bank,
    facility,
    march,
    april,
    native,
    offered: offered as string,
    pledged: pledged as string,
    revision,
  };
}

type Applied = Awaited<ReturnType<typeof applied>>;

/** What may meet at a plant, whatever its project has come to. */
function marketOf(
  api: TestApi,
  { owner, buyer, bank, facility, march, april, native, offered, pledged, revision }: Applied,
): Actor[] {
  const units = (batch: string, quantity: number) => ({ items: [{ batch, quantity }] });
  const of = (name: string, request: string, caller = owner.caller, body?: object) =>
    commandOf(api, name, request, caller, body);
  return [
    of('freeze', `POST /v1/projects/${native.project}/freeze-certificates`, OPERATOR),
    of('freeze again', `POST /v1/projects/${native.project}/freeze-certificates`, OPERATOR),
    of('register', `POST /v1/projects/${native.project}/register`, OPERATOR, { code: 'CCER-示例-9' }),
    of('refuse', `POST /v1/projects/${native.project}/refuse`, OPERATOR, { reason: '不予登记' }),
    of('withdraw project', `POST /v1/projects/${native.project}/withdraw`, owner.caller, { reason: '撤回' }),
    of('offer', 'POST /v1/transfers', owner.caller, {
      from: owner.account,
      to: buyer.account,
      ...units(march, 3),
    }),
    of('withdraw', `POST /v1/transfers/${offered}/withdraw`),
    of('accept', `POST /v1/transfers/${offered}/accept`, buyer.caller),
    of('release pledge', `POST /v1/pledges/${pledged}/release`, bank.caller),
    of('enforce pledge', `POST /v1/pledges/${pledged}/enforce`, bank.caller),
    of('retire', 'POST /v1/retirements', owner.caller, {
      account: owner.account,
      ...units(april, 20),
      beneficiary: '示例企业',
      reason: '绿电消费',
      purpose: 'green-power-accounting',
      consumptionYear: 2025,
    }),
    of('confirm', `POST /v1/facilities/${facility.id}/generation/confirm`, facility.grid.caller, {
      month: '2025-05',
      energy: 'on-grid',
      revision,
    }),
  ];
}

async function play(make: (api: TestApi, made: Applied) => Promise<Actor[]>): Promise<Play> {
  let actors: Actor[] = [];
  const items = await tableAfter(async (api) => {
    // The clock of tests only goes forward, so each start sets it back.
    vi.useRealTimers();
    onDay('2026-01-05');
    actors = await make(api, await applied(api));
  });
  return { items, actors, now: Date.now() };
}

/** Frozen but for what is offered or pledged. */
const freezeAll = (api: TestApi, { native }: Applied) =>
  must(api, `POST /v1/projects/${native.project}/freeze-certificates`, OPERATOR);

async function registered(api: TestApi, made: Applied) {
  const { native, offered, buyer, pledged, bank } = made;
  await freezeAll(api, made);
  await must(api, `POST /v1/transfers/${offered}/accept`, buyer.caller);
  await must(api, `POST /v1/pledges/${pledged}/enforce`, bank.caller);
  await must(api, `POST /v1/projects/${native.project}/register`, OPERATOR, { code: 'CCER-示例-8' });
}

const without = (actors: Actor[], ...names: string[]) => actors.filter(({ name }) => !names.includes(name));
const chosen = (actors: Actor[], ...names: string[]) =>
  names.map((name) => actors.find((actor) => actor.name === name)!);

afterAll(() => vi.useRealTimers());

vi.setConfig({ testTimeout: TEST_TIMEOUT_MS });

describe('a project that is applied for', () => {
  let open: Play;
  let nearly: Play;
  beforeAll(async () => {
    open = await play(async (api, made) => marketOf(api, made));
    // Only the offer stands against the registration.
    nearly = await play(async (api, made) => {
      await freezeAll(api, made);
      await must(api, `POST /v1/pledges/${made.pledged}/enforce`, made.bank.caller);
      return marketOf(api, made);
    });
  });

  it('every two, before anything is frozen', async () => {
    const actors = without(open.actors, 'register');
    await expectSound('applied for, pairs', { ...open, actors }, pairsOf(actors));
  });

  it('every two, before the last offer is settled', async () => {
    const actors = without(
      nearly.actors,
      'freeze',
      'freeze again',
      'offer',
      'retire',
      'release pledge',
      'enforce pledge',
    );
    await expectSound('nearly frozen, pairs', { ...nearly, actors }, pairsOf(actors));
  });

  it('three and four of them', async () => {
    await expectSound('applied for: freeze, offer, withdraw', open, [
      chosen(open.actors, 'freeze', 'offer', 'withdraw'),
    ]);
    await expectSound('applied for: freeze, freeze again, accept', open, [
      chosen(open.actors, 'freeze', 'freeze again', 'accept'),
    ]);
    await expectSound('nearly frozen: register, accept, confirm', nearly, [
      chosen(nearly.actors, 'register', 'accept', 'confirm'),
    ]);
    await expectSound('nearly frozen: register, withdraw, freeze', nearly, [
      chosen(nearly.actors, 'register', 'withdraw', 'freeze'),
    ]);
    if (LARGE)
      await expectSound('nearly frozen: register, withdraw, freeze, accept', nearly, [
        chosen(nearly.actors, 'register', 'withdraw', 'freeze', 'accept'),
      ]);
  });

  it.runIf(LARGE)(
    'all of three',
    async () => {
      await expectSound(
        'nearly frozen, triples',
        nearly,
        triplesOf(without(nearly.actors, 'offer', 'retire', 'release pledge', 'enforce pledge')),
      );
      await expectSound('applied for, triples', open, triplesOf(without(open.actors, 'register')));
    },
    3_600_000,
  );
});

describe('a project that is registered, and one that has ended', () => {
  it('every two about its reductions, and every three where all are asked for', async () => {
    const reductions = await play(async (api, made) => {
      await registered(api, made);
      const { native } = made;
      const report = await submitReport(api, native, PERIOD, AMOUNTS);
      const { comments } = await must(api, `GET /v1/monitoring-reports/${report}`, OPERATOR);
      onDay(addDays(comments.to, 1));
      await must(
        api,
        `POST /v1/monitoring-reports/${report}/verify`,
        native.verifier2.caller,
        await verification(native, AMOUNTS),
      );
      await requestOpen(api, native, report);
      const of = (name: string, request: string, caller = OPERATOR, body?: object) =>
        commandOf(api, name, request, caller, body);
      const corrected = {
        ...(await verification(native, [{ vintage: 2025, kilograms: 800_000 }])),
        reason: '更正',
      };
      const { treatments: _none, ...correction } = corrected;
      return [
        of('cancel certificates', `POST /v1/monitoring-reports/${report}/cancel-certificates`, OPERATOR, {
          reason: '减排量登记',
        }),
        of('issue', `POST /v1/monitoring-reports/${report}/issue`, OPERATOR, { vintage: 2025 }),
        of('correct', `POST /v1/monitoring-reports/${report}/correct`, native.verifier2.caller, correction),
        of('deregister', `POST /v1/projects/${native.project}/deregister`, OPERATOR, { reason: '注销' }),
        of('release', `POST /v1/projects/${native.project}/release-certificates`, OPERATOR),
        ...chosen(marketOf(api, made), 'confirm'),
      ];
    });
    await expectSound('reductions, pairs', reductions, pairsOf(reductions.actors));
    if (LARGE) await expectSound('reductions, triples', reductions, triplesOf(reductions.actors));
  });

  it('every two about what is given back', async () => {
    const ended = await play(async (api, made) => {
      await freezeAll(api, made);
      await must(api, `POST /v1/projects/${made.native.project}/refuse`, OPERATOR, { reason: '不予登记' });
      const release = (name: string) =>
        commandOf(api, name, `POST /v1/projects/${made.native.project}/release-certificates`, OPERATOR);
      return [
        ...[release('release'), release('release again')],
        ...chosen(marketOf(api, made), 'withdraw', 'accept', 'release pledge', 'confirm'),
      ];
    });
    await expectSound('given back, pairs', ended, pairsOf(ended.actors));
  });
});

describe('months whose validity has ended', () => {
  it('two expirers, and what comes back or is given back meanwhile', async () => {
    const expired = await play(async (api, made) => {
      await freezeAll(api, made);
      await must(api, `POST /v1/projects/${made.native.project}/refuse`, OPERATOR, { reason: '不予登记' });
      const expirer = (name: string): Actor => ({
        name,
        run: async () => {
          await expireMonths(theWorld(), never);
          return undefined;
        },
      });
      return [
        ...[expirer('expire'), expirer('expire again')],
        ...chosen(marketOf(api, made), 'withdraw', 'release pledge'),
        commandOf(api, 'release', `POST /v1/projects/${made.native.project}/release-certificates`, OPERATOR),
      ];
    });
    const later = { ...expired, now: Date.parse('2027-04-10T02:00:00Z') };
    await expectSound('expiry, pairs', later, pairsOf(later.actors), LARGE ? undefined : FEW);
    if (LARGE)
      await expectSound('expiry: expire, expire again, withdraw', later, [
        chosen(later.actors, 'expire', 'expire again', 'withdraw'),
      ]);
  });
});
