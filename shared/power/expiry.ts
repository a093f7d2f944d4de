/**
 * Validity: a green certificate is valid for so many months from the month of generation, that month included
 * (two years, DOMAIN §3). Validity is checked at each use; a daily job records expiry.
 */

import { addMonths, daysOf, monthOf, monthsBetween } from '../base/month.ts';
import { type Entities, expiryEntity, type NextStates } from '../ledger/entity.ts';
import type { EventOfType } from '../ledger/event.ts';
import { moveBlocks } from '../units/block.ts';
import { FACILITY_INSTRUMENT, instrumentRow } from '../units/instrument.ts';
import type { BatchState, BlockStatus } from '../units/states.ts';

/** The month in which certificates (绿证) began (K): none is of an earlier month. */
export const GEC_FIRST_MONTH = '2017-07';

/** Statuses that a unit leaves when its validity ends; offered and pledged ones wait until they come back. */
export const EXPIRABLE: ReadonlySet<BlockStatus> = new Set<BlockStatus>(['held', 'frozen']);

/** The last day on which the batch's units can be used, or undefined if they don't expire. */
export function validThrough({
  instrument,
  generated,
}: Pick<BatchState, 'instrument' | 'generated'>): string | undefined {
  const { validMonths } = instrumentRow(instrument);
  if (validMonths === undefined || !generated) return undefined;
  return daysOf(addMonths(monthOf(generated.from), validMonths - 1)).to;
}

/** Whether the batch's units can no longer be used on that day (ISO, China). */
export function hasExpired(batch: Pick<BatchState, 'instrument' | 'generated'>, today: string): boolean {
  const through = validThrough(batch);
  return through !== undefined && today > through;
}

/** All months of certificates whose validity has ended by that day (ISO, China), oldest first. */
export function expiredMonths(today: string): string[] {
  const { validMonths } = instrumentRow(FACILITY_INSTRUMENT);
  if (validMonths === undefined) return [];
  const count = monthsBetween(GEC_FIRST_MONTH, monthOf(today)) - validMonths + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => addMonths(GEC_FIRST_MONTH, index));
}

export function evolveUnitsExpired(
  entities: Entities,
  { id, facts }: EventOfType<'units.expired'>,
): NextStates {
  return moveBlocks(entities, facts.items, id, ({ account }) => ({ account, status: 'expired' }));
}

export function evolveMonthExpired(
  _entities: Entities,
  { facts: { month } }: EventOfType<'month.expired'>,
): NextStates {
  return [[expiryEntity(month), { month }]];
}
