/** What a form of an agreement's version holds. */
import type { PartyKind } from '../../events/client/operations.schemas.ts';

export interface PartyInput {
  organization?: string;
  kind?: PartyKind;
  basisPoints?: number;
}

export interface VersionForm {
  parties?: (PartyInput | undefined)[];
  effectiveFrom?: string;
  document?: File[];
}

/** Basis points of all parties. */
export const sumOf = (parties: VersionForm['parties'] = []): number =>
  parties.reduce((sum, party) => sum + (party?.basisPoints ?? 0), 0);
