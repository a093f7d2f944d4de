/** Generation as the API shows it: a month of one kind of energy, and the steps of its readings. */
import * as z from 'zod';
import type { EventOfType } from '../../shared/ledger/event.ts';
import { Energy, Intervals } from '../../shared/power/facts.ts';
import { netOf } from '../../shared/power/reading.ts';
import type { GenerationState, Reading } from '../../shared/power/states.ts';
import { named } from '../http/named.ts';
import { CommitReceipt } from '../http/receipt.ts';

const readingOf = {
  facility: z.string(),
  /** YYYY-MM. */
  month: z.string(),
  energy: Energy,
};

const ReadingView = named('GenerationReading', () =>
  z.strictObject({
    revision: z.int(),
    kilowattHours: z.int(),
    /** The part of the reading that storage discharged, which earns no certificate. */
    dischargedKilowattHours: z.int(),
    /** What was held back beside it; unknown where left out. */
    curtailedKilowattHours: z.int().optional(),
    /** Its hours are at …/intervals. */
    intervals: Intervals.optional(),
    /** The reason why it corrects the reading confirmed before. */
    reason: z.string().optional(),
  }),
);

function readingView({ revision, kilowattHours, dischargedKilowattHours = 0, ...further }: Reading) {
  const { curtailedKilowattHours, intervals, reason } = further;
  return {
    revision,
    kilowattHours,
    dischargedKilowattHours,
    ...(curtailedKilowattHours !== undefined && { curtailedKilowattHours }),
    ...(intervals && { intervals: { sha256: intervals.sha256, rows: intervals.rows } }),
    ...(reason !== undefined && { reason }),
  };
}

export const GenerationView = named('Generation', () =>
  z.strictObject({
    ...readingOf,
    lastRevision: z.int(),
    /** Waits for the grid company. */
    pending: ReadingView().optional(),
    /** In force. */
    confirmed: ReadingView().optional(),
    /** In force, without what storage discharged. */
    netKilowattHours: z.int(),
    refused: z.strictObject({ revision: z.int(), reason: z.string() }).optional(),
    batches: z.array(z.string()),
    /** MWh. */
    issued: z.int(),
    /** MWh delivered under contracts. */
    delivered: z.int(),
    version: z.int(),
  }),
);

export function generationView(version: number, state: GenerationState) {
  const { facility, month, energy, lastRevision, pending, confirmed, refused } = state;
  const { batches, issued, delivered } = state;
  return {
    facility,
    month,
    energy,
    lastRevision,
    ...(pending && { pending: readingView(pending) }),
    ...(confirmed && { confirmed: readingView(confirmed) }),
    netKilowattHours: confirmed ? netOf(confirmed) : 0,
    ...(refused && { refused: { revision: refused.revision, reason: refused.reason } }),
    batches,
    issued,
    delivered,
    version,
  };
}

export const RecordedView = named('RecordedGeneration', () =>
  ReadingView().extend({ ...readingOf, version: z.int(), commit: CommitReceipt().optional() }),
);

export function recordedView({ facts, advances }: EventOfType<'generation.recorded'>) {
  const { facility, month, energy } = facts;
  return { facility, month, energy, ...readingView(facts), version: advances[0]?.version ?? 1 };
}

export const ConfirmedView = named('ConfirmedGeneration', () =>
  z.strictObject({
    ...readingOf,
    revision: z.int(),
    netKilowattHours: z.int(),
    /** kWh of this facility and kind of energy that no certificate stood for before. */
    carriedBefore: z.int(),
    /** kWh of this facility and kind of energy that no certificate stands for now. */
    carriedAfter: z.int(),
    /** MWh issued; without any there is no batch. */
    quantity: z.int(),
    batch: z.string().optional(),
    account: z.string().optional(),
    /** A CCER project has the power of this month. */
    frozen: z.boolean().optional(),
    code: z.string().optional(),
    version: z.int(),
    commit: CommitReceipt().optional(),
  }),
);

export function confirmedView({ facts, advances }: EventOfType<'generation.confirmed'>) {
  const { facility, month, energy, revision, netKilowattHours, carriedBefore, carriedAfter, issued } = facts;
  return {
    facility,
    month,
    energy,
    revision,
    netKilowattHours,
    carriedBefore,
    carriedAfter,
    quantity: issued?.quantity ?? 0,
    ...(issued && { batch: issued.batch, account: issued.account, frozen: issued.frozen }),
    ...(issued?.code !== undefined && { code: issued.code }),
    version: advances[0]?.version ?? 1,
  };
}

export const RefusedView = named('RefusedGeneration', () =>
  z.strictObject({
    ...readingOf,
    revision: z.int(),
    reason: z.string(),
    version: z.int(),
    commit: CommitReceipt().optional(),
  }),
);

export function refusedView({ facts, advances }: EventOfType<'generation.refused'>) {
  const { facility, month, energy, revision, reason } = facts;
  return { facility, month, energy, revision, reason, version: advances[0]?.version ?? 1 };
}

export const OverIssuanceView = named('OverIssuance', () =>
  z.strictObject({
    id: z.string(),
    facility: z.string(),
    energy: Energy,
    account: z.string(),
    items: z.array(
      z.strictObject({
        batch: z.string(),
        ranges: z.array(z.strictObject({ from: z.int(), to: z.int() })),
      }),
    ),
    /** MWh. */
    quantity: z.int(),
    reason: z.string(),
    commit: CommitReceipt().optional(),
  }),
);

export function overIssuanceView({ id, facts }: EventOfType<'certificates.cancelled'>) {
  const { facility, energy, account, items, quantity, reason } = facts;
  return {
    id,
    facility,
    energy,
    account,
    items: items.map(({ batch, ranges }) => ({
      batch,
      ranges: ranges.map(({ from, to }) => ({ from, to })),
    })),
    quantity,
    reason,
  };
}
