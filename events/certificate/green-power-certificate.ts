/**
 * Checks a green-power consumption certificate (绿电消费认证) offline: its leaves are in the log that the key
 * signed, and it says what the leaves come to.
 */
import * as z from 'zod';
import { type ComposedCheck, verifyComposed } from './composed.ts';
import { Consumption } from './consumption.ts';
import { type CertificateOptions, Evidence, NamedLog } from './evidence.ts';
import { consumptionOf } from './green-power.ts';

/** The format that this release writes and verifies. */
export const GREEN_POWER_FORMAT = 'lvzhang-green-power-certificate/v1';

/** Leaves of one certificate; a year of an enterprise has some hundred. */
export const GREEN_POWER_LEAVES_MAX = 1_000;

export const GreenPowerCertificate = z.strictObject({
  format: z.literal(GREEN_POWER_FORMAT),
  consumption: Consumption,
  log: NamedLog,
  evidence: z.array(Evidence).min(1).max(GREEN_POWER_LEAVES_MAX),
});
export type GreenPowerCertificate = z.infer<typeof GreenPowerCertificate>;

export type GreenPowerCheck = ComposedCheck<Consumption>;

/** Checks the text of a certificate. Bad content is a fault in the answer, never an exception. */
export const verifyGreenPowerCertificate = (text: string, options: CertificateOptions): GreenPowerCheck =>
  verifyComposed(
    {
      schema: GreenPowerCertificate,
      member: 'consumption',
      words: ({ consumption }) => consumption,
      compose: ({ statement }, leaves, fault) =>
        consumptionOf(
          statement,
          leaves.map(({ event }) => event),
          fault,
        ),
    },
    text,
    options,
  );
