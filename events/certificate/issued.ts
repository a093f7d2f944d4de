/** What the certificate of an issuance says. */
import * as z from 'zod';
import { Draws } from '../../shared/power/facts.ts';
import { ForeignIssuance } from '../../shared/units/facts.ts';
import { BatchWords, FacilityWords, Named, ProjectWords } from './unit-words.ts';

/** What the certificate of an issuance says of a batch, as it was issued. */
export const Issued = z.strictObject({
  ...BatchWords.omit({ project: true, facility: true }).shape,
  commit: z.string(),
  unit: z.enum(['tCO2e', 'MWh']),
  serials: z.strictObject({ from: z.int(), to: z.int() }),
  /** The account that they were issued to, and whose it is. */
  account: z.string(),
  holder: Named,
  imported: z.boolean(),
  /** Units of a methodology that is not in force here: they came in as they were. */
  legacy: z.boolean().optional(),
  /** The verified monitoring report that credits fulfil. */
  report: z.string().optional(),
  /** The last serials, which went to the project's buffer. */
  buffer: z.strictObject({ account: z.string(), quantity: z.int() }).optional(),
  /** Of an import: the last serials, which are retired in the registry that they come from. */
  retiredElsewhere: z.int().optional(),
  /** Of an import: what the other registry says of its issuance. */
  foreign: ForeignIssuance.optional(),
  /** Of certificates: frozen from their issuance on, as a CCER project has the power. */
  frozen: z.boolean().optional(),
  /** The other registry's certificates that an import draws on. */
  certificates: Draws.optional(),
  project: ProjectWords.extend({ developer: Named }).optional(),
  facility: FacilityWords.extend({ owner: Named }).optional(),
});
export type Issued = z.infer<typeof Issued>;
