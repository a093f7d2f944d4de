/** Retirement (注销): units used for good, for a beneficiary and a purpose. There is no way back. */

import { type Entities, type NextStates, retirementEntity } from '../ledger/entity.ts';
import type { EventOfType } from '../ledger/event.ts';
import { coveredBy } from '../statements/statement.ts';
import { moveBlocks, serialsOf } from './block.ts';

export function evolveUnitsRetired(
  entities: Entities,
  { id, facts }: EventOfType<'units.retired'>,
): NextStates {
  const { items, account, quantity, covers } = facts;
  const retired = moveBlocks(entities, items, id, (block) => ({ account: block.account, status: 'retired' }));
  if (!covers) return retired;
  const { statement, tonnes } = covers;
  const unit = tonnes ? 'tCO2e' : 'MWh';
  return [
    ...retired,
    ...coveredBy(entities, covers),
    [retirementEntity(id), { statement, account, items: serialsOf(items), quantity, unit }],
  ];
}
