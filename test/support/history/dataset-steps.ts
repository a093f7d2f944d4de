/** Steps of histories: activity datasets. */
import { seal } from '../../../shared/base/seal.ts';
import { isRejection } from '../../../shared/ledger/rejection.ts';
import type { ActivityRow } from '../../../shared/statements/activity-row.ts';
import { contentOf } from '../../../shared/statements/activity-rows.ts';
import { decideDeliverDataset } from '../../../shared/statements/deliver-dataset.ts';
import type { TestSigner } from '../signing.ts';
import { asRegistered, type History } from './history.ts';

export const PLATFORM = '能碳平台（示例）';
const SALT = new Uint8Array(32).fill(5);

export interface Delivery {
  rows: ActivityRow[];
  month?: string;
  platform?: string;
  /** The platform that signs it, as it is registered, and how long before the delivery it signed. */
  signed?: { signer: TestSigner; organization: string; beforeMs: number };
}

/** Delivers a dataset, or the next revision of it; gives the facts. */
export function deliverDataset(h: History, organization: string, delivery: Delivery) {
  const { rows, month = '2025-03', platform = PLATFORM, signed } = delivery;
  const content = contentOf(rows);
  if (isRejection(content)) throw new Error(content.rejected);
  const sealed = seal({ sha256: content.sha256, bytes: content.bytes }, SALT);
  return h.commit<'dataset.delivered'>(asRegistered(h, organization), (context) => {
    const signature = signed?.signer.dataset(
      { organization, platform, month, sealed },
      {
        organization: signed.organization,
        at: new Date(Date.parse(context.at) - signed.beforeMs).toISOString(),
      },
    );
    return decideDeliverDataset(h.entities, { platform, month, content, sealed, signature }, context);
  }).facts;
}

export const rowOf = (meterPoint: string, quantity: string): ActivityRow => ({
  meterPoint,
  carrier: 'electricity',
  quantity,
  unit: 'kWh',
});
