/**
 * Pledges (碳汇资产质押): the owner proposes and the financier accepts, so both consent. Until the release or
 * enforcement the units stay the owner's, and locked.
 */

import { type Entities, type NextStates, pledgeEntity, read } from '../ledger/entity.ts';
import type { EventOfType } from '../ledger/event.ts';
import { moveBlocks, serialsOf } from './block.ts';
import type { PledgeState } from './states.ts';

/** The steps of a pledge: the status each needs, the side that may take it, and where the units go. */
export const PLEDGE_STEPS = {
  accept: {
    type: 'pledge.accepted',
    from: 'proposed',
    to: 'active',
    by: 'to',
    unitsTo: 'from',
    units: 'pledged',
  },
  reject: {
    type: 'pledge.rejected',
    from: 'proposed',
    to: 'rejected',
    by: 'to',
    unitsTo: 'from',
    units: 'held',
  },
  withdraw: {
    type: 'pledge.withdrawn',
    from: 'proposed',
    to: 'withdrawn',
    by: 'from',
    unitsTo: 'from',
    units: 'held',
  },
  release: {
    type: 'pledge.released',
    from: 'active',
    to: 'released',
    by: 'to',
    unitsTo: 'from',
    units: 'held',
  },
  enforce: {
    type: 'pledge.enforced',
    from: 'active',
    to: 'enforced',
    by: 'to',
    unitsTo: 'to',
    units: 'held',
  },
} as const;

export type PledgeStep = keyof typeof PLEDGE_STEPS;

export type PledgeMoved = (typeof PLEDGE_STEPS)[PledgeStep]['type'];

/** Whether a later event may still name the pledge. */
export const isLivePledge = ({ status }: PledgeState): boolean =>
  status === 'proposed' || status === 'active';

/** The units are locked from the proposal on, so that the financier accepts exactly what was offered. */
export function evolvePledgeProposed(
  entities: Entities,
  { id, facts, sealed }: EventOfType<'pledge.proposed'>,
): NextStates {
  const { from, to, quantity, items } = facts;
  const pledge: PledgeState = {
    from,
    to,
    status: 'proposed',
    quantity,
    items: serialsOf(items),
    ...(sealed && { sealed }),
  };
  return [
    ...moveBlocks(entities, items, id, ({ account }) => ({ account, status: 'offered', pledge: id })),
    [pledgeEntity(id), pledge],
  ];
}

export function evolvePledgeMoved(
  entities: Entities,
  { id, type, facts }: EventOfType<PledgeMoved>,
): NextStates {
  const entity = pledgeEntity(facts.pledge);
  const current = read(entities, entity)?.state;
  const step = Object.values(PLEDGE_STEPS).find((each) => each.type === type);
  if (!current || !step) return [];
  const account = current[step.unitsTo];
  const moved = moveBlocks(entities, facts.items, id, () => ({
    account,
    status: step.units,
    ...(step.units === 'pledged' && { pledge: facts.pledge }),
    ...(step.unitsTo === 'to' && { traded: true as const }),
  }));
  return [...moved, [entity, { ...current, status: step.to }]];
}
