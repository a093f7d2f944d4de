/** Transfers that an account offered or was offered, ended ones too: a line for each range of serials. */
import * as z from 'zod';
import { getV1TransfersId } from '../../../client/operations.ts';
import { ask } from '../../../client/request.ts';
import { column, inOrder, type ListSource, listOf } from './column.ts';
import { accountOf, FROM_LOG, mentionsOf, Serials } from './units.ts';

const Transfer = z.object({
  id: z.string(),
  status: z.string(),
  from: z.string(),
  to: z.string(),
  serials: Serials,
  primary: z.string().optional(),
  acceptedOn: z.string().optional(),
  price: z.object({ fen: z.number() }).optional(),
});
type Transfer = z.infer<typeof Transfer>;

interface Line {
  transfer: Transfer;
  offeredAt: string;
  direction: 'out' | 'in' | '';
  serials: z.infer<typeof Serials>[number];
  /** Of a transfer's first line, which alone has the price, so that a sum over the column is right. */
  first: boolean;
}

async function* linesOf(source: ListSource): AsyncGenerator<Line> {
  const account = await accountOf(source);
  source.tell(FROM_LOG);
  const found = inOrder(mentionsOf(source, 'units.offered'), async ({ commit, at }) => ({
    at,
    transfer: await ask(source.client, getV1TransfersId(commit.id), Transfer),
  }));
  for await (const { transfer, at } of found) {
    const direction = transfer.from === account ? 'out' : transfer.to === account ? 'in' : '';
    for (const [index, serials] of transfer.serials.entries())
      yield { transfer, offeredAt: at, direction, serials, first: index === 0 };
  }
}

export const transfers = listOf<Line>(linesOf, [
  column('text', '转让', 'transfer', ({ transfer }) => transfer.id),
  column('instant', '要约时间（UTC+8）', 'offeredAt (UTC+8)', ({ offeredAt }) => offeredAt),
  column('text', '方向', 'direction', ({ direction }) => direction),
  column('text', '状态', 'status', ({ transfer }) => transfer.status),
  column('text', '出让账户', 'fromAccount', ({ transfer }) => transfer.from),
  column('text', '受让账户', 'toAccount', ({ transfer }) => transfer.to),
  column('text', '批次', 'batch', ({ serials }) => serials.batch),
  column('integer', '起始号', 'from', ({ serials }) => serials.from),
  column('integer', '终止号', 'to', ({ serials }) => serials.to),
  column('integer', '数量', 'quantity', ({ serials: { from, to } }) => to - from + 1),
  column('text', '首次销售的项目', 'primary', ({ transfer }) => transfer.primary),
  column('day', '受让日', 'acceptedOn', ({ transfer }) => transfer.acceptedOn),
  column('integer', '价款（分，记于首行）', 'priceFen (on the first line)', ({ transfer, first }) =>
    first ? transfer.price?.fen : undefined,
  ),
]);
