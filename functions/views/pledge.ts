/** Pledges as the API shows them. */
import * as z from 'zod';
import type { PledgeState, PledgeStatus } from '../../shared/units/states.ts';
import { named } from '../http/named.ts';
import { CommitReceipt } from '../http/receipt.ts';
import { SealView } from './income.ts';
import { SerialsView, serialRanges } from './units.ts';

export const PLEDGE_STATUSES = [
  'proposed',
  'active',
  'rejected',
  'withdrawn',
  'released',
  'enforced',
] as const satisfies readonly PledgeStatus[];

export const PledgeView = named('Pledge', () =>
  z.strictObject({
    id: z.string(),
    status: z.enum(PLEDGE_STATUSES),
    /** The owner's account. */
    from: z.string(),
    /** The financier's account. */
    to: z.string(),
    quantity: z.int(),
    serials: SerialsView(),
    /** The amount secured, in fen, with what opens its seal: for both sides, verifier and regulator. */
    loan: z.strictObject({ fen: z.int() }).optional(),
    seal: SealView().optional(),
    version: z.int(),
    commit: CommitReceipt().optional(),
  }),
);

interface ShownLoan {
  loan: { fen: number };
  seal?: { salt: string; sealed: string };
}

export function pledgeView(
  id: string,
  version: number,
  { status, from, to, quantity, items }: PledgeState,
  loan?: ShownLoan,
) {
  return { id, status, from, to, quantity, serials: serialRanges(items), ...loan, version };
}
