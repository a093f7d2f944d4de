/**
 * 排放声明: submitted, returned and revised, verified; its four views and its coverage as everyone reads
 * them.
 */
import * as z from 'zod';
import { type Actor, type Demo, exactTonnes, type Item, tonnes } from '../registry.ts';
import { YEAR } from './lines.ts';
import type { People } from './people.ts';
import { type Platform, sumsOf } from './platform.ts';
import { copperSmelter, dataCentre, parkItself, type Site, steelWorks } from './works.ts';

export const PATH = '/v1/emission-statements';

/** A statement of the demo: whose, of what, and the version that stands. */
export interface Statement {
  id: string;
  version: number;
  site: Site;
}

/** 注销: for the statement, in its organization's name. */
export const retireFor = (
  demo: Demo,
  { id, site }: Statement,
  items: readonly Item[],
  use: { reason: string; purpose: string },
) =>
  demo.post(site.by, '/v1/retirements', {
    account: site.by.account,
    items,
    beneficiary: site.by.name,
    ...use,
    statement: id,
  });

const Gross = z.object({ grossKilograms: z.number(), kilograms: z.number() });
const Duty = z.object({ basisPoints: z.number(), source: z.string(), met: z.boolean().optional() });
export const Tonnes = z.object({
  removalLocal: z.number(),
  removalOther: z.number(),
  avoidanceLocal: z.number(),
  avoidanceOther: z.number(),
});

export const Shown = z.object({
  id: z.string(),
  version: z.number(),
  status: z.string(),
  views: z.object({ location: Gross, market: Gross, park910: Gross, ets: Gross }),
  evidence: z.object({ count: z.number(), metered: z.number(), meteredBasisPoints: z.number().optional() }),
  datasets: z
    .array(z.object({ dataset: z.string(), revision: z.number(), newer: z.number().optional() }))
    .default([]),
  coverage: z.object({
    residualKilograms: z.number(),
    neededTonnes: z.number(),
    retiredTonnes: z.number(),
    openTonnes: z.number(),
    retired: Tonnes,
    greenMegawattHours: z.object({ physical: z.number(), certificate: z.number(), unused: z.number() }),
  }),
  waterfall: z.object({
    grossKilograms: z.number(),
    greenPowerKilograms: z.number(),
    residualKilograms: z.number(),
    offsetKilograms: z.number(),
    openKilograms: z.number(),
  }),
  greenPower: z.object({
    shareBasisPoints: z.number().optional(),
    duty: Duty.optional(),
    staged: Duty.optional(),
  }),
});
export type Shown = z.infer<typeof Shown>;

export const show = (demo: Demo, by: Actor, { id }: { id: string }): Promise<Shown> =>
  demo.read(by, `${PATH}/${id}`, Shown);

export const bodyOf = ({ by, boundary, sector, producingSince, lines }: Site, more: object = {}) => ({
  subject: { kind: 'organization', name: by.name },
  year: YEAR,
  province: '内蒙古',
  boundary,
  sector,
  ...(producingSince !== undefined && { producingSince }),
  lines: lines.map(({ body }) => body),
  ...more,
});

/** The three statements, each verified in the end. */
export async function stateAll(demo: Demo, people: People, platform: Platform) {
  demo.chapter(`${YEAR} 年排放声明：四种口径 · Emission statements in four views`);
  demo.day('2026-02-10');
  demo.say('所据规划文本没有任何企业的用电与排放数字：以下数量均为示例');
  const steel = await stateSteel(demo, people);
  const copper = await submit(demo, copperSmelter(people));
  await verify(demo, people, copper);
  const centre = await stateCentre(demo, people, platform);
  return { steel, copper, centre };
}

/** Its first version forgets a line, and comes back. */
async function stateSteel(demo: Demo, people: People): Promise<Statement> {
  const { site, forgotten } = await steelWorks(demo, people);
  const short = { ...site, lines: site.lines.filter(({ body }) => body.id !== forgotten) };
  const first = await submit(demo, short);
  const reason = '炉料单有白云石，排放声明漏列';
  await demo.post(people.verifier, `${PATH}/${first.id}/return`, { reason });
  demo.say(`${people.verifier.name}退回第 1 版：${reason}`);
  const revised = await revise(demo, { ...first, site });
  await verify(demo, people, revised);
  return revised;
}

/** Its electricity is the sum of the platform's rows, exactly. */
async function stateCentre(demo: Demo, people: People, platform: Platform): Promise<Statement> {
  const sums = sumsOf(platform);
  const [first, ...rest] = sums.feeders;
  const less = { ...sums, feeders: [{ ...first!, kilowattHours: first!.kilowattHours - 1 }, ...rest] };
  await demo.refused(
    '示例数据中心比平台少报 1 kWh',
    'draw-sum',
    () => demo.post(people.centre, PATH, bodyOf(dataCentre(people, less))),
    ({ stated, sum }) => `填报 ${stated} kWh，各行之和 ${sum} kWh`,
  );
  const statement = await submit(demo, dataCentre(people, sums));
  const { evidence } = await show(demo, people.centre, statement);
  demo.add(
    `${evidence.count} 行中 ${evidence.metered} 行取自平台：在线监测实施率 ${percent(evidence.meteredBasisPoints ?? 0)}`,
  );
  await verify(demo, people, statement);
  return statement;
}

async function submit(demo: Demo, site: Site, more: object = {}): Promise<Statement> {
  const shown = await demo.postFor(site.by, PATH, bodyOf(site, more), Shown);
  demo.say(`${site.short}提交排放声明，${shown.evidence.count} 行（各行密封，合计公开；未扣绿电）`);
  tellViews(demo, shown);
  return { id: shown.id, version: shown.version, site };
}

/** The park's: its own lines, and what it rolls up. */
export const submitPark = (demo: Demo, people: People, more: object): Promise<Statement> =>
  submit(demo, parkItself(people), more);

export async function revise(demo: Demo, { id, version, site }: Statement): Promise<Statement> {
  const Revised = z.object({ version: z.number(), claimReopened: z.boolean() });
  const path = `${PATH}/${id}/versions`;
  const next = await demo.revise(site.by, path, version, bodyOf(site), Revised);
  demo.say(`${site.short}修订为第 ${next.version} 版${next.claimReopened ? '：原声明随之重开' : ''}`);
  return { id, version: next.version, site };
}

export async function verify(
  demo: Demo,
  { verifier }: People,
  { id, site, version }: Statement,
): Promise<void> {
  const report = await demo.file(verifier, `${site.short} ${YEAR} 年核查报告 第 ${version} 版`);
  await demo.post(verifier, `${PATH}/${id}/verify`, { assurance: 'reasonable', report });
  demo.say(`${verifier.name}核查通过第 ${version} 版（合理保证）`);
}

function tellViews(demo: Demo, { views }: Shown): void {
  const { location, market, park910, ets } = views;
  demo.add(
    `位置 ${exactTonnes(location.grossKilograms)} · 市场 ${exactTonnes(market.grossKilograms)} · 园区910 ${exactTonnes(park910.grossKilograms)} · 碳市场 ${exactTonnes(ets.grossKilograms)}`,
  );
}

export function tellWaterfall(demo: Demo, { waterfall }: Shown): void {
  const { grossKilograms, greenPowerKilograms, residualKilograms, offsetKilograms, openKilograms } =
    waterfall;
  demo.add(
    `排放 ${exactTonnes(grossKilograms)} − 绿电 ${exactTonnes(greenPowerKilograms)} = 残余 ${exactTonnes(residualKilograms)}；抵销 ${exactTonnes(offsetKilograms)}，未抵销 ${exactTonnes(openKilograms)}`,
  );
}

export const tellNeed = ({ residualKilograms, neededTonnes }: Shown['coverage']): string =>
  `残余 ${exactTonnes(residualKilograms)}，须 ${tonnes(neededTonnes)}`;

export const percent = (basisPoints: number): string => `${(basisPoints / 100).toFixed(2)}%`;
