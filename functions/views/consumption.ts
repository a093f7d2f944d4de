/** Consumption under power contracts as the API shows it. */
import * as z from 'zod';
import type { ConsumptionState, Reading } from '../../shared/power/states.ts';
import { named } from '../http/named.ts';
import { CommitReceipt } from '../http/receipt.ts';

const IntervalsView = named('Intervals', () => z.strictObject({ sha256: z.string(), rows: z.int() }));

const ReadingView = named('ConsumptionReading', () =>
  z.strictObject({
    revision: z.int(),
    kilowattHours: z.int(),
    /** The digest under which its hours lie. */
    intervals: IntervalsView().optional(),
  }),
);

export const ConsumptionView = named('Consumption', () =>
  z.strictObject({
    contract: z.string(),
    month: z.string(),
    buyer: z.string(),
    /** Waits for the grid company. */
    pending: ReadingView().optional(),
    /** In force. */
    confirmed: ReadingView().optional(),
    /** The latest reading, where the grid company refused it. */
    refused: z.strictObject({ revision: z.int(), reason: z.string() }).optional(),
    version: z.int(),
    commit: CommitReceipt().optional(),
  }),
);

/** Restores the key order, which stored maps lose. */
const readingView = ({ revision, kilowattHours, intervals }: Reading) => ({
  revision,
  kilowattHours,
  ...(intervals && { intervals: { sha256: intervals.sha256, rows: intervals.rows } }),
});

export function consumptionView(version: number, state: Omit<ConsumptionState, 'lastRevision'>) {
  const { contract, month, buyer, pending, confirmed, refused } = state;
  return {
    contract,
    month,
    buyer,
    ...(pending && { pending: readingView(pending) }),
    ...(confirmed && { confirmed: readingView(confirmed) }),
    ...(refused && { refused: { revision: refused.revision, reason: refused.reason } }),
    version,
  };
}
