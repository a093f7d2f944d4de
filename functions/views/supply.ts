/** Imported supply contracts as the API shows them. */
import * as z from 'zod';
import { Period } from '../../shared/base/day.ts';
import type { EventOfType } from '../../shared/ledger/event.ts';
import type { SupplyState } from '../../shared/power/states.ts';
import { serialsOf } from '../../shared/units/block.ts';
import { named } from '../http/named.ts';
import { CommitReceipt } from '../http/receipt.ts';
import { SerialsView } from './units.ts';

export const SupplyView = named('SupplyContract', () =>
  z.strictObject({
    id: z.string(),
    seller: z.string(),
    /** The seller's account, from which is delivered. */
    account: z.string(),
    instrument: z.string(),
    technology: z.string(),
    signedOn: z.string(),
    deliverBy: z.string(),
    period: Period,
    /** MWh contracted. */
    megawattHours: z.int(),
    /** MWh issued for the contract, and the part of them that was delivered. */
    issued: z.int(),
    delivered: z.int(),
    origin: z.strictObject({ source: z.string(), code: z.string(), status: z.string().optional() }),
    version: z.int(),
    commit: CommitReceipt().optional(),
  }),
);

/** Restores the key order, which stored maps lose. */
export function supplyView(id: string, version: number, state: SupplyState) {
  const { seller, account, instrument, technology, signedOn, deliverBy } = state;
  const { period, megawattHours, issued, delivered, origin } = state;
  const { source, code, status } = origin;
  return {
    id,
    seller,
    account,
    instrument,
    technology,
    signedOn,
    deliverBy,
    period: { from: period.from, to: period.to },
    megawattHours,
    issued,
    delivered,
    origin: { source, code, ...(status && { status }) },
    version,
  };
}

export const DeliveryView = named('Delivery', () =>
  z.strictObject({
    id: z.string(),
    supply: z.string(),
    from: z.string(),
    to: z.string(),
    /** MWh. */
    quantity: z.int(),
    serials: SerialsView(),
    at: z.string(),
    commit: CommitReceipt().optional(),
  }),
);

export function deliveryView({ id, at, facts }: EventOfType<'supply.delivered'>) {
  const { supply, from, to, quantity, items } = facts;
  return { id, supply, from, to, quantity, serials: serialsOf(items), at };
}
