/**
 * DOMAIN §3: certificates are valid for so many months from that of generation; afterwards none of that month
 * may be live.
 */
import { chinaDate } from '../../../../shared/base/day.ts';
import { monthOf } from '../../../../shared/base/month.ts';
import { batchEntity, expiryEntity } from '../../../../shared/ledger/entity.ts';
import { FACILITY_INSTRUMENT, type InstrumentCode } from '../../../../shared/units/instrument.ts';
import type { BlockStatus } from '../../../../shared/units/states.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';
import type { Rules } from '../rule.ts';
import { checkMoved, checkQuantity } from '../units/movement.ts';
import { lastDay } from './validity.ts';

/** Offered or pledged units are expired once they come back. */
const EXPIRABLE: readonly BlockStatus[] = ['held', 'frozen'];

const unitsExpired: Rules<'units.expired'> = (live, { at, facts }, violates) => {
  const { facility, month, items, quantity } = facts;
  const today = chinaDate(at);
  for (const { batch } of items) {
    const id = batchEntity(batch);
    const state = live.state(id);
    if (!state || state.facility !== facility || monthOf(state.generated?.from ?? '') !== month)
      violates('expired-elsewhere', { batch, facility, month }, id);
    const through = state && lastDay(month, state.instrument);
    if (through === undefined || today <= through) violates('expired-early', { through, today }, id);
  }
  checkMoved(live, items, { statuses: EXPIRABLE }, violates);
  checkQuantity(quantity, items, violates);
};

const monthExpired: Rules<'month.expired'> = (live, { at, facts: { month } }, violates) => {
  const id = expiryEntity(month);
  const today = chinaDate(at);
  if (live.entities.has(id)) violates('month-recorded-twice', { month }, id);
  const through = lastDay(month, FACILITY_INSTRUMENT);
  if (through === undefined || today <= through) violates('expired-early', { through, today }, id);
  for (const batch of live.certificates.ofMonth(month)) {
    const units = live.totals.get(batch)?.live ?? 0;
    if (units > 0) violates('month-still-live', { month, batch, live: units }, batchEntity(batch));
  }
};

/** No certificates are issued for a month whose validity has ended: so a finished month stays finished. */
export function checkIssuedInTime(
  live: LiveState,
  { at, month, instrument }: { at: string; month: string; instrument: InstrumentCode },
  violates: Violates,
): void {
  const through = lastDay(month, instrument);
  if (through === undefined) return;
  if (chinaDate(at) > through || live.entities.has(expiryEntity(month)))
    violates('issued-after-expiry', { month, through });
}

export const expiryRules: { [T in 'units.expired' | 'month.expired']: Rules<T> } = {
  'units.expired': unitsExpired,
  'month.expired': monthExpired,
};
