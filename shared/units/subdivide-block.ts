/** Cuts a block into lanes, so that each of many buyers finds one. */
import type { Context, Draft } from '../ledger/decision.ts';
import { blockEntity, type Entities, read } from '../ledger/entity.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import { actsFor } from '../parties/account.ts';
import { laneStarts } from './batch.ts';
import { quantityOf } from './block.ts';

export interface SubdivideBlock {
  batch: string;
  /** First serial of the block. */
  block: number;
  /** The parts' quantities in serial order, if given. */
  quantities?: readonly number[] | undefined;
  /** The number of parts otherwise, as equal in size as whole units allow. */
  lanes?: number | undefined;
}

/**
 * Rejections in order: block-not-found, not-yours, units-not-available,
 * subdivision-does-not-add-up, too-many-lanes.
 */
export function decideSubdivideBlock(
  entities: Entities,
  command: SubdivideBlock,
  context: Context,
): Draft<'block.subdivided'> | Rejection {
  const { batch, block, quantities, lanes } = command;
  const current = read(entities, blockEntity(batch, block));
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
