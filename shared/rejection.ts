/** Named rejections: every rule that can refuse a command has one, with its status and its words. */
import { agreementRejections } from './rejections/agreement.ts';
import { certificateRejections } from './rejections/certificate.ts';
import { contractRejections } from './rejections/contract.ts';
import { facilityRejections } from './rejections/facility.ts';
import { freezingRejections } from './rejections/freezing.ts';
import { landRejections } from './rejections/land.ts';
import { marketRejections } from './rejections/market.ts';
import { pledgeRejections } from './rejections/pledge.ts';
import { projectRejections } from './rejections/project.ts';
import { reportRejections } from './rejections/report.ts';
import { settlementRejections } from './rejections/settlement.ts';
import { supplyRejections } from './rejections/supply.ts';
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
} as const;

export type RejectionCode = keyof typeof rejections;

/** Why a command was refused: the rule's name, what it saw, and which part of the request it concerns. */
export interface Rejection {
  rejected: RejectionCode;
  /** JSON pointer into the request body. */
  pointer?: string;
  /** Facts for the reader, e.g. `{available: 40, wanted: 60}`. */
  seen?: Record<string, string | number>;
}

export function reject(code: RejectionCode, pointer?: string, seen?: Rejection['seen']): Rejection {
  return { rejected: code, ...(pointer !== undefined && { pointer }), ...(seen && { seen }) };
}

export function isRejection(outcome: object): outcome is Rejection {
  return 'rejected' in outcome;
}
