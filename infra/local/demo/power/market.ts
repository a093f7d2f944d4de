/** What happens to certificates: sold once, used for a purpose and a year, and worthless after two years. */
import { Block, type Demo } from '../registry.ts';
import type { People } from './people.ts';
import { megawattHours } from './plant.ts';
import type { Issued } from './year.ts';

/** A certificate is traded once: with its power, or alone. */
export async function tradeOnce(demo: Demo, people: People, issued: readonly Issued[]): Promise<void> {
  demo.chapter('只交易一次 · Traded once');
  demo.day('2026-06-10');
  const { wind, steel, copper } = people;
  const first = issued.find(({ month }) => month === '2025-10')!;
  await demo.refused('远联钢铁转卖随电得到的绿证', 'already-traded', () =>
    demo.post(steel, '/v1/transfers', {
      from: steel.account,
      to: copper.account,
      items: [{ batch: first.batch, quantity: 100 }],
    }),
  );
  const items = [{ batch: first.batch, quantity: 200 }];
  const price = { fen: 200 * 780 };
  await demo.transfer(wind, copper, items, price);
  demo.say(
    `${wind.name}单独出售 ${first.month} 未随电划转的绿证 ${megawattHours(200)} 予${copper.name}（价格密封）`,
  );
  await demo.refused('金通铜业再卖', 'already-traded', () =>
    demo.post(copper, '/v1/transfers', { from: copper.account, to: steel.account, items }),
  );
}

/** 注销: for a purpose, and for the year of the consumption. */
export async function retire(demo: Demo, people: People, issued: readonly Issued[]): Promise<void> {
  demo.chapter('注销绿证：用途与用电年份 · Retired for a purpose and a year');
  const { steel, zinc } = people;
  const [early] = issued;
  const held = async (account: string, batch: string) => {
    let sum = 0;
    for await (const block of demo.operator.client.list(`/v1/accounts/${account}/blocks`, Block))
      if (block.batch === batch && block.status === 'held') sum += block.quantity;
    return sum;
  };
  const retirement = (by: typeof steel, batch: string, quantity: number, more: object) => ({
    account: by.account,
    items: [{ batch, quantity }],
    beneficiary: by.name,
    reason: '2025 年度绿色电力消费（示例）',
    ...more,
  });
  await demo.refused('以碳抵销的用途注销绿证', 'purpose-not-for-instrument', () =>
    demo.post(
      steel,
      '/v1/retirements',
      retirement(steel, early!.batch, 1, { purpose: 'corporate-offset', consumptionYear: 2025 }),
    ),
  );
  for (const [by, purpose] of [
    [steel, 'consumption-responsibility'],
    [zinc, 'zero-carbon-park'],
  ] as const) {
    let sum = 0;
    let certificate = '';
    for (const { month, batch } of issued) {
      if (month > '2025-12') continue;
      const quantity = await held(by.account, batch);
      if (quantity === 0) continue;
      certificate = await demo.create(
        by,
        '/v1/retirements',
        retirement(by, batch, quantity, { purpose, consumptionYear: 2025 }),
      );
      sum += quantity;
    }
    const why = { 'consumption-responsibility': '可再生能源消纳责任', 'zero-carbon-park': '零碳园区' }[
      purpose
    ];
    demo.say(`${by.name}注销 ${megawattHours(sum)} 的绿证，用于 2025 年${why}`);
    demo.add(`末笔注销号 ${certificate}`);
  }
}

/** 失效: two years from the month of generation, including that month. */
export async function expire(demo: Demo, people: People, issued: readonly Issued[]): Promise<void> {
  demo.chapter('两年有效 · Valid for two years');
  const { wind, copper } = people;
  const october = issued.find(({ month }) => month === '2025-10')!;
  const items = [{ batch: october.batch, quantity: 10 }];
  const offer = { from: wind.account, to: copper.account, items };
  demo.day('2027-09-30');
  const transfer = await demo.create(wind, '/v1/transfers', offer);
  await demo.post(wind, `/v1/transfers/${transfer}/withdraw`);
  demo.say('有效期最后一天：2025-10 的绿证还可出售（要约后撤回）');
  demo.day('2027-10-01');
  await demo.refused('次日再售', 'certificate-expired', () => demo.post(wind, '/v1/transfers', offer));
  await demo.registry.fireDaily();
  demo.say(
    `每日任务记录失效：${issued[0]!.month} 至 ${october.month} 各月仍未注销的绿证不再是任何用电的凭证，以后各月的仍有效`,
  );
}
