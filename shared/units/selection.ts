/**
 * Which serials a request takes out of an account's blocks. Named ranges are taken exactly; quantities come
 * from the tail of a sufficient block, and from several blocks only if no single one suffices.
 */

import { ADVANCES_MAX } from '../ledger/decision.ts';
import { batchEntity, blockEntity, type Entities, type Entity } from '../ledger/entity.ts';
import { type Rejection, type RejectionCode, reject } from '../ledger/rejection.ts';
import { piecesOf, quantityOf, type Range } from './block.ts';
import type { Movement } from './facts.ts';
import type { BlockState } from './states.ts';

export type Item = { batch: string; quantity: number } | { batch: string; from: number; to: number };

/** A block that the account holds and may move. */
export interface Candidate extends Entity<BlockState> {
  /**
   * Quantities are taken from before this serial rather than from the block's end, which leaves two blocks. A
   * taker that many others have outrun thus cuts them a second lane.
   */
  aheadOf?: number;
}

/** Refusals of a selection that found too little; other candidates might have enough. */
export const FOUND_TOO_LITTLE: ReadonlySet<RejectionCode> = new Set<RejectionCode>([
  'insufficient-units',
  'units-not-available',
]);

/**
 * The refusal of a selection, in the words that serve its reader: of a batch that doesn't exist it says so
 * (not-found) instead of counting what it has. `entities` holds the batches named that exist.
 */
export function unlessUnknown(entities: Entities, items: readonly Item[], refused: Rejection): Rejection {
  if (!FOUND_TOO_LITTLE.has(refused.rejected)) return refused;
  const batch = String(refused.seen?.batch);
  if (entities.has(batchEntity(batch))) return refused;
  const index = items.findIndex((item) => item.batch === batch);
  return reject('not-found', `/items/${index}/batch`, { batch });
}

/** A stretch of a candidate that no item has taken yet. */
interface Free extends Range {
  candidate: Candidate;
}

interface Take extends Range {
  candidate: Candidate;
}

/** Bytes around one batch's ranges in a leaf, including their comma. */
export const batchBytes = (batch: string): number => JSON.stringify({ batch, ranges: [] }).length + 1;

/**
 * Chooses serials for `items` among `candidates`, in the caller's order (shuffled, so that many takers
 * spread). `leafBytesFree` is the leaf's room for movements and advances, `advancesFree` the transaction's.
 * Rejections in order: items-overlap, units-not-available, insufficient-units, too-many-blocks.
 */
export function selectUnits(
  candidates: readonly Candidate[],
  items: readonly Item[],
  leafBytesFree: number,
  advancesFree = ADVANCES_MAX,
): Movement[] | Rejection {
  const free = new Map<string, Free[]>();
  for (const candidate of candidates) {
    const { batch } = candidate.state;
    const list = free.get(batch) ?? [];
    list.push(...stretchesOf(candidate));
    free.set(batch, list);
  }
  const overlap = overlapping(items);
  if (overlap !== undefined) return reject('items-overlap', `/items/${overlap}`);
  const takes: Take[] = [];
  // Named ranges go first: a quantity may come from anywhere, a range only from its own place.
  for (const [index, item] of items.entries()) {
    if ('quantity' in item) continue;
    const missing = takeRange(free.get(item.batch) ?? [], item, takes);
    if (missing !== undefined)
      return reject('units-not-available', `/items/${index}`, { batch: item.batch, serial: missing });
  }
  for (const [index, item] of items.entries()) {
    if (!('quantity' in item)) continue;
    const available = takeQuantity(free.get(item.batch) ?? [], item.quantity, takes);
    if (available < item.quantity)
      return reject('insufficient-units', `/items/${index}`, {
        batch: item.batch,
        available,
        wanted: item.quantity,
      });
  }
  const merged = mergeTouching(takes);
  return withinOneCommit(merged, leafBytesFree, advancesFree) ?? movementsOf(merged);
}

function stretchesOf(candidate: Candidate): Free[] {
  const { aheadOf, state } = candidate;
  const { from, to } = state;
  if (aheadOf === undefined || aheadOf <= from || aheadOf > to) return [{ candidate, from, to }];
  return [
    { candidate, from, to: aheadOf - 1 },
    { candidate, from: aheadOf, to },
  ];
}

/** Index of the first named range that shares a serial with an earlier one. */
function overlapping(items: readonly Item[]): number | undefined {
  const named = items.flatMap((item, index) => ('quantity' in item ? [] : [{ ...item, index }]));
  named.sort((a, b) => (a.batch === b.batch ? a.from - b.from : a.batch < b.batch ? -1 : 1));
  for (let i = 1; i < named.length; i++) {
    const [before, item] = [named[i - 1]!, named[i]!];
    if (before.batch === item.batch && item.from <= before.to) return Math.max(before.index, item.index);
  }
  return undefined;
}

/** Carves a named range out of the free stretches; returns its first serial that none of them contains. */
function takeRange(free: Free[], wanted: Range, takes: Take[]): number | undefined {
  let next = wanted.from;
  while (next <= wanted.to) {
    const index = free.findIndex(({ from, to }) => from <= next && next <= to);
    const stretch = free[index];
    if (!stretch) return next;
    const end = Math.min(stretch.to, wanted.to);
    takes.push({ candidate: stretch.candidate, from: next, to: end });
    const rest: Free[] = [];
    if (stretch.from < next) rest.push({ ...stretch, to: next - 1 });
    if (end < stretch.to) rest.push({ ...stretch, from: end + 1 });
    free.splice(index, 1, ...rest);
    next = end + 1;
  }
  return undefined;
}

/** Takes a quantity, from one stretch if any suffices; returns how much there was. */
function takeQuantity(free: Free[], wanted: number, takes: Take[]): number {
  const exact = free.find((stretch) => quantityOf(stretch) === wanted);
  const chosen = exact ?? free.find((stretch) => quantityOf(stretch) > wanted);
  const order = chosen ? [chosen] : [...free].sort((a, b) => quantityOf(b) - quantityOf(a));
  let missing = wanted;
  for (const stretch of order) {
    if (missing === 0) break;
    const taken = Math.min(quantityOf(stretch), missing);
    takes.push({ candidate: stretch.candidate, from: stretch.to - taken + 1, to: stretch.to });
    stretch.to -= taken;
    missing -= taken;
  }
  for (let i = free.length - 1; i >= 0; i--) if (quantityOf(free[i]!) === 0) free.splice(i, 1);
  return wanted - missing;
}

/** Joins two takes side by side in one block, so that no block is cut where nothing changes. */
function mergeTouching(takes: Take[]): Take[] {
  const sorted = [...takes].sort((a, b) => {
    const [x, y] = [a.candidate.state, b.candidate.state];
    return x.batch === y.batch ? a.from - b.from : x.batch < y.batch ? -1 : 1;
  });
  const merged: Take[] = [];
  for (const take of sorted) {
    const last = merged.at(-1);
    if (last && last.candidate === take.candidate && last.to + 1 === take.from) last.to = take.to;
    else merged.push({ ...take });
  }
  return merged;
}

/** Refuses what one transaction or one leaf can't hold, and says how much of it would fit. */
function withinOneCommit(
  takes: readonly Take[],
  leafBytesFree: number,
  advancesFree: number,
): Rejection | undefined {
  let writes = 0;
  let bytes = 0;
  let fits = 0;
  let batch = '';
  for (let start = 0; start < takes.length; ) {
    const { candidate } = takes[start]!;
    let end = start;
    while (takes[end]?.candidate === candidate) end++;
    const own = takes.slice(start, end);
    const pieces = piecesOf(candidate.state, own);
    writes += pieces.length;
    for (const { range } of pieces) bytes += advanceBytes(candidate, range);
    for (const take of own) bytes += JSON.stringify(rangeOf(take)).length + 1;
    if (candidate.state.batch !== batch) bytes += batchBytes(candidate.state.batch);
    batch = candidate.state.batch;
    if (writes > advancesFree || bytes > leafBytesFree)
      return reject('too-many-blocks', '/items', { fits, blocks: takes.length });
    for (const take of own) fits += quantityOf(take);
    start = end;
  }
  return undefined;
}

/** Bytes of one piece's advance in the leaf; only the piece at the block's start has a `prev`. */
export function advanceBytes({ state, version, commit }: Candidate, piece: Range): number {
  const entity = blockEntity(state.batch, piece.from);
  const advance =
    piece.from === state.from ? { entity, version: version + 1, prev: commit } : { entity, version: 1 };
  return JSON.stringify(advance).length + 1;
}

function rangeOf({ candidate, from, to }: Take): Movement['ranges'][number] {
  const { from: block, since } = candidate.state;
  return { from, to, ...(block !== from && { block }), ...(since !== candidate.commit && { since }) };
}

function movementsOf(takes: readonly Take[]): Movement[] {
  const movements: Movement[] = [];
  for (const take of takes) {
    const { batch } = take.candidate.state;
    if (movements.at(-1)?.batch !== batch) movements.push({ batch, ranges: [] });
    movements.at(-1)!.ranges.push(rangeOf(take));
  }
  return movements;
}
