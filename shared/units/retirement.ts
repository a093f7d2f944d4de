/** Retirement (注销): units used for good, for a beneficiary and a purpose. There is no way back. */

import type { Entities, NextStates } from '../ledger/entity.ts';
import type { EventOfType } from '../ledger/event.ts';
import { moveBlocks } from './block.ts';

export function evolveUnitsRetired(
  entities: Entities,
  { id, facts }: EventOfType<'units.retired'>,
): NextStates {
  return moveBlocks(entities, facts.items, id, ({ account }) => ({ account, status: 'retired' }));
}
