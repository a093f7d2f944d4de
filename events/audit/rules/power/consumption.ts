/**
 * DOMAIN §3: consumption under a contract, reported by its buyer (or for it), confirmed by
 * the facility's grid company.
 */
import { chinaDate } from '../../../../shared/base/day.ts';
import { hoursIn, monthOf, monthsBetween } from '../../../../shared/base/month.ts';
import {
  consumptionEntity,
  contractEntity,
  type EntityId,
  settlementEntity,
} from '../../../../shared/ledger/entity.ts';
import type { EventOfType } from '../../../../shared/ledger/event.ts';
import type { ConsumptionState, ContractState } from '../../../../shared/power/states.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';
import type { Rules } from '../rule.ts';
import { contractOf } from './contract.ts';

const readingOf = (live: LiveState, entity: EntityId<'consumption'>): ConsumptionState | undefined =>
  live.state(entity);

/** Whether the latest version in force by that month has a volume for it. */
function delivers({ versions }: ContractState, month: string): boolean {
  const begun = versions.filter(({ from }) => from <= month).at(-1);
  return begun !== undefined && monthsBetween(begun.from, month) < begun.megawattHours.length;
}

const consumptionRecorded: Rules<'consumption.recorded'> = (live, { at, by, facts }, violates) => {
  const { contract, month, buyer, revision, intervals } = facts;
  const entity = consumptionEntity(contract, month, buyer);
  const current = contractOf(live, contract);
  if (!current) violates('contract-unknown', { contract }, contractEntity(contract));
  const reading = readingOf(live, entity);
  // The grid company reads the meter too, and reports where the buyer has not.
  const byGrid = by.role === 'grid' && by.org === current?.grid;
  if (byGrid && (reading?.pending || reading?.confirmed))
    violates('consumption-reported', { org: by.org, buyer }, entity);
  if (!(byGrid || by.org === buyer) || !current?.buyers.some(({ organization }) => organization === buyer))
    violates('consumption-buyer', { org: by.org, buyer }, entity);
  if (month >= monthOf(chinaDate(at)) || (current && !delivers(current, month)))
    violates('consumption-month', { month }, entity);
  if (live.entities.has(settlementEntity(contract, month)))
    violates('consumption-settled', { month }, entity);
  const expected = (reading?.lastRevision ?? 0) + 1;
  if (revision !== expected) violates('consumption-revision', { revision, expected }, entity);
  const hours = hoursIn(month);
  if (intervals && intervals.rows !== hours)
    violates('consumption-hours', { rows: intervals.rows, hours }, entity);
};

/** An answer to a pending reading comes from the contract's grid company. */
function checkAnswer(
  live: LiveState,
  { by, facts }: EventOfType<'consumption.confirmed' | 'consumption.refused'>,
  violates: Violates,
): void {
  const { contract, month, buyer, revision } = facts;
  const entity = consumptionEntity(contract, month, buyer);
  const grid = contractOf(live, contract)?.grid;
  if (grid !== by.org) violates('consumption-grid', { org: by.org, grid }, entity);
  const expected = readingOf(live, entity)?.pending?.revision;
  if (revision !== expected) violates('consumption-revision', { revision, expected }, entity);
}

export const consumptionRules: {
  [T in 'consumption.recorded' | 'consumption.confirmed' | 'consumption.refused']: Rules<T>;
} = {
  'consumption.recorded': consumptionRecorded,
  'consumption.confirmed': (live, event, violates) => {
    checkAnswer(live, event, violates);
    const { contract, month, buyer } = event.facts;
    if (live.entities.has(settlementEntity(contract, month)))
      violates('consumption-settled', { month }, consumptionEntity(contract, month, buyer));
  },
  'consumption.refused': checkAnswer,
};
