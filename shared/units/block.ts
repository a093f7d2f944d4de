/**
 * Blocks (号段) and how they are cut. The piece that starts where the block starts keeps the block's key;
 * every other piece gets a new one. A piece that only lost a neighbour keeps its owner, status and `since`.
 */
import { blockEntity, type Entities, type EntityId, type NextState, read } from '../ledger/entity.ts';
import type { Movement } from './facts.ts';
import type { BlockState, SerialRange } from './states.ts';

export interface Range {
  from: number;
  to: number;
}

export const quantityOf = ({ from, to }: Range): number => to - from + 1;

/** Total units of some movements. */
export function movedQuantity(items: readonly Movement[]): number {
  let total = 0;
  for (const { ranges } of items) for (const range of ranges) total += quantityOf(range);
  return total;
}

/** Movements as plain serial ranges. */
export function serialsOf(items: readonly Movement[]): SerialRange[] {
  return items.flatMap(({ batch, ranges }) => ranges.map(({ from, to }) => ({ batch, from, to })));
}

/** The pieces of a block cut by `taken` (disjoint, ascending, within it): the taken ones and the rest. */
export function piecesOf(block: Range, taken: readonly Range[]): { range: Range; taken: boolean }[] {
  const pieces: { range: Range; taken: boolean }[] = [];
  let next = block.from;
  for (const range of taken) {
    if (range.from > next) pieces.push({ range: { from: next, to: range.from - 1 }, taken: false });
    pieces.push({ range: { from: range.from, to: range.to }, taken: true });
    next = range.to + 1;
  }
  if (next <= block.to) pieces.push({ range: { from: next, to: block.to }, taken: false });
  return pieces;
}

/** Movements by the block that they are cut from, ranges ascending. */
export function rangesByBlock(items: readonly Movement[]): Map<EntityId<'block'>, Range[]> {
  const byBlock = new Map<EntityId<'block'>, Range[]>();
  for (const { batch, ranges } of items) {
    for (const { from, to, block } of ranges) {
      const id = blockEntity(batch, block ?? from);
      const known = byBlock.get(id);
      if (known) known.push({ from, to });
      else byBlock.set(id, [{ from, to }]);
    }
  }
  for (const ranges of byBlock.values()) if (ranges.length > 1) ranges.sort((a, b) => a.from - b.from);
  return byBlock;
}

/** What a move changes in the pieces that it takes; `traded` and `delivered` stay as they were once set. */
type Moved = Pick<BlockState, 'account' | 'status'> &
  Partial<Pick<BlockState, 'transfer' | 'pledge' | 'traded' | 'delivered'>>;

/**
 * The blocks after `items` moved: taken pieces as `change` makes them, with `since` at this commit; the rest
 * only cut. Blocks missing from `entities` are left out, and the auditor reports them missing.
 */
export function moveBlocks(
  entities: Entities,
  items: readonly Movement[],
  commit: string,
  change: (state: BlockState, taken: Range) => Moved,
): NextState<'block'>[] {
  const next: NextState<'block'>[] = [];
  for (const [id, ranges] of rangesByBlock(items)) {
    const current = read(entities, id);
    if (!current) continue;
    const { batch, traded, delivered } = current.state;
    for (const { range, taken } of piecesOf(current.state, ranges)) {
      const state = taken
        ? {
            batch,
            ...range,
            ...(traded && { traded }),
            ...(delivered !== undefined && { delivered }),
            ...change(current.state, range),
            since: commit,
          }
        : { ...current.state, ...range };
      next.push([blockEntity(batch, range.from), state]);
    }
  }
  return next;
}

/** The entities that moving `items` advances, parents before the pieces cut from them. */
export function blocksAdvanced(entities: Entities, items: readonly Movement[]): EntityId[] {
  const advanced: EntityId[] = [];
  for (const [id, ranges] of rangesByBlock(items)) {
    const current = read(entities, id);
    if (!current) continue;
    for (const { range } of piecesOf(current.state, ranges))
      advanced.push(blockEntity(current.state.batch, range.from));
  }
  return advanced;
}

/** Whole blocks as movements: an offer or a pledge has cut its blocks to size already. */
export function wholeBlocks(entities: Entities, items: readonly SerialRange[]): Movement[] {
  const movements: Movement[] = [];
  for (const { batch, from, to } of items) {
    const block = read(entities, blockEntity(batch, from));
    if (movements.at(-1)?.batch !== batch) movements.push({ batch, ranges: [] });
    const since = block && block.state.since !== block.commit ? block.state.since : undefined;
    movements.at(-1)!.ranges.push({ from, to, ...(since && { since }) });
  }
  return movements;
}
