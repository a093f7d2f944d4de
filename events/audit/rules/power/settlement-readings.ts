/** A settlement counts the readings in force, of generation and of every buyer, with none pending. */
import {
  consumptionEntity,
  type EntityId,
  facilityEntity,
  generationEntity,
  read,
} from '../../../../shared/ledger/entity.ts';
import type { Facts } from '../../../../shared/ledger/event.ts';
import type { ContractState, Readings } from '../../../../shared/power/states.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';
import { deliveredEnergy, isDirectSupply } from './contract-kind.ts';
import { net } from './net.ts';

/** Energy fed into the grid, at either price. */
const FED_IN = ['on-grid', 'mechanism-priced'] as const;

export function checkReadings(
  live: LiveState,
  facts: Facts<'contract.settled'>,
  state: ContractState,
  violates: Violates,
): void {
  const { contract, facility, month, deliveries, generatedKilowattHours, deliveredBeforeMegawattHours } =
    facts;
  const record = generationEntity(facility, month, deliveredEnergy(state.kind));
  const generation = read(live.entities, record)?.state;
  const generated = inForce(generation, record, violates);
  const netKilowattHours = generated && net(generated);
  if (generatedKilowattHours !== netKilowattHours)
    violates('settlement-generation', { generatedKilowattHours, expected: netKilowattHours }, record);
  if (deliveredBeforeMegawattHours !== generation?.delivered)
    violates(
      'settlement-delivered-before',
      { deliveredBeforeMegawattHours, expected: generation?.delivered },
      record,
    );
  checkOnGrid(live, facts, state, violates);
  checkCurtailed(live, facts, state, violates);
  let byHour = generated?.intervals !== undefined;
  let consumed = 0;
  for (const { buyer, consumedKilowattHours } of deliveries) {
    const entity = consumptionEntity(contract, month, buyer);
    const reading = inForce(read(live.entities, entity)?.state, entity, violates);
    if (consumedKilowattHours !== reading?.kilowattHours)
      violates('settlement-consumption', { consumedKilowattHours, expected: reading?.kilowattHours }, entity);
    byHour &&= reading?.intervals !== undefined;
    consumed += consumedKilowattHours;
  }
  const most = Math.min(generated?.kilowattHours ?? 0, consumed);
  checkMatched(facts, byHour ? most : undefined, violates);
}

/** The reading in force; a violation where there is none, or where another is pending to replace it. */
function inForce(
  readings: Readings | undefined,
  entity: EntityId,
  violates: Violates,
): Readings['confirmed'] {
  if (!readings?.confirmed) violates('settlement-unconfirmed', {}, entity);
  if (readings?.pending) violates('settlement-pending', { revision: readings.pending.revision }, entity);
  return readings?.confirmed;
}

/** Of direct supply: the confirmed part of its power on the grid, at either price. */
function checkOnGrid(
  live: LiveState,
  { facility, month, onGridKilowattHours }: Facts<'contract.settled'>,
  { kind }: ContractState,
  violates: Violates,
): void {
  let expected: number | undefined;
  if (isDirectSupply(kind)) {
    expected = 0;
    const plant = read(live.entities, facilityEntity(facility))?.state;
    let known = !plant?.meters?.some((meter) => meter.kind === 'on-grid');
    for (const energy of FED_IN) {
      const entity = generationEntity(facility, month, energy);
      const reading = read(live.entities, entity)?.state;
      if (reading?.pending) violates('settlement-pending', { revision: reading.pending.revision }, entity);
      if (!reading?.confirmed) continue;
      expected += net(reading.confirmed);
      known = true;
    }
    if (!known) violates('settlement-unconfirmed', {}, generationEntity(facility, month, FED_IN[0]));
  }
  if (onGridKilowattHours !== expected)
    violates(
      'settlement-on-grid',
      { onGridKilowattHours, expected },
      generationEntity(facility, month, FED_IN[0]),
    );
}

/** Of 工业园区绿色供电: what was held back, confirmed with the readings of the power delivered and fed in. */
function checkCurtailed(
  live: LiveState,
  { facility, month, curtailedKilowattHours }: Facts<'contract.settled'>,
  { kind }: ContractState,
  violates: Violates,
): void {
  const delivered = deliveredEnergy(kind);
  let expected: number | undefined;
  if (kind === 'park-supply')
    for (const energy of [delivered, ...FED_IN]) {
      const confirmed = read(live.entities, generationEntity(facility, month, energy))?.state.confirmed;
      const { curtailedKilowattHours: held } = confirmed ?? {};
      if (held === undefined && energy === delivered) break;
      expected = (expected ?? 0) + (held ?? 0);
    }
  if (curtailedKilowattHours !== expected || (kind === 'park-supply' && expected === undefined))
    violates(
      'settlement-curtailed',
      { curtailedKilowattHours, expected },
      generationEntity(facility, month, delivered),
    );
}

/** Matched by the hour if and only if all readings have hours; never more than either side's total. */
function checkMatched(
  { matchedKilowattHours }: Facts<'contract.settled'>,
  most: number | undefined,
  violates: Violates,
): void {
  const told = matchedKilowattHours !== undefined;
  if (told !== (most !== undefined) || (matchedKilowattHours ?? 0) > (most ?? 0))
    violates('settlement-matched', { matchedKilowattHours, most });
}
