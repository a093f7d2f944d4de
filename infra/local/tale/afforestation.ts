/** CCER 造林, 敖汉旗: the straight way, a wrong verification mended, and the shares adjusted on the way. */
import {
  agree,
  type Developed,
  dayAfter,
  designOf,
  type Plan,
  partiesOf,
  register,
  survey,
} from './development.ts';
import type { People } from './people.ts';
import { rectangle, type Stage, tonnes } from './stage.ts';
import { type Issued, monitor, readReport, sell } from './units.ts';

const plan = (people: People): Plan => ({
  name: '敖汉旗造林碳汇项目（示例）',
  standard: 'CCER',
  methodology: 'CCER-14-001-V01',
  type: 'forest',
  banner: '150430',
  parcels: [
    { name: '三义井 1 号小班', boundary: rectangle(119.921_337, 42.310_419, 0.061_283, 0.041_177) },
    { name: '三义井 2 号小班', boundary: rectangle(119.982_62, 42.310_419, 0.052_711, 0.041_177) },
  ],
  holder: people.aohanHolder,
  bannerActor: people.aohan,
  shares: [3000, 1500, 4500, 1000],
  startedOn: '2021-04-10',
  crediting: { from: '2021-04-10', to: '2041-04-09' },
  code: 'CCER-14-2024-150430-001',
  days: { survey: '2024-03-04', agreement: '2024-03-18', publication: '2024-04-08' },
});

export async function develop(stage: Stage, people: People): Promise<Developed> {
  const own = plan(people);
  stage.chapter('一、敖汉旗造林碳汇（CCER）：从地块到登记');
  const coarse = {
    name: '坐标过粗的地块',
    type: own.type,
    banner: own.banner,
    holder: own.holder.id,
    boundary: {
      type: 'Polygon',
      coordinates: [
        [
          [119.9, 42.3],
          [119.96, 42.3],
          [119.96, 42.34],
          [119.9, 42.3],
        ],
      ],
    },
    title: await stage.file(people.nongtou, '坐标过粗的地块 权属证明'),
  };
  await stage.refused(people.nongtou, '/v1/parcels', coarse, 'boundary-precision');
  const parcels = await survey(stage, people, own);
  const developed = await agree(stage, people, own, parcels);
  await register(stage, people, own, developed);
  return developed;
}

/** Someone else's plan over a strip of the same land: refused, and told where. */
export async function intrude(stage: Stage, people: People): Promise<void> {
  stage.chapter('二、同一块地只能计一次');
  const rival: Plan = {
    ...plan(people),
    name: '敖汉旗越界造林项目（示例）',
    // 0.001° to the west of the second parcel's east side: a strip of some 37 ha.
    parcels: [{ name: '越界地块', boundary: rectangle(120.034_331, 42.310_419, 0.03, 0.041_177) }],
    code: 'CCER-14-2024-150430-002',
    days: { survey: stage.today(), agreement: stage.today(), publication: stage.today() },
  };
  const parcels = await survey(stage, people, rival);
  const { project } = await agree(stage, people, rival, parcels);
  const design = await designOf(stage, people, rival);
  await stage.refused(people.nongtou, `/v1/projects/${project}/publish`, design, 'land-overlap');
  await stage.post(people.nongtou, `/v1/projects/${project}/withdraw`, { reason: '地块与已登记项目重叠' });
  stage.say('越界项目撤回');
}

export async function harvest(
  stage: Stage,
  people: People,
  { project, agreement }: Developed,
): Promise<Issued[]> {
  stage.chapter('五、敖汉旗：核查、签发、首次销售与收益分配');
  const name = plan(people).name;
  const { nongtou, verifier } = people;
  const period = { from: '2022-01-01', to: '2024-12-31' };
  const { report, issued } = await monitor(stage, people, {
    name,
    project,
    period,
    // Whole tonnes are rounded down, after a deduction of 10 %.
    amounts: [
      { vintage: 2022, kilograms: 8_431_905 },
      { vintage: 2023, kilograms: 10_772_340 },
      { vintage: 2024, kilograms: 12_918_777 },
    ],
    on: '2025-03-03',
  });
  const [first, second] = issued;
  if (!first || !second) throw new Error('the report has three vintages');
  await sell(stage, people, { to: people.copper, batch: first.batch, quantity: 5_000, fen: 8_150 });

  stage.say('收益分配动态调整：权利人份额由 45% 调至 50%');
  const shares: Plan['shares'] = [2800, 1400, 5000, 800];
  await stage.post(nongtou, `/v1/agreements/${agreement}/versions`, {
    parties: partiesOf(people, plan(people), shares),
    effectiveFrom: dayAfter(stage.today(), 30),
    document: await stage.file(nongtou, `${name} 联合开发协议 第 2 版`),
  });
  for (const party of [people.aohan, people.aohanHolder, people.fund])
    await stage.post(party, `/v1/agreements/${agreement}/accept`, { version: 2 });
  stage.day(dayAfter(stage.today(), 30));
  await sell(stage, people, { to: people.steel, batch: second.batch, quantity: 4_321, fen: 8_333 });

  stage.say('核查机构发现 2024 年份多计，出具更正：12,918.777 t → 12,518.777 t');
  await stage.post(verifier, `/v1/monitoring-reports/${report}/correct`, {
    document: await stage.file(verifier, `${name} 核查更正报告`),
    amounts: [
      { vintage: 2022, kilograms: 8_431_905 },
      { vintage: 2023, kilograms: 10_772_340 },
      { vintage: 2024, kilograms: 12_518_777 },
    ],
    reason: '样地 17 号重复计入',
  });
  const { excess } = await readReport(stage, nongtou, report);
  await stage.post(nongtou, '/v1/cancellations', {
    project,
    cause: 'over-issuance',
    report,
    account: nongtou.account,
    items: [{ batch: issued[2]?.batch, quantity: excess }],
    reason: '更正多签发的减排量',
  });
  stage.say(`多签发的 ${tonnes(excess)} 已取消，总量复归核定量`);
  return issued;
}
