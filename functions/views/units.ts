/** Blocks, transfers and retirements as the API shows them. */
import * as z from 'zod';
import { serialsOf } from '../../shared/block.ts';
import {
  BLOCK_STATUSES,
  type BlockState,
  type Entity,
  type SerialRange,
  type TransferState,
} from '../../shared/entity.ts';
import type { EventOfType } from '../../shared/event.ts';
import { RetirementPurpose } from '../../shared/purpose.ts';
import { CommitReceipt } from '../http/committed.ts';

export const BlockView = () =>
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
    transfer: z.string().optional(),
  });

export function blockView({ version, state }: Pick<Entity<BlockState>, 'version' | 'state'>) {
  const { batch, from, to, status, account, since, transfer } = state;
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
  };
}

export const SerialsView = () => z.array(z.strictObject({ batch: z.string(), from: z.int(), to: z.int() }));

export const TransferView = () =>
  z.strictObject({
    id: z.string(),
    status: z.enum(['offered', 'accepted', 'rejected', 'withdrawn']),
    from: z.string(),
    to: z.string(),
    quantity: z.int(),
    serials: SerialsView(),
    version: z.int(),
    commit: CommitReceipt().optional(),
  });

export function transferView(
  id: string,
  version: number,
  { status, from, to, quantity, items }: TransferState,
) {
  return { id, status, from, to, quantity, serials: serialRanges(items), version };
}

/** Key order of stored maps is not kept; the answer's is. */
const serialRanges = (items: readonly SerialRange[]) =>
  items.map(({ batch, from, to }) => ({ batch, from, to }));

export const RetirementView = () =>
  z.strictObject({
    id: z.string(),
    account: z.string(),
    quantity: z.int(),
    serials: SerialsView(),
    beneficiary: z.string(),
    reason: z.string(),
    purpose: RetirementPurpose,
    /** True where the units were retired in another registry and an import brought that in. */
    imported: z.boolean(),
    at: z.string(),
    commit: CommitReceipt().optional(),
  });

export function retirementView({ id, at, facts }: EventOfType<'units.retired'>) {
  const { account, quantity, items, beneficiary, reason, purpose, imported } = facts;
  return { id, account, quantity, serials: serialsOf(items), beneficiary, reason, purpose, imported, at };
}
