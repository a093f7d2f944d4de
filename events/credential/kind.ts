/**
 * The credentials that there are, one for each kind of certificate. A credential's subject has the
 * certificate's words, and a context that says of each what it is.
 */
import * as z from 'zod';
import { CLAIM_FORMAT } from '../certificate/claim-certificate.ts';
import type { Claimed } from '../certificate/claimed.ts';
import type { Consumption } from '../certificate/consumption.ts';
import { GREEN_POWER_FORMAT } from '../certificate/green-power-certificate.ts';
import { ISSUANCE_FORMAT } from '../certificate/issuance-certificate.ts';
import type { Issued } from '../certificate/issued.ts';
import { type Certificate, FORMAT } from '../certificate/retirement-certificate.ts';

/** What a member of the words is: a text, a number, a truth, an instant, or a structure, kept as JSON. */
type Term = 'text' | 'integer' | 'boolean' | 'instant' | 'json';

/** Terms of every member of `W`, so that none can be left out. */
type Terms<W> = Record<keyof W & string, Term>;

interface Declared<W> {
  /** Name of its subject's URN. */
  name: string;
  /** Name of its context. What a name says never changes: another member of the words takes the next one. */
  context: string;
  /** `type` of the credential, beside VerifiableCredential, and of its subject. */
  type: string;
  subjectType: string;
  /** The member of the certificate that has the words. */
  member: string;
  /** The member of the words that says whose they are. It becomes the subject's `id`. */
  idMember: keyof W & string;
  terms: Terms<W>;
  /** Reads off the words the instant from which they are true: of what they tell last. */
  since: z.ZodType<string>;
}

/** A kind of credential, whatever its words. */
export interface CredentialKind extends Omit<Declared<object>, 'idMember' | 'terms'> {
  idMember: string;
  terms: Readonly<Record<string, Term>>;
}

const declare = <W extends object>(declared: Declared<W>): CredentialKind =>
  declared as unknown as CredentialKind;

const At = z.object({ at: z.string() });

const retirement = declare<Required<Certificate['retirement']>>({
  name: 'retirement',
  context: 'retirement-v1',
  type: 'RetirementCredential',
  subjectType: 'Retirement',
  member: 'retirement',
  idMember: 'id',
  terms: {
    id: 'text',
    account: 'text',
    quantity: 'integer',
    unit: 'text',
    serials: 'json',
    beneficiary: 'text',
    reason: 'text',
    purpose: 'text',
    consumptionYear: 'integer',
    imported: 'boolean',
    foreign: 'json',
    covers: 'json',
    at: 'instant',
  },
  since: At.transform(({ at }) => at),
});

const consumption = declare<Required<Consumption>>({
  name: 'green-power',
  context: 'green-power-v1',
  type: 'GreenPowerCredential',
  subjectType: 'GreenPowerConsumption',
  member: 'consumption',
  idMember: 'statement',
  terms: {
    statement: 'text',
    version: 'integer',
    organization: 'json',
    subject: 'json',
    boundary: 'text',
    year: 'integer',
    verification: 'json',
    purchasedKilowattHours: 'text',
    coveredKilowattHours: 'text',
    consumedKilowattHours: 'text',
    megawattHours: 'json',
    shareBasisPoints: 'integer',
    sources: 'json',
    facilities: 'json',
    contracts: 'json',
    retirements: 'json',
  },
  since: z.object({ verification: At, retirements: z.array(At) }).transform(
    ({ verification, retirements }) =>
      [verification, ...retirements]
        .map(({ at }) => at)
        .sort()
        .at(-1)!,
  ),
});

const claim = declare<Required<Claimed>>({
  name: 'claim',
  context: 'claim-v1',
  type: 'ClaimCredential',
  subjectType: 'Claim',
  member: 'claim',
  idMember: 'claim',
  terms: {
    claim: 'text',
    statement: 'text',
    version: 'integer',
    label: 'text',
    subject: 'json',
    boundary: 'text',
    period: 'json',
    gross: 'json',
    green: 'json',
    residual: 'json',
    retired: 'json',
    factors: 'json',
    reductions: 'text',
    plan: 'json',
    reduction: 'json',
    europeanUnion: 'boolean',
    commit: 'text',
    at: 'instant',
    organization: 'json',
    verification: 'json',
    members: 'json',
    retirements: 'json',
    batches: 'json',
    projects: 'json',
    facilities: 'json',
  },
  since: At.transform(({ at }) => at),
});

const issuance = declare<Required<Issued>>({
  name: 'issuance',
  context: 'issuance-v1',
  type: 'IssuanceCredential',
  subjectType: 'Issuance',
  member: 'issuance',
  idMember: 'batch',
  terms: {
    batch: 'text',
    instrument: 'text',
    quantity: 'integer',
    issuedAt: 'instant',
    vintage: 'integer',
    generated: 'json',
    energy: 'text',
    code: 'text',
    commit: 'text',
    unit: 'text',
    serials: 'json',
    account: 'text',
    holder: 'json',
    imported: 'boolean',
    legacy: 'boolean',
    report: 'text',
    buffer: 'json',
    retiredElsewhere: 'integer',
    foreign: 'json',
    frozen: 'boolean',
    certificates: 'json',
    project: 'json',
    facility: 'json',
  },
  since: z.object({ issuedAt: z.string() }).transform(({ issuedAt }) => issuedAt),
});

/** By the format of the certificate whose words and evidence the credential has. */
export const credentialKinds: Readonly<Record<string, CredentialKind>> = {
  [FORMAT]: retirement,
  [GREEN_POWER_FORMAT]: consumption,
  [CLAIM_FORMAT]: claim,
  [ISSUANCE_FORMAT]: issuance,
};

/** The kind of a certificate's format, if there is one. */
export const credentialKindOf = (format: string): CredentialKind | undefined =>
  Object.hasOwn(credentialKinds, format) ? credentialKinds[format] : undefined;
