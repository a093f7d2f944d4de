/**
 * The owner records the storage beside its facility (配建储能) as it is now: built, enlarged or taken away.
 */
import type { Context, Draft } from '../ledger/decision.ts';
import { type Entities, facilityEntity, read } from '../ledger/entity.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import type { Storage } from './facts.ts';
import { isMetered } from './record-generation.ts';

export interface RecordStorage {
  facility: string;
  storage: Storage;
}

/**
 * `entities` holds the facility. Rejections in order: not-found, not-yours, facility-imported, storage-half,
 * storage-unchanged.
 */
export function decideRecordStorage(
  entities: Entities,
  { facility, storage }: RecordStorage,
  { org }: Context,
): Draft<'facility.storage-recorded'> | Rejection {
  const state = read(entities, facilityEntity(facility))?.state;
  if (!state) return reject('not-found', undefined, { facility });
  if (state.owner !== org) return reject('not-yours', undefined, { facility });
  if (!isMetered(state)) return reject('facility-imported', undefined, { facility });
  const half = storageFault(storage);
  if (half) return half;
  const { kilowatts, kilowattHours } = state.storage ?? { kilowatts: 0, kilowattHours: 0 };
  if (storage.kilowatts === kilowatts && storage.kilowattHours === kilowattHours)
    return reject('storage-unchanged', '/kilowatts', storage);
  return {
    type: 'facility.storage-recorded',
    facts: { facility, storage },
    advances: [facilityEntity(facility)],
  };
}

/** Storage has power and energy, or neither. */
export function storageFault(storage: Storage, pointer = ''): Rejection | undefined {
  const { kilowatts, kilowattHours } = storage;
  if ((kilowatts === 0) === (kilowattHours === 0)) return undefined;
  return reject('storage-half', `${pointer}/${kilowatts === 0 ? 'kilowatts' : 'kilowattHours'}`, storage);
}
