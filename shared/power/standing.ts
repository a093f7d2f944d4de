/**
 * The standing of direct supply in a calendar year: its plan and its settled months against its programme.
 */

import type { DocumentReference } from '../base/document.ts';
import { programmeOf } from './contract.ts';
import { LOAD_MIN, loadNeeded, STORAGE_MIN, storageNeeded, storageSuffices } from './park-supply.ts';
import { volumesByYear } from './plan.ts';
import {
  type EnergyYear,
  type Grade,
  type Programme,
  type RatioName,
  ratioFaults,
  ratioOf,
  ratioRules,
} from './ratio.ts';
import type { ContractState, FacilityState } from './states.ts';

/** The row that a bound comes from. */
interface Sourced {
  source: string;
  grade: Grade;
}

export interface RatioStanding extends Sourced {
  name: RatioName;
  bound: 'min' | 'max';
  boundBasisPoints: number;
  /** Undefined for a share of nothing. */
  basisPoints: number | undefined;
  holds: boolean;
}

/** The load of the months counted, in the unit of the sums beside it. */
export interface LoadStanding extends Sourced {
  months: number;
  consumption: number;
  consumptionMin: number;
  holds: boolean;
}

export interface StorageStanding extends Sourced {
  capacityKilowatts: number;
  kilowatts: number;
  kilowattHours: number;
  kilowattsMin: number;
  kilowattHoursMin: number;
  /** The document of equal regulation, which stands in for storage. */
  regulation?: DocumentReference;
  holds: boolean;
}

interface Part {
  ratios: RatioStanding[];
  /** 工业园区绿色供电 only. */
  load?: LoadStanding;
}

export interface Standing {
  /** Plan of the latest version in force that has that year, MWh. */
  plan?: Part & { megawattHours: EnergyYear };
  /** Sums of the months settled so far, kWh. */
  actual?: Part & { kilowattHours: EnergyYear };
  /** 工业园区绿色供电 only: as the facility has it today. */
  storage?: StorageStanding;
}

const KILOWATT_HOURS_PER_MEGAWATT_HOUR = 1000;

/**
 * The year's standing, without the plan or the actual sums that don't exist.
 * @throws Error unless it is a contract of direct supply.
 */
export function standingOf(
  { kind, versions, years }: ContractState,
  plant: Pick<FacilityState, 'capacityKilowatts' | 'storage'> | undefined,
  year: number,
): Standing {
  const programme = programmeOf(kind);
  if (!programme) throw new Error(`${kind} is no direct supply`);
  const version = versions.findLast(({ plan = [] }) => plan.some((each) => each.year === year));
  const planned = version?.plan?.find((each) => each.year === year);
  const actual = years?.[String(year)];
  const { months: plannedMonths = 0 } = (version && volumesByYear(version).get(year)) ?? {};
  const part = (sums: EnergyYear, months: number, unit: number): Part => ({
    ratios: ratioStandings(programme, year, sums),
    ...(programme === 'park-supply' && { load: loadStanding(sums, months, unit) }),
  });
  return {
    ...(planned && { plan: { megawattHours: sumsOf(planned), ...part(planned, plannedMonths, 1) } }),
    ...(actual && {
      actual: {
        kilowattHours: sumsOf(actual),
        ...part(actual, actual.months ?? 0, KILOWATT_HOURS_PER_MEGAWATT_HOUR),
      },
    }),
    ...(programme === 'park-supply' && plant && { storage: storageStanding(plant, versions.at(-1)) }),
  };
}

const sumsOf = ({ generation, selfUse, onGrid, consumption, curtailed }: EnergyYear): EnergyYear => ({
  generation,
  selfUse,
  onGrid,
  consumption,
  ...(curtailed !== undefined && { curtailed }),
});

function ratioStandings(programme: Programme, year: number, sums: EnergyYear): RatioStanding[] {
  const faults = ratioFaults(programme, year, sums);
  return ratioRules(programme, year).map((rule) => ({
    name: rule.name,
    bound: rule.bound,
    boundBasisPoints: rule.basisPoints,
    basisPoints: ratioOf(rule, sums),
    holds: !faults.includes(rule.name),
    source: rule.source,
    grade: rule.confidence,
  }));
}

/** @param unit of the sums, by MWh. */
function loadStanding({ consumption }: EnergyYear, months: number, unit: number): LoadStanding {
  const consumptionMin = loadNeeded(months) * unit;
  const { source, confidence: grade } = LOAD_MIN;
  return { months, consumption, consumptionMin, holds: consumption >= consumptionMin, source, grade };
}

function storageStanding(
  { capacityKilowatts = 0, storage }: Pick<FacilityState, 'capacityKilowatts' | 'storage'>,
  version: { regulation?: DocumentReference } | undefined,
): StorageStanding {
  const { kilowatts: kilowattsMin, kilowattHours: kilowattHoursMin } = storageNeeded(capacityKilowatts);
  const { kilowatts, kilowattHours } = storage ?? { kilowatts: 0, kilowattHours: 0 };
  const regulation = version?.regulation;
  return {
    capacityKilowatts,
    kilowatts,
    kilowattHours,
    kilowattsMin,
    kilowattHoursMin,
    ...(regulation && { regulation }),
    holds: regulation !== undefined || storageSuffices(capacityKilowatts, storage),
    source: STORAGE_MIN.source,
    grade: STORAGE_MIN.confidence,
  };
}
