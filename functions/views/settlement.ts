/**
 * Settled months as the API shows them: figures to all who see the contract, amounts only to those who may
 * see prices.
 */
import * as z from 'zod';
import type { EventOfType } from '../../shared/ledger/event.ts';
import type { SettledAmounts } from '../../shared/power/amounts.ts';
import { serialsOf } from '../../shared/units/block.ts';
import { ContractPricesBody, PerPeriod, shownByPeriod, shownPrices } from '../contracts/prices.ts';
import { named } from '../http/named.ts';
import { CommitReceipt } from '../http/receipt.ts';
import { SealView } from './income.ts';
import { SerialsView } from './units.ts';

/** The whole content that the seal commits to; amounts in fen. */
const AmountsView = named('MonthAmounts', () =>
  z.strictObject({
    contract: z.string(),
    version: z.int(),
    month: z.string(),
    prices: ContractPricesBody(),
    /** The value of the index that the month took, with its year; without a year, the base. */
    index: z.strictObject({ year: z.int().optional(), value: z.string() }).optional(),
    parts: z.array(
      z.strictObject({
        buyer: z.string(),
        megawattHours: z.int(),
        /**
         * With prices by period: the delivery's kWh; told apart by the month's hours, or by the stated
         * split.
         */
        periods: z
          .strictObject({ by: z.enum(['hours', 'split']), kilowattHours: PerPeriod(z.int()) })
          .optional(),
        energyFen: z.int(),
        environmentalFen: z.int(),
        transmissionFen: z.int().optional(),
        /** The buyer's part of the deviation, to pay or to get. */
        deviationFen: z.int(),
      }),
    ),
    deviation: z
      .strictObject({
        /** MWh of the shortfall beyond what the contract tolerates. */
        megawattHours: z.int(),
        fen: z.int(),
        owedBy: z.enum(['seller', 'buyer']),
      })
      .optional(),
  }),
);

export const MonthSettlementView = named('MonthSettlement', () =>
  z.strictObject({
    contract: z.string(),
    /** The version of the contract that was in force for the month. */
    contractVersion: z.int(),
    month: z.string(),
    facility: z.string(),
    contractMegawattHours: z.int(),
    generatedKilowattHours: z.int(),
    deliveredBeforeMegawattHours: z.int(),
    onGridKilowattHours: z.int().optional(),
    /** What the plant held back; of the supply of a park only. */
    curtailedKilowattHours: z.int().optional(),
    deliveredMegawattHours: z.int(),
    shortfall: z
      .strictObject({ megawattHours: z.int(), side: z.enum(['seller', 'buyer', 'both']) })
      .optional(),
    matchedKilowattHours: z.int().optional(),
    deliveries: z.array(
      z.strictObject({
        buyer: z.string(),
        account: z.string(),
        consumedKilowattHours: z.int(),
        allocatedKilowattHours: z.int(),
        megawattHours: z.int(),
        /** The certificates that moved with it. */
        serials: SerialsView(),
      }),
    ),
    amounts: AmountsView().optional(),
    seal: SealView().optional(),
    commit: CommitReceipt().optional(),
  }),
);

type Settled = EventOfType<'contract.settled'>;

/** `sealed` is shown only to those who may see prices (price.ts). */
export function monthSettlementView(
  { facts }: Pick<Settled, 'facts'>,
  sealed?: { amounts: SettledAmounts; seal?: { salt: string; sealed: string } },
) {
  const { contract, version, month, facility, deliveries, shortfall } = facts;
  const { contractMegawattHours, generatedKilowattHours, deliveredBeforeMegawattHours } = facts;
  const { onGridKilowattHours, curtailedKilowattHours } = facts;
  const { deliveredMegawattHours, matchedKilowattHours } = facts;
  return {
    contract,
    contractVersion: version,
    month,
    facility,
    contractMegawattHours,
    generatedKilowattHours,
    deliveredBeforeMegawattHours,
    ...(onGridKilowattHours !== undefined && { onGridKilowattHours }),
    ...(curtailedKilowattHours !== undefined && { curtailedKilowattHours }),
    deliveredMegawattHours,
    ...(shortfall && { shortfall: { megawattHours: shortfall.megawattHours, side: shortfall.side } }),
    ...(matchedKilowattHours !== undefined && { matchedKilowattHours }),
    deliveries: deliveries.map(({ items = [], ...delivery }) => ({
      buyer: delivery.buyer,
      account: delivery.account,
      consumedKilowattHours: delivery.consumedKilowattHours,
      allocatedKilowattHours: delivery.allocatedKilowattHours,
      megawattHours: delivery.megawattHours,
      serials: serialsOf(items),
    })),
    ...(sealed && { amounts: amountsView(sealed.amounts) }),
    ...(sealed?.seal && { seal: sealed.seal }),
  };
}

/** Restores the key order, which stored maps lose. */
function amountsView({ contract, version, month, prices, index, parts, deviation }: SettledAmounts) {
  return {
    contract,
    version,
    month,
    prices: shownPrices(prices),
    ...(index && {
      index: { ...(index.year !== undefined && { year: index.year }), value: index.value },
    }),
    parts: parts.map(partView),
    ...(deviation && {
      deviation: {
        megawattHours: deviation.megawattHours,
        fen: deviation.fen,
        owedBy: deviation.owedBy,
      },
    }),
  };
}

const partView = ({ periods, transmissionFen, ...part }: SettledAmounts['parts'][number]) => ({
  buyer: part.buyer,
  megawattHours: part.megawattHours,
  ...(periods && { periods: { by: periods.by, kilowattHours: shownByPeriod(periods.kilowattHours) } }),
  energyFen: part.energyFen,
  environmentalFen: part.environmentalFen,
  ...(transmissionFen !== undefined && { transmissionFen }),
  deviationFen: part.deviationFen,
});
