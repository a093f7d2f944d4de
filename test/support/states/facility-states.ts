/** A metered facility and its readings as entities, for tests of what may happen to them. */
import { deriveId } from '../../../shared/ledger/decision.ts';
import {
  type Entity,
  type EntityId,
  facilityEntity,
  generationEntity,
} from '../../../shared/ledger/entity.ts';
import type { FacilityState, GenerationState } from '../../../shared/power/states.ts';
import type { Energy } from '../../../shared/power/technology.ts';
import { commitNamed, entity, organizationNamed } from './states.ts';

export const owner = organizationNamed('generator', ['generator']);
export const grid = organizationNamed('grid', ['grid']);
export const stranger = organizationNamed('stranger', ['generator', 'grid']);
export const FACILITY = deriveId('f', commitNamed('facility'));
/** On the day of the tests' contexts this month is over, and its certificates are valid. */
export const MONTH = '2026-06';

/** 红山产业园's wind farm: 110 MW, on the grid since 2024. */
export function facility(changed: Partial<FacilityState> = {}): Entity<FacilityState> {
  return entity<FacilityState>({
    name: '红山产业园风储项目',
    owner: owner.id,
    account: owner.account,
    technology: 'wind',
    banner: '150402',
    province: '15',
    capacityKilowatts: 110_000,
    connectedOn: '2024-06-18',
    meters: [
      { id: 'ON', kind: 'on-grid' },
      { id: 'SU', kind: 'self-use' },
      { id: 'ST', kind: 'storage' },
    ],
    grid: grid.id,
    energy: {},
    registered: commitNamed('facility'),
    ...changed,
  });
}

export function record(changed: Partial<GenerationState> = {}): Entity<GenerationState> {
  return entity<GenerationState>({
    facility: FACILITY,
    month: MONTH,
    energy: 'on-grid',
    lastRevision: 1,
    batches: [],
    issued: 0,
    delivered: 0,
    ...changed,
  });
}

/** All organizations, the facility and whatever readings it has of the month. */
export function facilityEntities(
  state: Entity<FacilityState> = facility(),
  ...records: Entity<GenerationState>[]
): Map<EntityId, Entity> {
  return new Map<EntityId, Entity>([
    ...owner.entities,
    ...grid.entities,
    ...stranger.entities,
    [facilityEntity(FACILITY), state],
    ...records.map((each): [EntityId, Entity] => [
      generationEntity(each.state.facility, each.state.month, each.state.energy),
      each,
    ]),
  ]);
}

/** Changes the facility in place: what a rule's breaker does. */
export function changeFacility(entities: Map<string, Entity>, changed: Partial<FacilityState>): void {
  const found = entities.get(facilityEntity(FACILITY));
  if (found) found.state = { ...(found.state as FacilityState), ...changed };
}

/** Puts a reading of the month in place of what there is. */
export function putRecord(
  entities: Map<string, Entity>,
  changed: Partial<GenerationState>,
  energy: Energy = 'on-grid',
): void {
  entities.set(generationEntity(FACILITY, MONTH, energy), record({ energy, ...changed }));
}
