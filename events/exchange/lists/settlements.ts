/** Settled months of an organization's power-purchase agreements: a line for each buyer. */
import * as z from 'zod';
import {
  getV1PowerPurchaseAgreements,
  getV1PowerPurchaseAgreementsIdSettlements,
} from '../../client/operations.ts';
import { all, ask } from '../../client/request.ts';
import { allInOrder } from '../in-order.ts';
import { column, type ListSource, listOf, PageOf, type Pages } from './column.ts';
import { Serials } from './units.ts';

const Contract = z.object({
  id: z.string(),
  seller: z.string(),
  buyers: z.array(z.object({ organization: z.string() })),
});

const Delivery = z.object({
  buyer: z.string(),
  account: z.string(),
  consumedKilowattHours: z.number(),
  allocatedKilowattHours: z.number(),
  megawattHours: z.number(),
  serials: Serials,
});

const Settlement = z.object({
  contract: z.string(),
  contractVersion: z.number(),
  month: z.string(),
  facility: z.string(),
  contractMegawattHours: z.number(),
  generatedKilowattHours: z.number(),
  deliveredMegawattHours: z.number(),
  deliveries: z.array(Delivery),
  /** To those only who may see prices. */
  amounts: z
    .object({
      parts: z.array(
        z.object({
          buyer: z.string(),
          energyFen: z.number(),
          environmentalFen: z.number(),
          transmissionFen: z.number().optional(),
          deviationFen: z.number(),
        }),
      ),
    })
    .optional(),
  commit: z.object({ id: z.string() }).optional(),
});
type Settlement = z.infer<typeof Settlement>;
type Amounts = NonNullable<Settlement['amounts']>['parts'][number];

interface Line {
  seller: string;
  month: Settlement;
  /** The first of a month's lines alone has what was counted for the month as a whole. */
  first: boolean;
  delivery?: z.infer<typeof Delivery> | undefined;
  amounts?: Amounts | undefined;
}

const ContractPage = PageOf(Contract);
/** Contracts of a page, which has all of their months: ten years of each are some 2,400 lines. */
const CONTRACTS_LIMIT = '20';

const linesOf =
  ({ client, organization }: ListSource): Pages<Line> =>
  async (cursor) => {
    const asked = getV1PowerPurchaseAgreements({ limit: CONTRACTS_LIMIT, cursor });
    const { items, next } = await ask(client, asked, ContractPage);
    const own = items.filter(({ seller, buyers }) =>
      [seller, ...buyers.map((buyer) => buyer.organization)].includes(organization),
    );
    const lines = await allInOrder(own, async ({ id, seller }) => {
      const months = await all(client, getV1PowerPurchaseAgreementsIdSettlements(id), Settlement);
      return months.flatMap((month) => [...linesOfMonth(seller, month)]);
    });
    return { rows: lines.flat(), next };
  };

/** A month in which nothing was delivered has a line without a buyer. */
function* linesOfMonth(seller: string, month: Settlement): Generator<Line> {
  if (month.deliveries.length === 0) yield { seller, month, first: true };
  for (const [index, delivery] of month.deliveries.entries()) {
    const amounts = month.amounts?.parts.find(({ buyer }) => buyer === delivery.buyer);
    yield { seller, month, first: index === 0, delivery, amounts };
  }
}

/** All ranges, each as `batch:from-to`. */
const serialsText = (serials: z.infer<typeof Serials>): string =>
  serials.map(({ batch, from, to }) => `${batch}:${from}-${to}`).join(' ');

export const settlements = listOf<Line>(linesOf, [
  column('text', '合同', 'contract', ({ month }) => month.contract),
  column('integer', '合同版本', 'contractVersion', ({ month }) => month.contractVersion),
  column('text', '月份', 'month', ({ month }) => month.month),
  column('text', '电站', 'facility', ({ month }) => month.facility),
  column('text', '卖方', 'seller', ({ seller }) => seller),
  column('integer', '合同电量（MWh，记于首行）', 'contractMegawattHours (on the first line)', (line) =>
    line.first ? line.month.contractMegawattHours : undefined,
  ),
  column('integer', '发电量（kWh，记于首行）', 'generatedKilowattHours (on the first line)', (line) =>
    line.first ? line.month.generatedKilowattHours : undefined,
  ),
  column('text', '买方', 'buyer', ({ delivery }) => delivery?.buyer),
  column('text', '买方账户', 'account', ({ delivery }) => delivery?.account),
  column('integer', '用电量（kWh）', 'consumedKilowattHours', (line) => line.delivery?.consumedKilowattHours),
  column(
    'integer',
    '分配电量（kWh）',
    'allocatedKilowattHours',
    (line) => line.delivery?.allocatedKilowattHours,
  ),
  column('integer', '交付电量（MWh）', 'megawattHours', ({ delivery }) => delivery?.megawattHours),
  column('text', '随电交付的绿证', 'serials', ({ delivery }) => delivery && serialsText(delivery.serials)),
  column('integer', '电能量价款（分）', 'energyFen', ({ amounts }) => amounts?.energyFen),
  column('integer', '环境价值（分）', 'environmentalFen', ({ amounts }) => amounts?.environmentalFen),
  column('integer', '输配电费（分）', 'transmissionFen', ({ amounts }) => amounts?.transmissionFen),
  column('integer', '偏差（分）', 'deviationFen', ({ amounts }) => amounts?.deviationFen),
  column('text', '提交', 'commit', ({ month }) => month.commit?.id),
]);
