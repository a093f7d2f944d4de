/**
 * Settlement by contract and month. Delivered is the least of contract, generation and consumption, in whole
 * MWh; the month's certificates move to the buyers with it, in the same commit (DOMAIN §3). The quantity:
 * delivery.ts; the certificates: handover.ts; the amounts owed: amounts.ts.
 */

import { yearOfMonth } from '../base/month.ts';
import {
  blockEntity,
  contractEntity,
  type Entities,
  facilityEntity,
  generationEntity,
  type NextState,
  type NextStates,
  read,
  settlementEntity,
} from '../ledger/entity.ts';
import type { EventOfType } from '../ledger/event.ts';
import { moveBlocks, serialsOf } from '../units/block.ts';
import { energyDelivered, isDirect } from './contract.ts';
import type { ContractState, Settled } from './states.ts';
import type { Energy } from './technology.ts';

/** The kinds of direct supply's energy that are fed into the grid, whoever has their certificates. */
export const FED_IN: readonly Energy[] = ['on-grid', 'mechanism-priced'];

export function evolveContractSettled(
  entities: Entities,
  { id: commit, facts, sealed }: EventOfType<'contract.settled'>,
): NextStates {
  const { contract, month, facility, deliveries, deliveredMegawattHours } = facts;
  const current = read(entities, contractEntity(contract))?.state;
  if (!current) return [];
  const record = generationEntity(facility, month, energyDelivered(current.kind));
  const generation = read(entities, record)?.state;
  const owner = read(entities, facilityEntity(facility))?.state;
  if (!generation || !owner) return [];
  const { settledThrough = month } = current;
  const settled: ContractState = {
    ...current,
    settledThrough: settledThrough > month ? settledThrough : month,
    ...(isDirect(current.kind) && { years: withMonth(current.years, facts) }),
  };
  return [
    ...deliveredBlocks(entities, facts, commit),
    [contractEntity(contract), settled],
    [record, { ...generation, delivered: generation.delivered + deliveredMegawattHours }],
    [
      settlementEntity(contract, month),
      {
        ...facts,
        deliveries: deliveries.map(({ buyer, allocatedKilowattHours, megawattHours }) => ({
          buyer,
          allocatedKilowattHours,
          megawattHours,
        })),
        ...(sealed && { sealed }),
      },
    ],
    // Unchanged: a concurrent confirmation or freezing stands wholly before or wholly after the settlement.
    [facilityEntity(facility), owner],
  ];
}

/** All deliveries at once, since one block may be cut for several buyers. */
function deliveredBlocks(
  entities: Entities,
  { contract, deliveries }: Pick<Settled, 'contract' | 'deliveries'>,
  commit: string,
): NextState<'block'>[] {
  const accounts = new Map<string, string>();
  for (const { account, items = [] } of deliveries)
    for (const { batch, from } of serialsOf(items)) accounts.set(blockEntity(batch, from), account);
  const all = deliveries.flatMap(({ items = [] }) => items);
  return moveBlocks(entities, all, commit, ({ batch }, { from }) => ({
    account: accounts.get(blockEntity(batch, from))!,
    status: 'held',
    traded: true,
    delivered: contract,
  }));
}

/** The years' actual kWh, including that month's. */
function withMonth(
  years: ContractState['years'] = {},
  { month, generatedKilowattHours, onGridKilowattHours = 0, deliveries, ...facts }: Settled,
): NonNullable<ContractState['years']> {
  const year = String(yearOfMonth(month));
  const {
    generation,
    selfUse,
    onGrid,
    consumption,
    curtailed = 0,
    months = 0,
  } = years[year] ?? {
    generation: 0,
    selfUse: 0,
    onGrid: 0,
    consumption: 0,
  };
  const { curtailedKilowattHours } = facts;
  const consumed = deliveries.reduce((sum, each) => sum + each.consumedKilowattHours, 0);
  return {
    ...years,
    [year]: {
      generation: generation + generatedKilowattHours + onGridKilowattHours,
      selfUse: selfUse + generatedKilowattHours,
      onGrid: onGrid + onGridKilowattHours,
      consumption: consumption + consumed,
      ...(curtailedKilowattHours !== undefined && {
        curtailed: curtailed + curtailedKilowattHours,
        months: months + 1,
      }),
    },
  };
}
