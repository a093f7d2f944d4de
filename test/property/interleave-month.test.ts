/**
 * Commands that touch one month of a facility: its readings, its certificates, its
 * settlements, in every order.
 */
import { afterAll, beforeAll, describe, it, vi } from 'vitest';
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
import { type Caller, registerOrganization, type TestApi } from '../support/probes/api.ts';
import { gridOf, PRICES, recordConsumption, sellerOf, signContract } from '../support/probes/contracts.ts';
import { onDay } from '../support/probes/lifecycle.ts';
import { recordAndConfirm, recordGeneration, registerFacility } from '../support/probes/power.ts';
import { must } from '../support/probes/small-registry.ts';

vi.mock('../../functions/world.ts', async (original) => ({
  ...(await original<object>()),
  theWorld: (await import('../support/interleave/shared-world.ts')).worldHere,
}));

const MONTH = '2025-01';
const PATH = '/v1/power-purchase-agreements';

/**
 * 150 MWh in three blocks, of which 20 are offered, 5 proposed in pledge and 5 pledged; two
 * buyers of 100 MWh each.
 */
async function makeMonth(api: TestApi) {
  const facility = await registerFacility(api);
  const { account } = facility.owner;
  const steel = await registerOrganization(api, ['enterprise'], '远联钢铁');
  const zinc = await registerOrganization(api, ['enterprise'], '中色锌业');
  const trader = await registerOrganization(api, ['enterprise'], '绿证贸易');
  const bank = await registerOrganization(api, ['financier'], '示例银行');
  const sides = (buyer: string) => ({ facility: facility.id, seller: facility.owner.id, buyers: [buyer] });
  const seller = sellerOf(sides(steel.id));
  const contracts: Record<string, string> = {};
  const { batch } = await recordAndConfirm(api, { facility, month: MONTH, kilowattHours: 150_000, lanes: 3 });
  for (const [name, buyer] of [
    ['steel', steel.id],
    ['zinc', zinc.id],
  ] as const) {
    const contract = await signContract(api, sides(buyer));
    await recordConsumption(api, {
      contract,
      buyer,
      grid: facility.grid.id,
      month: MONTH,
      kilowattHours: 120_000,
    });
    contracts[name] = contract;
  }
  const take = (quantity: number) => [{ batch: batch!, quantity }];
  const { id: offered } = await must(api, 'POST /v1/transfers', seller, {
    from: account,
    to: trader.account,
    items: take(20),
  });
  const pledges: string[] = [];
  for (let n = 0; n < 2; n++)
    pledges.push(
      (await must(api, 'POST /v1/pledges', seller, { from: account, to: bank.account, items: take(5) })).id,
    );
  await must(api, `POST /v1/pledges/${pledges[1]}/accept`, bank.caller);
  return {
    facility,
    account,
    steel,
    zinc,
    trader,
    bank,
    seller,
    contracts,
    batch: batch!,
    offered: offered as string,
    pledges,
  };
}

type Month = Awaited<ReturnType<typeof makeMonth>>;

function actorsOf(api: TestApi, made: Month) {
  const { facility, account, steel, zinc, trader, bank, seller, contracts, batch, offered, pledges } = made;
  const of = (name: string, request: string, caller: Caller, body?: object) =>
    commandOf(api, name, request, caller, body);
  const generation = `POST /v1/facilities/${facility.id}/generation`;
  const take = (quantity: number) => [{ batch, quantity }];
  return [
    of('settle steel', `POST ${PATH}/${contracts.steel}/settlements`, steel.caller, { month: MONTH }),
    of('settle zinc', `POST ${PATH}/${contracts.zinc}/settlements`, zinc.caller, { month: MONTH }),
    of('offer', 'POST /v1/transfers', seller, { from: account, to: trader.account, items: take(30) }),
    of('withdraw', `POST /v1/transfers/${offered}/withdraw`, seller),
    of('reject', `POST /v1/transfers/${offered}/reject`, trader.caller),
    of('accept', `POST /v1/transfers/${offered}/accept`, trader.caller),
    of('retire', 'POST /v1/retirements', seller, {
      account,
      items: take(15),
      beneficiary: '示例企业',
      reason: '绿电消费',
      purpose: 'green-power-accounting',
      consumptionYear: 2025,
    }),
    of('subdivide', `POST /v1/batches/${batch}/subdivide`, seller, { block: 1, lanes: 3 }),
    of('propose pledge', 'POST /v1/pledges', seller, { from: account, to: bank.account, items: take(10) }),
    of('accept pledge', `POST /v1/pledges/${pledges[0]}/accept`, bank.caller),
    of('withdraw pledge', `POST /v1/pledges/${pledges[0]}/withdraw`, seller),
    of('release pledge', `POST /v1/pledges/${pledges[1]}/release`, bank.caller),
    of('enforce pledge', `POST /v1/pledges/${pledges[1]}/enforce`, bank.caller),
    of('correct', generation, seller, {
      month: MONTH,
      energy: 'on-grid',
      kilowattHours: 170_000,
      reason: '更正',
    }),
    of('record self-use', generation, seller, { month: MONTH, energy: 'self-use', kilowattHours: 9_000 }),
    of('consume', `POST ${PATH}/${contracts.steel}/consumption`, steel.caller, {
      month: MONTH,
      kilowattHours: 90_000,
    }),
    of('amend', `POST ${PATH}/${contracts.steel}/versions`, seller, {
      from: '2026-06',
      megawattHours: Array<number>(6).fill(50),
      prices: PRICES,
    }),
  ];
}

const named = (play: Play, ...names: string[]) =>
  names.map((name) => play.actors.find((actor) => actor.name === name)!);

vi.setConfig({ testTimeout: TEST_TIMEOUT_MS });

let plays: Record<'open' | 'short' | 'pending' | 'over', Play>;
beforeAll(async () => {
  onDay('2026-03-02');
  const play = async (further: (api: TestApi, made: Month) => Promise<Play['actors']>): Promise<Play> => {
    let actors: Play['actors'] = [];
    const items = await tableAfter(async (api) => {
      const made = await makeMonth(api);
      actors = [...(await further(api, made)), ...actorsOf(api, made)];
    });
    return { items, actors, now: Date.now() };
  };
  plays = {
    open: await play(async () => []),
    // Steel is settled: what is left isn't enough for zinc.
    short: await play(async (api, { contracts, steel }) => {
      await must(api, `POST ${PATH}/${contracts.steel}/settlements`, steel.caller, { month: MONTH });
      return [];
    }),
    // A correction of either reading waits for the grid company.
    pending: await play(async (api, { facility, contracts, steel }) => {
      const revision = await recordGeneration(api, {
        facility,
        month: MONTH,
        kilowattHours: 170_000,
        reason: '更正',
      });
      const generated = { month: MONTH, energy: 'on-grid', revision };
      const { pending } = await must(api, `POST ${PATH}/${contracts.steel}/consumption`, steel.caller, {
        month: MONTH,
        kilowattHours: 95_000,
      });
      const consumed = { month: MONTH, buyer: steel.id, revision: pending.revision };
      const grid = gridOf(facility.grid.id);
      const consumption = `POST ${PATH}/${contracts.steel}/consumption`;
      const generation = `POST /v1/facilities/${facility.id}/generation`;
      return [
        commandOf(api, 'confirm', `${generation}/confirm`, grid, generated),
        commandOf(api, 'refuse', `${generation}/refuse`, grid, { ...generated, reason: '表计异常' }),
        commandOf(api, 'confirm consumption', `${consumption}/confirm`, grid, consumed),
        commandOf(api, 'refuse consumption', `${consumption}/refuse`, grid, {
          ...consumed,
          reason: '表计异常',
        }),
      ];
    }),
    // A correction downwards has left certificates without their kWh.
    over: await play(async (api, { facility, account, seller, batch }) => {
      await recordAndConfirm(api, { facility, month: MONTH, kilowattHours: 140_000, reason: '更正' });
      const body = { energy: 'on-grid', account, items: [{ batch, quantity: 6 }], reason: '多核发' };
      return [commandOf(api, 'cancel', `POST /v1/facilities/${facility.id}/cancellations`, seller, body)];
    }),
  };
});
afterAll(() => vi.useRealTimers());

describe('every two commands on one month', () => {
  it.each(['open', 'short', 'pending', 'over'] as const)('%s', async (name) => {
    const play = plays[name];
    // Readings that wait stand against a settlement; they are tried with it where they were
    // answered, three at a time.
    const done = name === 'short' ? ['settle steel', 'correct', 'consume'] : [];
    const left = name === 'pending' ? ['settle steel', 'settle zinc', 'correct', 'consume'] : done;
    const actors = play.actors.filter((actor) => !left.includes(actor.name));
    await expectSound(`month, ${name}, pairs`, { ...play, actors }, pairsOf(actors));
  });
});

describe('three and four commands on one month', () => {
  const groups: [name: keyof typeof plays, ...names: string[]][] = [
    ['open', 'settle steel', 'offer', 'withdraw'],
    ['open', 'settle steel', 'settle zinc', 'withdraw'],
    ['open', 'settle steel', 'settle zinc', 'accept'],
    ['short', 'settle zinc', 'withdraw', 'offer'],
    ['short', 'settle zinc', 'accept', 'release pledge'],
    ['short', 'settle zinc', 'withdraw', 'release pledge'],
    ['pending', 'confirm', 'settle zinc', 'withdraw'],
    ['pending', 'refuse', 'refuse consumption', 'settle steel', 'withdraw'],
    ['pending', 'confirm', 'confirm consumption', 'settle steel'],
    ['over', 'cancel', 'settle steel', 'withdraw'],
  ];
  if (LARGE) groups.push(['short', 'settle zinc', 'withdraw', 'release pledge', 'retire']);
  it.each(groups)('%s: %s, %s, %s', async (name, ...names) => {
    const play = plays[name];
    await expectSound(`month, ${name}: ${names.join(', ')}`, play, [named(play, ...names)]);
  });

  it.runIf(LARGE)(
    'all of three, where the seller has not enough',
    async () => {
      const play = plays.short;
      await expectSound(
        'month, short, triples',
        play,
        // What a settled month refuses in any case is left out, as with the pairs.
        triplesOf(play.actors.filter(({ name }) => !['settle steel', 'correct', 'consume'].includes(name))),
      );
    },
    3_600_000,
  );
});
