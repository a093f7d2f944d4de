/** Retirements out of an organization's account: a line for each range of serials. */
import * as z from 'zod';
import { getV1RetirementsId } from '../../client/operations.ts';
import { ask } from '../../client/request.ts';
import { allInOrder } from '../in-order.ts';
import { column, type ListSource, listOf, type Pages } from './column.ts';
import { accountsOf, type Batch, batchesOf, FROM_LOG, mentionsOf, Serials } from './units.ts';

const Retirement = z.object({
  id: z.string(),
  account: z.string(),
  unit: z.string(),
  serials: Serials,
  beneficiary: z.string(),
  reason: z.string(),
  purpose: z.string(),
  consumptionYear: z.number().optional(),
  imported: z.boolean(),
  foreign: z.object({ retiredOn: z.string() }).optional(),
  covers: z.object({ statement: z.string() }).optional(),
  at: z.string(),
});

interface Line {
  retirement: z.infer<typeof Retirement>;
  serials: z.infer<typeof Serials>[number];
  batch: Batch;
}

function linesOf(source: ListSource): Pages<Line> {
  const { client, organization } = source;
  const ownAccount = accountsOf(client);
  const batchOf = batchesOf(client);
  const mentions = mentionsOf(source, 'units.retired');
  return async (cursor) => {
    const account = await ownAccount(organization);
    const { rows: mentioned, next } = await mentions(cursor);
    const found = await allInOrder(mentioned, ({ commit }) =>
      ask(client, getV1RetirementsId(commit.id), Retirement),
    );
    const ranges = found
      // A retirement also names the statement's organization that it covers: that is another's.
      .filter((retirement) => retirement.account === account)
      .flatMap((retirement) => retirement.serials.map((serials) => ({ retirement, serials })));
    const rows = await allInOrder(ranges, async (each) => ({
      ...each,
      batch: await batchOf(each.serials.batch),
    }));
    return { rows, next };
  };
}

export const retirements = listOf<Line>(
  linesOf,
  [
    column('text', '注销', 'retirement', ({ retirement }) => retirement.id),
    column('instant', '注销时间（UTC+8）', 'at (UTC+8)', ({ retirement }) => retirement.at),
    column('text', '账户', 'account', ({ retirement }) => retirement.account),
    column('text', '品种', 'instrument', ({ batch }) => batch.instrument),
    column('text', '项目', 'project', ({ batch }) => batch.project),
    column('text', '电站', 'facility', ({ batch }) => batch.facility),
    column('integer', '年份', 'vintage', ({ batch }) => batch.vintage),
    column('text', '批次', 'batch', ({ serials }) => serials.batch),
    column('integer', '起始号', 'from', ({ serials }) => serials.from),
    column('integer', '终止号', 'to', ({ serials }) => serials.to),
    column('integer', '数量', 'quantity', ({ serials: { from, to } }) => to - from + 1),
    column('text', '单位', 'unit', ({ retirement }) => retirement.unit),
    column('text', '受益人', 'beneficiary', ({ retirement }) => retirement.beneficiary),
    column('text', '事由', 'reason', ({ retirement }) => retirement.reason),
    column('text', '用途', 'purpose', ({ retirement }) => retirement.purpose),
    column('integer', '用电年份', 'consumptionYear', ({ retirement }) => retirement.consumptionYear),
    column('text', '抵消的排放报告', 'statement', ({ retirement }) => retirement.covers?.statement),
    column('text', '来自其他登记簿', 'imported', ({ retirement }) => String(retirement.imported)),
    column('day', '原登记簿注销日', 'foreignRetiredOn', ({ retirement }) => retirement.foreign?.retiredOn),
  ],
  FROM_LOG,
);
