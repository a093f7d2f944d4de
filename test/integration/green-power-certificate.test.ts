/**
 * The green-power consumption certificate of a statement, through the real handlers: what it says, what it
 * refuses, and what verifying it finds when a word or a leaf is changed.
 */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { gatherFaults } from '../../events/certificate/evidence.ts';
import { consumptionOf } from '../../events/certificate/green-power.ts';
import {
  type GreenPowerCertificate,
  verifyGreenPowerCertificate,
} from '../../events/certificate/green-power-certificate.ts';
import { verifyCertificate } from '../../events/certificate/retirement-certificate.ts';
import { run } from '../../events/cli/verify.ts';
import { ED25519, formatVkey } from '../../events/tlog/note-key.ts';
import type { EventOfType, EventType, RegistryEvent } from '../../shared/ledger/event.ts';
import {
  issueSupply,
  registerWorks,
  retireFor,
  STATEMENTS,
  sell,
  stated,
  verifyStatement,
  type WorksParties,
} from '../support/certificates/supplied-works.ts';
import { freshTable } from '../support/local/dynamodb.ts';
import { sequenceAll } from '../support/local/world.ts';
import { expectNothingElseProven } from '../support/log/retold.ts';
import { loadHandlers, TestApi } from '../support/probes/api.ts';
import { recordConsumption, signContract } from '../support/probes/contracts.ts';
import { type Member, onDay } from '../support/probes/lifecycle.ts';
import type { TestFacility } from '../support/probes/power.ts';
import { must } from '../support/probes/small-registry.ts';
import { toldBy } from '../support/told.ts';
import { signerOf } from '../unit/file-signer.ts';

const proofs = vi.hoisted(() => ({ pad: '' }));
vi.mock('../../functions/evidence/require.ts', async (original) => {
  const real = await original<typeof import('../../functions/evidence/require.ts')>();
  const requireProofs: typeof real.requireProofs = async (reads, records) => {
    const proven = await real.requireProofs(reads, records);
    const evidence = proven.evidence.map(({ leaf, proof }) => ({ leaf, proof: proof + proofs.pad }));
    return { ...proven, evidence };
  };
  return { ...real, requireProofs };
});

const signer = signerOf('lvzhang.test/log', ED25519, 41);
const refused = (status: number, name: string) => ({
  status,
  body: { type: `urn:lvzhang:problem:${name}` },
});

let api: TestApi;
let client: DynamoDBDocumentClient;
let tableName: string;
let works: Member;
let parties: WorksParties;
let plant: TestFacility;
let contract: string;
let green: string;
let credits: string;
let statement: string;

beforeAll(async () => {
  onDay('2026-03-02');
  ({ client, tableName } = await freshTable());
  api = new TestApi(await loadHandlers());
  parties = await registerWorks(api);
  ({ works, plant } = parties);
  contract = await signContract(api, { facility: plant.id, seller: plant.owner.id, buyers: [works.id] });
  const supply = await issueSupply(api, plant);
  ({ green, credits } = supply);
  await recordConsumption(api, {
    contract,
    buyer: works.id,
    grid: plant.grid.id,
    month: '2025-12',
    kilowattHours: 120_000,
  });
  await must(api, `POST /v1/power-purchase-agreements/${contract}/settlements`, works.caller, {
    month: '2025-12',
  });
  await sell(api, { from: plant.owner, to: works }, green, 20);
  await sell(api, { from: supply.developer, to: works }, credits, 100);
});
afterAll(() => vi.useRealTimers());

const retire = (batch: string, quantity: number) => retireFor(api, works, statement, batch, quantity);
const path = () => `GET ${STATEMENTS}/${statement}/green-power-certificate.json`;
const ask = () => api.send(path(), { caller: works.caller });
const verify = (value: unknown) => verifyGreenPowerCertificate(JSON.stringify(value), { logKey: signer.key });

describe('a green-power consumption certificate', () => {
  it('is of a statement that is verified, for which certificates were retired', async () => {
    const body = stated('示例铜业', '150000.5');
    ({ id: statement } = await must(api, `POST ${STATEMENTS}`, works.caller, body));
    const other = `${statement.slice(0, -1)}${statement.endsWith('0') ? '1' : '0'}`;
    expect(
      await api.send(`GET ${STATEMENTS}/${other}/green-power-certificate.json`, { caller: works.caller }),
    ).toMatchObject(refused(404, 'not-found'));
    expect(await ask()).toMatchObject(refused(409, 'certificate-not-verified'));
    await verifyStatement(api, parties, statement);
    await retire(credits, 10);
    expect(await ask()).toMatchObject(refused(409, 'certificate-empty'));
    await retire(green, 70);
    await retire(green, 40);
    expect(await ask()).toMatchObject(refused(404, 'not-in-log-yet'));
    await sequenceAll(client, tableName, signer);
    // Everybody may read it, without a token.
    expect(await api.send(path(), {})).toMatchObject({ status: 200 });
  });

  it('rests on retirements whose own certificates hold, and say what they cover', async () => {
    const { consumption } = (await ask()).body as GreenPowerCertificate;
    for (const { id, megawattHours } of consumption.retirements) {
      const own = await must(api, `GET /v1/retirements/${id}/certificate.json`, works.caller);
      expect(own).toMatchObject({ retirement: { covers: { statement, megawattHours } } });
      const proven = (value: unknown) =>
        verifyCertificate(JSON.stringify(value), { logKey: signer.key }).faults.map(({ path }) => path);
      expect(proven(own)).toEqual([]);
      const { covers, ...uncovered } = own.retirement as Record<string, object>;
      const elsewhere = { ...uncovered, covers: { ...covers, statement: 'e-00000000000000000000' } };
      for (const retirement of [uncovered, elsewhere])
        expect(proven({ ...own, retirement })).toEqual(['/retirement/covers']);
    }
  });

  it('says how much of what was used was green, from where, and how it came', async () => {
    const { consumption } = (await ask()).body as GreenPowerCertificate;
    expect(consumption).toMatchObject({
      statement,
      version: 1,
      organization: { id: works.id, name: '示例铜业' },
      year: 2025,
      verification: { verifier: { name: '核查机构（示例）' }, assurance: 'reasonable' },
      purchasedKilowattHours: '150000.5',
      coveredKilowattHours: '110000',
      consumedKilowattHours: '150000.5',
      shareBasisPoints: 7333,
      facilities: [{ id: plant.id, technology: 'wind', province: '15' }],
      contracts: [{ id: contract, seller: plant.owner.id }],
    });
    const { physical, certificate } = consumption.megawattHours;
    expect(physical + certificate).toBe(110);
    expect([physical, certificate].sort()).toEqual([10, 100].sort());
    const delivered = consumption.sources.filter((source) => source.contract === contract);
    expect(delivered.reduce((sum, { megawattHours }) => sum + megawattHours, 0)).toBe(physical);
    for (const source of consumption.sources)
      expect(source).toMatchObject({
        batch: green,
        generated: { from: '2025-12-01', to: '2025-12-31' },
        energy: 'on-grid',
      });
    expect(
      consumption.retirements.map(({ megawattHours: each }) => each.physical + each.certificate),
    ).toEqual([70, 40]);
  });

  it('is proven offline, and not with another key', async () => {
    const certificate = (await ask()).body;
    const check = verify(certificate);
    expect(check.faults).toEqual([]);
    expect(check).toMatchObject({ valid: true, words: certificate.consumption });
    const other = signerOf('lvzhang.test/log', ED25519, 42);
    expect(verifyGreenPowerCertificate(JSON.stringify(certificate), { logKey: other.key }).valid).toBe(false);
  });

  it('is proven by no other words, and by no leaf less', async () => {
    expectNothingElseProven((await ask()).body as GreenPowerCertificate, 'consumption', verify);
  });

  /** What a registry could write into its own log, and an audit of the whole would find. */
  it.each<[string, (events: RegistryEvent[]) => unknown]>([
    [
      'a second retirement of the same serials',
      (events) => events.push({ ...leafOf(events, 'units.retired'), id: 'again' }),
    ],
    [
      'serials twice in one retirement',
      (events) => {
        const { facts } = leafOf(events, 'units.retired');
        const { covers, items } = facts;
        facts.items = [...items, ...items];
        facts.quantity *= 2;
        covers!.megawattHours!.physical *= 2;
        covers!.megawattHours!.certificate *= 2;
      },
    ],
    [
      'the consumption of another year',
      (events) => Object.assign(leafOf(events, 'units.retired').facts, { consumptionYear: 2026 }),
    ],
    [
      'its own verification',
      (events) => Object.assign(leafOf(events, 'statement.verified').by, { org: works.id }),
    ],
    [
      'a verification by no verification body',
      (events) => Object.assign(leafOf(events, 'statement.verified').by, { role: 'enterprise' }),
    ],
    [
      'a verification by whom nobody registered as one',
      (events) => {
        const { facts } = events.find(
          (event): event is EventOfType<'organization.registered'> =>
            event.type === 'organization.registered' && event.facts.organization === parties.verifier.id,
        )!;
        facts.roles = ['enterprise'];
      },
    ],
    [
      "another buyer's contract",
      (events) =>
        Object.assign(leafOf(events, 'contract.proposed').facts.buyers[0]!, { organization: plant.owner.id }),
    ],
    [
      "another buyer's delivery",
      (events) =>
        Object.assign(leafOf(events, 'contract.settled').facts.deliveries[0]!, { buyer: plant.owner.id }),
    ],
    [
      'a delivery of serials of another month',
      (events) => Object.assign(leafOf(events, 'contract.settled').facts, { month: '2025-11' }),
    ],
  ])('is not proven by %s', async (_what, lie) => {
    const { evidence } = (await ask()).body as GreenPowerCertificate;
    const events = evidence.map(({ leaf }) => JSON.parse(leaf) as RegistryEvent);
    const { faults, fault } = gatherFaults();
    consumptionOf(statement, events, fault);
    expect(faults).toEqual([]);
    lie(events);
    consumptionOf(statement, events, fault);
    expect(faults.length).toBeGreaterThan(0);
  });

  it('is refused where it would not fit one answer', async () => {
    proofs.pad = '"'.repeat(100_000);
    const { status } = await ask();
    // Each leaf's padding takes four bytes a character; ten leaves and more don't fit 6 MB.
    proofs.pad = '"'.repeat(200_000);
    const large = await ask();
    proofs.pad = '';
    expect(status).toBe(200);
    expect(large).toMatchObject(refused(409, 'certificate-too-large'));
  });

  it('is told by lvzhang verify in either language', async () => {
    const text = JSON.stringify((await ask()).body);
    const told = (lang: string) => toldBy(run, text, ['--vkey', formatVkey(signer.key), '--lang', lang]);
    const [zh, en] = [await told('zh'), await told('en')];
    expect([zh.code, en.code]).toEqual([0, 0]);
    expect(zh.printed).toContain('成立：示例铜业 2025 年绿电消费 110 兆瓦时');
    expect(zh.printed).toContain('用电 150,000.5 千瓦时，绿电覆盖 110,000 千瓦时，占 73.33%');
    expect(en.printed).toContain('PROVEN: 示例铜业 used 110 MWh of green power in 2025');
  });

  it('goes with the version that was verified', async () => {
    const { body: before } = await ask();
    const revised = await api.send(`POST ${STATEMENTS}/${statement}/versions`, {
      caller: works.caller,
      headers: { 'if-match': '"v1"' },
      body: stated('示例铜业', '99999'),
    });
    expect(revised.status).toBe(200);
    expect(await ask()).toMatchObject(refused(409, 'certificate-not-verified'));
    await verifyStatement(api, parties, statement, 'limited');
    await sequenceAll(client, tableName, signer);
    const { body: after } = await ask();
    expect(after.consumption).toMatchObject({
      version: 2,
      coveredKilowattHours: '99999',
      shareBasisPoints: 10_000,
      verification: { assurance: 'limited' },
    });
    expect([verify(before).valid, verify(after).valid]).toEqual([true, true]);
    const mixed = { ...after, consumption: { ...after.consumption, version: 1 } };
    expect(verify(mixed).valid).toBe(false);
  });
});

/** The first of that type. */
const leafOf = <T extends EventType>(events: readonly RegistryEvent[], type: T): EventOfType<T> =>
  events.find((event): event is EventOfType<T> => event.type === type)!;
