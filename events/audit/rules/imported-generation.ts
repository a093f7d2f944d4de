/** Generation of another registry: whole certificates for a supply contract, of its technology, within its volume. */
import { chinaDate } from '../../../shared/day.ts';
import { batchEntity, facilityEntity, supplyEntity } from '../../../shared/entity.ts';
import type { Facts } from '../../../shared/event.ts';
import { type FacilityState, KILOWATT_HOURS_PER_CERTIFICATE } from '../../../shared/power/facility.ts';
import type { SupplyState } from '../../../shared/power/supply.ts';
import type { Report } from '../violation.ts';
import { checkBorn } from './birth.ts';
import type { Rules } from './rule.ts';
import { supplyOf } from './supply.ts';

export const generationImported: Rules<'generation.imported'> = (live, { id, at, facts }, report) => {
  const { facility, supply, period, kilowattHours, batch, quantity } = facts;
  checkBorn(live, 'b', batch, id, batchEntity(batch), report);
  const plant = live.entities.get(facilityEntity(facility))?.state as FacilityState | undefined;
  if (!plant) report('supply-facility-unknown', { facility });
  else if (!plant.origin) report('supply-facility-registered', { facility }, facilityEntity(facility));
  const contract = supplyOf(live, supply, report);
  if (contract) checkContract(facts, contract, plant, report);
  if (kilowattHours !== quantity * KILOWATT_HOURS_PER_CERTIFICATE)
    report('supply-certificates', { kilowattHours, quantity });
  const today = chinaDate(at);
  if (period.to >= today) report('supply-generation-early', { to: period.to, today });
  checkLanes(facts, report);
};

function checkContract(
  { supply, instrument, quantity, account }: Facts<'generation.imported'>,
  contract: SupplyState,
  plant: FacilityState | undefined,
  report: Report,
): void {
  const { technology, megawattHours, issued } = contract;
  if (plant && plant.technology !== technology)
    report('supply-technology', { technology: plant.technology, expected: technology });
  if (instrument !== contract.instrument)
    report('supply-instrument-other', { instrument, expected: contract.instrument });
  if (account !== contract.account) report('supply-account', { account, expected: contract.account });
  if (issued + quantity > megawattHours)
    report('supply-over-issued', { quantity, issued, megawattHours }, supplyEntity(supply));
}

function checkLanes({ lanes, quantity }: Facts<'generation.imported'>, report: Report): void {
  const ascending = lanes.every((from, lane) => from > (lanes[lane - 1] ?? 0));
  if (lanes[0] !== 1 || !ascending || lanes.at(-1)! > quantity)
    report('lanes-not-a-partition', { lanes: lanes.join(), quantity });
}
