/** Facilities and their certificates as entities, for tests of deciders. */

import { daysOf, yearOfMonth } from '../../../shared/base/month.ts';
import { deriveId } from '../../../shared/ledger/decision.ts';
import { batchEntity, type Entity, type EntityId, facilityEntity } from '../../../shared/ledger/entity.ts';
import type { FacilityState } from '../../../shared/power/states.ts';
import type { BatchState, BlockState } from '../../../shared/units/states.ts';
import { block, blockEntry, commitNamed, entity, idNamed, organizationNamed } from './states.ts';

export const generator = organizationNamed('generator', ['developer', 'generator']);
export const FACILITY = deriveId('f', commitNamed('facility'));

const facilityState = (changed: Partial<FacilityState> = {}): Entity<FacilityState> =>
  entity<FacilityState>({
    name: '红山产业园风储项目',
    owner: generator.id,
    account: generator.account,
    technology: 'wind',
    energy: {},
    registered: commitNamed('facility'),
    ...changed,
  });

/** A batch of the facility's month in as many blocks of 10 MWh as changes are given. */
export function certificates(
  name: string,
  month: string,
  blocks: readonly Partial<BlockState>[],
  changed: Partial<BatchState> = {},
): [EntityId, Entity][] {
  const batch = idNamed('b', name);
  const state: BatchState = {
    instrument: 'GEC',
    vintage: yearOfMonth(month),
    issued: blocks.length * 10,
    legacy: false,
    imported: false,
    facility: FACILITY,
    energy: 'on-grid',
    generated: daysOf(month),
    ...changed,
  };
  return [
    [batchEntity(batch), entity(state)],
    ...blocks.map((each, index) =>
      blockEntry(
        block({ batch, from: index * 10 + 1, to: index * 10 + 10, account: generator.account, ...each }),
      ),
    ),
  ];
}

/** The owner, the facility and what else is given. */
export const powerEntities = (
  facility: Partial<FacilityState>,
  ...more: [EntityId, Entity][][]
): Map<EntityId, Entity> =>
  new Map<EntityId, Entity>([
    ...generator.entities,
    [facilityEntity(FACILITY), facilityState(facility)],
    ...more.flat(),
  ]);
