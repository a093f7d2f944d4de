/** Transfers: offered by the owner, settled once, by the right side, whole. */
import { serialsOf } from '../../../shared/block.ts';
import type { SerialRange, TransferState } from '../../../shared/entity.ts';
import { transferEntity } from '../../../shared/entity.ts';
import type { EventOfType } from '../../../shared/event.ts';
import type { Movement } from '../../../shared/facts/units.ts';
import { SETTLEMENTS } from '../../../shared/transfer.ts';
import type { LiveState } from '../live-state.ts';
import type { Report } from '../violation.ts';
import { checkAccount, checkActsFor } from './authority.ts';
import { checkMoved, checkQuantity } from './movement.ts';
import type { Rules } from './rule.ts';

export const unitsOffered: Rules<'units.offered'> = (live, event, report) => {
  const { from, to, items, quantity } = event.facts;
  checkActsFor(live, event, from, report);
  checkAccount(live, to, report);
  if (from === to) report('transfer-to-self');
  checkMoved(live, items, { account: from }, report);
  checkQuantity(quantity, items, report);
};

type Settled = 'transfer.accepted' | 'transfer.rejected' | 'transfer.withdrawn';

const settledBy = {
  'transfer.accepted': SETTLEMENTS.accept.by,
  'transfer.rejected': SETTLEMENTS.reject.by,
  'transfer.withdrawn': SETTLEMENTS.withdraw.by,
} as const;

export function transferSettled(live: LiveState, event: EventOfType<Settled>, report: Report): void {
  const { transfer, items } = event.facts;
  const entity = transferEntity(transfer);
  const offered = live.entities.get(entity)?.state as TransferState | undefined;
  if (!offered) {
    report('transfer-not-offered', { transfer }, entity);
    return;
  }
  checkActsFor(live, event, offered[settledBy[event.type]], report);
  if (!inSameOrder(items, offered.items) && !sameRanges(serialsOf(items), offered.items))
    report('transfer-items', {}, entity);
  checkMoved(live, items, { account: offered.from, transfer }, report);
}

/** The usual case, without making anything. */
function inSameOrder(items: readonly Movement[], offered: readonly SerialRange[]): boolean {
  let i = 0;
  for (const { batch, ranges } of items) {
    for (const { from, to } of ranges) {
      const range = offered[i++];
      if (range?.from !== from || range.to !== to || range.batch !== batch) return false;
    }
  }
  return i === offered.length;
}

/** The same serials in the same pieces; in which order they are named doesn't matter. */
function sameRanges(a: readonly SerialRange[], b: readonly SerialRange[]): boolean {
  const [first, other] = [inOrder(a), inOrder(b)];
  return a.length === b.length && first.every((range, i) => sameRange(range, other[i]!));
}

const sameRange = (a: SerialRange, b: SerialRange) =>
  a.batch === b.batch && a.from === b.from && a.to === b.to;

const inOrder = (ranges: readonly SerialRange[]) =>
  ranges.toSorted((a, b) => (a.batch === b.batch ? a.from - b.from : a.batch < b.batch ? -1 : 1));
