/** Guards of the extra approval: VCS outside forestry needs the authority's own (DOMAIN §2, the plan). */

import { type Rejection, reject } from '../../../ledger/rejection.ts';
import type { Subject } from '../../commands.ts';
import { needsExtraApproval } from '../../eligibility.ts';

/** Only imports may lack a category, and imports have no lifecycle. */
const isNeeded = ({ state: { standard, category } }: Subject<object>) =>
  category !== undefined && needsExtraApproval(standard, category);

export function approvalNeeded(subject: Subject<object>): Rejection | undefined {
  if (isNeeded(subject)) return undefined;
  return reject('approval-not-needed', undefined, { category: subject.state.category ?? '-' });
}

export function notYetApproved({ state }: Subject<object>): Rejection | undefined {
  return state.approved ? reject('already-approved') : undefined;
}

export function approvalGiven(subject: Subject<object>): Rejection | undefined {
  if (!isNeeded(subject) || subject.state.approved) return undefined;
  return reject('approval-missing', undefined, { category: subject.state.category ?? '-' });
}
