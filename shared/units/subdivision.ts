/** Subdivision: the owner cuts a block it holds into several, by quantities or into lanes. Nothing changes hands. */

import type { Context, Draft } from '../ledger/decision.ts';
import { blockEntity, type Entities, type EntityId, type EntityState, read } from '../ledger/entity.ts';
import type { EventOfType } from '../ledger/event.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import { actsFor } from '../parties/account.ts';
import { laneStarts } from './batch.ts';
import { quantityOf } from './block.ts';
import type { BlockState } from './states.ts';

export interface SubdivideBlock {
  batch: string;
  /** First serial of the block. */
  block: number;
  /** Either the parts' quantities, in serial order, … */
  quantities?: readonly number[] | undefined;
  /** … or how many parts of as equal size as whole units allow. */
  lanes?: number | undefined;
}

/** Rejections in order: block-not-found, not-yours, units-not-available, subdivision-does-not-add-up, too-many-lanes. */
export function decideSubdivideBlock(
  entities: Entities,
  command: SubdivideBlock,
  context: Context,
): Draft | Rejection {
  const { batch, block, quantities, lanes } = command;
  const current = read(entities, 'block', blockEntity(batch, block));
  if (!current) return reject('block-not-found', '/block', { batch, block });
  const { account, status, from, to } = current.state;
  const refused = actsFor(entities, account, context);
  if (refused) return refused;
  if (status !== 'held') return reject('units-not-available', '/block', { status });
  const quantity = quantityOf({ from, to });
  let starts: number[];
  if (quantities) {
    const sum = quantities.reduce((total, part) => total + part, 0);
    if (sum !== quantity) return reject('subdivision-does-not-add-up', '/quantities', { sum, quantity });
    starts = quantities
      .slice(0, -1)
      .map((_, i) => from + quantities.slice(0, i + 1).reduce((a, b) => a + b, 0));
  } else {
    if ((lanes ?? 1) > quantity) return reject('too-many-lanes', '/lanes', { lanes: lanes ?? 1, quantity });
    starts = laneStarts(from, quantity, lanes ?? 1).slice(1);
  }
  return {
    type: 'block.subdivided',
    facts: { account, batch, block, starts },
    advances: [block, ...starts].map((start) => blockEntity(batch, start)),
  };
}

export function evolveBlockSubdivided(
  entities: Entities,
  { facts: { batch, block, starts } }: EventOfType<'block.subdivided'>,
): [EntityId, EntityState][] {
  const current = read(entities, 'block', blockEntity(batch, block));
  if (!current) return [];
  const all = [block, ...starts];
  return all.map((from, index) => {
    const state: BlockState = { ...current.state, from, to: (all[index + 1] ?? current.state.to + 1) - 1 };
    return [blockEntity(batch, from), state];
  });
}
