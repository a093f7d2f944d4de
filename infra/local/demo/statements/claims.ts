/** 声明 (claims): made on verified and covered statements, refused by name, reopened by a revision. */
import * as z from 'zod';
import { type Demo, exactTonnes, tonnes } from '../registry.ts';
import type { Units } from './land.ts';
import { YEAR } from './lines.ts';
import { offset } from './offset.ts';
import type { People } from './people.ts';
import { correct, type Platform, sumsOf } from './platform.ts';
import { percent, revise, type Statement, show, Tonnes, verify } from './statement.ts';
import { dataCentre } from './works.ts';

const CLAIMS = '/v1/claims';

const Claim = z.object({
  id: z.string(),
  status: z.string(),
  words: z.object({ zh: z.string(), en: z.string() }),
  subject: z.object({ name: z.string() }),
  gross: z.object({ location: z.number(), market: z.number() }),
  residual: z.object({ kilograms: z.number(), tonnes: z.number() }),
  retired: Tonnes,
  localBasisPoints: z.number().optional(),
  reopenedBy: z.string().optional(),
  replacedBy: z.string().optional(),
});
export type Claim = z.infer<typeof Claim>;

/** As everyone reads it, without a token. */
export const readClaim = (demo: Demo, id: string): Promise<Claim> =>
  demo.readOpenly(`${CLAIMS}/${id}`, Claim);

async function claim(demo: Demo, { id, site }: Statement, more: object): Promise<string> {
  const made = await demo.postFor(site.by, CLAIMS, { statement: id, ...more }, Claim);
  demo.say(`${site.short}声明「${made.words.zh}」`);
  demo.add(made.words.en);
  return made.id;
}

/** The data centre's claim is reopened by a reading that the platform corrects; a new one takes its place. */
export async function reopen(
  demo: Demo,
  people: People,
  centre: Statement,
  platform: Platform,
  { forest }: Units,
): Promise<Statement> {
  demo.chapter('成员的声明因修订而重开 · A claim reopened by a revision');
  demo.day('2026-03-17');
  const first = await claim(demo, centre, { standard: 'ISO 14068-1' });
  demo.day('2026-04-07');
  await correct(demo, people, platform);
  const { datasets } = await show(demo, people.verifier, centre);
  const stale = datasets.filter(({ newer }) => newer !== undefined).length;
  demo.add(`排放声明所引的 ${datasets.length} 份数据中，${stale} 份已有更新的修订，查询时一并列出`);
  const site = dataCentre(people, sumsOf(platform, true));
  const revised = await revise(demo, { ...centre, site });
  const { status } = await readClaim(demo, first);
  if (status !== 'reopened') throw new Error(`the claim is ${status} after the revision`);
  demo.say('任何人查询该声明：状态 reopened（重开），所据版本已被修订');
  await demo.refused('未经重新核查再次声明', 'claim-not-verified', () =>
    demo.post(people.centre, CLAIMS, { statement: revised.id }),
  );
  await verify(demo, people, revised);
  await offset(demo, revised, [{ batch: forest[2]!.batch, quantity: 500 }]);
  const second = await claim(demo, revised, { standard: 'ISO 14068-1' });
  const { replacedBy } = await readClaim(demo, first);
  if (replacedBy !== second) throw new Error('the first claim was not replaced');
  demo.add('原声明仍可查询：已由新声明取代');
  return revised;
}

/** The park's: bare net zero is refused with what is missing, net zero after offsetting stands. */
export async function claimForPark(demo: Demo, park: Statement): Promise<string> {
  demo.chapter('园区声明：抵销后净零；单称“净零”被拒 · Net zero after offsetting, and no bare net zero');
  const { by } = park.site;
  await demo.refused('援引已废止的 PAS 2060', 'claim-standard-withdrawn', () =>
    demo.post(by, CLAIMS, { statement: park.id, standard: 'PAS 2060' }),
  );
  await demo.refused(
    '单称“净零”',
    'label-not-met',
    () => demo.post(by, CLAIMS, { statement: park.id, label: 'net-zero' }),
    ({ missing }) =>
      String(missing)
        .split(', ')
        .map((each) => missingNames[each] ?? each)
        .join('；'),
  );
  return claim(demo, park, {
    label: 'net-zero-after-offsetting',
    reductions: `${YEAR} 年用绿电替代外购电力，余热与蒸汽园内互供（示例）`,
    plan: await demo.file(by, '园区减排计划 2026—2030'),
  });
}

const missingNames: Record<string, string> = {
  'reduction-of-90-percent': '缺经核查的基准年及至少 90% 的减排',
  'removals-only': '含避免类减排量，须全部为清除类',
  plan: '缺减排计划',
};

const Chain = z.object({
  nodes: z.array(z.object({ id: z.string(), kind: z.string(), about: z.record(z.string(), z.unknown()) })),
  edges: z.array(z.object({ from: z.string(), to: z.string() })),
  next: z.string().optional(),
});
const kindNames: Record<string, string> = {
  claim: '声明',
  statement: '排放声明',
  verifier: '核查机构',
  retirement: '注销',
  batch: '批次',
  report: '核算报告',
  project: '项目',
  parcel: '地块',
  contract: '购电协议',
  facility: '电站',
};

/**
 * Reads the claim and walks its chain back, as a stranger would: down to each piece of land and each plant.
 */
export async function walk(demo: Demo, id: string): Promise<boolean> {
  demo.chapter('任何人查验：从声明回到地块与电站 · Anyone walks it back to land and plants');
  const { subject, words, gross, residual, retired, localBasisPoints } = await readClaim(demo, id);
  demo.say(`不用令牌读取：${subject.name}，${words.zh}`);
  demo.add(`排放（未扣绿电）位置 ${exactTonnes(gross.location)}，市场 ${exactTonnes(gross.market)}`);
  demo.add(
    `残余 ${exactTonnes(residual.kilograms)}，注销本地清除 ${tonnes(retired.removalLocal)}、外地避免 ${tonnes(retired.avoidanceOther)}，本地占 ${percent(localBasisPoints ?? 0)}`,
  );
  const { nodes, edges, next } = await demo.readOpenly(`${CLAIMS}/${id}/chain?limit=200`, Chain);
  if (next) throw new Error('the chain has more than one page');
  const counts = Object.entries(kindNames).map(
    ([kind, name]) => `${name} ${nodes.filter((node) => node.kind === kind).length}`,
  );
  demo.add(`全链 ${nodes.length} 个节点、${edges.length} 条边：${counts.join('，')}`);
  const ends = nodes.filter(({ kind }) => kind === 'parcel' || kind === 'facility');
  const paths = ends.map((end) => pathTo(end.id, id, { nodes, edges }));
  for (const path of paths) demo.add(path?.join(' → ') ?? '≠ 到不了声明');
  return ends.length === LAND_AND_PLANTS && paths.every((path) => path !== undefined);
}

/** Two parcels, a wind farm and a solar plant. */
const LAND_AND_PLANTS = 4;

/** The kinds on the shortest way from the claim to that node. */
function pathTo(
  end: string,
  claimed: string,
  { nodes, edges }: Pick<z.infer<typeof Chain>, 'nodes' | 'edges'>,
): string[] | undefined {
  const kinds = new Map(nodes.map(({ id, kind, about }) => [id, { kind, about }]));
  const nameOf = (id: string) => {
    const { kind = '', about = {} } = kinds.get(id) ?? {};
    const name = about.name ?? about.subject;
    return `${kindNames[kind]}${typeof name === 'string' ? `「${name}」` : ''}`;
  };
  const ways = new Map<string, string[]>([[claimed, [nameOf(claimed)]]]);
  for (const [at, way] of ways)
    for (const { from, to } of edges) if (from === at && !ways.has(to)) ways.set(to, [...way, nameOf(to)]);
  return ways.get(end);
}
