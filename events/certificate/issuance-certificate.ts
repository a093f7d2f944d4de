/**
 * Checks the certificate of an issuance offline: its leaves are in the log that the key signed, and it says
 * what the leaves say. Who holds the units today takes the whole log.
 */
import * as z from 'zod';
import { type ComposedCheck, verifyComposed } from './composed.ts';
import { type CertificateOptions, Evidence, NamedLog } from './evidence.ts';
import { issuedOf } from './issuance.ts';
import { Issued } from './issued.ts';

/** The format that this release writes and verifies. */
export const ISSUANCE_FORMAT = 'lvzhang-issuance-certificate/v1';

/** Issuance, project or facility, its owner, the opening of the account and whose it is. */
export const ISSUANCE_LEAVES_MAX = 5;

export const IssuanceCertificate = z.strictObject({
  format: z.literal(ISSUANCE_FORMAT),
  issuance: Issued,
  log: NamedLog,
  evidence: z.array(Evidence).min(1).max(ISSUANCE_LEAVES_MAX),
});
export type IssuanceCertificate = z.infer<typeof IssuanceCertificate>;

export type IssuanceCheck = ComposedCheck<Issued>;

/** Checks the text of a certificate. Bad content is a fault in the answer, never an exception. */
export const verifyIssuanceCertificate = (text: string, options: CertificateOptions): IssuanceCheck =>
  verifyComposed(
    {
      schema: IssuanceCertificate,
      member: 'issuance',
      words: ({ issuance }) => issuance,
      compose: ({ batch }, leaves, fault) =>
        issuedOf(
          batch,
          leaves.map(({ event }) => event),
          fault,
        ),
    },
    text,
    options,
  );
