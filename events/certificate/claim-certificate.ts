/**
 * Checks a claim's certificate offline: its leaves are in the log that the key signed, and it says what the
 * leaves come to. That the claim still stands takes the whole log.
 */
import * as z from 'zod';
import { claimedOf } from './claim.ts';
import { Claimed } from './claimed.ts';
import { type ComposedCheck, verifyComposed } from './composed.ts';
import { type CertificateOptions, Evidence, NamedLog } from './evidence.ts';

/** The format that this release writes and verifies. */
export const CLAIM_FORMAT = 'lvzhang-claim-certificate/v1';

/** Leaves of one certificate: a year of an enterprise, or of a park with its members. */
export const CLAIM_LEAVES_MAX = 1_000;

export const ClaimCertificate = z.strictObject({
  format: z.literal(CLAIM_FORMAT),
  claim: Claimed,
  log: NamedLog,
  evidence: z.array(Evidence).min(1).max(CLAIM_LEAVES_MAX),
});
export type ClaimCertificate = z.infer<typeof ClaimCertificate>;

export type ClaimCheck = ComposedCheck<Claimed>;

/** Checks the text of a certificate. Bad content is a fault in the answer, never an exception. */
export const verifyClaimCertificate = (text: string, options: CertificateOptions): ClaimCheck =>
  verifyComposed(
    {
      schema: ClaimCertificate,
      member: 'claim',
      words: ({ claim }) => claim,
      compose: ({ claim }, leaves, fault) => claimedOf(claim, leaves, fault),
    },
    text,
    options,
  );
