/** Whole blocks, as many as one commit holds: the registry handles all units of some kind page by page. */

import type { Entity } from '../ledger/entity.ts';
import { quantityOf } from './block.ts';
import type { Movement } from './facts.ts';
import { advanceBytes, batchBytes } from './selection.ts';
import type { BlockState } from './states.ts';

type Block = Entity<BlockState>;

/**
 * Movements of whole blocks, by batch and serial: as many as fit both the leaf's room for movements and
 * advances and the transaction's. An `advancesMax` of 1 and some 300 bytes are enough for one block.
 */
export function wholeThatFit(
  blocks: readonly Block[],
  leafBytesFree: number,
  advancesMax: number,
): { items: Movement[]; quantity: number; taken: Block[] } {
  const items: Movement[] = [];
  const taken: Block[] = [];
  let quantity = 0;
  let bytes = 0;
  for (const block of inOrder(blocks)) {
    const { batch } = block.state;
    const known = items.at(-1)?.batch === batch;
    bytes += bytesOf(block) + (known ? 0 : batchBytes(batch));
    if (bytes > leafBytesFree || taken.length === advancesMax) break;
    if (!known) items.push({ batch, ranges: [] });
    items.at(-1)!.ranges.push(rangeOf(block));
    taken.push(block);
    quantity += quantityOf(block.state);
  }
  return { items, quantity, taken };
}

/** Bytes of the block's range and advance in the leaf, including their commas. */
const bytesOf = (block: Block): number =>
  JSON.stringify(rangeOf(block)).length + 1 + advanceBytes(block, block.state);

function rangeOf({ state: { from, to, since }, commit }: Block): Movement['ranges'][number] {
  return { from, to, ...(since !== commit && { since }) };
}

const inOrder = (blocks: readonly Block[]) =>
  blocks.toSorted(({ state: a }, { state: b }) =>
    a.batch === b.batch ? a.from - b.from : a.batch < b.batch ? -1 : 1,
  );
