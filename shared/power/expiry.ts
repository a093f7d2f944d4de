/**
 * Validity: a green certificate is good for so many months from the month of generation, that one included (two years,
 * DOMAIN §3). Whether it still is, is asked whenever it is used; that it no longer is, is recorded later, by schedule.
 */

import { addDays, chinaDate } from '../base/day.ts';
import { addMonths, daysOf, monthOf, monthsBetween } from '../base/month.ts';
import { ADVANCES_MAX, type Context, type Draft, LEAF_BYTES_MAX } from '../ledger/decision.ts';
import {
  batchEntity,
  type Entities,
  type Entity,
  type EntityId,
  type EntityState,
  expiryEntity,
  facilityEntity,
  read,
} from '../ledger/entity.ts';
import type { EventOfType } from '../ledger/event.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import { blocksAdvanced, moveBlocks } from '../units/block.ts';
import { FACILITY_INSTRUMENT, instrumentRow } from '../units/instrument.ts';
import type { BatchState, BlockState, BlockStatus } from '../units/states.ts';
import { wholeThatFit } from '../units/whole-blocks.ts';

/** Certificates (绿证) began with it (K): none can be of an earlier month. */
export const GEC_FIRST_MONTH = '2017-07';

/** Statuses that a unit leaves when its validity ends; offered and pledged ones wait until they come back. */
export const EXPIRABLE: ReadonlySet<BlockStatus> = new Set<BlockStatus>(['held', 'frozen']);

/**
 * A month is recorded as done this many days after its end at the earliest: what was still confirmed on its last day
 * has long been committed by then, and the index that lists its records has it.
 */
const SETTLING_DAYS = 1;

/** Blocks of one commit at most: it keeps the facility as it is, whose freezings count what is frozen. */
export const EXPIRED_BLOCKS_MAX = ADVANCES_MAX - 1;
/** What the envelope of `units.expired` may take at most, besides movements and advances. */
const ENVELOPE_BYTES = 600;

/** The last day on which the batch's units can be used, or undefined where they don't expire. */
export function validThrough({
  instrument,
  generated,
}: Pick<BatchState, 'instrument' | 'generated'>): string | undefined {
  const { validMonths } = instrumentRow(instrument);
  if (validMonths === undefined || !generated) return undefined;
  return daysOf(addMonths(monthOf(generated.from), validMonths - 1)).to;
}

/** Whether its units can't be used any more on that day (ISO, China). */
export function hasExpired(batch: Pick<BatchState, 'instrument' | 'generated'>, today: string): boolean {
  const through = validThrough(batch);
  return through !== undefined && today > through;
}

/** The last day on which certificates of that month can be used. */
const lastDayOf = (month: string): string | undefined =>
  validThrough({ instrument: FACILITY_INSTRUMENT, generated: daysOf(month) });

/** All months of certificates whose validity has ended by that day (ISO, China), oldest first. */
export function expiredMonths(today: string): string[] {
  const { validMonths } = instrumentRow(FACILITY_INSTRUMENT);
  if (validMonths === undefined) return [];
  const count = monthsBetween(GEC_FIRST_MONTH, monthOf(today)) - validMonths + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => addMonths(GEC_FIRST_MONTH, index));
}

/** Whether a month may be recorded as done on that day, once nothing of it is live. */
export function isSettled(month: string, today: string): boolean {
  const last = lastDayOf(month);
  return last !== undefined && today > addDays(last, SETTLING_DAYS);
}

export interface ExpireUnits {
  facility: string;
  /** Of generation. */
  month: string;
  /** Some live blocks of that facility and month, read anew. */
  blocks: readonly Entity<BlockState>[];
}

/**
 * Records that blocks have expired: as many of those held or frozen as one commit holds. `entities` holds the facility,
 * the blocks and their batches. Rejections in order: not-found (facility), certificates-of-another-month,
 * certificates-still-valid, nothing-to-expire.
 */
export function decideExpireUnits(
  entities: Entities,
  { facility, month, blocks }: ExpireUnits,
  context: Context,
): Draft | Rejection {
  if (!entities.has(facilityEntity(facility))) return reject('not-found', undefined, { facility });
  const today = chinaDate(context.at);
  const batches = new Set(blocks.map(({ state }) => state.batch));
  const states = [...batches].map((batch) => ({
    batch,
    state: read(entities, 'batch', batchEntity(batch))?.state,
  }));
  for (const { batch, state } of states)
    if (state?.facility !== facility || !state.generated || monthOf(state.generated.from) !== month)
      return reject('certificates-of-another-month', undefined, { batch, facility, month });
  for (const { batch, state } of states)
    if (!state || !hasExpired(state, today))
      return reject('certificates-still-valid', undefined, { batch, month });
  const live = blocks.filter(({ state }) => EXPIRABLE.has(state.status));
  const { items, quantity } = wholeThatFit(live, LEAF_BYTES_MAX - ENVELOPE_BYTES, EXPIRED_BLOCKS_MAX);
  if (items.length === 0) return reject('nothing-to-expire', undefined, { facility, month });
  return {
    type: 'units.expired',
    facts: { facility, month, items, quantity },
    advances: blocksAdvanced(entities, items),
  };
}

/**
 * Records that nothing of a month is live any more; `live` says how many of its units are, as read after its end.
 * Terminal units stay so and none are issued any more, so that a count of zero is true for ever. `entities` holds
 * whatever stands at the month. Rejections in order: month-done-already, certificates-still-valid, units-still-live.
 */
export function decideCloseMonth(
  entities: Entities,
  { month, live }: { month: string; live: number },
  context: Context,
): Draft | Rejection {
  if (entities.has(expiryEntity(month))) return reject('month-done-already', undefined, { month });
  if (!isSettled(month, chinaDate(context.at)))
    return reject('certificates-still-valid', undefined, { month });
  if (live > 0) return reject('units-still-live', undefined, { month, live });
  return { type: 'month.expired', facts: { month }, advances: [expiryEntity(month)] };
}

export function evolveUnitsExpired(
  entities: Entities,
  { id, facts }: EventOfType<'units.expired'>,
): [EntityId, EntityState][] {
  return moveBlocks(entities, facts.items, id, ({ account }) => ({ account, status: 'expired' }));
}

export function evolveMonthExpired(
  _entities: Entities,
  { facts: { month } }: EventOfType<'month.expired'>,
): [EntityId, EntityState][] {
  return [[expiryEntity(month), { month }]];
}
