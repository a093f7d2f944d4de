/**
 * CCER 造林, 敖汉旗: the regular course, a wrong verification corrected, and the shares adjusted meanwhile.
 */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type Actor, type Demo, exactTonnes, rectangle, tonnes } from '../registry.ts';
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
import { type Issued, monitor, readReport, sell } from './units.ts';

const Titled = z.object({ title: z.object({ sha256: z.string() }) });
const Deregistered = z.object({
  name: z.string(),
  standard: z.string(),
  methodology: z.string(),
  parcels: z.array(z.string()),
});

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
  comment: '请说明项目边界与既有林地的关系。',
  days: { survey: '2024-03-04', agreement: '2024-03-18', publication: '2024-04-08' },
});

export async function develop(demo: Demo, people: People): Promise<Developed> {
  const own = plan(people);
  demo.chapter('敖汉旗造林（CCER）：从地块到登记 · Afforestation, from the land to its registration');
  demo.day(own.days.survey);
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
    title: await demo.file(people.nongtou, '坐标过粗的地块 权属证明'),
  };
  await demo.refused('以两位小数的坐标申报地块', 'boundary-precision', () =>
    demo.post(people.nongtou, '/v1/parcels', coarse),
  );
  const parcels = await survey(demo, people, own);
  for (const parcel of parcels.slice(0, 1)) await readTitle(demo, people, parcel);
  const developed = await agree(demo, people, own, parcels);
  await register(demo, people, own, developed);
  return developed;
}

/** A title proof is for the parties, verifiers and the regulator; for others it is not found. */
async function readTitle(demo: Demo, { nongtou, copper, authority }: People, parcel: string): Promise<void> {
  const { title } = await demo.read(nongtou, `/v1/parcels/${parcel}`, Titled);
  const read = (by: Actor) =>
    demo.read(by, `/v1/documents/${title.sha256}?of=${parcel}`, z.object({ url: z.string() }));
  await demo.refused(
    `${copper.name} 取阅权属证明`,
    'not-found',
    () => read(copper),
    () => '文件仅供当事方、核查机构与主管部门取阅',
  );
  const { url } = await read(authority);
  const file = Buffer.from(await (await fetch(url)).arrayBuffer());
  if (createHash('sha256').update(file).digest('hex') !== title.sha256)
    throw new Error('the regulator was given another file');
  demo.say('主管部门取阅权属证明，摘要与登记的一致');
}

/**
 * A second plan of the group over a strip of its own registered land: refused, moved exactly to the border,
 * and accepted.
 */
export async function intrude(demo: Demo, people: People): Promise<Developed> {
  demo.chapter('一地一项目：越界被拒，移至边界即可 · One piece of land, once');
  const today = demo.today();
  const rival: Plan = {
    ...plan(people),
    name: '敖汉旗三义井东造林项目（示例）',
    // 0.001° to the west of the second parcel's east side: a strip of some 37 ha.
    parcels: [{ name: '三义井东地块', boundary: rectangle(120.034_331, 42.310_419, 0.03, 0.041_177) }],
    code: 'CCER-14-2024-150430-002',
    days: { survey: today, agreement: today, publication: today },
  };
  const { comment: _, ...uncommented } = rival;
  const parcels = await survey(demo, people, rival);
  const { project } = await agree(demo, people, rival, parcels);
  const design = await designOf(demo, people, rival);
  await demo.refused(
    '越界公示设计文件',
    'land-overlap',
    () => demo.post(people.nongtou, `/v1/projects/${project}/publish`, design),
    ({ name, hectares }) => `「${name}」，重叠 ${hectares} 公顷`,
  );
  await demo.post(people.nongtou, `/v1/projects/${project}/withdraw`, { reason: '地块与已登记项目重叠' });
  for (const parcel of parcels)
    await demo.post(people.nongtou, `/v1/parcels/${parcel}/withdraw`, { reason: '重测' });
  demo.say('项目与地块撤回，地块重测：西界与三义井 2 号小班东界重合，相接不是重叠');
  const moved: Plan = {
    ...uncommented,
    parcels: [
      { name: '三义井东地块（重测）', boundary: rectangle(120.035_331, 42.310_419, 0.03, 0.041_177) },
    ],
  };
  const developed = await agree(demo, people, moved, await survey(demo, people, moved));
  await register(demo, people, moved, developed);
  return developed;
}

/** 注销登记 is final, for the project and for its land under the same methodology. */
export async function deregister(
  demo: Demo,
  people: People,
  { project, agreement }: Developed,
): Promise<void> {
  demo.chapter('注销登记不可恢复 · Deregistered is final');
  const { nongtou } = people;
  await demo.post(demo.operator, `/v1/projects/${project}/deregister`, {
    reason: '开工日期申报不实（示例）',
  });
  demo.say('三义井东项目因开工日期申报不实，注销登记');
  const { name, standard, methodology, parcels } = await demo.read(
    nongtou,
    `/v1/projects/${project}`,
    Deregistered,
  );
  const again = await demo.create(nongtou, '/v1/projects', { name, standard, methodology, parcels });
  await demo.post(nongtou, `/v1/projects/${again}/develop`, { agreement });
  const design = await designOf(demo, people, plan(people));
  await demo.refused('同一地块以同一方法学再次公示', 'deregistered-is-final', () =>
    demo.post(nongtou, `/v1/projects/${again}/publish`, design),
  );
}

export async function harvest(
  demo: Demo,
  people: People,
  { project, agreement }: Developed,
): Promise<Issued[]> {
  demo.chapter('敖汉旗：核查、签发、首次销售与收益分配 · Verified, issued, sold, divided');
  const name = plan(people).name;
  const { nongtou, verifier } = people;
  const period = { from: '2022-01-01', to: '2024-12-31' };
  const { report, issued } = await monitor(demo, people, {
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
    attempt: 'validator',
  });
  const [first, second] = issued;
  if (!first || !second) throw new Error('the report has three vintages');
  await sell(demo, people, { to: people.copper, batch: first.batch, quantity: 5_000, fen: 8_150 });

  demo.say('收益分配动态调整：第 2 版将权利人份额由 45% 调至 50%，30 天后生效');
  const shares: Plan['shares'] = [2800, 1400, 5000, 800];
  await demo.post(nongtou, `/v1/agreements/${agreement}/versions`, {
    parties: partiesOf(people, plan(people), shares),
    effectiveFrom: dayAfter(demo.today(), 30),
    document: await demo.file(nongtou, `${name} 联合开发协议 第 2 版`),
  });
  for (const party of [people.aohan, people.aohanHolder, people.fund])
    await demo.post(party, `/v1/agreements/${agreement}/accept`, { version: 2 });
  demo.say('协议第 2 版各方同意');
  demo.day(dayAfter(demo.today(), 30));
  await sell(demo, people, { to: people.steel, batch: second.batch, quantity: 4_321, fen: 8_333 });

  demo.say(`核查机构发现 2024 年份多计，出具更正：${exactTonnes(12_918_777)} → ${exactTonnes(12_518_777)}`);
  const correction = {
    document: await demo.file(verifier, `${name} 核查更正报告`),
    amounts: [
      { vintage: 2022, kilograms: 8_431_905 },
      { vintage: 2023, kilograms: 10_772_340 },
      { vintage: 2024, kilograms: 12_518_777 },
    ],
    reason: '样地 17 号重复计入',
  };
  await supervised(demo, people, () =>
    demo.post(verifier, `/v1/monitoring-reports/${report}/correct`, correction),
  );
  const { excess } = await readReport(demo, nongtou, report);
  await demo.post(nongtou, '/v1/cancellations', {
    project,
    cause: 'over-issuance',
    report,
    account: nongtou.account,
    items: [{ batch: issued[2]?.batch, quantity: excess }],
    reason: '更正多签发的减排量',
  });
  demo.say(`市农投取消多签发的 ${tonnes(excess)}（扣减 10% 后取整的差额），总量复归核定量`);
  return issued;
}

/** A body that is suspended may not act, until the regulator has looked into it. */
async function supervised(
  demo: Demo,
  { authority, verifier }: People,
  act: () => Promise<unknown>,
): Promise<void> {
  const accreditation = `/v1/accreditations/${verifier.id}`;
  await demo.post(authority, `${accreditation}/suspend`, { reason: '样地复查' });
  await demo.refused(
    `认可暂停期间，${verifier.name} 出具更正`,
    'accreditation-suspended',
    act,
    ({ reason }) => `理由：${reason}`,
  );
  await demo.post(authority, `${accreditation}/resume`, { reason: '复查完毕' });
  await act();
  demo.say('主管部门复查后恢复认可，更正记入账本');
}
