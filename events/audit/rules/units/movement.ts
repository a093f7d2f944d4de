/**
 * The blocks that an event moves: live, of that account and status, containing the ranges, and named
 * as the format says.
 */

import { blockEntity, type Entity, read } from '../../../../shared/ledger/entity.ts';
import type { Movement } from '../../../../shared/units/facts.ts';
import type { BlockState, BlockStatus, SerialRange } from '../../../../shared/units/states.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';

type MovedRange = Movement['ranges'][number];

/**
 * Requirements of the moved blocks: the account's, and held; or in the buffer, or locked in the
 * transfer or pledge named.
 */
interface Expected {
  /** Absent where the registry moves units whoever holds them. */
  account?: string;
  /** Allowed statuses, in place of held. */
  statuses?: readonly BlockStatus[];
  /** For a reversal: the blocks are in the buffer. */
  buffer?: true;
  transfer?: string;
  pledge?: { id: string; status: 'offered' | 'pledged' };
}

export function checkMoved(
  live: LiveState,
  items: readonly Movement[],
  expected: Expected,
  violates: Violates,
): void {
  let ranges = 0;
  for (const movement of items) {
    for (const range of movement.ranges) {
      const entity = blockEntity(movement.batch, range.block ?? range.from);
      const block = read(live.entities, entity);
      if (!block) violates('units-not-live', {}, entity);
      else checkRange(block, range, expected, entity, violates);
      ranges++;
    }
  }
  if (ranges > 1) checkDisjoint(items, violates);
}

function checkRange(
  { commit, state }: Entity<BlockState>,
  { from, to, block, since }: MovedRange,
  { account, statuses = ['held'], buffer, transfer, pledge }: Expected,
  entity: string,
  violates: Violates,
): void {
  const { status } = state;
  if (account !== undefined && state.account !== account)
    violates('units-not-owned', { owner: state.account, account }, entity);
  if (buffer) {
    if (status !== 'buffer') violates('units-not-buffer', { status }, entity);
  } else if (pledge !== undefined) {
    if (status !== pledge.status || state.pledge !== pledge.id)
      violates('units-not-pledged', { status, expected: pledge.status }, entity);
  } else if (transfer === undefined) {
    if (!statuses.includes(status)) violates('units-not-held', { status }, entity);
  } else if (status !== 'offered' || state.transfer !== transfer) {
    violates('units-not-offered', { status }, entity);
  }
  if (from > to || from < state.from || to > state.to)
    violates('range-outside-block', { from, to, first: state.from, last: state.to }, entity);
  if (block === from) violates('block-member', { from }, entity);
  const expected = state.since === commit ? undefined : state.since;
  if (since !== expected) violates('since-member', { since, expected }, entity);
}

function checkDisjoint(items: readonly Movement[], violates: Violates): void {
  // The last serial taken of each block so far; its ranges come in ascending order.
  const taken = new Map<string, number>();
  const all = items.flatMap(({ batch, ranges }) => ranges.map((range) => ({ batch, ...range })));
  for (const { batch, from, to, block = from } of all.toSorted((a, b) => a.from - b.from)) {
    const entity = blockEntity(batch, block);
    if (from <= (taken.get(entity) ?? 0)) violates('ranges-overlap', { serial: from }, entity);
    taken.set(entity, to);
  }
}

/** Total units of some movements. */
export function movedUnits(items: readonly Movement[]): number {
  let units = 0;
  for (const { ranges } of items) for (const { from, to } of ranges) units += 1 + to - from;
  return units;
}

export function checkQuantity(quantity: number, items: readonly Movement[], violates: Violates): void {
  const sum = movedUnits(items);
  if (quantity !== sum) violates('quantity-mismatch', { quantity, sum });
}

/** Whether an event moves exactly the serials that were offered or pledged, in the same pieces. */
export function sameSerials(items: readonly Movement[], expected: readonly SerialRange[]): boolean {
  return inSameOrder(items, expected) || sameRanges(namedRanges(items), expected);
}

const namedRanges = (items: readonly Movement[]): SerialRange[] =>
  items.flatMap(({ batch, ranges }) => ranges.map(({ from, to }) => ({ batch, from, to })));

/** The usual case, without allocating anything. */
function inSameOrder(items: readonly Movement[], expected: readonly SerialRange[]): boolean {
  let i = 0;
  for (const { batch, ranges } of items) {
    for (const { from, to } of ranges) {
      const range = expected[i++];
      if (range?.from !== from || range.to !== to || range.batch !== batch) return false;
    }
  }
  return i === expected.length;
}

/** Whether both name the same serials in the same pieces; their order doesn't matter. */
function sameRanges(a: readonly SerialRange[], b: readonly SerialRange[]): boolean {
  const [first, other] = [inOrder(a), inOrder(b)];
  return a.length === b.length && first.every((range, i) => sameRange(range, other[i]!));
}

const sameRange = (a: SerialRange, b: SerialRange) =>
  a.batch === b.batch && a.from === b.from && a.to === b.to;

const inOrder = (ranges: readonly SerialRange[]) =>
  ranges.toSorted((a, b) => (a.batch === b.batch ? a.from - b.from : a.batch < b.batch ? -1 : 1));
