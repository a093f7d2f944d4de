/**
 * DOMAIN §3: the rules of an instrument's units when they move: one unit per event, traded once or never,
 * within their validity, for their own uses and years. The instrument's row says which rules apply.
 */
import { chinaDate, yearOf } from '../../../../shared/base/day.ts';
import { monthOf } from '../../../../shared/base/month.ts';
import { accountEntity, batchEntity, blockEntity, facilityEntity } from '../../../../shared/ledger/entity.ts';
import type { EventOfType } from '../../../../shared/ledger/event.ts';
import type { Movement } from '../../../../shared/units/facts.ts';
import { instrumentRow } from '../../../../shared/units/instrument.ts';
import { purposes } from '../../../../shared/units/purpose.ts';
import type { BatchState } from '../../../../shared/units/states.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';
import { mayBeTraded } from '../power/tradability.ts';
import { lastDay } from '../power/validity.ts';

/** On an offer or a proposal to pledge, which may end in a sale. */
export function checkTrade(
  live: LiveState,
  { at, facts: { from, to, items } }: EventOfType<'units.offered' | 'pledge.proposed'>,
  violates: Violates,
): void {
  for (const account of [from, to])
    if (live.provinces.has(account)) violates('provincial-account', { account }, accountEntity(account));
  checkOneUnit(live, items, violates);
  for (const movement of items) {
    const batch = live.totals.get(movement.batch)?.batch;
    if (!batch) continue;
    const row = instrumentRow(batch.instrument);
    checkDay(movement.batch, batch, at, violates);
    if (row.tradedOnce) checkUntraded(live, movement, violates);
    if (row.tradability) checkTradable(live, movement.batch, batch, violates);
  }
}

/** On events that pass units to the other side, or lock them for it. */
export function checkValid(
  live: LiveState,
  items: readonly Movement[],
  at: string,
  violates: Violates,
): void {
  for (const { batch: id } of items) {
    const batch = live.totals.get(id)?.batch;
    if (batch) checkDay(id, batch, at, violates);
  }
}

/** On a retirement: also its purpose and the year of consumption. */
export function checkUse(
  live: LiveState,
  { at, facts: { items, purpose, consumptionYear } }: EventOfType<'units.retired'>,
  violates: Violates,
): void {
  checkOneUnit(live, items, violates);
  for (const { batch: id } of items) {
    const batch = live.totals.get(id)?.batch;
    if (!batch) continue;
    const row = instrumentRow(batch.instrument);
    checkDay(id, batch, at, violates);
    if (purposes[purpose].of !== row.purposes)
      violates('purpose-of-instrument', { purpose, instrument: batch.instrument }, batchEntity(id));
    if (row.consumptionYear !== (consumptionYear !== undefined))
      violates(
        'consumption-year-member',
        { instrument: batch.instrument, year: consumptionYear },
        batchEntity(id),
      );
    if (consumptionYear === undefined) continue;
    if (
      row.sameYearFrom !== undefined &&
      batch.vintage >= row.sameYearFrom &&
      consumptionYear !== batch.vintage
    )
      violates(
        'consumption-other-year',
        { year: consumptionYear, generated: batch.vintage },
        batchEntity(id),
      );
    const latest = yearOf(chinaDate(at));
    if (consumptionYear < batch.vintage || consumptionYear > latest)
      violates(
        'consumption-year',
        { year: consumptionYear, from: batch.vintage, to: latest },
        batchEntity(id),
      );
  }
}

/** A quantity is one number: tonnes and megawatt-hours are never added. */
function checkOneUnit(live: LiveState, items: readonly Movement[], violates: Violates): void {
  if (items.length < 2) return;
  const units = new Set<string>();
  for (const { batch: id } of items) {
    const batch = live.totals.get(id)?.batch;
    if (batch) units.add(instrumentRow(batch.instrument).unit);
  }
  if (units.size > 1) violates('units-mixed', { units: [...units].join(' ') });
}

function checkDay(id: string, { generated, instrument }: BatchState, at: string, violates: Violates): void {
  const through = generated && lastDay(monthOf(generated.from), instrument);
  if (through === undefined) return;
  const today = chinaDate(at);
  if (today > through) violates('used-expired', { through, today }, batchEntity(id));
}

function checkUntraded(live: LiveState, { batch, ranges }: Movement, violates: Violates): void {
  for (const { from, block = from } of ranges) {
    const id = blockEntity(batch, block);
    if (live.state(id)?.traded) violates('traded-again', { batch, from }, id);
  }
}

function checkTradable(
  live: LiveState,
  id: string,
  { facility = '', energy = 'off-grid' }: BatchState,
  violates: Violates,
): void {
  const state = live.state(facilityEntity(facility));
  if (state && !mayBeTraded(state, energy))
    violates('not-tradable', { energy, technology: state.technology }, batchEntity(id));
}
