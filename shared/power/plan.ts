/** Rules for the plan of direct supply, year by year: sums that can be, and the bounds of its programme. */
import { addMonths, yearOfMonth } from '../base/month.ts';
import { type Rejection, type RejectionCode, reject } from '../ledger/rejection.ts';
import type { PlanYear } from './facts-contract.ts';
import { LOAD_MIN, loadNeeded } from './park-supply.ts';
import { type Programme, type RatioName, ratioFaults, ratioOf, ratioRules } from './ratio.ts';
import type { ContractVersion } from './states.ts';

type Curve = Pick<ContractVersion, 'from' | 'megawattHours'>;

/** MWh of the delivery months, and their number, by calendar year, in order. */
export function volumesByYear({ from, megawattHours }: Curve): Map<number, Volume> {
  const volumes = new Map<number, Volume>();
  for (const [index, volume] of megawattHours.entries()) {
    const year = yearOfMonth(addMonths(from, index));
    const { megawattHours: before, months } = volumes.get(year) ?? { megawattHours: 0, months: 0 };
    volumes.set(year, { megawattHours: before + volume, months: months + 1 });
  }
  return volumes;
}

export interface Volume {
  megawattHours: number;
  months: number;
}

/**
 * Rejections in order, by year: plan-years, plan-curtailment, plan-beyond-generation,
 * plan-beyond-consumption, the ratios' (self-use-share-of-generation, self-use-share-of-consumption,
 * on-grid-share or fed-in, utilisation-too-low), load-too-small, plan-below-contract.
 */
export function checkPlan(
  programme: Programme,
  plan: readonly PlanYear[],
  curve: Curve,
): Rejection | undefined {
  const volumes = volumesByYear(curve);
  const wanted = [...volumes.keys()];
  const missing = wanted.findIndex((year, index) => plan[index]?.year !== year);
  if (missing >= 0) return reject('plan-years', `/plan/${missing}`, { expected: wanted[missing]! });
  if (plan.length > wanted.length)
    return reject('plan-years', `/plan/${wanted.length}`, { year: plan[wanted.length]!.year });
  for (const [index, year] of plan.entries()) {
    const refused = checkYear(programme, year, `/plan/${index}`, volumes.get(year.year)!);
    if (refused) return refused;
  }
  return undefined;
}

function checkYear(
  programme: Programme,
  plan: PlanYear,
  pointer: string,
  contracted: Volume,
): Rejection | undefined {
  const { year, generation, selfUse, onGrid, consumption, curtailed } = plan;
  if ((curtailed !== undefined) !== (programme === 'park-supply'))
    return reject('plan-curtailment', pointer, { year, programme });
  if (selfUse + onGrid > generation)
    return reject('plan-beyond-generation', pointer, { year, used: selfUse + onGrid, generation });
  if (selfUse > consumption)
    return reject('plan-beyond-consumption', pointer, { year, selfUse, consumption });
  const refused = checkRatios(programme, plan, pointer) ?? checkLoad(programme, plan, pointer, contracted);
  if (refused) return refused;
  if (selfUse >= contracted.megawattHours) return undefined;
  return reject('plan-below-contract', pointer, { year, selfUse, contracted: contracted.megawattHours });
}

const RATIO_REJECTIONS = {
  'self-use-of-generation': 'self-use-share-of-generation',
  'self-use-of-consumption': 'self-use-share-of-consumption',
  'on-grid-of-generation': 'on-grid-share',
  utilisation: 'utilisation-too-low',
} as const satisfies Record<RatioName, RejectionCode>;

function checkRatios(programme: Programme, plan: PlanYear, pointer: string): Rejection | undefined {
  const { year } = plan;
  const fault = ratioFaults(programme, year, plan)[0];
  const rule = ratioRules(programme, year).find(({ name }) => name === fault);
  if (!rule) return undefined;
  // A bound of nothing is said in words of its own.
  return reject(rule.basisPoints === 0 ? 'fed-in' : RATIO_REJECTIONS[rule.name], pointer, {
    year,
    // A share of nothing breaks no bound.
    basisPoints: ratioOf(rule, plan)!,
    bound: rule.basisPoints,
  });
}

function checkLoad(
  programme: Programme,
  { year, consumption }: PlanYear,
  pointer: string,
  { months }: Volume,
): Rejection | undefined {
  const megawattHoursMin = loadNeeded(months);
  if (programme !== 'park-supply' || consumption >= megawattHoursMin) return undefined;
  const { megawattHours: whole } = LOAD_MIN;
  return reject('load-too-small', pointer, { year, months, consumption, megawattHoursMin, whole });
}
