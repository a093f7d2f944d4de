/** Facts of disclosures: one sealed thing that a party opens to a named organization. */
import * as z from 'zod';
import { CommitId, ContractId, OrganizationId, StatementId } from '../base/field.ts';
import { Month } from '../base/month.ts';
import { CONTRACT_VERSIONS_MAX } from '../power/facts-contract.ts';
import { StatementVersion } from '../statements/facts.ts';
import { LINES_MAX } from '../statements/line.ts';

/**
 * What was sealed: the price of a transfer, the loan of a pledge, the prices of a contract's version, the
 * amounts of a settled month, the lines of a statement's version.
 */
export const DisclosedSubject = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('transfer'), id: CommitId }),
  z.strictObject({ kind: z.literal('pledge'), id: CommitId }),
  z.strictObject({
    kind: z.literal('contract'),
    id: ContractId,
    version: z.int().min(1).max(CONTRACT_VERSIONS_MAX),
  }),
  z.strictObject({ kind: z.literal('settlement'), id: ContractId, month: Month }),
  z.strictObject({
    kind: z.literal('statement'),
    id: StatementId,
    version: StatementVersion,
  }),
]);
export type DisclosedSubject = z.infer<typeof DisclosedSubject>;

export const disclosureFacts = {
  'disclosure.made': z.strictObject({
    subject: DisclosedSubject,
    /** One line of a statement, by its place from 0 on; all lines where it is left out. */
    line: z
      .int()
      .min(0)
      .max(LINES_MAX - 1)
      .optional(),
    /** The commit that sealed it, and the seal that its leaf has. */
    commit: CommitId,
    seal: z.string().regex(/^sha256:[0-9a-f]{64}$/),
    /** Who may read it from now on. */
    to: OrganizationId,
  }),
} as const;
