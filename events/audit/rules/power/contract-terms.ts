/** The months of a power contract, and the plan of direct supply, year by year. */
import { chinaDate } from '../../../../shared/base/day.ts';
import { addMonths, monthOf, monthsBetween, yearOfMonth } from '../../../../shared/base/month.ts';
import { contractEntity } from '../../../../shared/ledger/entity.ts';
import type { EventOfType } from '../../../../shared/ledger/event.ts';
import { MULTI_YEAR_MONTHS_MIN } from '../../../../shared/power/ratio.ts';
import type { ContractState, FacilityState } from '../../../../shared/power/states.ts';
import type { Violates } from '../../violation.ts';
import { isDirectSupply, rulesOf } from './contract-kind.ts';
import { checkLoad, checkStorage } from './park-supply.ts';
import { brokenRatios } from './plan-ratios.ts';

/** Five years: the longest time before the first delivery that a contract may be recorded. */
const MONTHS_AHEAD_MAX = 60;

export function checkContractTerms(
  { at, facts }: EventOfType<'contract.proposed'>,
  facility: FacilityState | undefined,
  current: ContractState | undefined,
  violates: Violates,
): void {
  const { contract, kind, seller, buyers, from, megawattHours } = facts;
  const entity = contractEntity(contract);
  if (!megawattHours.some((volume) => volume > 0)) violates('contract-volume', {}, entity);
  const earliest = monthOf(facility?.connectedOn ?? '');
  const latest = addMonths(monthOf(chinaDate(at)), MONTHS_AHEAD_MAX);
  if (from < earliest || from > latest) violates('contract-months', { from, earliest, latest }, entity);
  const direct = isDirectSupply(kind);
  const differentOwners = buyers.some(({ organization }) => organization !== seller);
  const begins = current?.versions[0]?.from ?? from;
  const months = monthsBetween(begins, from) + megawattHours.length;
  if ((kind === 'multi-year' || (direct && differentOwners)) && months < MULTI_YEAR_MONTHS_MIN)
    violates('contract-short', { months, monthsMin: MULTI_YEAR_MONTHS_MIN }, entity);
  checkStorage(contract, facts, facts, facility, violates);
  checkPlan(facts, direct, violates);
}

function checkPlan(
  { contract, kind, from, megawattHours, plan = [] }: EventOfType<'contract.proposed'>['facts'],
  direct: boolean,
  violates: Violates,
): void {
  const entity = contractEntity(contract);
  const last = yearOfMonth(addMonths(from, megawattHours.length - 1));
  const expected: number[] = [];
  if (direct) for (let year = yearOfMonth(from); year <= last; year++) expected.push(year);
  const years = plan.map(({ year }) => year);
  if (years.join() !== expected.join())
    violates('contract-plan', { years: years.join(), expected: expected.join() }, entity);
  for (const planned of plan) {
    const { year, generation, selfUse, onGrid, consumption, curtailed } = planned;
    const curve = megawattHours.filter((_, index) => yearOfMonth(addMonths(from, index)) === year);
    const contracted = curve.reduce((sum, volume) => sum + volume, 0);
    if (selfUse + onGrid > generation || selfUse > consumption || selfUse < contracted)
      violates('contract-plan-sums', { year, contracted }, entity);
    if ((kind === 'park-supply') !== (curtailed !== undefined))
      violates('contract-plan-curtailment', { year, kind }, entity);
    if (kind === 'park-supply') checkLoad(contract, planned, curve.length, violates);
    for (const ratio of brokenRatios(rulesOf(kind), year, planned))
      violates('contract-ratio', { year, ratio }, entity);
  }
}
