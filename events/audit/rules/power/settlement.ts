/**
 * DOMAIN §3, monthly settlement: by a party, once, after the month, of confirmed readings, with certificates
 * of the month.
 */

import { chinaDate, periodsOverlap } from '../../../../shared/base/day.ts';
import { daysOf, monthOf, monthsBetween } from '../../../../shared/base/month.ts';
import {
  batchEntity,
  blockEntity,
  contractEntity,
  facilityEntity,
  generationEntity,
  organizationEntity,
  read,
  settlementEntity,
} from '../../../../shared/ledger/entity.ts';
import type { EventOfType, Facts } from '../../../../shared/ledger/event.ts';
import type { Delivery } from '../../../../shared/power/facts-contract.ts';
import type { ContractState, FacilityState } from '../../../../shared/power/states.ts';
import { FACILITY_INSTRUMENT } from '../../../../shared/units/instrument.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';
import type { Rules } from '../rule.ts';
import { checkMoved, movedUnits } from '../units/movement.ts';
import { deliveredEnergy } from './contract-kind.ts';
import { allocatedMegawattHours, checkFigures } from './settlement-figures.ts';
import { checkReadings } from './settlement-readings.ts';
import { lastDay } from './validity.ts';

const contractSettled: Rules<'contract.settled'> = (live, event, violates) => {
  const { contract, month, facility } = event.facts;
  const entity = contractEntity(contract);
  const state = read(live.entities, entity)?.state;
  const plant = read(live.entities, facilityEntity(facility))?.state;
  if (event.sealed === undefined) violates('settlement-unsealed', { contract, month });
  if (!state || !plant) {
    violates('settlement-unfounded', { contract, facility }, entity);
    return;
  }
  const { org } = event.by;
  if (state.seller !== org && !state.buyers.some(({ organization }) => organization === org))
    violates('settlement-party', { org }, entity);
  if (state.facility !== facility)
    violates('settlement-facility', { facility, expected: state.facility }, entity);
  checkTerms(event.facts, state, violates);
  checkMonth(live, event, plant, violates);
  checkReadings(live, event.facts, state, violates);
  checkFigures(event.facts, state, violates);
  checkAccounts(live, event.facts, state, violates);
  checkItems(live, event.facts, state, plant, violates);
  checkAvailable(live, event, state, violates);
};

/** The latest version in force by the month, and its volume for it. */
function checkTerms(facts: Facts<'contract.settled'>, { versions }: ContractState, violates: Violates): void {
  const { contract, month, version, contractMegawattHours } = facts;
  let inForce: ContractState['versions'][number] | undefined;
  for (const each of versions)
    if (each.from <= month && each.version > (inForce?.version ?? 0)) inForce = each;
  if (version !== inForce?.version)
    violates('settlement-version', { version, month, expected: inForce?.version }, contractEntity(contract));
  const volume = inForce?.megawattHours[monthsBetween(inForce.from, month)];
  if (contractMegawattHours !== volume)
    violates('settlement-volume', { contractMegawattHours, expected: volume }, contractEntity(contract));
}

/** The month is over and unsettled, its certificates neither expired nor frozen. */
function checkMonth(
  live: LiveState,
  { at, facts: { contract, month } }: EventOfType<'contract.settled'>,
  { frozen, credited = [] }: FacilityState,
  violates: Violates,
): void {
  const today = chinaDate(at);
  const settlement = settlementEntity(contract, month);
  if (month >= monthOf(today)) violates('settlement-month', { month, today }, settlement);
  if (live.entities.has(settlement)) violates('settlement-twice', { month }, settlement);
  const generated = daysOf(month);
  const through = lastDay(month, FACILITY_INSTRUMENT);
  if (through !== undefined && through < today) violates('settlement-expired', { month, today }, settlement);
  const taken = [...(frozen ? [{ ...frozen.crediting, by: frozen.project }] : [])];
  for (const { report: by, from, to } of credited) taken.push({ from, to, by });
  const holder = taken.find((period) => periodsOverlap(period, generated));
  if (holder) violates('settlement-frozen', { month, holder: holder.by }, settlement);
}

/** One delivery to each buyer of the contract, in its order, into the buyer's own account. */
function checkAccounts(
  live: LiveState,
  { contract, deliveries }: Facts<'contract.settled'>,
  { buyers }: ContractState,
  violates: Violates,
): void {
  const expected = buyers.map(({ organization }) => organization).join();
  const named = deliveries.map(({ buyer }) => buyer).join();
  if (named !== expected) violates('settlement-buyers', { named, expected }, contractEntity(contract));
  for (const { buyer, account } of deliveries) {
    const own = read(live.entities, organizationEntity(buyer))?.state.account;
    if (account !== own)
      violates('settlement-account', { account, expected: own }, organizationEntity(buyer));
  }
}

/** As many certificates as MWh, of that month, held by the seller and not yet bought. */
function checkItems(
  live: LiveState,
  { facility, month, deliveries }: Facts<'contract.settled'>,
  { kind }: ContractState,
  { account }: FacilityState,
  violates: Violates,
): void {
  for (const delivery of deliveries) checkQuantity(delivery, account, violates);
  const items = deliveries.flatMap((delivery) => delivery.items ?? []);
  checkMoved(live, items, { account }, violates);
  const record = generationEntity(facility, month, deliveredEnergy(kind));
  const batches = read(live.entities, record)?.state.batches ?? [];
  for (const { batch, ranges } of items) {
    if (!batches.includes(batch)) violates('settlement-batch', { batch, month }, batchEntity(batch));
    for (const { from, block = from } of ranges) {
      const entity = blockEntity(batch, block);
      if (read(live.entities, entity)?.state.traded) violates('settlement-traded', { from }, entity);
    }
  }
}

/**
 * Delivered is all that contract and allocation have room for, or all certificates of the
 * month not yet bought.
 */
function checkAvailable(
  live: LiveState,
  { facts: { contract, facility, month, ...figures } }: EventOfType<'contract.settled'>,
  { kind }: ContractState,
  violates: Violates,
): void {
  const { contractMegawattHours, deliveries, deliveredMegawattHours } = figures;
  const record = generationEntity(facility, month, deliveredEnergy(kind));
  const { batches = [], issued = 0, delivered = 0 } = read(live.entities, record)?.state ?? {};
  const untraded = batches.reduce((sum, batch) => sum + live.certificates.untradedOf(batch), 0);
  // An owner still holds what it delivered to itself; a certificate stands for one megawatt-hour.
  const available = Math.min(untraded, Math.max(0, issued - delivered));
  const room = Math.min(contractMegawattHours, allocatedMegawattHours(deliveries));
  const expected = Math.min(room, available);
  // A delivery above the room is reported as such.
  if (deliveredMegawattHours === expected || deliveredMegawattHours > room) return;
  violates('settlement-available', { deliveredMegawattHours, expected }, contractEntity(contract));
}

function checkQuantity(
  { buyer, account, megawattHours, items = [] }: Delivery,
  seller: string,
  violates: Violates,
) {
  const moved = movedUnits(items);
  const expected = account === seller ? 0 : megawattHours;
  if (moved !== expected) violates('settlement-items', { moved, expected }, organizationEntity(buyer));
}

export const settlementRules: { [T in 'contract.settled']: Rules<T> } = {
  'contract.settled': contractSettled,
};
