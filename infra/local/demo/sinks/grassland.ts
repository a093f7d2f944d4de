/**
 * VCS 草原, 克什克腾旗: an extra approval first, a buffer at issuance, a drought that the
 * buffer covers, a pledge.
 */

import { type Demo, exactTonnes, rectangle, tonnes, yuan } from '../registry.ts';
import { agree, type Developed, dayAfter, designOf, type Plan, register, survey } from './development.ts';
import type { People } from './people.ts';
import { type Issued, monitor, sell } from './units.ts';

const plan = (people: People): Plan => ({
  name: '克什克腾旗草原可持续管理项目（示例）',
  standard: 'VCS',
  methodology: 'VM0026',
  type: 'grassland',
  banner: '150425',
  parcels: [{ name: '达里诺尔围封草场', boundary: rectangle(117.203_519, 43.211_803, 0.153_377, 0.121_919) }],
  holder: people.keshiketengHolder,
  bannerActor: people.keshiketeng,
  shares: [2500, 1500, 5000, 1000],
  startedOn: '2021-06-01',
  crediting: { from: '2021-06-01', to: '2041-05-31' },
  code: 'VCS-4901',
  hold: '放牧强度基线材料待补正',
  days: { survey: '2024-07-01', agreement: '2024-07-08', publication: '2024-07-15' },
});

export async function develop(demo: Demo, people: People): Promise<Developed> {
  const own = plan(people);
  demo.chapter('克什克腾旗草原（VCS）：适量开展，严格管控 · Grassland, under strict control');
  const parcels = await survey(demo, people, own);
  const asCcer = { name: own.name, standard: 'CCER', methodology: 'VM0026', parcels };
  await demo.refused(
    '草原项目以 CCER 入储备库',
    'methodology-not-in-force',
    () => demo.post(people.nongtou, '/v1/projects', asCcer),
    () => '目前没有已生效的 CCER 草原方法学',
  );
  const developed = await agree(demo, people, own, parcels);
  const design = await designOf(demo, people, own);
  await demo.refused('未经批准即公示', 'approval-missing', () =>
    demo.post(people.nongtou, `/v1/projects/${developed.project}/publish`, design),
  );
  const document = await demo.file(people.authority, `${own.name} 特别批准`);
  await demo.post(people.authority, `/v1/projects/${developed.project}/approve`, { document });
  demo.say('主管部门特别批准（林业以外的 VCS 项目）');
  await register(demo, people, own, developed);
  return developed;
}

export async function harvest(demo: Demo, people: People, { project }: Developed): Promise<Issued[]> {
  demo.chapter('克什克腾旗：缓冲、质押与逆转 · Buffer, pledge, reversal');
  const { nongtou, bank } = people;
  const { issued } = await monitor(demo, people, {
    name: plan(people).name,
    project,
    period: { from: '2023-01-01', to: '2024-12-31' },
    amounts: [
      { vintage: 2023, kilograms: 20_450_600 },
      { vintage: 2024, kilograms: 23_118_450 },
    ],
    riskBasisPoints: 1550,
    on: '2025-09-01',
    attempt: 'quantity',
  });
  const [first, second] = issued;
  if (!first || !second) throw new Error('the report has two vintages');
  await sell(demo, people, { to: people.steel, batch: first.batch, quantity: 10_000, fen: 4_725 });

  const pledged = {
    from: nongtou.account,
    to: bank.account,
    items: [{ batch: second.batch, quantity: 6_000 }],
  };
  const pledge = await demo.create(nongtou, '/v1/pledges', { ...pledged, loan: { fen: 18_000_000 } });
  await demo.post(bank, `/v1/pledges/${pledge}/accept`);
  demo.say(`${bank.name} 贷款 ${yuan(18_000_000)}（金额密封），市农投质押 ${tonnes(6_000)}，双方同意`);
  const wanted = {
    from: nongtou.account,
    to: people.copper.account,
    items: [{ batch: second.batch, quantity: 15_000 }],
  };
  await demo.refused(
    `质押期间转让 ${tonnes(15_000)}`,
    'insufficient-units',
    () => demo.post(nongtou, '/v1/transfers', wanted),
    ({ available }) => `未质押的仅 ${tonnes(Number(available))}`,
  );
  demo.day(dayAfter(demo.today(), 90));
  await demo.post(bank, `/v1/pledges/${pledge}/release`);
  demo.say('贷款还清，质押解除');

  const reversal = {
    cause: 'drought',
    occurredOn: demo.today(),
    kilograms: 1_204_300,
    document: await demo.file(demo.operator, '克什克腾旗草场旱灾损失核定'),
  };
  const told = await demo.post(demo.operator, `/v1/projects/${project}/reversals`, reversal);
  demo.say(
    `旱灾逆转 ${exactTonnes(reversal.kilograms)}（向上取整）：取消缓冲 ${tonnes(Number(told.cancelled))}，未覆盖 ${tonnes(Number(told.uncovered))}`,
  );
  return issued;
}
