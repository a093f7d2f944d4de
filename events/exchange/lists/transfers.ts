/** Transfers that an account offered or was offered, ended ones too: a line for each range of serials. */
import * as z from 'zod';
import { getV1TransfersId } from '../../client/operations.ts';
import { ask } from '../../client/request.ts';
import { allInOrder } from '../in-order.ts';
import { column, type ListSource, listOf, type Pages } from './column.ts';
import { accountsOf, FROM_LOG, mentionsOf, Serials } from './units.ts';

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

function linesOf(source: ListSource): Pages<Line> {
  const { client, organization } = source;
  const ownAccount = accountsOf(client);
  const mentions = mentionsOf(source, 'units.offered');
  return async (cursor) => {
    const account = await ownAccount(organization);
    const { rows: mentioned, next } = await mentions(cursor);
    const found = await allInOrder(mentioned, async ({ commit, at }) => ({
      at,
      transfer: await ask(client, getV1TransfersId(commit.id), Transfer),
    }));
    return { rows: found.flatMap(({ transfer, at }) => linesOfTransfer(transfer, at, account)), next };
  };
}

function linesOfTransfer(transfer: Transfer, offeredAt: string, account: string | undefined): Line[] {
  const direction = transfer.from === account ? 'out' : transfer.to === account ? 'in' : '';
  return transfer.serials.map((serials, index) => ({
    transfer,
    offeredAt,
    direction,
    serials,
    first: index === 0,
  }));
}

export const transfers = listOf<Line>(
  linesOf,
  [
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
  ],
  FROM_LOG,
);
