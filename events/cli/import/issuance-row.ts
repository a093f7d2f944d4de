/** What a row of an issuance says besides its quantities, where its registry tells: by that it is known again. */
import type { ForeignIssuance } from '../../../shared/foreign-issuance.ts';
import { plainNumber } from '../../../shared/foreign-number.ts';

/** The retirement of what a row lists as retired. */
export interface RetirementRow {
  beneficiary?: string;
  reason?: string;
  /** The day of it there, and what else is said. */
  foreign?: { retiredOn: string; details?: string };
}

/** By serial, else by day of issuance; a row with neither is its vintage. */
export const identityOf = ({ serial, issuedOn }: ForeignIssuance = {}): string =>
  serial === undefined ? (issuedOn ?? '') : plainNumber(serial);
