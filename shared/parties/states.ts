/** States of organizations, their accounts, names and accreditations. */

import type { Period } from '../base/day.ts';
import type { DocumentReference } from '../base/document.ts';
import type { Demandable } from '../ledger/confirmation.ts';
import type { Role } from '../ledger/role.ts';
import type { SIGNATURE_ALG } from '../ledger/signature.ts';
import type { ProvinceCode } from '../power/province.ts';
import type { AccreditationScope } from './facts-accreditation.ts';

export interface OrganizationState {
  name: string;
  roles: Role[];
  uscc?: string;
  foreign?: { source: string; name: string };
  /** Absent for roles that may not own units (verifier, operator, regulator). */
  account?: string;
  /** Keys that sign its commands, also recently ended ones; and whether somebody else ended its last. */
  keys?: OrganizationKey[];
  keyEndedByOther?: true;
  /** The commands for which it demands two pairs of eyes. */
  confirmation?: Demand[];
  /** Other identities of the same organization; it acts for each of them. */
  united?: string[];
  /** The identity that this one was united into. This one no longer acts. */
  unitedInto?: string;
}

export interface AccountState {
  organization: string;
  /** The project whose buffer it holds; only a reversal moves such units. */
  buffer?: string;
  /** The province whose certificates of mechanism-priced power it holds; these are never sold. */
  province?: ProvinceCode;
}

/** Holds a unique name (USCC, foreign identity, registration code, province, meter) for its owner. */
export interface NameState {
  holder: string;
}

/** The organizations registered under a name, stripped of what people write in different ways. */
export interface AlikeState {
  /** The first ALIKE_MAX organizations. */
  holders: string[];
}

export interface Demand {
  command: Demandable;
  /** Instant since which it is demanded. */
  from: string;
}

export interface OrganizationKey {
  kid: string;
  alg: typeof SIGNATURE_ALG;
  /** Base64url. */
  publicKey: string;
  /** Instant of its registration. */
  from: string;
  /** Instant of its revocation. */
  until?: string;
}

/** An order of the regulator: why, and the instant of its commit. */
export interface Ordered {
  reason: string;
  at: string;
}

/** What a verification body may verify, as the latest grant has it. */
export interface AccreditationState extends AccreditationScope {
  validity: Period;
  document?: DocumentReference;
  reference?: string;
  /** The regulator that granted it, under whose name its document is stored. */
  grantedBy: string;
  /** In force until the accreditation is resumed, also across a new grant. */
  suspended?: Ordered;
  withdrawn?: Ordered;
}
