/** From a monitoring report to units, and from units to money in a banner's account. */
import * as z from 'zod';
import { type Actor, type Demo, exactTonnes, tonnes, yuan } from '../registry.ts';
import { dayAfter } from './development.ts';
import { kindOf, type Partners } from './people.ts';

export interface Monitoring {
  name: string;
  project: string;
  period: { from: string; to: string };
  amounts: { vintage: number; kilograms: number }[];
  /** Non-permanence risk rating, where there is a buffer. */
  riskBasisPoints?: number;
  /** Day of submission. */
  on: string;
  /** The step tried on the way and refused: each report has its own. */
  attempt: 'validator' | 'quantity' | 'period';
}

/** What was issued of one vintage. */
export interface Issued {
  batch: string;
  vintage: number;
  quantity: number;
}

const Report = z.object({
  excess: z.number(),
  comments: z.object({ to: z.string() }).optional(),
  vintages: z.array(
    z.object({ vintage: z.number(), tonnes: z.number(), buffer: z.number(), cancelled: z.number() }),
  ),
});
const Batch = z.object({ id: z.string(), issued: z.number() });

export const readReport = (demo: Demo, by: Actor, report: string) =>
  demo.read(by, `/v1/monitoring-reports/${report}`, Report);

/** 核算报告 → 公示 → 核查 → 申请 → 逐年份签发. */
export async function monitor(
  demo: Demo,
  people: Partners,
  monitoring: Monitoring,
): Promise<{ report: string; issued: Issued[] }> {
  const { name, project, period, amounts, on } = monitoring;
  const { nongtou } = people;
  demo.day(on);
  const reports = `/v1/projects/${project}/monitoring-reports`;
  const body = {
    period,
    amounts,
    document: await demo.file(nongtou, `${name} 减排量核算报告 ${period.from}—${period.to}`),
  };
  const report = await demo.create(nongtou, reports, body);
  const { comments } = await readReport(demo, nongtou, report);
  demo.say(`减排量核算报告 ${period.from} 至 ${period.to}${comments ? `，公示至 ${comments.to}（含）` : ''}`);
  if (monitoring.attempt === 'period')
    await demo.refused('同一时期再报一次', 'period-already-reported', () =>
      demo.create(nongtou, reports, body),
    );
  if (comments) demo.day(dayAfter(comments.to));
  await verify(demo, people, report, monitoring);
  return { report, issued: await issue(demo, people, report, monitoring) };
}

async function verify(
  demo: Demo,
  { validator, verifier }: Partners,
  report: string,
  { name, period, amounts, riskBasisPoints, attempt }: Monitoring,
): Promise<void> {
  const path = `/v1/monitoring-reports/${report}/verify`;
  const bodyOf = async (by: Actor) => ({
    amounts,
    treatments: [],
    ...(riskBasisPoints !== undefined && { riskBasisPoints }),
    document: await demo.file(by, `${name} 核查报告 ${period.to}`),
  });
  if (attempt === 'validator') {
    const body = await bodyOf(validator);
    await demo.refused('审定机构自己来核查', 'verifier-is-validator', () => demo.post(validator, path, body));
  }
  await demo.post(verifier, path, await bodyOf(verifier));
  const verified = amounts.reduce((sum, { kilograms }) => sum + kilograms, 0);
  const rating = riskBasisPoints === undefined ? '' : `，非持久性风险评级 ${riskBasisPoints / 100}%`;
  demo.say(`${verifier.name} 核查：核定 ${exactTonnes(verified)}${rating}`);
}

async function issue(
  demo: Demo,
  { nongtou }: Partners,
  report: string,
  { riskBasisPoints, attempt }: Monitoring,
): Promise<Issued[]> {
  const { vintages } = await readReport(demo, nongtou, report);
  const quantities = vintages.map(({ vintage, tonnes: quantity }) => ({ vintage, tonnes: quantity }));
  const request = (asked: object[]) =>
    demo.post(nongtou, `/v1/monitoring-reports/${report}/request-issuance`, { quantities: asked });
  if (attempt === 'quantity')
    await demo.refused('每个年份多申请 1 t', 'quantity-not-verified', () =>
      request(quantities.map(({ vintage, tonnes: quantity }) => ({ vintage, tonnes: quantity + 1 }))),
    );
  await request(quantities);
  const whole = quantities.reduce((sum, { tonnes: quantity }) => sum + quantity, 0);
  const how = riskBasisPoints === undefined ? '扣减非持久性 10% 后逐年向下取整' : '逐年向下取整';
  demo.say(`申请登记减排量 ${tonnes(whole)}（${how}）`);
  const issued: Issued[] = [];
  for (const { vintage, buffer } of vintages) {
    const path = `/v1/monitoring-reports/${report}/issue`;
    const batch = await demo.postFor(demo.operator, path, { vintage, lanes: 4 }, Batch);
    demo.say(
      `签发 ${vintage} 年份 ${tonnes(batch.issued)}${buffer > 0 ? `，其中入缓冲 ${tonnes(buffer)}（向上取整）` : ''}`,
    );
    issued.push({ batch: batch.id, vintage, quantity: batch.issued });
  }
  return issued;
}

const Settlement = z.object({
  version: z.number(),
  parts: z.array(z.object({ organization: z.string(), fen: z.number() })),
});

export interface Sale {
  to: Actor;
  batch: string;
  quantity: number;
  /** Per tonne. */
  fen: number;
}

/** 首次销售: offered at a sealed price, accepted, and its income divided. */
export async function sell(demo: Demo, people: Partners, { to, batch, quantity, fen }: Sale): Promise<void> {
  const { nongtou } = people;
  const price = { fen: quantity * fen };
  const items = [{ batch, quantity }];
  const transfer = await demo.transfer(nongtou, to, items, price);
  demo.prices.push(price.fen);
  demo.say(`售予 ${to.name} ${tonnes(quantity)}，每吨 ${yuan(fen)}，合计 ${yuan(price.fen)}（价格密封）`);
  await demo.post(nongtou, `/v1/transfers/${transfer}/settle`, { settledOn: demo.today() });
  const { version, parts } = await demo.read(nongtou, `/v1/transfers/${transfer}/settlement`, Settlement);
  const shares = parts.map(({ organization, fen: part }) => `${kindOf(people, organization)} ${yuan(part)}`);
  demo.say(`收益按协议第 ${version} 版分配：`);
  demo.add(`${shares.join(' + ')} = ${yuan(price.fen)}`);
}
