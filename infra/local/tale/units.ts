/** From a monitoring report to units, and from units to money in a banner's account. */
import * as z from 'zod';
import { dayAfter } from './development.ts';
import type { People } from './people.ts';
import { type Actor, type Stage, tonnes, yuan } from './stage.ts';

export interface Monitoring {
  name: string;
  project: string;
  period: { from: string; to: string };
  amounts: { vintage: number; kilograms: number }[];
  /** Non-permanence risk rating, where there is a buffer. */
  riskBasisPoints?: number;
  /** Day of submission. */
  on: string;
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

export const readReport = (stage: Stage, by: Actor, report: string) =>
  stage.read(by, `/v1/monitoring-reports/${report}`, Report);

/** 核算报告 → 公示 → 核查 → 申请 → 逐年份签发. */
export async function monitor(
  stage: Stage,
  people: People,
  { name, project, period, amounts, riskBasisPoints, on }: Monitoring,
): Promise<{ report: string; issued: Issued[] }> {
  const { nongtou, validator, verifier } = people;
  stage.day(on);
  const report = await stage.create(nongtou, `/v1/projects/${project}/monitoring-reports`, {
    period,
    amounts,
    document: await stage.file(nongtou, `${name} 减排量核算报告 ${period.from}—${period.to}`),
  });
  const submitted = await readReport(stage, nongtou, report);
  stage.say(
    `核算报告 ${period.from} 至 ${period.to}${submitted.comments ? `，公示至 ${submitted.comments.to}` : ''}`,
  );
  if (submitted.comments) stage.day(dayAfter(submitted.comments.to));
  const verification = {
    amounts,
    treatments: [],
    ...(riskBasisPoints !== undefined && { riskBasisPoints }),
  };
  const verify = `/v1/monitoring-reports/${report}/verify`;
  const byValidator = {
    ...verification,
    document: await stage.file(validator, `${name} 核查报告（审定机构）`),
  };
  await stage.refused(validator, verify, byValidator, 'verifier-is-validator');
  const document = await stage.file(verifier, `${name} 核查报告 ${period.to}`);
  await stage.post(verifier, verify, { ...verification, document });
  const { vintages } = await readReport(stage, nongtou, report);
  const verified = amounts.reduce((sum, { kilograms }) => sum + kilograms, 0);
  stage.say(`核查 ${verifier.name}：${(verified / 1000).toLocaleString('en-US')} t 核定量`);
  const quantities = vintages.map(({ vintage, tonnes: quantity }) => ({ vintage, tonnes: quantity }));
  await stage.post(nongtou, `/v1/monitoring-reports/${report}/request-issuance`, { quantities });
  const issued: Issued[] = [];
  for (const { vintage, buffer } of vintages) {
    const batch = await stage.postFor(
      stage.operator,
      `/v1/monitoring-reports/${report}/issue`,
      { vintage, lanes: 4 },
      Batch,
    );
    stage.say(
      `签发 ${vintage} 年份 ${tonnes(batch.issued)}${buffer > 0 ? `，其中缓冲 ${tonnes(buffer)}` : ''}`,
    );
    issued.push({ batch: batch.id, vintage, quantity: batch.issued });
  }
  return { report, issued };
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
export async function sell(
  stage: Stage,
  { nongtou }: People,
  { to, batch, quantity, fen }: Sale,
): Promise<string> {
  const price = { fen: quantity * fen };
  const items = [{ batch, quantity }];
  const transfer = await stage.create(nongtou, '/v1/transfers', {
    from: nongtou.account,
    to: to.account,
    items,
    price,
  });
  await stage.post(to, `/v1/transfers/${transfer}/accept`);
  stage.say(`售予 ${to.name} ${tonnes(quantity)}，每吨 ${yuan(fen)}，合计 ${yuan(price.fen)}（价格密封）`);
  await stage.post(nongtou, `/v1/transfers/${transfer}/settle`, { settledOn: stage.today() });
  const { version, parts } = await stage.read(nongtou, `/v1/transfers/${transfer}/settlement`, Settlement);
  stage.say(
    `收益按协议第 ${version} 版分配：${parts.map((part) => yuan(part.fen)).join(' + ')} = ${yuan(price.fen)}`,
  );
  return transfer;
}
