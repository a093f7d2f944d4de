/**
 * The arithmetic of a settlement, recomputed from its own figures: allocation, deliveries,
 * shortfall, and its side.
 */
import { contractEntity, organizationEntity } from '../../../../shared/ledger/entity.ts';
import type { Facts } from '../../../../shared/ledger/event.ts';
import type { ContractState } from '../../../../shared/power/states.ts';
import type { Violates } from '../../violation.ts';
import { byTheHour } from './contract-kind.ts';
import { CERTIFICATE_KILOWATT_HOURS } from './net.ts';
import { proportionalParts } from './shares.ts';

type Settled = Facts<'contract.settled'>;

const whole = (kilowattHours: number) => Math.floor(kilowattHours / CERTIFICATE_KILOWATT_HOURS);
const sumOf = (amounts: readonly number[]) => amounts.reduce((sum, each) => sum + each, 0);

/** Whole MWh allocated to the buyers. */
export const allocatedMegawattHours = (deliveries: Settled['deliveries']): number =>
  sumOf(deliveries.map(({ allocatedKilowattHours }) => whole(allocatedKilowattHours)));

export function checkFigures(facts: Settled, state: ContractState, violates: Violates): void {
  const { generatedKilowattHours, deliveredBeforeMegawattHours } = facts;
  const before = deliveredBeforeMegawattHours * CERTIFICATE_KILOWATT_HOURS;
  const left = Math.max(0, generatedKilowattHours - before);
  checkAllocation(facts, left, byTheHour(state), violates);
  checkDelivered(facts, violates);
  checkShortfall(facts, left, violates);
}

/**
 * A sole buyer is allocated min(generation, consumption). Several buyers get each at most its consumption,
 * and together the amount matched by the hour, or the amount left if that is less; only the hours tell how it
 * divides among them.
 */
function checkAllocation(
  { deliveries, matchedKilowattHours = 0 }: Settled,
  left: number,
  byHour: boolean,
  violates: Violates,
): void {
  for (const { buyer, consumedKilowattHours, allocatedKilowattHours } of deliveries) {
    const most = Math.min(left, consumedKilowattHours);
    if (byHour ? allocatedKilowattHours > most : allocatedKilowattHours !== most)
      violates('settlement-allocation', { allocatedKilowattHours, most }, organizationEntity(buyer));
  }
  const allocated = sumOf(deliveries.map((each) => each.allocatedKilowattHours));
  const expected = Math.min(left, matchedKilowattHours);
  if (byHour && allocated !== expected) violates('settlement-allocation', { allocated, expected });
}

/**
 * Σ deliveries = delivered ≤ min(contract, allocated); each delivery is within its
 * buyer's allocated whole MWh.
 */
function checkDelivered(
  { contract, contractMegawattHours, deliveries, deliveredMegawattHours }: Settled,
  violates: Violates,
): void {
  const sum = sumOf(deliveries.map(({ megawattHours }) => megawattHours));
  if (sum !== deliveredMegawattHours)
    violates('settlement-sum', { deliveredMegawattHours, sum }, contractEntity(contract));
  const most = deliveries.map(({ allocatedKilowattHours }) => whole(allocatedKilowattHours));
  const bound = Math.min(contractMegawattHours, sumOf(most));
  if (deliveredMegawattHours > bound)
    violates('settlement-exceeds', { deliveredMegawattHours, bound }, contractEntity(contract));
  for (const [at, part] of proportionalParts(most, deliveredMegawattHours).entries()) {
    const { buyer, megawattHours } = deliveries[at]!;
    if (megawattHours !== part)
      violates('settlement-share', { megawattHours, expected: part }, organizationEntity(buyer));
  }
}

/**
 * Contract less delivered. If less was delivered than contract and allocation have room for, the seller had
 * no more certificates; otherwise its figure is the generation that was left.
 */
function checkShortfall(facts: Settled, left: number, violates: Violates): void {
  const { contract, contractMegawattHours, deliveries, deliveredMegawattHours, shortfall } = facts;
  const short = contractMegawattHours - deliveredMegawattHours;
  if ((shortfall?.megawattHours ?? 0) !== short)
    violates(
      'settlement-shortfall',
      { shortfall: shortfall?.megawattHours, expected: short },
      contractEntity(contract),
    );
  if (!shortfall) return;
  const allocated = allocatedMegawattHours(deliveries);
  const lacking = deliveredMegawattHours < Math.min(contractMegawattHours, allocated);
  const supplied = lacking ? deliveredMegawattHours : whole(left);
  const consumed = whole(sumOf(deliveries.map(({ consumedKilowattHours }) => consumedKilowattHours)));
  const expected = sideOf(contractMegawattHours, supplied, consumed);
  if (shortfall.side !== expected)
    violates('settlement-side', { side: shortfall.side, expected }, contractEntity(contract));
}

/** The side that has less, if that is less than the contract's; both where neither is, or both are equal. */
function sideOf(contracted: number, supplied: number, consumed: number): 'seller' | 'buyer' | 'both' {
  if (supplied < contracted && supplied < consumed) return 'seller';
  if (consumed < contracted && consumed < supplied) return 'buyer';
  return 'both';
}
