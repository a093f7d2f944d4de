/**
 * Consumption by contract, month and buyer, at the buyer's meter point: the buyer reports, the grid company
 * confirms.
 */
import { consumptionEntity, contractEntity, type Entities, type NextStates, read } from '../ledger/entity.ts';
import type { EventOfType } from '../ledger/event.ts';
import { withConfirmed, withPending, withRefused } from './reading.ts';
import type { ConsumptionState } from './states.ts';

/** The contract unchanged. Readings move it too: settlement, amendment and reading can't miss each other. */
function unchangedContract(entities: Entities, contract: string): NextStates {
  const id = contractEntity(contract);
  const current = read(entities, id)?.state;
  return current ? [[id, current]] : [];
}

export function evolveConsumptionRecorded(
  entities: Entities,
  { facts }: EventOfType<'consumption.recorded'>,
): NextStates {
  const { contract, month, buyer, ...pending } = facts;
  const id = consumptionEntity(contract, month, buyer);
  const current = read(entities, id)?.state ?? { contract, month, buyer, lastRevision: 0 };
  return [[id, withPending<ConsumptionState>(current, pending)], ...unchangedContract(entities, contract)];
}

export function evolveConsumptionConfirmed(
  entities: Entities,
  { facts: { contract, month, buyer } }: EventOfType<'consumption.confirmed'>,
): NextStates {
  const id = consumptionEntity(contract, month, buyer);
  const current = read(entities, id)?.state;
  return current?.pending ? [[id, withConfirmed(current)], ...unchangedContract(entities, contract)] : [];
}

export function evolveConsumptionRefused(
  entities: Entities,
  { facts }: EventOfType<'consumption.refused'>,
): NextStates {
  const { contract, month, buyer, revision, reason } = facts;
  const id = consumptionEntity(contract, month, buyer);
  const current = read(entities, id)?.state;
  return current?.pending ? [[id, withRefused(current, { revision, reason })]] : [];
}
