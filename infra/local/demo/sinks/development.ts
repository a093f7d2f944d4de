/** From the survey of the land to a registered project: one account for all three projects. */
import * as z from 'zod';
import { type Actor, type Demo, hectares } from '../registry.ts';
import type { Partners } from './people.ts';

export interface Plan {
  name: string;
  standard: 'CCER' | 'VCS';
  methodology: string;
  /** Of the parcels. */
  type: string;
  banner: string;
  parcels: { name: string; boundary: object }[];
  holder: Actor;
  bannerActor: Actor;
  /** Basis points: municipal, banner, holder, eco fund. */
  shares: [number, number, number, number];
  startedOn: string;
  crediting: { from: string; to: string };
  code: string;
  /** What the public says while the design is published, if anything. */
  comment?: string;
  /** The reason why the registry holds the project for a while before validation (VCS), if it does. */
  hold?: string;
  /** Days on which the steps are taken; the publication itself tells when it ends. */
  days: { survey: string; agreement: string; publication: string };
}

export interface Developed {
  project: string;
  agreement: string;
}

const Parcel = z.object({ id: z.string(), areaSquareMetres: z.number() });
const Published = z.object({ design: z.object({ comments: z.object({ to: z.string() }) }) });

export const partiesOf = (
  people: Partners,
  plan: Plan,
  [municipal, banner, holder, fund]: Plan['shares'],
) => [
  { organization: people.nongtou.id, kind: 'municipal', basisPoints: municipal },
  { organization: plan.bannerActor.id, kind: 'banner', basisPoints: banner },
  { organization: plan.holder.id, kind: 'holder', basisPoints: holder },
  { organization: people.fund.id, kind: 'eco-fund', basisPoints: fund },
];
const percents = (shares: Plan['shares']) => shares.map((share) => `${share / 100}%`).join(' / ');

/** A later day of the calendar, moved to the Monday after if it is on a weekend. */
export function dayAfter(day: string, days = 1): string {
  const later = new Date(Date.parse(day) + days * 86_400_000);
  const weekday = later.getUTCDay();
  if (weekday === 0 || weekday === 6) return dayAfter(day, days + 1);
  return later.toISOString().slice(0, 10);
}

/** 摸清资源底数: the parcels, each with its title proof. */
export async function survey(demo: Demo, { nongtou }: Partners, plan: Plan): Promise<string[]> {
  demo.day(plan.days.survey);
  const ids: string[] = [];
  for (const { name, boundary } of plan.parcels) {
    const title = await demo.file(nongtou, `${name} 权属证明`);
    const body = { name, type: plan.type, banner: plan.banner, holder: plan.holder.id, boundary, title };
    const { id, areaSquareMetres } = await demo.postFor(nongtou, '/v1/parcels', body, Parcel);
    demo.say(`地块入库 ${name}：${hectares(areaSquareMetres)}，权利人 ${plan.holder.name}`);
    ids.push(id);
  }
  return ids;
}

/** 储备库 → 联合开发协议 → 启动开发. */
export async function agree(
  demo: Demo,
  people: Partners,
  plan: Plan,
  parcels: readonly string[],
): Promise<Developed> {
  const { nongtou } = people;
  const { name, standard, methodology } = plan;
  const project = await demo.create(nongtou, '/v1/projects', { name, standard, methodology, parcels });
  demo.say(`入市级项目储备库：${name}（${standard} ${methodology}）`);
  demo.day(plan.days.agreement);
  const agreement = await demo.create(nongtou, '/v1/agreements', {
    parties: partiesOf(people, plan, plan.shares),
    effectiveFrom: plan.days.agreement,
    document: await demo.file(nongtou, `${name} 生态碳汇联合开发协议`),
  });
  for (const party of [plan.bannerActor, plan.holder, people.fund])
    await demo.post(party, `/v1/agreements/${agreement}/accept`, { version: 1 });
  demo.say(`联合开发协议第 1 版各方同意：市农投 / 旗 / 权利人 / 生态基金 = ${percents(plan.shares)}`);
  await demo.post(nongtou, `/v1/projects/${project}/develop`, { agreement });
  return { project, agreement };
}

export const designOf = async (demo: Demo, { nongtou, validator }: Partners, plan: Plan) => ({
  document: await demo.file(nongtou, `${plan.name} 设计文件 PDD`),
  validator: validator.id,
  startedOn: plan.startedOn,
  crediting: plan.crediting,
  legalDuty: false,
  underEts: false,
});

/** 公示 → 审定 → 申请 → 登记. */
export async function register(
  demo: Demo,
  people: Partners,
  plan: Plan,
  { project }: Developed,
): Promise<void> {
  const { nongtou, validator } = people;
  const { operator } = demo;
  demo.day(plan.days.publication);
  await demo.post(nongtou, `/v1/projects/${project}/publish`, await designOf(demo, people, plan));
  const { design } = await demo.read(nongtou, `/v1/projects/${project}`, Published);
  demo.say(`设计文件公示，至 ${design.comments.to}（含）；审定机构 ${validator.name}`);
  const validation = {
    document: await demo.file(validator, `${plan.name} 审定报告`),
    conclusion: 'positive',
    treatments: plan.comment ? [{ comment: 1, treatment: 'adopted' }] : [],
  };
  const validate = (body: object) => demo.post(validator, `/v1/projects/${project}/validate`, body);
  if (plan.comment) {
    demo.day(dayAfter(plan.days.publication, 3));
    await demo.post(people.copper, `/v1/projects/${project}/comments`, { text: plan.comment });
    demo.say(`公众意见第 1 条：「${plan.comment}」`);
    await demo.refused('公示未满即审定', 'comments-open', () => validate(validation));
  }
  demo.day(dayAfter(design.comments.to));
  if (plan.comment)
    await demo.refused('审定报告不答复意见', 'comment-untreated', () =>
      validate({ ...validation, treatments: [] }),
    );
  if (plan.hold) await held(demo, project, plan.hold, () => validate(validation));
  await validate(validation);
  demo.say(plan.comment ? '审定通过；第 1 条意见采纳' : '审定通过；公示期内没有意见');
  const commitment = await demo.file(nongtou, `${plan.name} 唯一性承诺书`);
  await demo.post(nongtou, `/v1/projects/${project}/request-registration`, { commitment });
  demo.say('提交唯一性承诺书，申请登记');
  demo.day(dayAfter(demo.today(), 7));
  await demo.post(operator, `/v1/projects/${project}/register`, { code: plan.code });
  demo.say(`登记，编号 ${plan.code}`);
}

/** VCS On hold: nothing moves until the registry lets the project continue where it stood. */
async function held(
  demo: Demo,
  project: string,
  reason: string,
  validate: () => Promise<unknown>,
): Promise<void> {
  await demo.post(demo.operator, `/v1/projects/${project}/hold`, { reason });
  demo.say(`暂停（On hold）：${reason}`);
  await demo.refused('暂停期间审定', 'transition-not-allowed', validate);
  demo.day(dayAfter(demo.today(), 5));
  await demo.post(demo.operator, `/v1/projects/${project}/resume`, { reason: '材料已补正' });
  demo.say('材料补正，恢复到暂停前的状态');
}
