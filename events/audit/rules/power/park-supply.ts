/**
 * 工业园区绿色供电: storage of its share of the capacity for its hours, or a document of equal regulation;
 * and a load, by month of delivery. The table has the amounts, this file the method.
 */
import { contractEntity } from '../../../../shared/ledger/entity.ts';
import type { Facts } from '../../../../shared/ledger/event.ts';
import { LOAD_MIN, STORAGE_MIN } from '../../../../shared/power/park-supply.ts';
import type { ContractState, ContractVersion, FacilityState } from '../../../../shared/power/states.ts';
import type { Violates } from '../../violation.ts';

/** At the proposal, and when a party signs. */
export function checkStorage(
  contract: string,
  { kind }: Pick<ContractState, 'kind'>,
  { regulation }: Pick<ContractVersion, 'regulation'>,
  plant: FacilityState | undefined,
  violates: Violates,
): void {
  if (kind !== 'park-supply') {
    if (regulation) violates('contract-regulation', { kind }, contractEntity(contract));
    return;
  }
  if (regulation) return;
  const { capacityKilowatts = 0, storage } = plant ?? {};
  const { kilowatts, kilowattHours } = storage ?? { kilowatts: 0, kilowattHours: 0 };
  // In ten-thousandths, nothing is rounded.
  const share = BigInt(capacityKilowatts) * BigInt(STORAGE_MIN.capacityBasisPoints);
  const enough =
    BigInt(kilowatts) * 10_000n >= share &&
    BigInt(kilowattHours) * 10_000n >= share * BigInt(STORAGE_MIN.hours);
  if (!enough)
    violates('contract-storage', { kilowatts, kilowattHours, capacityKilowatts }, contractEntity(contract));
}

/** @param months of delivery in that year */
export function checkLoad(
  contract: string,
  { year, consumption }: NonNullable<Facts<'contract.proposed'>['plan']>[number],
  months: number,
  violates: Violates,
): void {
  if (BigInt(consumption) * 12n < BigInt(LOAD_MIN.megawattHours) * BigInt(months))
    violates('contract-load', { year, consumption, months }, contractEntity(contract));
}
