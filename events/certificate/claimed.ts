/** What a claim's certificate says: the claim, and all that it rests on. */
import * as z from 'zod';
import { CoverMegawattHours, CoverTonnes } from '../../shared/statements/cover.ts';
import { ASSURANCES, statementFacts } from '../../shared/statements/facts.ts';
import { RetirementPurpose } from '../../shared/units/purpose.ts';
import { BatchWords, FacilityWords, Named, ProjectWords } from './unit-words.ts';

const Serials = z.array(z.strictObject({ batch: z.string(), from: z.int(), to: z.int() }));

const Retirement = z.strictObject({
  id: z.string(),
  at: z.string(),
  /** The statement that it covers: the claim's, or of a park a member's. */
  statement: z.string(),
  beneficiary: z.string(),
  reason: z.string(),
  purpose: RetirementPurpose,
  quantity: z.int(),
  unit: z.enum(['tCO2e', 'MWh']),
  tonnes: CoverTonnes.optional(),
  megawattHours: CoverMegawattHours.optional(),
  serials: Serials,
});

/** What a claim's certificate says. All figures stand as they were when the claim was made. */
export const Claimed = z.strictObject({
  ...statementFacts['claim.made'].omit({ verification: true }).shape,
  /** The commit that made it, and its instant. */
  commit: z.string(),
  at: z.string(),
  organization: Named,
  verification: z.strictObject({ verifier: Named, assurance: z.enum(ASSURANCES), at: z.string() }),
  /** Of a park: the statements that it rolls up. */
  members: z.array(z.strictObject({ statement: z.string(), version: z.int(), organization: Named })),
  /** Everything that was retired for the statement before the claim. */
  retirements: z.array(Retirement),
  batches: z.array(BatchWords),
  projects: z.array(ProjectWords),
  facilities: z.array(FacilityWords),
});
export type Claimed = z.infer<typeof Claimed>;
