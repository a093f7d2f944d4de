/** A direct connection's standing in a calendar year: its plan and its settled months against the ratios. */

import { boundOf } from './contract-terms.ts';
import { type EnergyYear, RATIOS, type RatioName, ratioFaults, ratiosOf } from './ratio.ts';
import type { ContractState } from './states.ts';

export interface RatioStanding {
  name: RatioName;
  bound: 'min' | 'max';
  boundBasisPoints: number;
  /** Undefined for a share of nothing. */
  basisPoints: number | undefined;
  holds: boolean;
}

export interface Standing {
  /** Plan of the latest version in force that has that year, MWh. */
  plan?: { megawattHours: EnergyYear; ratios: RatioStanding[] };
  /** Sums of the months settled so far, kWh. */
  actual?: { kilowattHours: EnergyYear; ratios: RatioStanding[] };
}

/** The year's standing, without the plan or the actual sums that don't exist. */
export function standingOf({ versions, years }: ContractState, year: number): Standing {
  const planned = versions.flatMap(({ plan = [] }) => plan).findLast((each) => each.year === year);
  const actual = years?.[String(year)];
  return {
    ...(planned && { plan: { megawattHours: sumsOf(planned), ratios: ratioStandings(year, planned) } }),
    ...(actual && { actual: { kilowattHours: sumsOf(actual), ratios: ratioStandings(year, actual) } }),
  };
}

const sumsOf = ({ generation, selfUse, onGrid, consumption }: EnergyYear): EnergyYear => ({
  generation,
  selfUse,
  onGrid,
  consumption,
});

function ratioStandings(year: number, sums: EnergyYear): RatioStanding[] {
  const faults = ratioFaults(year, sums);
  return ratiosOf(sums).map(({ name, basisPoints }) => ({
    name,
    bound: RATIOS.find((rule) => rule.name === name)!.bound,
    boundBasisPoints: boundOf(name, year),
    basisPoints,
    holds: !faults.includes(name),
  }));
}
