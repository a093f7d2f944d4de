/** The readings that a settlement counts are those in force, of generation and of every buyer, with none that waits. */
import {
  consumptionEntity,
  type EntityId,
  facilityEntity,
  generationEntity,
  read,
} from '../../../../shared/ledger/entity.ts';
import type { Facts } from '../../../../shared/ledger/event.ts';
import { energyDelivered, isDirect } from '../../../../shared/power/contract.ts';
import { netOf } from '../../../../shared/power/reading.ts';
import { FED_IN } from '../../../../shared/power/settlement.ts';
import type { ContractState, Readings } from '../../../../shared/power/states.ts';
import type { LiveState } from '../../live-state.ts';
import type { Report } from '../../violation.ts';

export function checkReadings(
  live: LiveState,
  facts: Facts<'contract.settled'>,
  state: ContractState,
  report: Report,
): void {
  const { contract, facility, month, deliveries, generatedKilowattHours, deliveredBeforeMegawattHours } =
    facts;
  const record = generationEntity(facility, month, energyDelivered(state.kind));
  const generation = read(live.entities, record)?.state;
  const generated = inForce(generation, record, report);
  const net = generated && netOf(generated);
  if (generatedKilowattHours !== net)
    report('settlement-generation', { generatedKilowattHours, expected: net }, record);
  if (deliveredBeforeMegawattHours !== generation?.delivered)
    report(
      'settlement-delivered-before',
      { deliveredBeforeMegawattHours, expected: generation?.delivered },
      record,
    );
  checkOnGrid(live, facts, state, report);
  let byHour = generated?.intervals !== undefined;
  let consumed = 0;
  for (const { buyer, consumedKilowattHours } of deliveries) {
    const entity = consumptionEntity(contract, month, buyer);
    const reading = inForce(read(live.entities, entity)?.state, entity, report);
    if (consumedKilowattHours !== reading?.kilowattHours)
      report('settlement-consumption', { consumedKilowattHours, expected: reading?.kilowattHours }, entity);
    byHour &&= reading?.intervals !== undefined;
    consumed += consumedKilowattHours;
  }
  const most = Math.min(generated?.kilowattHours ?? 0, consumed);
  checkMatched(facts, byHour ? most : undefined, report);
}

/** The reading in force; reports one that isn't there, or that another waits to take its place. */
function inForce(readings: Readings | undefined, entity: EntityId, report: Report): Readings['confirmed'] {
  if (!readings?.confirmed) report('settlement-unconfirmed', {}, entity);
  if (readings?.pending) report('settlement-pending', { revision: readings.pending.revision }, entity);
  return readings?.confirmed;
}

/** Of a direct connection: what was confirmed of its power on the grid, at either price. */
function checkOnGrid(
  live: LiveState,
  { facility, month, onGridKilowattHours }: Facts<'contract.settled'>,
  { kind }: ContractState,
  report: Report,
): void {
  let expected: number | undefined;
  if (isDirect(kind)) {
    expected = 0;
    const plant = read(live.entities, facilityEntity(facility))?.state;
    let known = !plant?.meters?.some((meter) => meter.kind === 'on-grid');
    for (const energy of FED_IN) {
      const entity = generationEntity(facility, month, energy);
      const reading = read(live.entities, entity)?.state;
      if (reading?.pending) report('settlement-pending', { revision: reading.pending.revision }, entity);
      if (!reading?.confirmed) continue;
      expected += netOf(reading.confirmed);
      known = true;
    }
    if (!known) report('settlement-unconfirmed', {}, generationEntity(facility, month, FED_IN[0]!));
  }
  if (onGridKilowattHours !== expected)
    report(
      'settlement-on-grid',
      { onGridKilowattHours, expected },
      generationEntity(facility, month, FED_IN[0]!),
    );
}

/** Matched by the hour if and only if all readings have their hours; and never more than either side has in all. */
function checkMatched(
  { matchedKilowattHours }: Facts<'contract.settled'>,
  most: number | undefined,
  report: Report,
): void {
  const told = matchedKilowattHours !== undefined;
  if (told !== (most !== undefined) || (matchedKilowattHours ?? 0) > (most ?? 0))
    report('settlement-matched', { matchedKilowattHours, most });
}
