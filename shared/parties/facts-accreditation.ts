/** Facts of accreditations: the regulator's supervision of verification bodies. */
import * as z from 'zod';
import { Period } from '../base/day.ts';
import { DocumentReference } from '../base/document.ts';
import { freeText, OrganizationId } from '../base/field.ts';
import { CATEGORIES } from '../sinks/category.ts';
import { Standard } from '../sinks/standard.ts';

/** What a verification body is accredited for. */
export const AccreditationScope = z.strictObject({
  /** Projects and reports: of these standards, and in these sectors. */
  standards: z.array(Standard).max(Standard.options.length),
  sectors: z.array(z.enum(CATEGORIES)).max(CATEGORIES.length),
  /** Emission statements. */
  statements: z.boolean(),
});
export type AccreditationScope = z.infer<typeof AccreditationScope>;

const ordered = z.strictObject({ verifier: OrganizationId, reason: freeText(500) });

export const accreditationFacts = {
  'accreditation.granted': z.strictObject({
    verifier: OrganizationId,
    ...AccreditationScope.shape,
    /** First and last day of validity, in China. */
    validity: Period,
    /** The certificate of accreditation, and its number or the order behind it: one of them at least. */
    document: DocumentReference.optional(),
    reference: freeText(200).optional(),
  }),
  'accreditation.suspended': ordered,
  'accreditation.resumed': ordered,
  'accreditation.withdrawn': ordered,
} as const;
