/**
 * Sink projects, their parties and their land: commands that touch the same project, agreement, parcel or
 * name, in every order.
 */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
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
import { storedDocument } from '../support/probes/documents.ts';
import {
  agree,
  developNativeProject,
  freshSquare,
  type NativeProject,
  onDay,
  publishBody,
  registerNativeProject,
  registerParcel,
  reserveNativeProject,
  today,
} from '../support/probes/lifecycle.ts';
import { issueReport, requestOpen, submitReport, verification } from '../support/probes/reports.ts';
import { must } from '../support/probes/small-registry.ts';
import { freshCertificate, importSupplyBatch, PERIOD as SUPPLY_PERIOD } from '../support/probes/supplies.ts';
import { madeUpUscc } from '../support/uscc.ts';

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
const YEAR = { from: '2022-01-01', to: '2022-12-31' };
const NEXT = { from: '2023-01-01', to: '2023-12-31' };
const amounts = (vintage: number, tonnes: number) => [{ vintage, kilograms: tonnes * 1000 }];

async function play(make: (api: TestApi) => Promise<Actor[]>): Promise<Play> {
  let actors: Actor[] = [];
  vi.useRealTimers();
  onDay('2026-01-05');
  const items = await tableAfter(async (api) => {
    actors = await make(api);
  });
  return { items, actors, now: Date.now() };
}
beforeAll(() => onDay('2026-01-05'));
afterAll(() => vi.useRealTimers());

/** Other shares of the same parties, which the holder has still to accept. */
async function propose(api: TestApi, { developer, holder, agreement }: NativeProject) {
  const parties = [
    { organization: developer.id, kind: 'municipal', basisPoints: 2_000 },
    { organization: holder.id, kind: 'holder', basisPoints: 8_000 },
  ];
  const terms = { parties, effectiveFrom: today(), document: await storedDocument(developer.id) };
  await must(api, `POST /v1/agreements/${agreement}/versions`, developer.caller, terms);
}

it('a registered project: its reports, units, sales and shares', async () => {
  const registered = await play(async (api) => {
    const native = await registerNativeProject(api, { standard: 'VCS' });
    const { project, developer, holder, agreement, verifier2 } = native;
    const buyer = await registerOrganization(api);
    const { report, batches } = await issueReport(api, native, YEAR, amounts(2022, 1000), 1000);
    const batch = batches[2022]!;
    const sale = {
      from: developer.account,
      to: buyer.account,
      items: [{ batch, quantity: 10 }],
      price: { fen: 9_000 },
    };
    const { id: sold } = await must(api, 'POST /v1/transfers', developer.caller, sale);
    await must(api, `POST /v1/transfers/${sold}/accept`, buyer.caller);
    const next = await submitReport(api, native, NEXT, amounts(2023, 500));
    await propose(api, native);
    const {
      treatments: _none,
      riskBasisPoints: _risk,
      ...corrected
    } = await verification(native, amounts(2022, 900), { riskBasisPoints: 1000 });
    const of = (name: string, request: string, caller = OPERATOR, body?: object) =>
      commandOf(api, name, request, caller, body);
    return [
      of('sell', 'POST /v1/transfers', developer.caller, sale),
      of('divide', `POST /v1/transfers/${sold}/settle`, developer.caller, { settledOn: today() }),
      of('accept shares', `POST /v1/agreements/${agreement}/accept`, holder.caller, { version: 2 }),
      of('decline shares', `POST /v1/agreements/${agreement}/decline`, holder.caller, {
        version: 2,
        reason: '不同意',
      }),
      of(
        'verify',
        `POST /v1/monitoring-reports/${next}/verify`,
        verifier2.caller,
        await verification(native, amounts(2023, 500), { riskBasisPoints: 1000 }),
      ),
      of('refuse', `POST /v1/monitoring-reports/${next}/refuse`, verifier2.caller, { reason: '样地不足' }),
      of('correct', `POST /v1/monitoring-reports/${report}/correct`, verifier2.caller, {
        ...corrected,
        reason: '更正',
      }),
      of('reverse', `POST /v1/projects/${project}/reversals`, OPERATOR, {
        cause: 'fire',
        occurredOn: today(),
        kilograms: 150_000,
        document: await storedDocument(OPERATOR.org),
      }),
      of('hold', `POST /v1/projects/${project}/hold`, OPERATOR, { reason: '复核' }),
      of('submit', `POST /v1/projects/${project}/monitoring-reports`, developer.caller, {
        period: { from: '2024-01-01', to: '2024-12-31' },
        amounts: amounts(2024, 400),
        document: await storedDocument(developer.id),
      }),
    ];
  });
  await expectSound('registered project, pairs', registered, pairsOf(registered.actors));
  if (LARGE) await expectSound('registered project, triples', registered, triplesOf(registered.actors));
});

it('an issuance that is applied for', async () => {
  const applied = await play(async (api) => {
    const native = await registerNativeProject(api, { standard: 'VCS' });
    const report = await submitReport(api, native, YEAR, amounts(2022, 1000));
    const body = await verification(native, amounts(2022, 1000), { riskBasisPoints: 1000 });
    await must(api, `POST /v1/monitoring-reports/${report}/verify`, native.verifier2.caller, body);
    await requestOpen(api, native, report);
    const {
      treatments: _none,
      riskBasisPoints: _risk,
      ...corrected
    } = await verification(native, amounts(2022, 900));
    const of = (name: string, request: string, caller = OPERATOR, sent?: object) =>
      commandOf(api, name, request, caller, sent);
    return [
      of('issue', `POST /v1/monitoring-reports/${report}/issue`, OPERATOR, { vintage: 2022, lanes: 2 }),
      of('issue again', `POST /v1/monitoring-reports/${report}/issue`, OPERATOR, { vintage: 2022 }),
      of('correct', `POST /v1/monitoring-reports/${report}/correct`, native.verifier2.caller, {
        ...corrected,
        reason: '更正',
      }),
      of('hold', `POST /v1/projects/${native.project}/hold`, OPERATOR, { reason: '复核' }),
      of('deactivate', `POST /v1/projects/${native.project}/deactivate`, OPERATOR, { reason: '停用' }),
      of('reverse', `POST /v1/projects/${native.project}/reversals`, OPERATOR, {
        cause: 'fire',
        occurredOn: today(),
        kilograms: 50_000,
        document: await storedDocument(OPERATOR.org),
      }),
    ];
  });
  await expectSound('issuance, pairs', applied, pairsOf(applied.actors));
  await expectSound(
    'issuance, triples',
    applied,
    LARGE
      ? triplesOf(applied.actors)
      : [['issue', 'correct', 'hold'].map((name) => applied.actors.find((actor) => actor.name === name)!)],
  );
});

it('land: parcels that are withdrawn and reserved, and two designs of one ground', async () => {
  const land = await play(async (api) => {
    const boundary = freshSquare();
    const first = await reserveNativeProject(api, { boundary });
    const second = await reserveNativeProject(api, { boundary });
    await developNativeProject(api, first);
    await developNativeProject(api, second);
    const { developer, holder } = first;
    const free = await registerParcel(api, developer, holder, { boundary: freshSquare(), type: 'forest' });
    const waiting = await reserveNativeProject(api, { developer, holder });
    const agreement = await agree(api, developer, holder);
    // Its next version is one day later.
    onDay(addDays(today(), 1));
    await propose(api, { ...waiting, agreement });
    const of = (name: string, request: string, caller = OPERATOR, body?: object) =>
      commandOf(api, name, request, caller, body);
    return [
      of(
        'publish first',
        `POST /v1/projects/${first.project}/publish`,
        developer.caller,
        await publishBody(first),
      ),
      of(
        'publish second',
        `POST /v1/projects/${second.project}/publish`,
        second.developer.caller,
        await publishBody(second),
      ),
      of('withdraw first', `POST /v1/projects/${first.project}/withdraw`, developer.caller, {
        reason: '撤回',
      }),
      of('reserve', 'POST /v1/projects', developer.caller, {
        name: '示例',
        standard: 'CCER',
        methodology: 'CCER-14-001-V01',
        parcels: [free],
      }),
      of('withdraw parcel', `POST /v1/parcels/${free}/withdraw`, developer.caller, { reason: '权属有争议' }),
      of('develop', `POST /v1/projects/${waiting.project}/develop`, developer.caller, { agreement }),
      of('accept shares', `POST /v1/agreements/${agreement}/accept`, holder.caller, { version: 2 }),
    ];
  });
  // An instance remembers what it has surveyed: once here, on the shared table, so that all
  // orders meet it alike.
  for (const actor of land.actors.slice(0, 2)) await actor.run();
  await expectSound('land, pairs', land, pairsOf(land.actors));
  if (LARGE) await expectSound('land: publish, publish, withdraw', land, [land.actors.slice(0, 3)]);
});

it('names that there are once, and supplies from elsewhere', async () => {
  const names = await play(async (api) => {
    const uscc = madeUpUscc(900_001);
    const foreign = { source: 'Verra', name: 'Example Ltd' };
    const known = await must(api, 'POST /v1/organizations', OPERATOR, {
      name: 'Example',
      roles: ['enterprise'],
      foreign,
    });
    const regulator = await registerOrganization(api, ['regulator'], '内蒙古自治区能源局');
    const supply = await importSupplyBatch(api, 100);
    const buyer = await registerOrganization(api);
    const of = (name: string, request: string, caller = OPERATOR, body?: object) =>
      commandOf(api, name, request, caller, body);
    const deliver = { to: buyer.account, items: [{ batch: supply.batch, quantity: 60 }] };
    const elsewhere = freshCertificate(1_000_000);
    return [
      of('register', 'POST /v1/organizations', OPERATOR, { name: '示例企业', roles: ['enterprise'], uscc }),
      of('register again', 'POST /v1/organizations', OPERATOR, {
        name: '示例企业',
        roles: ['developer'],
        uscc,
      }),
      {
        name: 'identify',
        run: () =>
          api.send(`POST /v1/organizations/${known.id}/identify`, {
            caller: OPERATOR,
            key: 'identify',
            body: { uscc },
            headers: { 'if-match': '"v1"' },
          }),
      },
      of('open account', 'POST /v1/provincial-accounts', OPERATOR, {
        province: '15',
        organization: regulator.id,
      }),
      of('open it again', 'POST /v1/provincial-accounts', OPERATOR, {
        province: '15',
        organization: regulator.id,
      }),
      of('deliver', `POST /v1/supply-contracts/${supply.id}/deliveries`, OPERATOR, deliver),
      of('deliver again', `POST /v1/supply-contracts/${supply.id}/deliveries`, OPERATOR, deliver),
      of('issue for it', `POST /v1/supply-contracts/${supply.id}/generation`, OPERATOR, {
        facility: supply.facility,
        period: SUPPLY_PERIOD,
        ...elsewhere,
        kilowattHours: 500_000,
        certificates: [{ number: 'T-X', kilowattHours: 500_000, drawn: 500_000 }],
      }),
    ];
  });
  await expectSound('names and supplies, pairs', names, pairsOf(names.actors));
  expect(names.actors).toHaveLength(8);
});
