/** States of organizations, their accounts and names. */

import type { Role } from '../ledger/role.ts';
import type { SIGNATURE_ALG } from '../ledger/signature.ts';
import type { ProvinceCode } from '../power/province.ts';

export interface OrganizationState {
  name: string;
  roles: Role[];
  uscc?: string;
  foreign?: { source: string; name: string };
  /** Absent for roles that may not own units (verifier, operator, regulator). */
  account?: string;
  /** Keys that sign its commands, and those that ended a short while ago; and whether somebody else ended its last one. */
  keys?: OrganizationKey[];
  keyEndedByOther?: true;
  /** Other identities of the same organization, for each of which it acts. */
  united?: string[];
  /** The identity that this one was united into. This one acts no more. */
  unitedInto?: string;
}

export interface AccountState {
  organization: string;
  /** The project whose buffer it holds; such units are never moved but by a reversal. */
  buffer?: string;
  /** The province whose certificates of mechanism-priced power it holds; such are never sold. */
  province?: ProvinceCode;
}

/** Holds a name that must be unique (a USCC, a foreign identity, a registration code, a province, a meter) for its owner. */
export interface NameState {
  holder: string;
}

/** Who is registered under a name, as it is left without what people write in different ways. */
export interface AlikeState {
  /** The first ALIKE_MAX organizations. */
  holders: string[];
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
