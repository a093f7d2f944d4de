/**
 * Generation of another registry: whole certificates for a supply contract, of its
 * technology, within its volume.
 */
import { chinaDate } from '../../../../shared/base/day.ts';
import {
  batchEntity,
  certificateEntity,
  facilityEntity,
  supplyEntity,
} from '../../../../shared/ledger/entity.ts';
import type { Facts } from '../../../../shared/ledger/event.ts';
import type { FacilityState, SupplyState } from '../../../../shared/power/states.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';
import { checkBorn } from '../log/birth.ts';
import type { Rules } from '../rule.ts';
import { CERTIFICATE_KILOWATT_HOURS } from './net.ts';
import { supplyOf } from './supply.ts';

export const generationImported: Rules<'generation.imported'> = (live, { id, at, facts }, violates) => {
  const { facility, supply, period, kilowattHours, batch, quantity } = facts;
  checkBorn(live, 'b', batch, id, batchEntity(batch), violates);
  const plant = live.state(facilityEntity(facility));
  if (!plant) violates('supply-facility-unknown', { facility });
  else if (!plant.origin) violates('supply-facility-registered', { facility }, facilityEntity(facility));
  const contract = supplyOf(live, supply, violates);
  if (contract) {
    checkContract(facts, contract, plant, violates);
    checkDraws(live, facts, contract.origin.source, violates);
  }
  if (kilowattHours !== quantity * CERTIFICATE_KILOWATT_HOURS)
    violates('supply-certificates', { kilowattHours, quantity });
  const today = chinaDate(at);
  if (period.to >= today) violates('supply-generation-early', { to: period.to, today });
  checkLanes(facts, violates);
};

function checkContract(
  { supply, instrument, quantity, account }: Facts<'generation.imported'>,
  contract: SupplyState,
  plant: FacilityState | undefined,
  violates: Violates,
): void {
  const { technology, megawattHours, issued } = contract;
  if (plant && technology !== 'mixed' && plant.technology !== technology)
    violates('supply-technology', { technology: plant.technology, expected: technology });
  if (instrument !== contract.instrument)
    violates('supply-instrument-other', { instrument, expected: contract.instrument });
  if (account !== contract.account) violates('supply-account', { account, expected: contract.account });
  if (issued + quantity > megawattHours)
    violates('supply-over-issued', { quantity, issued, megawattHours }, supplyEntity(supply));
}

/** The lanes divide the units that were not retired elsewhere; without such units there are no lanes. */
function checkLanes(
  { lanes, quantity, retiredElsewhere = 0 }: Facts<'generation.imported'>,
  violates: Violates,
): void {
  const left = quantity - retiredElsewhere;
  const ascending = lanes.every((from, lane) => from > (lanes[lane - 1] ?? 0));
  const whole = left > 0 ? lanes[0] === 1 && ascending && lanes.at(-1)! <= left : lanes.length === 0;
  if (!whole || left < 0) violates('lanes-not-a-partition', { lanes: lanes.join(), quantity: left });
}

/** Each foreign certificate is named once and always has the same quantity, which all draws stay within. */
function checkDraws(
  live: LiveState,
  { certificates, kilowattHours }: Facts<'generation.imported'>,
  source: string,
  violates: Violates,
): void {
  let sum = 0;
  const taken = new Map<string, number>();
  for (const { number, kilowattHours: whole, drawn } of certificates) {
    sum += drawn;
    const entity = certificateEntity(source, number);
    const known = live.state(entity);
    if (taken.has(entity)) violates('supply-certificate-repeated', { number }, entity);
    if (known && known.kilowattHours !== whole)
      violates('supply-certificate-quantity', { number, whole, known: known.kilowattHours }, entity);
    const before = (known?.drawn ?? 0) + (taken.get(entity) ?? 0);
    if (before + drawn > whole)
      violates('supply-certificate-overdrawn', { number, drawn, before, whole }, entity);
    taken.set(entity, drawn);
  }
  if (sum !== kilowattHours) violates('supply-certificate-sum', { sum, kilowattHours });
}
