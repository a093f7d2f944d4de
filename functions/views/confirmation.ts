/** Commands that wait for their confirmation, and what became of them, as the API shows them. */
import * as z from 'zod';
import { named } from '../http/named.ts';
import type { CommitRecord } from '../ledger/commit-record.ts';
import { INITIATED_STATES, type Initiated, stateOf } from '../work/initiated.ts';
import type { Work } from '../work/work-table.ts';

export const ConfirmationView = named('Confirmation', () =>
  z.strictObject({
    /** Id of the commit that it will be. */
    id: z.string(),
    state: z.enum(INITIATED_STATES),
    /** The event that it leads to. */
    event: z.string(),
    /** The request to be sent again, with Lvzhang-Confirmation: confirm, under this Idempotency-Key. */
    method: z.literal('POST'),
    path: z.string(),
    /** Absent where the request has none. */
    body: z.record(z.string(), z.unknown()).optional(),
    idempotencyKey: z.string(),
    /** Subject of whoever initiated it, and whether that is the caller. */
    initiator: z.string(),
    mine: z.boolean(),
    initiatedAt: z.string(),
    /** It can't be confirmed from then on. */
    lapsesAt: z.string(),
    /** The key that it was signed with at its initiation; it is confirmed with another. */
    kid: z.string().optional(),
    endedAt: z.string().optional(),
    /** Once it is done: who confirmed it, and the salt that opens both seals of the leaf. */
    confirmer: z.string().optional(),
    salt: z.string().optional(),
    version: z.int(),
  }),
);

/** @param record the commit, if it was done */
export function confirmationView(
  { version, data }: Pick<Work<Initiated>, 'version' | 'data'>,
  record: CommitRecord | undefined,
  subject: string,
  now: Date,
) {
  const { id, event, path, body, idempotencyKey, initiator, initiatedAt, lapsesAt, signature, ended } = data;
  const { confirmer, salt } = record?.representatives ?? {};
  const endedAt = record?.at ?? ended?.at;
  return {
    id,
    state: record ? ('done' as const) : stateOf(data, now),
    event,
    method: 'POST' as const,
    path,
    ...(body !== undefined && { body }),
    idempotencyKey,
    initiator,
    mine: initiator === subject,
    initiatedAt,
    lapsesAt,
    ...(signature && { kid: signature.kid }),
    ...(endedAt !== undefined && { endedAt }),
    ...(confirmer !== undefined && { confirmer, salt }),
    version,
  };
}
