/** VCS 森林经营, 喀喇沁旗: a loan that isn't paid back, and a fire larger than the buffer. */

import { type Demo, exactTonnes, rectangle, tonnes, yuan } from '../registry.ts';
import { agree, type Developed, dayAfter, type Plan, register, survey } from './development.ts';
import type { People } from './people.ts';
import { type Issued, monitor, sell } from './units.ts';

const plan = (people: People): Plan => ({
  name: '喀喇沁旗森林经营碳汇项目（示例）',
  standard: 'VCS',
  methodology: 'VM0010',
  type: 'forest',
  banner: '150428',
  parcels: [
    { name: '旺业甸 3 号林班', boundary: rectangle(118.371_913, 41.653_207, 0.047_119, 0.038_303) },
    { name: '旺业甸 4 号林班', boundary: rectangle(118.419_032, 41.653_207, 0.041_371, 0.038_303) },
  ],
  holder: people.kalaqinHolder,
  bannerActor: people.kalaqin,
  shares: [3000, 1000, 5000, 1000],
  startedOn: '2020-11-01',
  crediting: { from: '2020-11-01', to: '2050-10-31' },
  code: 'VCS-4902',
  days: { survey: '2024-09-02', agreement: '2024-09-16', publication: '2024-10-08' },
});

export async function develop(demo: Demo, people: People): Promise<Developed> {
  const own = plan(people);
  demo.chapter('喀喇沁旗森林经营（VCS）：林业无须特别批准 · Improved forest management');
  const developed = await agree(demo, people, own, await survey(demo, people, own));
  await register(demo, people, own, developed);
  return developed;
}

export async function harvest(demo: Demo, people: People, { project }: Developed): Promise<Issued[]> {
  demo.chapter('喀喇沁旗：实现质权，与大于缓冲的火灾 · A pledge enforced, a fire larger than its buffer');
  const { nongtou, bank } = people;
  const { issued } = await monitor(demo, people, {
    name: plan(people).name,
    project,
    period: { from: '2024-01-01', to: '2025-06-30' },
    amounts: [
      { vintage: 2024, kilograms: 15_600_999 },
      { vintage: 2025, kilograms: 7_900_001 },
    ],
    riskBasisPoints: 1200,
    on: '2026-02-02',
    attempt: 'period',
  });
  const [first, second] = issued;
  if (!first || !second) throw new Error('the report has two vintages');
  await sell(demo, people, { to: people.copper, batch: first.batch, quantity: 7_777, fen: 5_190 });
  const items = [{ batch: first.batch, quantity: 2_000 }];
  const pledge = await demo.create(nongtou, '/v1/pledges', {
    from: nongtou.account,
    to: bank.account,
    items,
    loan: { fen: 6_000_000 },
  });
  await demo.post(bank, `/v1/pledges/${pledge}/accept`);
  demo.say(`${bank.name} 贷款 ${yuan(6_000_000)}（金额密封），市农投质押 ${tonnes(2_000)}，双方同意`);
  demo.day(dayAfter(demo.today(), 120));
  await demo.post(bank, `/v1/pledges/${pledge}/enforce`);
  demo.say(`到期未还，${bank.name} 实现质权，取得 ${tonnes(2_000)}`);

  const told = await demo.post(demo.operator, `/v1/projects/${project}/reversals`, {
    cause: 'fire',
    occurredOn: demo.today(),
    kilograms: 4_000_000,
    document: await demo.file(demo.operator, '旺业甸林场火灾损失核定'),
  });
  const uncovered = Number(told.uncovered);
  demo.say(
    `火灾逆转 ${exactTonnes(4_000_000)}：取消全部缓冲 ${tonnes(Number(told.cancelled))}，未覆盖 ${tonnes(uncovered)}`,
  );
  await demo.post(nongtou, '/v1/cancellations', {
    project,
    cause: 'reversal',
    account: nongtou.account,
    items: [{ batch: second.batch, quantity: uncovered }],
    reason: '补足火灾逆转中缓冲未覆盖的部分',
  });
  demo.say(`市农投以本项目减排量补足 ${tonnes(uncovered)}`);
  return issued;
}
