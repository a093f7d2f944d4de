/**
 * Monthly settlement through the real handlers: power, certificates and amounts; at once, and in every order.
 */

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ED25519 } from '../../events/tlog/note-key.ts';
import type { Sender } from '../../functions/ledger/table.ts';
import { fromUtf8 } from '../../shared/base/encoding.ts';
import { hoursIn } from '../../shared/base/month.ts';
import { opens } from '../../shared/base/seal.ts';
import { intervalsText } from '../../shared/power/intervals.ts';
import { freshTable } from '../support/local/memory-world.ts';
import { differences } from '../support/local/replay-table.ts';
import { sequenceAll } from '../support/local/world.ts';
import { checkLog } from '../support/log/log-check.ts';
import {
  type Caller,
  castMember,
  loadHandlers,
  OPERATOR,
  registerOrganization,
  TestApi,
} from '../support/probes/api.ts';
import { PRICES, recordConsumption, sellerOf, signContract } from '../support/probes/contracts.ts';
import { type Member, onDay } from '../support/probes/lifecycle.ts';
import { recordAndConfirm, registerFacility, type TestFacility } from '../support/probes/power.ts';
import { must } from '../support/probes/small-registry.ts';
import { signerOf } from '../unit/file-signer.ts';

const signer = signerOf('lvzhang.test/log', ED25519, 12);
const caller = (role: 'verifier' | 'regulator') => castMember(role, [role]);
const PATH = '/v1/power-purchase-agreements';

let api: TestApi;
let client: Sender;
let tableName: string;
let hongshan: TestFacility;
let steel: Member;
let zinc: Member;
let trader: Member;
/** Bilateral contracts, 100 MWh a month each. */
let ofSteel: string;
let ofZinc: string;
beforeAll(async () => {
  onDay('2026-03-02');
  ({ client, tableName } = freshTable());
  api = new TestApi(await loadHandlers());
  hongshan = await registerFacility(api);
  steel = await registerOrganization(api, ['enterprise'], '远联钢铁');
  zinc = await registerOrganization(api, ['enterprise'], '中色锌业');
  trader = await registerOrganization(api, ['enterprise'], '绿证贸易');
  ofSteel = await signContract(api, sides(steel));
  ofZinc = await signContract(api, sides(zinc));
});
afterAll(() => {
  vi.useRealTimers();
});

const sides = (...buyers: Member[]) => ({
  facility: hongshan.id,
  seller: hongshan.owner.id,
  buyers: buyers.map(({ id }) => id),
});
const seller = () => sellerOf(sides());
const problem = (name: string, status = 409) => ({
  status,
  body: { type: `urn:lvzhang:problem:${name}` },
});
const settle = (contract: string, month: string, by: Caller, key?: string) =>
  api.send(`POST ${PATH}/${contract}/settlements`, { caller: by, body: { month }, ...(key && { key }) });
const readSettled = (contract: string, month: string, by: Caller) =>
  api.send(`GET ${PATH}/${contract}/settlements/${month}`, { caller: by });

const generate = (month: string, kilowattHours: number) =>
  recordAndConfirm(api, { facility: hongshan, month, kilowattHours, lanes: 3 });
const consume = (contract: string, { id: buyer }: Member, month: string, kilowattHours: number) =>
  recordConsumption(api, { contract, buyer, grid: hongshan.grid.id, month, kilowattHours });

/** MWh of a batch by the account that holds them. */
async function holdersOf(batch = ''): Promise<Record<string, number>> {
  const held: Record<string, number> = {};
  const { items } = await must(api, `GET /v1/batches/${batch}/blocks?limit=200`, OPERATOR);
  for (const { account, quantity } of items) held[account] = (held[account] ?? 0) + quantity;
  return held;
}

describe('a month of one buyer', () => {
  const month = '2025-01';
  let batch: string | undefined;

  it('waits for the grid company’s word on either side', async () => {
    expect(await settle(ofSteel, month, steel.caller)).toMatchObject(problem('generation-not-confirmed'));
    ({ batch } = await generate(month, 150_000));
    expect(await settle(ofSteel, month, steel.caller)).toMatchObject(problem('consumption-not-confirmed'));
    await consume(ofSteel, steel, month, 120_500);
    const body = { month, kilowattHours: 120_400 };
    await must(api, `POST ${PATH}/${ofSteel}/consumption`, steel.caller, body);
    expect(await settle(ofSteel, month, steel.caller)).toMatchObject(problem('reading-pending'));
    await must(api, `POST ${PATH}/${ofSteel}/consumption/refuse`, hongshan.grid.caller, {
      month,
      buyer: steel.id,
      revision: 2,
      reason: '表计异常',
    });
  });

  it('moves power and certificates in one commit, and answers a retry alike', async () => {
    const done = await settle(ofSteel, month, steel.caller, 'january');
    expect(done).toMatchObject({
      status: 201,
      body: {
        contract: ofSteel,
        contractVersion: 1,
        month,
        facility: hongshan.id,
        contractMegawattHours: 100,
        generatedKilowattHours: 150_000,
        deliveredBeforeMegawattHours: 0,
        deliveredMegawattHours: 100,
        deliveries: [
          {
            buyer: steel.id,
            account: steel.account,
            consumedKilowattHours: 120_500,
            allocatedKilowattHours: 120_500,
            megawattHours: 100,
          },
        ],
        amounts: {
          prices: PRICES,
          parts: [
            {
              buyer: steel.id,
              megawattHours: 100,
              energyFen: 3_000_000,
              environmentalFen: 50_000,
              deviationFen: 0,
            },
          ],
        },
      },
    });
    expect(done.body.shortfall).toBeUndefined();
    expect(await holdersOf(batch)).toEqual({ [steel.account]: 100, [hongshan.owner.account]: 50 });
    const again = await settle(ofSteel, month, steel.caller, 'january');
    expect([again.status, again.body]).toEqual([201, done.body]);
    expect(await settle(ofSteel, month, seller())).toMatchObject(problem('month-settled'));
  });

  it('shows amounts to the parties, the verifier and the regulator alone, with what opens their seal', async () => {
    for (const by of [steel.caller, seller(), caller('verifier'), caller('regulator')]) {
      const { status, body } = await readSettled(ofSteel, month, by);
      expect([status, body.amounts.parts[0].energyFen]).toEqual([200, 3_000_000]);
      expect(opens(body.seal.sealed, body.amounts, body.seal.salt)).toBe(true);
    }
    for (const by of [hongshan.grid.caller, OPERATOR]) {
      const { status, body } = await readSettled(ofSteel, month, by);
      expect([status, body.deliveredMegawattHours]).toEqual([200, 100]);
      expect([body.amounts, body.seal]).toEqual([undefined, undefined]);
      const { items } = await must(api, `GET ${PATH}/${ofSteel}/settlements`, by);
      expect(JSON.stringify(items)).not.toContain('Fen');
    }
    expect(await readSettled(ofSteel, month, zinc.caller)).toMatchObject(problem('not-found', 404));
    expect(await settle(ofSteel, month, zinc.caller)).toMatchObject(problem('not-found', 404));
    expect(await readSettled(ofSteel, '2025-12', steel.caller)).toMatchObject(problem('not-found', 404));
  });
});

it('gives a second contract of the facility what the first one left', async () => {
  const month = '2025-02';
  const { batch } = await generate(month, 150_000);
  await consume(ofSteel, steel, month, 120_000);
  await consume(ofZinc, zinc, month, 120_000);
  expect((await settle(ofSteel, month, seller())).body).toMatchObject({ deliveredMegawattHours: 100 });
  expect((await settle(ofZinc, month, zinc.caller)).body).toMatchObject({
    generatedKilowattHours: 150_000,
    deliveredBeforeMegawattHours: 100,
    deliveredMegawattHours: 50,
    shortfall: { megawattHours: 50, side: 'seller' },
    deliveries: [{ allocatedKilowattHours: 50_000, megawattHours: 50 }],
    amounts: {
      parts: [{ energyFen: 1_500_000, deviationFen: 100_000 }],
      deviation: { megawattHours: 50, fen: 100_000, owedBy: 'seller' },
    },
  });
  expect(await holdersOf(batch)).toEqual({ [steel.account]: 100, [zinc.account]: 50 });
});

it.each([
  ['2025-04', 80_000, 120_000, 'seller', 80],
  ['2025-05', 150_000, 70_900, 'buyer', 70],
] as const)('%s: %i kWh generated and %i consumed fall short on the side of the %s', async (...row) => {
  const [month, generated, consumed, side, delivered] = row;
  await generate(month, generated);
  await consume(ofSteel, steel, month, consumed);
  expect((await settle(ofSteel, month, steel.caller)).body).toMatchObject({
    deliveredMegawattHours: delivered,
    shortfall: { megawattHours: 100 - delivered, side },
    amounts: { deviation: { fen: (100 - delivered) * 2000, owedBy: side } },
  });
});

it('settles a month once, however many ask at once', async () => {
  const month = '2025-06';
  const { batch } = await generate(month, 150_000);
  await consume(ofSteel, steel, month, 120_000);
  const asked = Array.from({ length: 8 }, (_, at) =>
    settle(ofSteel, month, at % 2 ? seller() : steel.caller),
  );
  const answers = await Promise.all(asked);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array<number>(7).fill(409)]);
  for (const answer of answers.filter(({ status }) => status === 409))
    expect(answer).toMatchObject(problem('month-settled'));
  expect(await holdersOf(batch)).toEqual({ [steel.account]: 100, [hongshan.owner.account]: 50 });
});

it('delivers no generation twice when two contracts are settled at once', async () => {
  const month = '2025-07';
  const { batch } = await generate(month, 150_000);
  await consume(ofSteel, steel, month, 120_000);
  await consume(ofZinc, zinc, month, 120_000);
  const answers = await Promise.all([
    settle(ofSteel, month, steel.caller),
    settle(ofZinc, month, zinc.caller),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  const delivered = answers.map(({ body }) => body.deliveredMegawattHours);
  expect(delivered.toSorted((a, b) => a - b)).toEqual([50, 100]);
  expect(await holdersOf(batch)).toEqual({
    [steel.account]: delivered[0],
    [zinc.account]: delivered[1],
  });
});

it('delivers only what the seller has not sold away, and blames it', async () => {
  const month = '2025-08';
  const { batch = '' } = await generate(month, 150_000);
  const offer = { from: hongshan.owner.account, to: trader.account, items: [{ batch, quantity: 120 }] };
  const { id } = await must(api, 'POST /v1/transfers', seller(), offer);
  await must(api, `POST /v1/transfers/${id}/accept`, trader.caller);
  await consume(ofSteel, steel, month, 120_000);
  expect((await settle(ofSteel, month, steel.caller)).body).toMatchObject({
    deliveredMegawattHours: 30,
    shortfall: { megawattHours: 70, side: 'seller' },
  });
  expect(await holdersOf(batch)).toEqual({ [steel.account]: 30, [trader.account]: 120 });
});

describe('a direct connection of several users', () => {
  const month = '2025-03';
  const rows = hoursIn(month);
  const every = (kilowattHours: number) => Array<number>(rows).fill(kilowattHours);
  const record = (contract: string, buyer: Member, kilowattHours: readonly number[], hours: boolean) =>
    recordConsumption(api, {
      contract,
      buyer: buyer.id,
      grid: hongshan.grid.id,
      month,
      kilowattHours: kilowattHours.reduce((sum, each) => sum + each, 0),
      ...(hours && { intervals: intervalsText(month, kilowattHours) }),
    });

  it('is allocated by the hour, and waits for the hours of all', async () => {
    const contract = await signContract(api, sides(steel, zinc));
    const { batch } = await recordAndConfirm(api, {
      facility: hongshan,
      month,
      energy: 'self-use',
      kilowattHours: 90 * rows,
      intervals: intervalsText(month, every(90)),
    });
    await recordAndConfirm(api, { facility: hongshan, month, kilowattHours: 7_500 });
    await record(contract, steel, every(60), true);
    await record(contract, zinc, every(120), false);
    expect(await settle(contract, month, steel.caller)).toMatchObject(problem('intervals-missing'));
    await record(contract, zinc, every(120), true);
    // Of 90 kWh an hour a third falls to the steel works: 22.32 of 66.96 MWh.
    const { status, body } = await settle(contract, month, zinc.caller);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      onGridKilowattHours: 7_500,
      matchedKilowattHours: 90 * rows,
      deliveredMegawattHours: 66,
      deliveries: [
        { buyer: steel.id, allocatedKilowattHours: 22_320, megawattHours: 22 },
        { buyer: zinc.id, allocatedKilowattHours: 44_640, megawattHours: 44 },
      ],
      shortfall: { megawattHours: 34, side: 'seller' },
    });
    expect(await holdersOf(batch)).toEqual({ [steel.account]: 22, [zinc.account]: 44 });
    const { actual } = await must(api, `GET ${PATH}/${contract}/standing?year=2025`, zinc.caller);
    expect(JSON.stringify(actual)).toContain(String(90 * rows + 7_500));
  });
});

it('lists the settled months in pages, the earliest first', async () => {
  const months: string[] = [];
  let cursor = '';
  do {
    const page = await must(api, `GET ${PATH}/${ofSteel}/settlements?limit=3${cursor}`, seller());
    for (const each of page.items) {
      months.push(each.month);
      expect(opens(each.seal.sealed, each.amounts, each.seal.salt)).toBe(true);
    }
    cursor = page.next ? `&cursor=${page.next}` : '';
  } while (cursor);
  expect(months).toEqual(['2025-01', '2025-02', '2025-04', '2025-05', '2025-06', '2025-07', '2025-08']);
});

describe('the log of all this', () => {
  it('audits clean, has no price, and the table is its replay', async () => {
    await sequenceAll(client, tableName, signer);
    const log = await checkLog(api, signer.key);
    expect(log.events.filter(({ type }) => type === 'contract.settled')).toHaveLength(10);
    // A price's name ends so; a hash may anywhere.
    expect(log.leaves.map(fromUtf8).filter((leaf) => leaf.includes('Fen":'))).toEqual([]);
    expect(await differences(client, tableName, log)).toEqual([]);
  });
});
