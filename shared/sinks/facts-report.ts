/** Facts of monitoring reports, their verification, reversals, and the income of first sales. */
import * as z from 'zod';
import { BASIS_POINTS_WHOLE } from '../base/basis-points.ts';
import { Day, Period } from '../base/day.ts';
import { DocumentReference } from '../base/document.ts';
import {
  AgreementId,
  CommitId,
  freeText,
  MovedQuantity,
  OrganizationId,
  ProjectId,
  Quantity,
  ReportId,
  Vintage,
} from '../base/field.ts';
import { Movements } from '../units/facts.ts';
import { RiskBasisPoints, Treatments } from './facts.ts';

/** The kilograms in as many tonnes as a batch can hold (QUANTITY_MAX). */
export const KILOGRAMS_MAX = 999_999_999_999_000;
/** Net removals or reductions of one calendar year, kgCO2e. */
export const VintageAmount = z.strictObject({
  vintage: Vintage,
  kilograms: z.int().min(0).max(KILOGRAMS_MAX),
});
export type VintageAmount = z.infer<typeof VintageAmount>;
export const VintageAmounts = z.array(VintageAmount).min(1).max(20);
const Tonnes = z.int().min(0).max(999_999_999_999);
export const VintageTonnes = z.strictObject({ vintage: Vintage, tonnes: Quantity });
export type VintageTonnes = z.infer<typeof VintageTonnes>;

export const REVERSAL_CAUSES = ['fire', 'logging', 'pests', 'drought', 'other'] as const;

export const reportFacts = {
  'report.submitted': z.strictObject({
    report: ReportId,
    project: ProjectId,
    period: Period,
    amounts: VintageAmounts,
    document: DocumentReference,
    /** Days on which the public may comment; VCS has none for monitoring reports. */
    comments: Period.optional(),
  }),
  'report.verified': z.strictObject({
    report: ReportId,
    document: DocumentReference,
    amounts: VintageAmounts,
    treatments: Treatments,
    /** The non-permanence risk rating, if the methodology has a buffer. */
    riskBasisPoints: RiskBasisPoints.optional(),
  }),
  'report.refused': z.strictObject({ report: ReportId, reason: freeText(500) }),
  'issuance.requested': z.strictObject({
    report: ReportId,
    /** Whole tonnes per vintage after any deduction; equal to the verified quantities. */
    quantities: z.array(VintageTonnes).min(1).max(20),
    dueBy: Day.optional(),
  }),
  'report.corrected': z.strictObject({
    report: ReportId,
    document: DocumentReference,
    amounts: VintageAmounts,
    reason: freeText(500),
  }),
  'reversal.recorded': z.strictObject({
    project: ProjectId,
    cause: z.enum(REVERSAL_CAUSES),
    occurredOn: Day,
    document: DocumentReference,
    /** Whole tonnes lost, rounded up. */
    tonnes: MovedQuantity,
    /** Buffer units cancelled for the loss. */
    cancelled: Tonnes,
    items: Movements.optional(),
    /** Tonnes of the loss that no buffer covered. */
    uncovered: Tonnes,
  }),
  'income.divided': z.strictObject({
    transfer: CommitId,
    project: ProjectId,
    agreement: AgreementId,
    version: z.int().min(1).max(100),
    settledOn: Day,
    /** The receivers of the income and their shares; the amounts are sealed. */
    shares: z
      .array(
        z.strictObject({ organization: OrganizationId, basisPoints: z.int().min(1).max(BASIS_POINTS_WHOLE) }),
      )
      .min(2)
      .max(20),
  }),
} as const;
