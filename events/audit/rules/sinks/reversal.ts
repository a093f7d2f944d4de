/**
 * DOMAIN §2: losses that cancel buffer units, and units given up because they exceeded the
 * entitlement or were lost.
 */

import { chinaDate } from '../../../../shared/base/day.ts';
import { accountEntity, batchEntity, projectEntity } from '../../../../shared/ledger/entity.ts';
import type { Facts } from '../../../../shared/ledger/event.ts';
import type { ProjectState } from '../../../../shared/sinks/states.ts';
import type { Movement } from '../../../../shared/units/facts.ts';
import { instrumentOf } from '../../../../shared/units/instrument.ts';
import type { BufferedRange, SerialRange } from '../../../../shared/units/states.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';
import { checkActsFor } from '../log/authority.ts';
import type { Rules } from '../rule.ts';
import { checkMoved, checkQuantity, movedUnits, sameSerials } from '../units/movement.ts';
import { projectOf, reportOf, standingOf } from './report-facts.ts';

export const reversalRecorded: Rules<'reversal.recorded'> = (live, { at, facts }, violates) => {
  const { project, occurredOn, tonnes, cancelled, uncovered, items = [] } = facts;
  const state = projectOf(live, project);
  if (!state) {
    violates('project-unknown', { project });
    return;
  }
  const { crediting } = state.design ?? {};
  if (!crediting || occurredOn < crediting.from || occurredOn > crediting.to)
    violates('reversal-outside-crediting', { occurredOn, first: crediting?.from, last: crediting?.to });
  const today = chinaDate(at);
  if (occurredOn > today) violates('reversal-not-yet', { occurredOn, today });
  const { issued, reversed = 0 } = state;
  if (tonnes > issued - reversed) violates('reversal-exceeds-issued', { tonnes, issued, reversed });
  const sum = movedUnits(items);
  if (
    cancelled !== sum ||
    (cancelled === 0) !== (facts.items === undefined) ||
    cancelled + uncovered !== tonnes
  )
    violates('reversal-sum', { tonnes, cancelled, uncovered, sum });
  if (items.length > 0) checkMoved(live, items, { account: state.buffer ?? '', buffer: true }, violates);
  checkOldestFirst(items, state.buffered ?? [], violates);
  // The list is evolve's; the end of the log compares it with what stands in the buffer (conservation.ts).
  const stands = (state.buffered ?? []).reduce((units, { from, to }) => units + to - from + 1, 0);
  if (uncovered > 0 && stands > sum)
    violates('buffer-not-exhausted', { uncovered, left: stands - sum }, projectEntity(project));
};

/**
 * The project lists its buffer by age: whole ranges are taken from the first on, and the
 * last range's last serials.
 */
function checkOldestFirst(
  items: readonly Movement[],
  buffered: readonly BufferedRange[],
  violates: Violates,
): void {
  const expected: SerialRange[] = [];
  let missing = movedUnits(items);
  for (const { batch, from, to } of buffered) {
    if (missing <= 0) break;
    const taken = Math.min(missing, to - from + 1);
    expected.push({ batch, from: to - taken + 1, to });
    missing -= taken;
  }
  if (sameSerials(items, expected)) return;
  violates('buffer-order', {
    expected: expected.map(({ batch, from, to }) => `${batch}/${from}–${to}`).join(),
  });
}

export const unitsCancelled: Rules<'units.cancelled'> = (live, event, violates) => {
  const { project, account, items, quantity } = event.facts;
  checkActsFor(live, event, account, violates);
  const state = projectOf(live, project);
  if (!state) violates('project-unknown', { project });
  else {
    const owner = live.state(accountEntity(account));
    if (owner?.organization !== state.developer || owner.buffer)
      violates('cancellation-account', { account, developer: state.developer });
    checkInstrument(live, items, state, violates);
    checkOpen(live, event.facts, state, violates);
  }
  checkMoved(live, items, { account }, violates);
  checkQuantity(quantity, items, violates);
};

function checkInstrument(
  live: LiveState,
  items: Facts<'units.cancelled'>['items'],
  { standard }: ProjectState,
  violates: Violates,
): void {
  for (const { batch } of items) {
    const state = live.state(batchEntity(batch));
    if (state && state.instrument !== instrumentOf(standard))
      violates('instrument-mismatch', { instrument: state.instrument, standard }, batchEntity(batch));
  }
}

/** No more than the correction took away, or than a reversal left uncovered. */
function checkOpen(
  live: LiveState,
  { project, cause, report: corrected, quantity }: Facts<'units.cancelled'>,
  state: ProjectState,
  violates: Violates,
): void {
  if ((cause === 'over-issuance') !== (corrected !== undefined)) violates('cancellation-report', { cause });
  let open = state.uncovered ?? 0;
  if (corrected !== undefined) {
    const found = reportOf(live, corrected, violates);
    if (!found) return;
    if (found.state.project !== project) violates('cancellation-report', { cause });
    open = 0;
    for (const each of found.state.vintages) open += standingOf(each, found.state, found.project).excess;
  }
  if (quantity > open) violates('cancellation-exceeds-open', { quantity, open });
}
