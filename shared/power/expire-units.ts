/** Records expiry: of units, and of a month once none of its certificates is live. */
import { addDays, chinaDate } from '../base/day.ts';
import { MOVED_QUANTITY_MAX } from '../base/field.ts';
import { daysOf, monthOf } from '../base/month.ts';
import { ADVANCES_MAX, type Context, type Draft } from '../ledger/decision.ts';
import {
  batchEntity,
  type Entities,
  type Entity,
  expiryEntity,
  facilityEntity,
  read,
} from '../ledger/entity.ts';
import { leafBytesLeft } from '../ledger/leaf-size.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import { blocksAdvanced } from '../units/block.ts';
import type { Movement } from '../units/facts.ts';
import { FACILITY_INSTRUMENT } from '../units/instrument.ts';
import type { BlockState } from '../units/states.ts';
import { wholeThatFit } from '../units/whole-blocks.ts';
import { EXPIRABLE, hasExpired, validThrough } from './expiry.ts';

/**
 * The fewest days from a month's end to its record as done. Everything confirmed on its last day has long
 * been committed by then, and is in the index that lists the month's records.
 */
const WAITING_DAYS = 1;

/** The most blocks of one commit; it also keeps the facility as it is, whose freezings count frozen units. */
export const EXPIRED_BLOCKS_MAX = ADVANCES_MAX - 1;

/** The last day on which certificates of that month can be used. */
const lastDayOf = (month: string): string | undefined =>
  validThrough({ instrument: FACILITY_INSTRUMENT, generated: daysOf(month) });

/** Whether a month may be recorded as done on that day, provided that nothing of it is live. */
export function isPastExpiry(month: string, today: string): boolean {
  const last = lastDayOf(month);
  return last !== undefined && today > addDays(last, WAITING_DAYS);
}

export interface ExpireUnits {
  facility: string;
  /** Of generation. */
  month: string;
  /** Some live blocks of that facility and month, freshly read. */
  blocks: readonly Entity<BlockState>[];
}

/**
 * Records the expiry of blocks: as many held or frozen ones as one commit holds. `entities` holds the
 * facility, the blocks and their batches. Rejections in order: not-found (facility),
 * certificates-of-another-month, certificates-still-valid, nothing-to-expire.
 */
export function decideExpireUnits(
  entities: Entities,
  { facility, month, blocks }: ExpireUnits,
  context: Context,
): Draft<'units.expired'> | Rejection {
  if (!entities.has(facilityEntity(facility))) return reject('not-found', undefined, { facility });
  const today = chinaDate(context.at);
  const batches = new Set(blocks.map(({ state }) => state.batch));
  const states = [...batches].map((batch) => ({
    batch,
    state: read(entities, batchEntity(batch))?.state,
  }));
  for (const { batch, state } of states)
    if (state?.facility !== facility || !state.generated || monthOf(state.generated.from) !== month)
      return reject('certificates-of-another-month', undefined, { batch, facility, month });
  for (const { batch, state } of states)
    if (!state || !hasExpired(state, today))
      return reject('certificates-still-valid', undefined, { batch, month });
  const live = blocks.filter(({ state }) => EXPIRABLE.has(state.status));
  const expired = (items: Movement[], quantity: number): Draft<'units.expired'> => ({
    type: 'units.expired',
    facts: { facility, month, items, quantity },
    advances: blocksAdvanced(entities, items),
  });
  const bytesLeft = leafBytesLeft(expired([], MOVED_QUANTITY_MAX), entities, context);
  const { items, quantity } = wholeThatFit(live, bytesLeft, EXPIRED_BLOCKS_MAX);
  if (items.length === 0) return reject('nothing-to-expire', undefined, { facility, month });
  return expired(items, quantity);
}

/**
 * Records that nothing of a month is live any more; `live` counts its live units, read after its end.
 * Terminal units stay so and no more are issued, so zero stays true. `entities` holds whatever is at the
 * month. Rejections in order: month-done-already, certificates-still-valid, units-still-live.
 */
export function decideCloseMonth(
  entities: Entities,
  { month, live }: { month: string; live: number },
  context: Context,
): Draft<'month.expired'> | Rejection {
  if (entities.has(expiryEntity(month))) return reject('month-done-already', undefined, { month });
  if (!isPastExpiry(month, chinaDate(context.at)))
    return reject('certificates-still-valid', undefined, { month });
  if (live > 0) return reject('units-still-live', undefined, { month, live });
  return { type: 'month.expired', facts: { month }, advances: [expiryEntity(month)] };
}
