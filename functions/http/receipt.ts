/** The receipt that every committing response has. */
import * as z from 'zod';
import { leafHash } from '../../events/tlog/merkle.ts';
import { toHex, toUtf8 } from '../../shared/base/encoding.ts';
import type { CommitRecord } from '../ledger/commit-record.ts';
import { named } from './named.ts';

/** The receipt: the commit's id and the hash of its leaf, by which anyone finds it in the log. */
export const CommitReceipt = named('CommitReceipt', () =>
  z.strictObject({ id: z.string(), leafHash: z.string().regex(/^[0-9a-f]{64}$/) }),
);

/** The receipt of a commit as it is stored. */
export const receiptOf = ({ id, leaf }: Pick<CommitRecord, 'id' | 'leaf'>) => ({
  id,
  leafHash: toHex(leafHash(toUtf8(leaf))),
});
