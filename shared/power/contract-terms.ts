/** Rules for the terms of a new or amended power contract: its months, and a direct connection's plan. */

import { addMonths, monthsBetween, yearOfMonth } from '../base/month.ts';
import { type Rejection, type RejectionCode, reject } from '../ledger/rejection.ts';
import { isDirect } from './contract.ts';
import type { PlanYear } from './facts-contract.ts';
import {
  type EnergyYear,
  MULTI_YEAR_MONTHS_MIN,
  type RatioName,
  ratioBounds,
  ratioFaults,
  ratiosOf,
} from './ratio.ts';
import type { ContractState, ContractVersion } from './states.ts';

/** The terms that the parties agree on. Prices are apart: `sealed` is the commitment to them. */
export type ContractTerms = Omit<ContractVersion, 'version' | 'proposal'>;

/** A contract may be recorded so long before its first delivery month; no source sets a limit (K). */
export const MONTHS_AHEAD_MAX = 60;

/** The last delivery month. */
export const lastMonthOf = ({ from, megawattHours }: Pick<ContractTerms, 'from' | 'megawattHours'>): string =>
  addMonths(from, megawattHours.length - 1);

/** A multi-year contract, or a direct connection whose user and generator have different owners (650号). */
export const mustBeMultiYear = ({
  kind,
  seller,
  buyers,
}: Pick<ContractState, 'kind' | 'seller' | 'buyers'>): boolean =>
  kind === 'multi-year' || (isDirect(kind) && buyers.some(({ organization }) => organization !== seller));

export interface TermsContext {
  contract: Pick<ContractState, 'kind' | 'seller' | 'buyers'>;
  /** The facility's connection day, ISO date. */
  connectedOn: string;
  /** The current month. */
  current: string;
  /** The contract's first delivery month: the length of a multi-year contract counts all its versions. */
  first: string;
}

/**
 * Rejections in order: no-volume, delivery-before-connection, delivery-too-far, contract-too-short,
 * plan-needed, plan-not-applicable, then the plan's by year: plan-years, plan-beyond-generation,
 * plan-beyond-consumption, self-use-share-of-generation, self-use-share-of-consumption, on-grid-share,
 * plan-below-contract.
 */
export function checkTerms(
  terms: ContractTerms,
  { contract, connectedOn, current, first }: TermsContext,
): Rejection | undefined {
  const { from, megawattHours, plan } = terms;
  if (megawattHours.every((volume) => volume === 0)) return reject('no-volume', '/megawattHours');
  const connected = connectedOn.slice(0, 7);
  if (from < connected) return reject('delivery-before-connection', '/from', { from, connected });
  const latest = addMonths(current, MONTHS_AHEAD_MAX);
  if (from > latest) return reject('delivery-too-far', '/from', { from, latest });
  const months = monthsBetween(first, lastMonthOf(terms)) + 1;
  if (mustBeMultiYear(contract) && months < MULTI_YEAR_MONTHS_MIN)
    return reject('contract-too-short', '/megawattHours', { months, monthsMin: MULTI_YEAR_MONTHS_MIN });
  if (!isDirect(contract.kind))
    return plan && reject('plan-not-applicable', '/plan', { kind: contract.kind });
  return plan ? checkPlan(plan, terms) : reject('plan-needed', '/plan', { kind: contract.kind });
}

/** MWh of the delivery months by calendar year, in order. */
export function volumesByYear({
  from,
  megawattHours,
}: Pick<ContractTerms, 'from' | 'megawattHours'>): Map<number, number> {
  const volumes = new Map<number, number>();
  for (const [index, volume] of megawattHours.entries()) {
    const year = yearOfMonth(addMonths(from, index));
    volumes.set(year, (volumes.get(year) ?? 0) + volume);
  }
  return volumes;
}

function checkPlan(plan: readonly PlanYear[], terms: ContractTerms): Rejection | undefined {
  const volumes = volumesByYear(terms);
  const wanted = [...volumes.keys()];
  const missing = wanted.findIndex((year, index) => plan[index]?.year !== year);
  if (missing >= 0) return reject('plan-years', `/plan/${missing}`, { expected: wanted[missing]! });
  if (plan.length > wanted.length)
    return reject('plan-years', `/plan/${wanted.length}`, { year: plan[wanted.length]!.year });
  for (const [index, year] of plan.entries()) {
    const refused = checkPlanYear(year, `/plan/${index}`, volumes.get(year.year)!);
    if (refused) return refused;
  }
  return undefined;
}

const RATIO_REJECTIONS = {
  'self-use-of-generation': 'self-use-share-of-generation',
  'self-use-of-consumption': 'self-use-share-of-consumption',
  'on-grid-of-generation': 'on-grid-share',
} as const satisfies Record<RatioName, RejectionCode>;

function checkPlanYear(plan: PlanYear, pointer: string, contracted: number): Rejection | undefined {
  const { year, ...sums } = plan;
  const { generation, selfUse, onGrid, consumption } = sums;
  if (selfUse + onGrid > generation)
    return reject('plan-beyond-generation', pointer, { year, used: selfUse + onGrid, generation });
  if (selfUse > consumption)
    return reject('plan-beyond-consumption', pointer, { year, selfUse, consumption });
  const fault = ratioFaults(year, sums)[0];
  if (fault)
    return reject(RATIO_REJECTIONS[fault], pointer, {
      year,
      basisPoints: basisPointsOf(fault, sums),
      bound: boundOf(fault, year),
    });
  if (selfUse < contracted) return reject('plan-below-contract', pointer, { year, selfUse, contracted });
  return undefined;
}

/** The value of a broken ratio; a share of nothing breaks none. */
const basisPointsOf = (name: RatioName, sums: EnergyYear): number =>
  ratiosOf(sums).find((ratio) => ratio.name === name)!.basisPoints!;

/** Basis points. */
export function boundOf(name: RatioName, year: number): number {
  const bounds = ratioBounds(year);
  if (name === 'self-use-of-generation') return bounds.selfUseOfGenerationMin;
  return name === 'self-use-of-consumption' ? bounds.selfUseOfConsumptionMin : bounds.onGridOfGenerationMax;
}
