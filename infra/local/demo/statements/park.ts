/** 一区四园: the park that holds the three, its targets, and the statement that rolls them up. */
import * as z from 'zod';
import { type Actor, type Demo, tonnes } from '../registry.ts';
import type { Units } from './land.ts';
import { YEAR } from './lines.ts';
import { offset } from './offset.ts';
import type { People } from './people.ts';
import { bodyOf, PATH, type Statement, show, submitPark, verify } from './statement.ts';
import { FLOWS, PARK_NAME, parkItself } from './works.ts';

const SUB_PARKS = [
  { code: 'hongshan', name: '红山产业园' },
  { code: 'yuanbaoshan', name: '元宝山产业园' },
  { code: 'songshan', name: '松山产业园' },
  { code: 'dongshan', name: '东山产业园' },
];

const TARGETS = [
  {
    indicator: 'carbon-per-output',
    year: YEAR,
    value: '7.30',
    unit: 'tCO2/万元',
    source: '绿色低碳发展目标表 13：2020 年 9.60，2025 年 7.30，2030 年 4.61',
  },
  {
    indicator: 'non-fossil-share',
    year: YEAR,
    value: '20',
    unit: '%',
    source: '绿色低碳发展目标表 13：2025 年 > 20%',
  },
  {
    indicator: 'green-power-share',
    year: YEAR,
    value: '70',
    unit: '%',
    source: '内发改环资字〔2025〕1020号：零碳园区',
  },
  { indicator: 'park-intensity', year: YEAR, value: '2', unit: 'tCO2/tce', source: '示例' },
];

/** Registers the park, admits its members as they ask, and sets its targets. */
export async function found(demo: Demo, people: People): Promise<string> {
  demo.chapter('园区：一区四园，成员与目标 · The park, its members and its targets');
  demo.day('2026-04-20');
  const { park: operator, steel, copper, centre } = people;
  const body = { name: PARK_NAME, province: '内蒙古', subParks: SUB_PARKS };
  const park = await demo.create(operator, '/v1/parks', body);
  demo.say(`${operator.name}登记${PARK_NAME}：${SUB_PARKS.map(({ name }) => name).join('、')}`);
  const join = async (member: Actor, subPark: string) => {
    await demo.post(member, `/v1/parks/${park}/request-membership`, { subPark, from: `${YEAR}-01-01` });
    await demo.post(operator, `/v1/parks/${park}/members`, { organization: member.id });
    const { name } = SUB_PARKS.find(({ code }) => code === subPark)!;
    demo.say(`${member.name}申请入${name}，获接纳`);
  };
  await demo.refused('未经申请即接纳成员', 'membership-not-requested', () =>
    demo.post(operator, `/v1/parks/${park}/members`, { organization: steel.id }),
  );
  await join(steel, 'hongshan');
  await join(copper, 'dongshan');
  await join(centre, 'songshan');
  for (const target of TARGETS) await demo.post(operator, `/v1/parks/${park}/targets`, target);
  return park;
}

const Rolled = z.object({
  park: z.object({
    members: z.array(z.object({ statement: z.string(), version: z.number() })),
    flows: z.object({ count: z.number() }).optional(),
  }),
  indicator: z.object({
    computable: z.boolean(),
    intensity: z.string().optional(),
    limit: z.string().optional(),
    meets: z.boolean().optional(),
    energy: z.object({ tce: z.string(), source: z.string() }).optional(),
    source: z.string(),
  }),
});

export async function rollUp(
  demo: Demo,
  people: People,
  park: string,
  { steel, copper, centre }: Record<'steel' | 'copper' | 'centre', Statement>,
): Promise<Statement> {
  demo.chapter('园区汇总：园内流转抵消，一吨一度只计一次 · The roll-up, each tonne and MWh once');
  const { park: operator } = people;
  const members = [steel, copper, centre].map(({ id, version }) => ({ statement: id, version }));
  const power = {
    from: { statement: copper.id, line: 'sent-out' },
    to: { statement: centre.id, line: 'line' },
    quantity: String(FLOWS.kilowattHours),
  };
  const heat = (quantity: string) => ({
    from: { statement: steel.id, line: 'steam' },
    to: { statement: copper.id, line: 'steam' },
    quantity,
  });
  const partOf = (quantity: string) => ({
    subject: { kind: 'park', name: PARK_NAME },
    park: { park, members, flows: [power, heat(quantity)] },
    energy: { kgcePerKilowattHour: '0.3', source: '年度电力等价值（示例）' },
  });
  await demo.refused('把钢厂外送的 42,000 GJ 蒸汽全作园内流转', 'flow-exceeds-line', () =>
    demo.post(operator, PATH, bodyOf(parkItself(people), partOf('42000'))),
  );
  const statement = await submitPark(demo, people, partOf(FLOWS.gigajoules));
  const { indicator, park: rolled } = await demo.read(operator, `${PATH}/${statement.id}`, Rolled);
  demo.add(
    `${rolled.members.length} 个成员的已核查排放声明，${rolled.flows?.count ?? 0} 项园内流转：蒸汽（钢厂 → 铜厂）、余热电（铜厂 → 数据中心）`,
  );
  tellIndicator(demo, indicator);
  await verify(demo, people, statement);
  await tellTargets(demo, operator, park);
  return statement;
}

function tellIndicator(
  demo: Demo,
  { intensity, energy, limit, meets, source }: z.infer<typeof Rolled>['indicator'],
): void {
  const held =
    limit === undefined
      ? '综合能耗不足 20 万 tce，只列强度，不判达标'
      : `限值 ${limit}，${meets ? '达到' : '未达到'}`;
  demo.add(
    `单位能耗碳排放 ${intensity} tCO2/tce，能耗 ${energy?.tce} tce（${energy?.source}）：${held}（${source}，不含任何抵销）`,
  );
}

const Targets = z.object({
  targets: z.array(
    z.object({
      indicator: z.string(),
      value: z.string(),
      unit: z.string(),
      source: z.string(),
      actual: z.object({ value: z.string(), met: z.boolean() }).optional(),
      because: z.string().optional(),
    }),
  ),
});
const targetNames: Record<string, string> = {
  'carbon-per-output': '单位工业增加值碳排放',
  'non-fossil-share': '非化石能源占比',
  'green-power-share': '绿电占比',
  'park-intensity': '单位能耗碳排放',
};

async function tellTargets(demo: Demo, operator: Actor, park: string): Promise<void> {
  const { targets } = await demo.read(operator, `/v1/parks/${park}`, Targets);
  demo.say(`${YEAR} 年目标与实际：`);
  for (const { indicator, value, unit, source, actual } of targets) {
    const became = actual
      ? `实际 ${actual.value}，${actual.met ? '达到' : '未达到'}`
      : '登记簿没有产值与能源来源，不作判断';
    demo.add(`${targetNames[indicator]} ${value} ${unit}（${source}）：${became}`);
  }
}

/** What the members had retired counts in the whole; the park retires the rest. */
export async function cover(demo: Demo, park: Statement, { forest }: Units): Promise<void> {
  const { coverage } = await show(demo, park.site.by, park);
  demo.say(`成员已注销 ${tonnes(coverage.retiredTonnes)}，在园区排放声明中照计，不能再用于别处`);
  await offset(demo, park, [{ batch: forest[2]!.batch, quantity: 6_000 }], 'one more');
}
