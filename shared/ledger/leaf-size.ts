/** Whether an event fits one commit: one transaction, and one leaf of the log. */
import { canonicalize } from '../base/canonical.ts';
import { toUtf8 } from '../base/encoding.ts';
import { ADVANCES_MAX, type Context, type Draft, eventOf, LEAF_BYTES_MAX } from './decision.ts';
import type { Entities } from './entity.ts';

/** Bytes of the leaf that a draft makes, without a signature, which comes on top of the bound. */
const leafBytes = (draft: Draft, entities: Entities, context: Context): number =>
  toUtf8(canonicalize(eventOf(draft, entities, context))).length;

export function fitsOneCommit(draft: Draft, entities: Entities, context: Context, kept = 0): boolean {
  if (draft.advances.length + kept > ADVANCES_MAX) return false;
  return leafBytes(draft, entities, context) <= LEAF_BYTES_MAX;
}

/**
 * Bytes that a leaf has left for movements and the advances of their blocks. `bare` is the draft without
 * them; its fields that depend on them (quantity, remainder) are as long as they can be.
 */
export const leafBytesLeft = (bare: Draft, entities: Entities, context: Context): number =>
  LEAF_BYTES_MAX - leafBytes(bare, entities, context);

/**
 * The bytes left in the leaf of a later step with the same blocks, computed in this commit. By then every
 * entity has moved, a block's version may have one digit more, and an organization may act for the party.
 */
export function leafBytesLeftLater(bare: Draft, context: Context): number {
  const { id, org } = context;
  const prevs = bare.advances.length * JSON.stringify({ prev: id }).length;
  return (
    leafBytesLeft(bare, new Map(), { ...context, role: 'enterprise', agent: org }) - prevs - ADVANCES_MAX
  );
}
