/** Activity datasets as the API shows them. */
import * as z from 'zod';
import { ACTIVITY_COLUMNS } from '../../shared/statements/activity-row.ts';
import type { DatasetState } from '../../shared/statements/states.ts';
import { named } from '../http/named.ts';
import { CommitReceipt } from '../http/receipt.ts';

export const DatasetView = named('ActivityDataset', () =>
  z.strictObject({
    id: z.string(),
    organization: z.string(),
    platform: z.string(),
    month: z.string(),
    /** Each resend is the next one. */
    revision: z.int(),
    rows: z.int(),
    meterPoints: z.int(),
    /** The commit that delivered this revision. */
    delivery: z.string(),
    /** The platform's key that signed it. */
    signedBy: z.strictObject({ organization: z.string(), kid: z.string() }).optional(),
    sealed: z.string(),
    /** Of the canonical rows, to those who may see them, with what opens the seal. */
    sha256: z.string().optional(),
    bytes: z.int().optional(),
    seal: z.strictObject({ salt: z.string(), sealed: z.string() }).optional(),
    commit: CommitReceipt().optional(),
  }),
);

/** What opens the seal, for those who may see it. */
interface Shown {
  sha256: string;
  bytes: number;
  salt: string;
}

export function datasetView(id: string, state: DatasetState, shown?: Shown) {
  const { organization, platform, month, revision, rows, meterPoints, delivery, signedBy, sealed } = state;
  return {
    id,
    organization,
    platform,
    month,
    revision,
    rows,
    meterPoints,
    delivery,
    ...(signedBy && { signedBy: { organization: signedBy.organization, kid: signedBy.kid } }),
    sealed,
    ...(shown && { sha256: shown.sha256, bytes: shown.bytes, seal: { salt: shown.salt, sealed } }),
  };
}

export const RowView = named('ActivityRow', () =>
  z.strictObject({
    meterPoint: z.string(),
    carrier: z.string(),
    quantity: z.string(),
    unit: z.string(),
  }),
);

/** The columns that a CSV may have, for the description of the API. */
export const CSV_COLUMNS = ACTIVITY_COLUMNS.join(',');
