/**
 * Transfers: the sender offers, the receiver accepts or rejects, and the sender may withdraw until then.
 * Offered blocks are locked; the end moves them on or back.
 */

import { chinaDate } from '../base/day.ts';
import { type Entities, type NextStates, read, transferEntity } from '../ledger/entity.ts';
import type { EventOfType } from '../ledger/event.ts';
import { moveBlocks, serialsOf } from './block.ts';
import type { TransferState } from './states.ts';

export function evolveUnitsOffered(
  entities: Entities,
  { id, facts, sealed }: EventOfType<'units.offered'>,
): NextStates {
  const moved = moveBlocks(entities, facts.items, id, ({ account }) => ({
    account,
    status: 'offered',
    transfer: id,
  }));
  const { from, to, quantity, primary } = facts;
  const transfer: TransferState = {
    from,
    to,
    status: 'offered',
    quantity,
    items: serialsOf(facts.items),
    ...(primary && { primary }),
    ...(sealed && { sealed }),
  };
  return [...moved, [transferEntity(id), transfer]];
}

export function evolveTransferEnded(entities: Entities, event: EventOfType<TransferEnded>): NextStates {
  const id = transferEntity(event.facts.transfer);
  const current = read(entities, id);
  if (!current) return [];
  const end = Object.values(TRANSFER_ENDS).find(({ type }) => type === event.type);
  if (!end) return [];
  const account = current.state[end.unitsTo];
  const traded = end.unitsTo === 'to' && { traded: true as const };
  const moved = moveBlocks(entities, event.facts.items, event.id, () => ({
    account,
    status: 'held',
    ...traded,
  }));
  const accepted = end.status === 'accepted' && current.state.primary !== undefined;
  const acceptedOn = accepted && { acceptedOn: chinaDate(event.at) };
  return [...moved, [id, { ...current.state, status: end.status, ...acceptedOn }]];
}

/** The ways in which a transfer may end, and the side that may choose each. */
export const TRANSFER_ENDS = {
  accept: { type: 'transfer.accepted', status: 'accepted', by: 'to', unitsTo: 'to' },
  reject: { type: 'transfer.rejected', status: 'rejected', by: 'to', unitsTo: 'from' },
  withdraw: { type: 'transfer.withdrawn', status: 'withdrawn', by: 'from', unitsTo: 'from' },
} as const;

export type TransferEnd = keyof typeof TRANSFER_ENDS;

export type TransferEnded = (typeof TRANSFER_ENDS)[TransferEnd]['type'];
