/** Named rejections: every rule that can refuse a command has a name, a kind and words. */

import { disclosureRejections } from '../disclosure/rejections.ts';
import { landRejections } from '../land/rejections.ts';
import { agreementRejections } from '../land/rejections-agreement.ts';
import { accreditationRejections } from '../parties/rejections-accreditation.ts';
import { confirmationRejections } from '../parties/rejections-confirmation.ts';
import { consentRejections } from '../parties/rejections-consent.ts';
import { unionRejections } from '../parties/rejections-union.ts';
import { certificateRejections } from '../power/rejections-certificate.ts';
import { contractRejections } from '../power/rejections-contract.ts';
import { facilityRejections } from '../power/rejections-facility.ts';
import { freezingRejections } from '../power/rejections-freezing.ts';
import { parkSupplyRejections } from '../power/rejections-park-supply.ts';
import { priceRejections } from '../power/rejections-prices.ts';
import { settlementRejections } from '../power/rejections-settlement.ts';
import { supplyRejections } from '../power/rejections-supply.ts';
import { projectRejections } from '../sinks/rejections.ts';
import { commentRejections } from '../sinks/rejections-comments.ts';
import { reportRejections } from '../sinks/rejections-report.ts';
import { statementRejections } from '../statements/rejections.ts';
import { claimRejections } from '../statements/rejections-claim.ts';
import { datasetRejections } from '../statements/rejections-dataset.ts';
import { parkRejections } from '../statements/rejections-park.ts';
import { unitRejections } from '../units/rejections.ts';
import { foreignRejections } from '../units/rejections-foreign.ts';
import { marketRejections } from '../units/rejections-market.ts';
import { pledgeRejections } from '../units/rejections-pledge.ts';

/** Marked as pure: a bundle, which takes their words from elsewhere, leaves them out (infra/bundle.ts). */
export const rejections = /* @__PURE__ */ (() => ({
  ...unitRejections,
  ...landRejections,
  ...agreementRejections,
  ...projectRejections,
  ...commentRejections,
  ...reportRejections,
  ...marketRejections,
  ...pledgeRejections,
  ...facilityRejections,
  ...contractRejections,
  ...parkSupplyRejections,
  ...priceRejections,
  ...settlementRejections,
  ...supplyRejections,
  ...certificateRejections,
  ...freezingRejections,
  ...consentRejections,
  ...confirmationRejections,
  ...foreignRejections,
  ...unionRejections,
  ...accreditationRejections,
  ...statementRejections,
  ...claimRejections,
  ...datasetRejections,
  ...parkRejections,
  ...disclosureRejections,
}))();

export type RejectionCode = keyof typeof rejections;

type Fact = string | number;

/** The names that a text has in braces. */
type Named<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Named<Rest>
  : never;

/** The facts of the case that the words of a rejection quote. */
export type FactsOf<C extends RejectionCode> = Named<(typeof rejections)[C]['title' | 'remedy']['zh' | 'en']>;

/** Why a command was refused: the rule's name, what it saw, and which part of the request it concerns. */
export interface Rejection {
  rejected: RejectionCode;
  /** JSON pointer into the request body. */
  pointer?: string;
  /** Facts for the reader, e.g. `{available: 40, wanted: 60}`, including all that the rule's words quote. */
  seen?: Record<string, Fact>;
}

type Told<C extends RejectionCode> = [FactsOf<C>] extends [never]
  ? [pointer?: string, seen?: Rejection['seen']]
  : [pointer: string | undefined, seen: Record<FactsOf<C>, Fact> & Record<string, Fact>];

/** Refuses by that rule; the compiler requires the facts that its words quote. */
export function reject<C extends RejectionCode>(code: C, ...[pointer, seen]: Told<C>): Rejection {
  return { rejected: code, ...(pointer !== undefined && { pointer }), ...(seen && { seen }) };
}

export function isRejection(outcome: object): outcome is Rejection {
  return 'rejected' in outcome;
}
