/**
 * Rules for the terms of a new or amended power contract: its months, its storage, and whether it has a
 * plan.
 */

import { addMonths, monthOf, monthsBetween } from '../base/month.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import { isDirect, programmeOf } from './contract.ts';
import type { ContractKind } from './facts-contract.ts';
import { storageNeeded, storageSuffices } from './park-supply.ts';
import { checkPlan } from './plan.ts';
import { MULTI_YEAR_MONTHS_MIN } from './ratio.ts';
import type { ContractState, ContractVersion, FacilityState } from './states.ts';

/** The terms that the parties agree on. Prices are apart: `sealed` is the commitment to them. */
export type ContractTerms = Omit<ContractVersion, 'version' | 'proposal'>;

/** A contract may be recorded so long before its first delivery month; no source sets a limit (K). */
export const MONTHS_AHEAD_MAX = 60;

/** The last delivery month. */
export const lastMonthOf = ({ from, megawattHours }: Pick<ContractTerms, 'from' | 'megawattHours'>): string =>
  addMonths(from, megawattHours.length - 1);

/** A multi-year contract, or direct supply between different owners (650号; 签订长期供电协议). */
export const mustBeMultiYear = ({
  kind,
  seller,
  buyers,
}: Pick<ContractState, 'kind' | 'seller' | 'buyers'>): boolean =>
  kind === 'multi-year' || (isDirect(kind) && buyers.some(({ organization }) => organization !== seller));

export interface TermsContext {
  contract: Pick<ContractState, 'kind' | 'seller' | 'buyers'>;
  plant: Pick<FacilityState, 'connectedOn' | 'capacityKilowatts' | 'storage'>;
  /** The current month. */
  current: string;
  /** The contract's first delivery month: the length of a multi-year contract counts all its versions. */
  first: string;
}

/**
 * Rejections in order: no-volume, delivery-before-connection, delivery-too-far, contract-too-short,
 * regulation-not-applicable, storage-too-small, plan-needed, plan-not-applicable, then the plan's (plan.ts).
 */
export function checkTerms(
  terms: ContractTerms,
  { contract, plant, current, first }: TermsContext,
): Rejection | undefined {
  const { from, megawattHours, plan, regulation } = terms;
  const { kind } = contract;
  if (megawattHours.every((volume) => volume === 0)) return reject('no-volume', '/megawattHours');
  const connected = monthOf(plant.connectedOn ?? '');
  if (from < connected) return reject('delivery-before-connection', '/from', { from, connected });
  const latest = addMonths(current, MONTHS_AHEAD_MAX);
  if (from > latest) return reject('delivery-too-far', '/from', { from, latest });
  const months = monthsBetween(first, lastMonthOf(terms)) + 1;
  if (mustBeMultiYear(contract) && months < MULTI_YEAR_MONTHS_MIN)
    return reject('contract-too-short', '/megawattHours', { months, monthsMin: MULTI_YEAR_MONTHS_MIN });
  if (regulation && kind !== 'park-supply')
    return reject('regulation-not-applicable', '/regulation', { kind });
  const small = regulationFault(kind, plant, terms);
  if (small) return small;
  const programme = programmeOf(kind);
  if (!programme) return plan && reject('plan-not-applicable', '/plan', { kind });
  return plan ? checkPlan(programme, plan, terms) : reject('plan-needed', '/plan', { kind });
}

/**
 * 工业园区绿色供电 needs storage, or a document of equal regulation; asked again when the last party signs.
 */
export function regulationFault(
  kind: ContractKind,
  { capacityKilowatts = 0, storage }: Pick<FacilityState, 'capacityKilowatts' | 'storage'>,
  { regulation }: Pick<ContractVersion, 'regulation'>,
): Rejection | undefined {
  if (kind !== 'park-supply' || regulation || storageSuffices(capacityKilowatts, storage)) return undefined;
  const { kilowatts, kilowattHours } = storageNeeded(capacityKilowatts);
  return reject('storage-too-small', '/regulation', {
    kilowatts: storage?.kilowatts ?? 0,
    kilowattHours: storage?.kilowattHours ?? 0,
    kilowattsMin: kilowatts,
    kilowattHoursMin: kilowattHours,
  });
}
