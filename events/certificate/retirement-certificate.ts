/**
 * Checks a retirement certificate offline: its leaves are in the log that the key signed, and its words
 * agree with its leaves. The check needs only the certificate and the log's key.
 */
import * as z from 'zod';
import type { EventOfType } from '../../shared/ledger/event.ts';
import { Cover } from '../../shared/statements/cover.ts';
import { quantityOf, serialsOf } from '../../shared/units/block.ts';
import { unitOfPurpose } from '../../shared/units/purpose.ts';
import type { SerialRange } from '../../shared/units/states.ts';
import { type Consent, consentOf, type Disclosed } from './consent.ts';
import {
  type CertificateFault,
  type CertificateOptions,
  compareMembers,
  Evidence,
  type Fault,
  NamedLog,
  type Prover,
  provenIn,
} from './evidence.ts';
import { type Origin, originsOf } from './origin.ts';

const serials = z.strictObject({ batch: z.string(), from: z.int(), to: z.int() });
/** The format that this release writes and verifies. */
export const FORMAT = 'lvzhang-retirement-certificate/v1';

/** The leaves that prove the consent to a signed retirement, and the request that was signed. */
export const ConsentEvidence = z.strictObject({
  key: Evidence,
  revoked: Evidence.optional(),
  account: Evidence.optional(),
  united: Evidence.optional(),
  body: z.string(),
});

const certificateSchema = z.strictObject({
  format: z.literal(FORMAT),
  retirement: z.strictObject({
    id: z.string(),
    account: z.string(),
    quantity: z.int(),
    /** Absent in certificates of the first releases, which were all in tonnes. */
    unit: z.string().optional(),
    serials: z.array(serials),
    beneficiary: z.string(),
    reason: z.string(),
    purpose: z.string(),
    consumptionYear: z.int().optional(),
    imported: z.boolean(),
    /** Only for an import: the other registry's account of the retirement. */
    foreign: z
      .strictObject({
        retiredOn: z.string(),
        details: z.string().optional(),
        account: z.string().optional(),
        written: z.record(z.string(), z.string()).optional(),
      })
      .optional(),
    /** Only for an emission statement: which one, and what the units count as there. */
    covers: Cover.optional(),
    at: z.string(),
  }),
  log: NamedLog,
  evidence: z.array(Evidence).min(1).max(300),
  /** Only for a signed retirement: the proof that its holder asked for it. */
  consent: ConsentEvidence.optional(),
});
export type Certificate = z.infer<typeof certificateSchema>;

export interface CertificateCheck {
  valid: boolean;
  faults: CertificateFault[];
  /** The place of the retirement in the log; set when it is proven. */
  retirement?: { event: EventOfType<'units.retired'>; index: number; size: number };
  /**
   * Who asked for it, by a signature; undefined if the leaf has none and only the registry says who asked.
   */
  consent?: Consent | undefined;
  /** The proven origin of the serials, by batch. */
  origins: Origin[];
}

/** Checks the text of a certificate. Bad content is a fault in the answer, never an exception. */
export function verifyCertificate(text: string, options: CertificateOptions): CertificateCheck {
  const { faults, fault, certificate, proven, leaves, prove } = provenIn(certificateSchema, text, options);
  if (!certificate) return { valid: false, faults, origins: [] };
  const [first] = proven;
  if (first && first.event.type !== 'units.retired')
    fault('/evidence/0', '首条记录不是注销', 'its first leaf is not a retirement');
  if (first?.event.type !== 'units.retired') return { valid: false, faults, origins: [] };
  const event = first.event;
  compareWords(certificate.retirement, event, fault);
  const origins = originsOf(
    event,
    leaves.map((each) => each.event),
    fault,
  );
  const { index, size } = first;
  const consent = consentOf(
    { log: options.logKey.name, event, index },
    disclosedIn(certificate, prove, fault),
    fault,
  );
  return { valid: faults.length === 0, faults, retirement: { event, index, size }, consent, origins };
}

/** The certificate's disclosures of the consent, with their leaves looked up in the log. */
function disclosedIn({ consent }: Certificate, prove: Prover, fault: Fault): Disclosed | undefined {
  if (!consent) return undefined;
  const leafOf = (name: 'key' | 'revoked' | 'account' | 'united') =>
    consent[name] && prove(consent[name], (zh, en) => fault(`/consent/${name}`, zh, en));
  const { body } = consent;
  return {
    key: leafOf('key'),
    revoked: leafOf('revoked'),
    account: leafOf('account'),
    united: leafOf('united'),
    body,
  };
}

/** Every field that people read says what the leaf says. */
function compareWords(
  { serials: ranges, ...words }: Certificate['retirement'],
  { id, at, facts }: EventOfType<'units.retired'>,
  fault: Fault,
): void {
  const { items, ...own } = facts;
  const unit = unitOfPurpose(facts.purpose);
  compareMembers({ unit, ...words }, { id, at, unit, ...own }, (field, here, there) =>
    fault(`/retirement/${field}`, `证书写 ${here}，记录为 ${there}`, `it says ${here}, the leaf ${there}`),
  );
  if (serialsText(ranges) !== serialsText(serialsOf(items)))
    fault('/retirement/serials', '序号与记录不符', 'the serials are not those of the leaf');
  const sum = ranges.reduce((total, range) => total + quantityOf(range), 0);
  if (sum !== facts.quantity)
    fault('/retirement/quantity', `序号合计 ${sum}`, `the serials sum to ${sum}, not to the quantity`);
}

const serialsText = (ranges: readonly SerialRange[]) =>
  ranges.map(({ batch, from, to }) => `${batch}/${from}-${to}`).join();
