/**
 * 工业园区绿色供电 and prices by period through the real handlers: from the plant's storage to the year's
 * standing.
 */

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ED25519 } from '../../events/tlog/note-key.ts';
import type { Sender } from '../../functions/ledger/table.ts';
import { fromUtf8 } from '../../shared/base/encoding.ts';
import { opens } from '../../shared/base/seal.ts';
import { intervalsText } from '../../shared/power/intervals.ts';
import { freshTable } from '../support/local/memory-world.ts';
import { differences } from '../support/local/replay-table.ts';
import { sequenceAll } from '../support/local/world.ts';
import { checkLog } from '../support/log/log-check.ts';
import { type Caller, loadHandlers, registerOrganization, TestApi } from '../support/probes/api.ts';
import {
  contractBody,
  PERIOD_PRICES,
  proposeContract,
  recordConsumption,
  sellerOf,
  signVersion,
} from '../support/probes/contracts.ts';
import { startDocuments, storedDocument } from '../support/probes/documents.ts';
import { type Member, onDay } from '../support/probes/lifecycle.ts';
import { recordAndConfirm, registerFacility, type TestFacility } from '../support/probes/power.ts';
import { must } from '../support/probes/small-registry.ts';
import { signerOf } from '../unit/file-signer.ts';

const signer = signerOf('lvzhang.test/log', ED25519, 13);
const PATH = '/v1/power-purchase-agreements';
const MONTH = '2025-01';

let api: TestApi;
let client: Sender;
let tableName: string;
let hongshan: TestFacility;
let steel: Member;
let zinc: Member;
beforeAll(async () => {
  onDay('2026-03-02');
  ({ client, tableName } = freshTable());
  await startDocuments();
  api = new TestApi(await loadHandlers());
  hongshan = await registerFacility(api);
  steel = await registerOrganization(api, ['enterprise'], '远联钢铁');
  zinc = await registerOrganization(api, ['enterprise'], '中色锌业');
});
afterAll(() => {
  vi.useRealTimers();
});

const problem = (name: string, status: number) => ({ status, body: { type: `urn:lvzhang:problem:${name}` } });
const sides = (facility = hongshan) => ({
  kind: 'park-supply' as const,
  facility: facility.id,
  seller: facility.owner.id,
  buyers: [steel.id, zinc.id],
});
const store = (facility: TestFacility, body: object, by: Caller = facility.owner.caller) =>
  api.send(`POST /v1/facilities/${facility.id}/storage`, { caller: by, body });
const propose = (facility: TestFacility, terms: object = {}) =>
  api.send(`POST ${PATH}`, { caller: sellerOf(sides(facility)), body: contractBody(sides(facility), terms) });

describe('storage', () => {
  it('is recorded by the owner, shown, and enough for the park once it is', async () => {
    expect(await propose(hongshan)).toMatchObject(problem('storage-too-small', 422));
    expect(await store(hongshan, { kilowatts: 1, kilowattHours: 0 })).toMatchObject(
      problem('storage-half', 422),
    );
    expect((await store(hongshan, { kilowatts: 1, kilowattHours: 4 }, steel.caller)).status).toBe(403);
    const storage = { kilowatts: 16_500, kilowattHours: 66_000 };
    expect(await store(hongshan, storage)).toMatchObject({
      status: 200,
      body: { id: hongshan.id, storage, version: 2 },
    });
    expect(await store(hongshan, storage)).toMatchObject(problem('storage-unchanged', 422));
    const shown = await must(api, `GET /v1/facilities/${hongshan.id}`, steel.caller);
    expect(shown.storage).toEqual(storage);
    expect((await propose(hongshan)).status).toBe(201);
  });

  it('of 680 MWh for 1,430 MW is refused without a document of equal regulation, and accepted with one', async () => {
    const yuanjing = await registerFacility(api, {
      body: {
        name: '远景零碳氢氨风光项目',
        capacityKilowatts: 1_430_000,
        storage: { kilowatts: 214_500, kilowattHours: 680_000 },
      },
    });
    const refused = await propose(yuanjing);
    expect(refused).toMatchObject(problem('storage-too-small', 422));
    expect(refused.body.errors).toMatchObject([{ pointer: '#/regulation' }]);
    expect(JSON.stringify(refused.body)).toContain('858000');
    const missing = { sha256: 'e'.repeat(64), mediaType: 'application/pdf', bytes: 10 };
    expect(await propose(yuanjing, { regulation: missing })).toMatchObject(
      problem('document-not-stored', 422),
    );
    const regulation = await storedDocument(yuanjing.owner.id);
    expect(await propose(yuanjing, { regulation })).toMatchObject({
      status: 201,
      body: { kind: 'park-supply', pending: { regulation } },
    });
  });

  it('that goes before the last party signs keeps the contract from being in force', async () => {
    const other = await registerFacility(api, {
      owner: hongshan.owner,
      grid: hongshan.grid,
      body: { storage: { kilowatts: 16_500, kilowattHours: 66_000 } },
    });
    const id = await proposeContract(api, sides(other));
    const sign = (by: Member) =>
      api.send(`POST ${PATH}/${id}/sign`, { caller: by.caller, body: { version: 1 } });
    expect((await sign(steel)).status).toBe(200);
    expect((await store(other, { kilowatts: 0, kilowattHours: 0 })).status).toBe(200);
    expect(await sign(zinc)).toMatchObject(problem('storage-too-small', 422));
    expect((await store(other, { kilowatts: 16_500, kilowattHours: 66_001 })).status).toBe(200);
    expect(await sign(zinc)).toMatchObject({ status: 200, body: { inForce: true } });
  });
});

describe('a month of a park', () => {
  let contract: string;
  beforeAll(async () => {
    contract = await proposeContract(api, sides(), { prices: PERIOD_PRICES });
    await signVersion(api, contract, sides(), 1);
  });

  const refused = (prices: object) => propose(hongshan, { prices });
  it('has prices that go together', async () => {
    const { periods, ...flat } = PERIOD_PRICES;
    const [season] = periods.schedule;
    const scheduled = (months: number[]) => ({
      ...flat,
      periods: { ...periods, schedule: [{ ...season, months }] },
    });
    const split = { peak: 1, flat: 2, valley: 3 };
    expect(await refused(flat)).toMatchObject(problem('energy-price', 422));
    expect(await refused(scheduled([1, 2]))).toMatchObject(problem('period-months', 422));
    expect(await refused({ ...flat, periods: { ...periods, splitBasisPoints: split } })).toMatchObject(
      problem('period-split', 422),
    );
    const values = [2025, 2025].map((year) => ({ year, value: '1' }));
    expect(await refused({ ...PERIOD_PRICES, index: { ...PERIOD_PRICES.index, values } })).toMatchObject(
      problem('index-years', 422),
    );
  });

  it('shows its prices to those who may see them', async () => {
    const shown = await must(api, `GET ${PATH}/${contract}`, zinc.caller);
    expect(shown.versions[0].prices).toEqual(PERIOD_PRICES);
    const { prices, seal } = shown.versions[0];
    expect(opens(seal.sealed, prices, seal.salt)).toBe(true);
    const grid = await must(api, `GET ${PATH}/${contract}`, hongshan.grid.caller);
    expect(grid.versions[0]).not.toHaveProperty('prices');
  });

  const settle = () =>
    api.send(`POST ${PATH}/${contract}/settlements`, { caller: steel.caller, body: { month: MONTH } });

  it('is settled once what was held back is recorded, by period and to the fen', async () => {
    const every = (kilowattHours: number) => Array<number>(744).fill(kilowattHours);
    const hours = (kilowattHours: number) => ({
      kilowattHours: 744 * kilowattHours,
      intervals: intervalsText(MONTH, every(kilowattHours)),
    });
    const reading = { facility: hongshan, month: MONTH };
    await recordAndConfirm(api, { ...reading, energy: 'on-grid', kilowattHours: 0 });
    await recordAndConfirm(api, { ...reading, energy: 'self-use', ...hours(200) });
    for (const [buyer, each] of [
      [steel, 100],
      [zinc, 60],
    ] as const)
      await recordConsumption(api, {
        contract,
        buyer: buyer.id,
        grid: hongshan.grid.id,
        month: MONTH,
        ...hours(each),
      });
    expect(await settle()).toMatchObject(problem('curtailment-not-recorded', 409));
    await recordAndConfirm(api, {
      ...reading,
      energy: 'self-use',
      ...hours(200),
      curtailedKilowattHours: 16_534,
      reason: '补填弃电量',
    });
    const settled = await settle();
    expect(settled).toMatchObject({
      status: 201,
      body: { curtailedKilowattHours: 16_534, onGridKilowattHours: 0, deliveredMegawattHours: 100 },
    });
    const { amounts, seal } = await must(api, `GET ${PATH}/${contract}/settlements/${MONTH}`, zinc.caller);
    expect(opens(seal.sealed, amounts, seal.salt)).toBe(true);
    expect(amounts.index).toEqual({ year: 2025, value: '708.75' });
    // A third of each day is valley, flat, peak: 63 and 37 MWh; the energy price is 1.5 % up with the index.
    expect(amounts.parts).toEqual([
      {
        buyer: steel.id,
        megawattHours: 63,
        periods: { by: 'hours', kilowattHours: { peak: 21_000, flat: 21_000, valley: 21_000 } },
        energyFen: 1_918_350,
        environmentalFen: 31_500,
        transmissionFen: 585_900,
        deviationFen: 0,
      },
      {
        buyer: zinc.id,
        megawattHours: 37,
        periods: { by: 'hours', kilowattHours: { peak: 12_334, flat: 12_333, valley: 12_333 } },
        // 12.334 × 450 + 12.333 × 300 + 12.333 × 150 yuan = 11,100.15; 1.015 of it.
        energyFen: 1_126_665,
        environmentalFen: 18_500,
        transmissionFen: 344_100,
        deviationFen: 0,
      },
    ]);
    const seen = await must(api, `GET ${PATH}/${contract}/settlements/${MONTH}`, hongshan.grid.caller);
    expect(seen).not.toHaveProperty('amounts');
  });

  it('stands against the bounds of its programme', async () => {
    const standing = await must(api, `GET ${PATH}/${contract}/standing?year=2025`, hongshan.grid.caller);
    expect(standing).toMatchObject({
      plan: {
        megawattHours: { curtailed: 0 },
        ratios: [
          { name: 'on-grid-of-generation', bound: 'max', boundBasisPoints: 0, basisPoints: 0, holds: true },
          { name: 'utilisation', bound: 'min', boundBasisPoints: 9000, basisPoints: 10_000, holds: true },
        ],
        load: { months: 12, consumption: 500_000, consumptionMin: 500_000, holds: true, grade: 'M' },
      },
      actual: {
        kilowattHours: { generation: 148_800, selfUse: 148_800, onGrid: 0, curtailed: 16_534 },
        // 148,800 of 165,334: a kWh more held back than nine tenths allow.
        ratios: [{ holds: true }, { name: 'utilisation', basisPoints: 8999, holds: false, grade: 'M' }],
        load: { months: 1, consumption: 119_040, consumptionMin: 41_667_000, holds: false },
      },
      storage: {
        capacityKilowatts: 110_000,
        kilowatts: 16_500,
        kilowattHours: 66_000,
        kilowattsMin: 16_500,
        kilowattHoursMin: 66_000,
        holds: true,
        grade: 'M',
      },
      settledThrough: MONTH,
    });
  });

  it('audits clean, and the log says nothing of prices', async () => {
    await sequenceAll(client, tableName, signer);
    const log = await checkLog(api, signer.key);
    expect(await differences(client, tableName, log)).toEqual([]);
    const text = log.leaves.map(fromUtf8).join('');
    for (const secret of ['FenPerMegawattHour', '708.75', 'schedule']) expect(text).not.toContain(secret);
  });
});
