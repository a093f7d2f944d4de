/** Blocks, transfers and retirements as the API shows them. */
import * as z from 'zod';
import type { Entity } from '../../shared/ledger/entity.ts';
import type { EventOfType } from '../../shared/ledger/event.ts';
import { Cover } from '../../shared/statements/cover.ts';
import { serialsOf } from '../../shared/units/block.ts';
import type { ForeignRetirement } from '../../shared/units/facts.ts';
import { RetirementPurpose, unitOfPurpose } from '../../shared/units/purpose.ts';
import {
  BLOCK_STATUSES,
  type BlockState,
  type SerialRange,
  type TransferState,
} from '../../shared/units/states.ts';
import { named } from '../http/named.ts';
import { CommitReceipt } from '../http/receipt.ts';
import { PriceView, SealView } from './income.ts';
import { WrittenView, writtenView } from './written.ts';

export const BlockView = named('Block', () =>
  z.strictObject({
    batch: z.string(),
    from: z.int(),
    to: z.int(),
    quantity: z.int(),
    status: z.enum(BLOCK_STATUSES),
    account: z.string(),
    version: z.int(),
    /** The commit in which these serials last changed hands or status. */
    since: z.string(),
    /** While offered: the transfer that offers it. */
    transfer: z.string().optional(),
    /** While offered or pledged: the pledge that locks it. */
    pledge: z.string().optional(),
    /** Whether it has changed hands since issuance: a certificate traded once can then only be used. */
    traded: z.boolean().optional(),
    /** Of certificates: the contract under which they came with their power. */
    delivered: z.string().optional(),
  }),
);

export function blockView({ version, state }: Pick<Entity<BlockState>, 'version' | 'state'>) {
  const { batch, from, to, status, account, since, transfer, pledge, traded, delivered } = state;
  return {
    batch,
    from,
    to,
    quantity: to - from + 1,
    status,
    account,
    version,
    since,
    ...(transfer && { transfer }),
    ...(pledge && { pledge }),
    ...(traded && { traded }),
    ...(delivered !== undefined && { delivered }),
  };
}

const SerialRangeView = named('SerialRange', () =>
  z.strictObject({ batch: z.string(), from: z.int(), to: z.int() }),
);

export const SerialsView = () => z.array(SerialRangeView());

export const TRANSFER_STATUSES = ['offered', 'accepted', 'rejected', 'withdrawn'] as const;

/** The side on which the account stands: units come in, or go out. */
export const SideParameter = () => z.enum(['incoming', 'outgoing']).default('incoming');

export const TransferView = named('Transfer', () =>
  z.strictObject({
    id: z.string(),
    status: z.enum(TRANSFER_STATUSES),
    from: z.string(),
    to: z.string(),
    quantity: z.int(),
    serials: SerialsView(),
    /** The project whose first sale this transfer is. */
    primary: z.string().optional(),
    /**
     * Of a first sale: the day in China on which it was accepted, and whether its income has been divided.
     */
    acceptedOn: z.string().optional(),
    divided: z.boolean().optional(),
    price: PriceView().optional(),
    seal: SealView().optional(),
    version: z.int(),
    commit: CommitReceipt().optional(),
  }),
);

/** The price is shown only to those who may see it (price.ts). */
export function transferView(
  id: string,
  version: number,
  { status, from, to, quantity, items, primary, acceptedOn, divided }: TransferState,
  price?: { price: { fen: number }; seal?: { salt: string; sealed: string } },
) {
  const serials = serialRanges(items);
  const firstSale = {
    ...(primary && { primary }),
    ...(acceptedOn && { acceptedOn, divided: divided === true }),
  };
  return { id, status, from, to, quantity, serials, ...firstSale, ...price, version };
}

/** Restores the key order, which stored maps lose. */
export const serialRanges = (items: readonly SerialRange[]) =>
  items.map(({ batch, from, to }) => ({ batch, from, to }));

export const RetirementView = named('Retirement', () =>
  z.strictObject({
    id: z.string(),
    account: z.string(),
    quantity: z.int(),
    /** The unit in which the quantity is counted. */
    unit: z.enum(['tCO2e', 'MWh']),
    serials: SerialsView(),
    beneficiary: z.string(),
    reason: z.string(),
    purpose: RetirementPurpose,
    /** Of certificates: the calendar year of the consumption that they account for. */
    consumptionYear: z.int().optional(),
    /** True where the units were retired in another registry and recorded here by an import. */
    imported: z.boolean(),
    /** If imported: the day of that retirement, and what the other registry says of it. */
    foreign: z
      .strictObject({
        retiredOn: z.string(),
        details: z.string().optional(),
        account: z.string().optional(),
        written: WrittenView().optional(),
      })
      .optional(),
    /** The emission statement that it covers, and what it counts as there. */
    covers: Cover.optional(),
    at: z.string(),
    commit: CommitReceipt().optional(),
  }),
);

function foreignView({ written, ...foreign }: ForeignRetirement): ForeignRetirement {
  return written ? { ...foreign, written: writtenView(written) } : foreign;
}

export function retirementView({ id, at, facts }: EventOfType<'units.retired'>) {
  const { account, quantity, items, beneficiary, reason, purpose } = facts;
  const { consumptionYear, imported, foreign, covers } = facts;
  return {
    id,
    account,
    quantity,
    unit: unitOfPurpose(purpose),
    serials: serialsOf(items),
    beneficiary,
    reason,
    purpose,
    ...(consumptionYear !== undefined && { consumptionYear }),
    imported,
    ...(foreign && { foreign: foreignView(foreign) }),
    ...(covers && { covers }),
    at,
  };
}
