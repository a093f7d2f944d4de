/** 碳汇: a forest project of Chifeng from the land to units, and units that another registry issued. */
import { type Actor, type Demo, rectangle, tonnes } from '../registry.ts';
import { agree, type Developed, type Plan, register, survey } from '../sinks/development.ts';
import { type Issued, monitor, sell } from '../sinks/units.ts';
import type { People } from './people.ts';

const planOf = ({ sinks: { banners, holders } }: People): Plan => ({
  name: '敖汉旗规模化造林碳汇项目（示例）',
  standard: 'CCER',
  methodology: 'CCER-14-001-V01',
  type: 'forest',
  banner: '150430',
  parcels: [
    { name: '三义井北 1 号小班', boundary: rectangle(119.921_337, 42.310_419, 0.161_283, 0.131_177) },
    { name: '三义井北 2 号小班', boundary: rectangle(120.082_62, 42.310_419, 0.152_711, 0.131_177) },
  ],
  holder: holders[0]!,
  bannerActor: banners[0]!,
  shares: [3000, 1500, 4500, 1000],
  startedOn: '2021-04-10',
  crediting: { from: '2021-04-10', to: '2041-04-09' },
  code: 'CCER-14-2024-150430-011',
  days: { survey: '2024-03-04', agreement: '2024-03-18', publication: '2024-04-08' },
});

export async function develop(demo: Demo, people: People): Promise<Developed> {
  const plan = planOf(people);
  demo.chapter('碳汇：从地块到登记 · A sink, from the land to its registration');
  const parcels = await survey(demo, people.sinks, plan);
  const developed = await agree(demo, people.sinks, plan, parcels);
  await register(demo, people.sinks, plan, developed);
  return developed;
}

/** What everyone buys for the year: of the forest by vintage, and of another registry's avoidance. */
export interface Units {
  forest: Issued[];
  avoidance: string;
}

export async function harvest(demo: Demo, people: People, { project }: Developed): Promise<Units> {
  const { sinks, steel, copper, centre, park } = people;
  demo.chapter('核查、签发，售予园区企业 · Verified, issued, and sold to the enterprises');
  const { issued: forest } = await monitor(demo, sinks, {
    name: planOf(people).name,
    project,
    period: { from: '2022-01-01', to: '2024-12-31' },
    amounts: [
      { vintage: 2022, kilograms: 68_431_905 },
      { vintage: 2023, kilograms: 75_772_340 },
      { vintage: 2024, kilograms: 82_918_777 },
    ],
    on: '2025-03-03',
    attempt: 'quantity',
  });
  const [first, second, third] = forest;
  if (!first || !second || !third) throw new Error('the report has three vintages');
  const sales: readonly (readonly [Actor, Issued, number, number])[] = [
    [steel, first, 60_000, 8_150],
    [steel, second, 65_000, 8_240],
    [copper, third, 46_000, 8_300],
    [centre, third, 4_000, 8_300],
    [park, third, 6_000, 8_300],
  ];
  for (const [to, { batch }, quantity, fen] of sales) await sell(demo, sinks, { to, batch, quantity, fen });
  return { forest, avoidance: await bringIn(demo, people) };
}

/** Avoidance, and not local: it counts for a residual, and is shown apart from removals. */
async function bringIn(demo: Demo, { sinks: { nongtou }, copper }: People): Promise<string> {
  const id = await demo.create(demo.operator, '/v1/projects/imports', {
    name: '草原减排项目（示例，VCS 导入）',
    standard: 'VCS',
    methodology: 'VM0026',
    category: 'grassland',
    developer: nongtou.id,
    origin: { source: '示例登记簿', code: 'DEMO-GRASSLAND' },
  });
  const issuance = { vintage: 2023, quantity: 12_000, lanes: 1 };
  const batch = await demo.create(demo.operator, `/v1/projects/${id}/issuances`, issuance);
  await demo.transfer(nongtou, copper, [{ batch, quantity: BOUGHT_ABROAD }]);
  demo.say(
    `另自他处登记簿导入 VCS 减排量 ${tonnes(issuance.quantity)}，转予${copper.name} ${tonnes(BOUGHT_ABROAD)}`,
  );
  return batch;
}

export const BOUGHT_ABROAD = 9_000;
