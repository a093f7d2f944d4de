/** Retirement (注销): units used for good, for a beneficiary and a purpose. There is no way back. */
import { actsFor } from './account.ts';
import { blocksAdvanced, moveBlocks, movedQuantity } from './block.ts';
import { type Context, type Draft, LEAF_BYTES_MAX } from './decision.ts';
import { batchEntity, type Entities, type EntityId, type EntityState, read } from './entity.ts';
import type { EventOfType } from './event.ts';
import type { RetirementPurpose } from './purpose.ts';
import { type Rejection, reject } from './rejection.ts';
import { type Candidate, type Item, selectUnits } from './selection.ts';

export interface RetireUnits {
  account: string;
  items: readonly Item[];
  beneficiary: string;
  reason: string;
  purpose: RetirementPurpose;
}

/** What the envelope may take at most, besides the text members, movements and advances. */
const ENVELOPE_BYTES = 700;

/**
 * Rejections in order: not-found, not-yours, operator-retires-imports-only, then selectUnits'.
 * `entities` holds the account, its blocks of the batches named, and those batches.
 */
export function decideRetireUnits(
  entities: Entities,
  candidates: readonly Candidate[],
  command: RetireUnits,
  context: Context,
): Draft | Rejection {
  const { account, beneficiary, reason, purpose } = command;
  const refused = actsFor(entities, account, context);
  if (refused) return { ...refused, pointer: '/account' };
  const imported = context.role === 'operator';
  if (imported) {
    for (const [index, { batch }] of command.items.entries()) {
      if (!read(entities, 'batch', batchEntity(batch))?.state.imported)
        return reject('operator-retires-imports-only', `/items/${index}/batch`, { batch });
    }
  }
  const textBytes = new TextEncoder().encode(JSON.stringify([beneficiary, reason])).length;
  const items = selectUnits(candidates, command.items, LEAF_BYTES_MAX - ENVELOPE_BYTES - textBytes);
  if (!Array.isArray(items)) return items;
  return {
    type: 'units.retired',
    facts: { account, items, quantity: movedQuantity(items), beneficiary, reason, purpose, imported },
    advances: blocksAdvanced(entities, items),
  };
}

export function evolveUnitsRetired(
  entities: Entities,
  { id, facts }: EventOfType<'units.retired'>,
): [EntityId, EntityState][] {
  return moveBlocks(entities, facts.items, id, ({ account }) => ({ account, status: 'retired' }));
}
