/** Facts of units: issued, cut, moved, pledged, used up. */
import * as z from 'zod';
import { Day, Period } from '../base/day.ts';
import {
  AccountId,
  BatchId,
  CommitId,
  freeText,
  line,
  MovedQuantity,
  ProjectId,
  Quantity,
  ReportId,
  Serial,
  Vintage,
  Written,
} from '../base/field.ts';
import { Cover } from '../statements/cover.ts';
import { InstrumentCode } from './instrument.ts';
import { RetirementPurpose } from './purpose.ts';

/** Characters of what a retirement and another registry's words have room for; imports cut what is longer. */
export const BENEFICIARY_MAX = 200;
export const REASON_MAX = 500;
export const DETAILS_MAX = 1000;
export const ACCOUNT_MAX = 200;
export const GOALS_MAX = 1000;
export const CERTIFICATIONS_MAX = 500;

/** What another registry says of a retirement, besides beneficiary and reason. */
export const ForeignRetirement = z.strictObject({
  retiredOn: Day,
  details: freeText(DETAILS_MAX).optional(),
  /** The account there that held the units. */
  account: freeText(ACCOUNT_MAX).optional(),
  written: Written.optional(),
});

export type ForeignRetirement = z.infer<typeof ForeignRetirement>;

/**
 * A range of serials that the event moves. `block` is the first serial of the block that the range is cut
 * from, left out if it equals `from`. `since` is the commit in which these serials last changed hands or
 * status, left out if it equals the block's own `prev`.
 */
const MovedRange = z.strictObject({
  from: Serial,
  to: Serial,
  block: Serial.optional(),
  since: CommitId.optional(),
});

export const Movement = z.strictObject({ batch: BatchId, ranges: z.array(MovedRange).min(1).max(99) });

export type Movement = z.infer<typeof Movement>;

export const Movements = z.array(Movement).min(1).max(99);

const transferEnded = z.strictObject({ transfer: CommitId, items: Movements });

const pledgeMoved = z.strictObject({ pledge: CommitId, items: Movements });

/** Why units are cancelled unused: what they stood for was never there, or is there no more. */
export const CANCELLATION_CAUSES = ['over-issuance', 'reversal'] as const;

/** An issuance, or a part of one, as its registry lists it. */
export const ForeignIssuance = z
  .strictObject({
    issuedOn: Day.optional(),
    /** The serial number as the other registry writes it. */
    serial: line(200).optional(),
    /** Days of the reductions. */
    period: Period.optional(),
    /** Units of the vintage, over all its issuances. */
    vintageTotal: Quantity.optional(),
    goals: line(GOALS_MAX).optional(),
    certifications: line(CERTIFICATIONS_MAX).optional(),
    written: Written.optional(),
  })
  .refine((told) => Object.values(told).some((value) => value !== undefined), {
    error: 'must say something of the issuance, or be left out; 须写明签发的某项信息，否则省略',
  });

export type ForeignIssuance = z.infer<typeof ForeignIssuance>;

export const unitFacts = {
  'units.issued': z.strictObject({
    batch: BatchId,
    project: ProjectId,
    instrument: InstrumentCode,
    vintage: Vintage,
    quantity: Quantity,
    account: AccountId,
    /**
     * First serials of the blocks that `account` may use: `[1]` is one block; none if all units go to the
     * buffer or are retired elsewhere.
     */
    lanes: z.array(Serial).max(90),
    legacy: z.boolean(),
    imported: z.boolean(),
    /** Of an import: the last units of the batch, which are retired in the registry that they come from. */
    retiredElsewhere: Quantity.optional(),
    /** Of an import: what the other registry says of its issuance. */
    foreign: ForeignIssuance.optional(),
    /** The verified monitoring report that the batch fulfils; absent for imports. */
    report: ReportId.optional(),
    /** The last units of the batch, which go to the project's buffer account (VCS). */
    buffer: z.strictObject({ account: AccountId, quantity: Quantity }).optional(),
    /** The decision came later than the day by which the registry had to decide; absent for imports. */
    late: z.boolean().optional(),
  }),
  'block.subdivided': z.strictObject({
    account: AccountId,
    batch: BatchId,
    block: Serial,
    /** First serials of the blocks that the subdivision adds. */
    starts: z.array(Serial).min(1).max(98),
  }),
  'units.offered': z.strictObject({
    from: AccountId,
    to: AccountId,
    items: Movements,
    quantity: MovedQuantity,
    /** The project, if this is its first sale at a sealed price: the income is to be divided. */
    primary: ProjectId.optional(),
  }),
  'transfer.accepted': transferEnded,
  'transfer.rejected': transferEnded,
  'transfer.withdrawn': transferEnded,
  'units.retired': z.strictObject({
    account: AccountId,
    items: Movements,
    quantity: MovedQuantity,
    beneficiary: freeText(BENEFICIARY_MAX),
    reason: freeText(REASON_MAX),
    purpose: RetirementPurpose,
    /** Of certificates: the calendar year of the consumption that they account for. */
    consumptionYear: Vintage.optional(),
    /** Whether the units were retired in another registry and an import brought that in. */
    imported: z.boolean(),
    /** Of an import: the retirement there, which is what counts; `at` is when it was recorded here. */
    foreign: ForeignRetirement.optional(),
    /** The emission statement that the units are retired for, and what they cover of it. */
    covers: Cover.optional(),
  }),
  'units.cancelled': z.strictObject({
    project: ProjectId,
    cause: z.enum(CANCELLATION_CAUSES),
    /** The corrected report that had led to the over-issuance; absent for a reversal. */
    report: ReportId.optional(),
    account: AccountId,
    items: Movements,
    quantity: MovedQuantity,
    reason: freeText(500),
  }),
  'pledge.proposed': z.strictObject({
    from: AccountId,
    /** The financier's account. */
    to: AccountId,
    items: Movements,
    quantity: MovedQuantity,
  }),
  'pledge.accepted': pledgeMoved,
  'pledge.rejected': pledgeMoved,
  'pledge.withdrawn': pledgeMoved,
  'pledge.released': pledgeMoved,
  'pledge.enforced': pledgeMoved,
} as const;
