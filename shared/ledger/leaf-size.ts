/** Whether an event fits one commit: one transaction, and one leaf of the log. */
import { canonicalize } from '../base/canonical.ts';
import { toUtf8 } from '../base/encoding.ts';
import { ADVANCES_MAX, type Context, type Draft, eventOf, LEAF_BYTES_MAX } from './decision.ts';
import type { Entities } from './entity.ts';

export function fitsOneCommit(draft: Draft, entities: Entities, context: Context, kept = 0): boolean {
  if (draft.advances.length + kept > ADVANCES_MAX) return false;
  return toUtf8(canonicalize(eventOf(draft, entities, context))).length <= LEAF_BYTES_MAX;
}
