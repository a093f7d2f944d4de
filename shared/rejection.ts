/** Named rejections: every rule that can refuse a command has one, with its status and its words. */
import { agreementRejections } from './rejections/agreement.ts';
import { certificateRejections } from './rejections/certificate.ts';
import { consentRejections } from './rejections/consent.ts';
import { contractRejections } from './rejections/contract.ts';
import { facilityRejections } from './rejections/facility.ts';
import { foreignRejections } from './rejections/foreign.ts';
import { freezingRejections } from './rejections/freezing.ts';
import { landRejections } from './rejections/land.ts';
import { marketRejections } from './rejections/market.ts';
import { pledgeRejections } from './rejections/pledge.ts';
import { projectRejections } from './rejections/project.ts';
import { reportRejections } from './rejections/report.ts';
import { settlementRejections } from './rejections/settlement.ts';
import { supplyRejections } from './rejections/supply.ts';
import { unionRejections } from './rejections/union.ts';
import { unitRejections } from './rejections/units.ts';

export const rejections = {
  ...unitRejections,
  ...landRejections,
  ...agreementRejections,
  ...projectRejections,
  ...reportRejections,
  ...marketRejections,
  ...pledgeRejections,
  ...facilityRejections,
  ...contractRejections,
  ...settlementRejections,
  ...supplyRejections,
  ...certificateRejections,
  ...freezingRejections,
  ...consentRejections,
  ...foreignRejections,
  ...unionRejections,
} as const;

export type RejectionCode = keyof typeof rejections;

type Fact = string | number;

/** The names in braces of a text. */
type Named<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Named<Rest>
  : never;

/** What the words of a rejection quote of the case. */
export type FactsOf<C extends RejectionCode> = Named<(typeof rejections)[C]['title' | 'remedy']['zh' | 'en']>;

/** Why a command was refused: the rule's name, what it saw, and which part of the request it concerns. */
export interface Rejection {
  rejected: RejectionCode;
  /** JSON pointer into the request body. */
  pointer?: string;
  /** Facts for the reader, e.g. `{available: 40, wanted: 60}`; all that the rule's words quote is among them. */
  seen?: Record<string, Fact>;
}

type Told<C extends RejectionCode> = [FactsOf<C>] extends [never]
  ? [pointer?: string, seen?: Rejection['seen']]
  : [pointer: string | undefined, seen: Record<FactsOf<C>, Fact> & Record<string, Fact>];

/** Refuses by that rule; where its words quote what was seen, the compiler wants it given. */
export function reject<C extends RejectionCode>(code: C, ...[pointer, seen]: Told<C>): Rejection {
  return { rejected: code, ...(pointer !== undefined && { pointer }), ...(seen && { seen }) };
}

export function isRejection(outcome: object): outcome is Rejection {
  return 'rejected' in outcome;
}
