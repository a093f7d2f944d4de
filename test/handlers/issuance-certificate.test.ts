/**
 * The certificate of an issuance, through the real handlers: of credits developed here and brought in, of
 * generation metered here and brought in; what it says, and what verifying it finds.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { gatherFaults } from '../../events/certificate/evidence.ts';
import { issuedOf } from '../../events/certificate/issuance.ts';
import {
  type IssuanceCertificate,
  verifyIssuanceCertificate,
} from '../../events/certificate/issuance-certificate.ts';
import { run } from '../../events/cli/verify.ts';
import { ED25519, formatVkey } from '../../events/tlog/note-key.ts';
import type { Sender } from '../../functions/ledger/table.ts';
import type { RegistryEvent } from '../../shared/ledger/event.ts';
import { freshTable } from '../support/local/memory-world.ts';
import { sequenceAll } from '../support/local/world.ts';
import { expectNothingElseProven } from '../support/log/retold.ts';
import { loadHandlers, OPERATOR, TestApi } from '../support/probes/api.ts';
import { onDay, registerNativeProject } from '../support/probes/lifecycle.ts';
import { openProvincialAccount, recordAndConfirm, registerFacility } from '../support/probes/power.ts';
import { issueReport } from '../support/probes/reports.ts';
import { makeSmallRegistry, must, type SmallRegistry } from '../support/probes/small-registry.ts';
import { importSupplyBatch } from '../support/probes/supplies.ts';
import { toldBy } from '../support/told.ts';
import { signerOf } from '../unit/file-signer.ts';

const signer = signerOf('lvzhang.test/log', ED25519, 45);
const verify = (value: unknown) => verifyIssuanceCertificate(JSON.stringify(value), { logKey: signer.key });

let api: TestApi;
let client: Sender;
let tableName: string;
let registry: SmallRegistry;
/** Batches by what they are. */
const batches: Record<string, string> = {};

beforeAll(async () => {
  onDay('2026-03-02');
  ({ client, tableName } = freshTable());
  api = new TestApi(await loadHandlers());
  registry = await makeSmallRegistry(api);
  batches.imported = registry.importedBatch;
  const plant = await registerFacility(api);
  const month = { facility: plant, month: '2025-12', kilowattHours: 150_000 };
  batches.power = (await recordAndConfirm(api, month)).batch!;
  await openProvincialAccount(api);
  const priced = { ...month, energy: 'mechanism-priced' as const };
  batches['mechanism-priced'] = (await recordAndConfirm(api, priced)).batch!;
  batches.supply = (await importSupplyBatch(api)).batch;
  const native = await registerNativeProject(api, { standard: 'VCS' });
  const period = { from: '2024-01-01', to: '2024-12-31' };
  const amounts = [{ vintage: 2024, kilograms: 1_000_000 }];
  const { batches: issued } = await issueReport(api, native, period, amounts, 1500);
  batches.buffered = Object.values(issued)[0]!;
  await sequenceAll(client, tableName, signer);
});
afterAll(() => vi.useRealTimers());

const given = (batch: string) =>
  must(api, `GET /v1/batches/${batch}/certificate.json`, OPERATOR) as Promise<IssuanceCertificate>;

describe("an issuance's certificate", () => {
  it.each<[string, object]>([
    [
      'imported',
      {
        instrument: 'VCU',
        unit: 'tCO2e',
        quantity: 100_000,
        serials: { from: 1, to: 100_000 },
        vintage: 2020,
        imported: true,
        legacy: true,
        retiredElsewhere: 50_000,
        project: { name: '导入项目（示例）', methodology: 'AR-ACM0003', origin: { source: 'Verra' } },
      },
    ],
    [
      'buffered',
      { instrument: 'VCU', quantity: 1_000, vintage: 2024, imported: false, buffer: { quantity: 150 } },
    ],
    [
      'power',
      {
        instrument: 'GEC',
        unit: 'MWh',
        quantity: 150,
        energy: 'on-grid',
        generated: { from: '2025-12-01', to: '2025-12-31' },
        facility: {
          technology: 'wind',
          province: '15',
          owner: { name: expect.stringContaining('国家电投') },
        },
      },
    ],
    ['mechanism-priced', { energy: 'mechanism-priced', holder: { name: '内蒙古自治区能源局' } }],
    [
      'supply',
      {
        instrument: 'IREC',
        quantity: 100,
        imported: true,
        generated: { from: '2021-04-01', to: '2021-06-30' },
        certificates: [{ kilowattHours: 100_000, drawn: 100_000 }],
        facility: { name: 'Longli Windfarm' },
      },
    ],
  ])('of %s units says what, of what and to whom', async (kind, words) => {
    const certificate = await given(batches[kind]!);
    expect(certificate.issuance).toMatchObject({ batch: batches[kind], ...words });
    const check = verify(certificate);
    expect(check.faults).toEqual([]);
    expect(check).toMatchObject({ valid: true, words: certificate.issuance });
    const other = signerOf('lvzhang.test/log', ED25519, 42);
    expect(verifyIssuanceCertificate(JSON.stringify(certificate), { logKey: other.key }).valid).toBe(false);
  });

  it('is proven by no other words, and by no leaf less', async () => {
    for (const batch of Object.values(batches))
      expectNothingElseProven(await given(batch), 'issuance', verify);
    const lie = structuredClone(await given(batches.power!));
    lie.issuance.quantity = 151;
    expect(verify(lie).faults).toMatchObject([{ path: '/issuance/quantity' }]);
  });

  it('is not proven by a word for what its leaf leaves out, even the one that tells of that', async () => {
    const lie = structuredClone(await given(batches.imported!));
    expect(lie.issuance.code).toBeUndefined();
    lie.issuance.code = 'nothing 无';
    expect(verify(lie).faults).toMatchObject([{ path: '/issuance/code' }]);
  });

  it("is not proven by ids that no commit of the log made, nor by another's account", async () => {
    const { evidence } = await given(batches.power!);
    const told = (change: (events: RegistryEvent[]) => unknown) => {
      const events = evidence.map(({ leaf }) => JSON.parse(leaf) as RegistryEvent);
      change(events);
      const { faults, fault } = gatherFaults();
      issuedOf(batches.power!, events, fault);
      return faults.map(({ message }) => message.en).join('\n');
    };
    expect(told(() => {})).toBe('');
    for (const type of ['generation.confirmed', 'facility.registered', 'organization.registered'])
      expect(
        told((events) => {
          for (const event of events) if (event.type === type) event.id = 'A'.repeat(43);
        }),
      ).toMatch(/no proof of/);
    expect(
      told((events) => {
        for (const { type, facts } of events)
          if (type === 'generation.confirmed') facts.issued!.account = registry.buyer.account;
      }),
    ).toBe(`no proof of the opening of account ${registry.buyer.account}`);
  });

  it('is of a batch that is there, for everyone, once it is in the log', async () => {
    const path = (batch: string) => `GET /v1/batches/${batch}/certificate.json`;
    expect(await api.send(path(batches.power!), {})).toMatchObject({ status: 200 });
    const none = await api.send(path(`b-${'0'.repeat(20)}`), { caller: OPERATOR });
    expect(none).toMatchObject({ status: 404, body: { type: 'urn:lvzhang:problem:not-found' } });
    const later = await importSupplyBatch(api);
    expect(await api.send(path(later.batch), { caller: OPERATOR })).toMatchObject({
      status: 404,
      body: { type: 'urn:lvzhang:problem:not-in-log-yet' },
    });
  });

  it('is told by lvzhang verify in either language', async () => {
    const told = (certificate: object, lang: string) =>
      toldBy(run, JSON.stringify(certificate), ['--vkey', formatVkey(signer.key), '--lang', lang]);
    let [zh, en] = ['', ''];
    for (const batch of Object.values(batches)) {
      const certificate = await given(batch);
      const [inChinese, inEnglish] = [await told(certificate, 'zh'), await told(certificate, 'en')];
      expect([inChinese.code, inEnglish.code]).toEqual([0, 0]);
      zh += inChinese.printed;
      en += inEnglish.printed;
    }
    expect(zh).toContain('签发 100,000 tCO2e（核证碳单位，2020）');
    expect(zh).toContain('此前已在境外注销 50001–100000');
    expect(en).toContain('in the buffer 851–1000');
    expect(en).toContain('150 MWh was issued (Green electricity certificate, 2025-12-01…2025-12-31)');
    const lie = await given(batches.power!);
    lie.issuance.quantity += 1;
    const refused = await told(lie, 'en');
    expect(refused.code).toBe(1);
    expect(refused.printed).toContain('- /issuance/quantity: it says 151, the leaves 150');
  });
});
