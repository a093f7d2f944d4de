/**
 * Checks a green-power consumption certificate (绿电消费认证) offline: its leaves are in the log that the key
 * signed, and it says what the leaves come to.
 */
import * as z from 'zod';
import { Consumption } from './consumption.ts';
import {
  type CertificateFault,
  type CertificateOptions,
  compareMembers,
  Evidence,
  gatherFaults,
  NamedLog,
  parseCertificate,
  proveAll,
  proverFor,
} from './evidence.ts';
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

export interface GreenPowerCheck {
  valid: boolean;
  faults: CertificateFault[];
  /** What is proven; absent where it isn't valid. */
  consumption?: Consumption;
  /** Size of the tree under whose checkpoint the leaves were found. */
  size?: number;
}

/** Checks the text of a certificate. Bad content is a fault in the answer, never an exception. */
export function verifyGreenPowerCertificate(text: string, options: CertificateOptions): GreenPowerCheck {
  const { faults, fault } = gatherFaults();
  const certificate = parseCertificate(GreenPowerCertificate, text, fault);
  if (!certificate) return { valid: false, faults };
  const proven = proveAll(certificate, options.logKey, proverFor(options), fault).flatMap(
    (each) => each ?? [],
  );
  const said = certificate.consumption;
  const events = proven.map(({ event }) => event);
  const shown = consumptionOf(said.statement, events, fault);
  if (shown)
    compareMembers(said, shown, (member, here, there) =>
      fault(
        `/consumption/${member}`,
        `证书写 ${here}，记录为 ${there}`,
        `it says ${here}, the leaves ${there}`,
      ),
    );
  if (faults.length > 0 || !shown) return { valid: false, faults };
  return { valid: true, faults, consumption: shown, size: Math.max(...proven.map(({ size }) => size)) };
}
