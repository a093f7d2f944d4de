/** Steps of histories about monthly settlement: what is metered, and what is settled of it. */

import { hoursIn } from '../../../shared/base/month.ts';
import type { Context, Draft } from '../../../shared/ledger/decision.ts';
import { isRejection, type Rejection } from '../../../shared/ledger/rejection.ts';
import { decideConfirmGeneration } from '../../../shared/power/confirm-generation.ts';
import type { Hours } from '../../../shared/power/delivery.ts';
import { sumOf } from '../../../shared/power/intervals.ts';
import { decideRecordGeneration } from '../../../shared/power/record-generation.ts';
import { decideSettleContract } from '../../../shared/power/settle-contract.ts';
import type { Energy } from '../../../shared/power/technology.ts';
import {
  confirmConsumption,
  PARK_STORAGE,
  parkPlanOf,
  planOf,
  proposeContract,
  recordConsumption,
  signContract,
  termsFrom,
  windFarm,
} from './contract-steps.ts';
import { as, type By, History } from './history.ts';

export const MONTH = '2026-06';
const rows = hoursIn(MONTH);
const every = (kilowattHours: number) => Array<number>(rows).fill(kilowattHours);
/** 144 MWh generated, 72 and 43.2 consumed. */
export const HOURS: Hours = { generation: every(200), consumption: [every(100), every(60)] };
const hoursOf = (kilowattHours: readonly number[]) => ({
  sha256: 'a'.repeat(64),
  rows,
  kilowattHours: sumOf(kilowattHours),
});

/** A reading of the generator, and the grid company's word; returns the batch. */
export function meter(
  h: History,
  { owner, grid, facility }: { owner: string; grid: string; facility: string },
  energy: Energy,
  kilowattHours: number,
  hours?: readonly number[],
  reason?: string,
  curtailedKilowattHours?: number,
): string {
  const reading = { facility, month: MONTH, energy };
  const command = {
    ...reading,
    kilowattHours,
    dischargedKilowattHours: 0,
    curtailedKilowattHours,
    ...(hours && { hours: hoursOf(hours) }),
    ...(reason && { reason }),
  };
  const { revision } = h.commit<'generation.recorded'>(as(owner, 'generator'), (context) =>
    decideRecordGeneration(h.entities, command, context),
  ).facts;
  const confirmed = h.commit<'generation.confirmed'>(as(grid, 'grid'), (context) =>
    decideConfirmGeneration(h.entities, { ...reading, revision, lanes: 2 }, context),
  );
  return confirmed.facts.issued?.batch ?? '';
}

export type SettlementHistory = ReturnType<typeof settlementHistory>;

/** What a plant for its park held back in June, beside what it delivered and what it fed in. */
const HELD_BACK = { 'self-use': 16_000, 'on-grid': 500 };

/** A wind farm, two works, and June of a contract with one of them (bilateral) or with both, unsettled. */
export function settlementHistory(
  kind: 'bilateral' | 'direct-multi' | 'park-supply',
  consumed = [72_000, 43_200],
) {
  const h = new History();
  const seller = h.organization({ name: '国家电投', roles: ['generator'] });
  const grid = h.organization({ name: '国网蒙东', roles: ['grid'] });
  const steel = h.organization({ name: '远联钢铁' });
  const zinc = h.organization({ name: '中色锌业' });
  const isPark = kind === 'park-supply';
  const facility = windFarm(h, seller.id, grid.id, isPark ? { storage: PARK_STORAGE } : {});
  const direct = kind !== 'bilateral';
  const buyers = direct ? [steel, zinc] : [steel];
  const contract = proposeContract(h, seller.id, {
    kind,
    facility,
    ...termsFrom(),
    ...(direct && { plan: (isPark ? parkPlanOf : planOf)(2026, 2027) }),
    buyers: buyers.map(({ id }, at) => ({ organization: id, meterPoint: `${at}` })),
  });
  for (const { id } of buyers) signContract(h, id, contract);
  const plant = { owner: seller.id, grid: grid.id, facility };
  const read = (energy: 'self-use' | 'on-grid', kilowattHours: number, hours?: readonly number[]) =>
    meter(h, plant, energy, kilowattHours, hours, undefined, isPark ? HELD_BACK[energy] : undefined);
  const fedIn = read(direct ? 'on-grid' : 'self-use', 20_500);
  const batch = direct ? read('self-use', 144_000, HOURS.generation) : read('on-grid', 144_000);
  for (const [at, { id }] of buyers.entries()) {
    const kilowattHours = consumed[at]!;
    const hours = direct ? hoursOf(HOURS.consumption[at]!) : undefined;
    recordConsumption(h, id, { contract, month: MONTH, kilowattHours, hours });
    confirmConsumption(h, grid.id, { contract, month: MONTH, buyer: id, revision: 1 });
  }
  return {
    h,
    seller,
    grid,
    steel,
    zinc,
    facility,
    contract,
    batch,
    otherBatch: fedIn,
    plant,
    hours: direct ? HOURS : undefined,
  };
}

/** What settling the month decides now. */
export const decideSettlement =
  ({ h, contract, seller, hours }: SettlementHistory) =>
  (context: Context): Draft | Rejection => {
    const prices = { energyFenPerMegawattHour: 28_290, environmentalFenPerMegawattHour: 700 };
    const command = { contract, month: MONTH, hours, prices, salt: new Uint8Array(32).fill(5) };
    const outcome = decideSettleContract(h.entities, h.held(seller.account), command, context);
    if (isRejection(outcome)) return outcome;
    const { amounts: _sealed, ...draft } = outcome;
    return draft;
  };

export const settleMonth = (s: SettlementHistory, by: By = as(s.steel.id)) =>
  s.h.commit<'contract.settled'>(by, decideSettlement(s));
