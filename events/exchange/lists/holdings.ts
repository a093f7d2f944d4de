/** What an account holds, block by block. */
import * as z from 'zod';
import { partOfSerial } from '../../../shared/units/foreign-serial.ts';
import { getV1AccountsIdBlocks } from '../../client/operations.ts';
import { ask } from '../../client/request.ts';
import { allInOrder } from '../in-order.ts';
import { column, type ListSource, listOf, PAGE_LIMIT, PageOf, type Pages } from './column.ts';
import { accountsOf, type Batch, batchesOf } from './units.ts';

const Block = z.object({
  batch: z.string(),
  from: z.number(),
  to: z.number(),
  quantity: z.number(),
  status: z.string(),
  account: z.string(),
  since: z.string(),
  transfer: z.string().optional(),
  pledge: z.string().optional(),
  delivered: z.string().optional(),
});

interface Holding {
  block: z.infer<typeof Block>;
  batch: Batch;
}

const BlockPage = PageOf(Block);

function holdingsOf({ client, organization, account }: ListSource): Pages<Holding> {
  const ownAccount = accountsOf(client);
  const batchOf = batchesOf(client);
  return async (cursor) => {
    const of = account ?? (await ownAccount(organization));
    if (of === undefined) return { rows: [] };
    const asked = getV1AccountsIdBlocks(of, { limit: PAGE_LIMIT, cursor });
    const { items, next } = await ask(client, asked, BlockPage);
    const rows = await allInOrder(items, async (block) => ({ block, batch: await batchOf(block.batch) }));
    return { rows, next };
  };
}

export const holdings = listOf<Holding>(holdingsOf, [
  column('text', '账户', 'account', ({ block }) => block.account),
  column('text', '品种', 'instrument', ({ batch }) => batch.instrument),
  column('text', '项目', 'project', ({ batch }) => batch.project),
  column('text', '电站', 'facility', ({ batch }) => batch.facility),
  column('integer', '年份', 'vintage', ({ batch }) => batch.vintage),
  column('text', '生产期起', 'generatedFrom', ({ batch }) => batch.generated?.from),
  column('text', '生产期止', 'generatedTo', ({ batch }) => batch.generated?.to),
  column('text', '批次', 'batch', ({ block }) => block.batch),
  column('integer', '起始号', 'from', ({ block }) => block.from),
  column('integer', '终止号', 'to', ({ block }) => block.to),
  column('text', '原登记簿序列号', 'foreignSerial', ({ block, batch }) =>
    batch.foreign?.serial === undefined
      ? undefined
      : partOfSerial(batch.foreign.serial, batch.issued, block.from, block.to),
  ),
  column('integer', '数量', 'quantity', ({ block }) => block.quantity),
  column('text', '单位', 'unit', ({ batch }) => batch.unit),
  column('text', '状态', 'status', ({ block }) => block.status),
  column('text', '转让', 'transfer', ({ block }) => block.transfer),
  column('text', '质押', 'pledge', ({ block }) => block.pledge),
  column('text', '随电交付合同', 'delivered', ({ block }) => block.delivered),
  column('text', '最近变动的提交', 'since', ({ block }) => block.since),
]);
