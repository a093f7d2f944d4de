/**
 * 工业园区绿色供电: a plant for an industrial park, whose power the park uses up itself. What the programme
 * asks besides its ratios (ratio.ts): storage, or equal regulation by a document; and a load (DOMAIN §3).
 */
import { BASIS_POINTS_WHOLE } from '../base/basis-points.ts';
import type { Storage } from './facts.ts';
import { PARK_SUPPLY } from './ratio.ts';

/** 不低于新能源规模 15 %（4 小时）的储能装置，或具备同等调峰能力. */
export const STORAGE_MIN = { capacityBasisPoints: 1500, hours: 4, ...PARK_SUPPLY } as const;

/** 年总用电量原则上不少于 5 亿千瓦时. */
export const LOAD_MIN = { megawattHours: 500_000, ...PARK_SUPPLY } as const;

/** The least storage of a plant, kW and kWh, rounded up. */
export function storageNeeded(capacityKilowatts: number): Storage {
  const share = capacityKilowatts * STORAGE_MIN.capacityBasisPoints;
  return {
    kilowatts: Math.ceil(share / BASIS_POINTS_WHOLE),
    kilowattHours: Math.ceil((share * STORAGE_MIN.hours) / BASIS_POINTS_WHOLE),
  };
}

/**
 * Whether the plant's storage is enough: the power, and the energy to give that power for the hours. More
 * power for a shorter time is enough if it can give the least for the whole time.
 */
export function storageSuffices(capacityKilowatts: number, storage: Storage | undefined): boolean {
  const needed = storageNeeded(capacityKilowatts);
  return (
    storage !== undefined &&
    storage.kilowatts >= needed.kilowatts &&
    storage.kilowattHours >= needed.kilowattHours
  );
}

/**
 * The least load, MWh, of so many months of a year: a twelfth for each (D), since a contract may begin or end
 * within one. Rounded up.
 */
export const loadNeeded = (months: number): number => Math.ceil((LOAD_MIN.megawattHours * months) / 12);
