/**
 * Supply contracts of another registry's certificates (such as I-REC), imported with what fulfilled them:
 * contract = issued = delivered = retired, or the import names what doesn't fit.
 */

import { type Entities, type NextStates, read, registrationEntity, supplyEntity } from '../ledger/entity.ts';
import type { EventOfType } from '../ledger/event.ts';
import { moveBlocks } from '../units/block.ts';

export function evolveSupplyImported(
  _entities: Entities,
  { facts }: EventOfType<'supply.imported'>,
): NextStates {
  const { supply, ...state } = facts;
  return [
    [supplyEntity(supply), { ...state, issued: 0, delivered: 0 }],
    [registrationEntity(state.instrument, state.origin.code), { holder: supply }],
  ];
}

export function evolveSupplyDelivered(
  entities: Entities,
  { id, facts }: EventOfType<'supply.delivered'>,
): NextStates {
  const { supply, to, items, quantity, retiredElsewhere } = facts;
  const contract = read(entities, supplyEntity(supply))?.state;
  if (!contract) return [];
  const status = retiredElsewhere ? 'retired-elsewhere' : 'held';
  return [
    ...moveBlocks(entities, items, id, () => ({ account: to, status, traded: true })),
    [supplyEntity(supply), { ...contract, delivered: contract.delivered + quantity }],
  ];
}
