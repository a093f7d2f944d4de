/**
 * A month that can be settled, as states: a direct connection of two users, everything
 * confirmed, by the hour.
 */

import { daysOf, hoursIn } from '../../../shared/base/month.ts';
import {
  batchEntity,
  consumptionEntity,
  contractEntity,
  type Entity,
  type EntityState,
  facilityEntity,
  generationEntity,
} from '../../../shared/ledger/entity.ts';
import type { Hours } from '../../../shared/power/delivery.ts';
import { sumOf } from '../../../shared/power/intervals.ts';
import type { SettleContract } from '../../../shared/power/settle-contract.ts';
import type { ConsumptionState, ContractState, GenerationState } from '../../../shared/power/states.ts';
import type { Energy } from '../../../shared/power/technology.ts';
import type { Candidate } from '../../../shared/units/selection.ts';
import type { Situation } from '../ladder.ts';
import {
  contract,
  contractAs,
  facility,
  facilityAs,
  hongshan,
  inForce,
  organizations,
  seller,
  steel,
  zinc,
} from './contract-states.ts';
import { block, blockEntry, blocksOf, contextOf, entity, idNamed } from './states.ts';

export const MONTH = '2026-06';
export const batch = idNamed('b', 'June');
/** 144, 72 and 43.2 MWh. */
export const HOURS: Hours = {
  generation: Array<number>(hoursIn(MONTH)).fill(200),
  consumption: [100, 60].map((each) => Array<number>(hoursIn(MONTH)).fill(each)),
};
const SHA256 = 'a'.repeat(64);
const intervals = { sha256: SHA256, rows: hoursIn(MONTH) };

export const generationOf = (
  energy: Energy,
  kilowattHours: number,
  changes: Partial<GenerationState> = {},
): [string, Entity] => [
  generationEntity(facility, MONTH, energy),
  entity<GenerationState>({
    facility,
    month: MONTH,
    energy,
    lastRevision: 1,
    issued: 0,
    delivered: 0,
    batches: [],
    confirmed: { revision: 1, kilowattHours, dischargedKilowattHours: 0, intervals },
    ...changes,
  }),
];

export const consumptionOf = (
  buyer: string,
  kilowattHours: number,
  changes: Partial<ConsumptionState> = {},
): [string, Entity] => [
  consumptionEntity(contract, MONTH, buyer),
  entity<ConsumptionState>({
    contract,
    month: MONTH,
    buyer,
    lastRevision: 1,
    confirmed: { revision: 1, kilowattHours, intervals },
    ...changes,
  }),
];

/**
 * June 2026 on 2026-08-01: 100 MWh contracted, 144 generated and issued in one block, 20 of it
 * fed into the grid.
 */
export function settling(): Situation<SettleContract> {
  const [candidate] = blocksOf(seller.account, batch, 144) as [Candidate];
  return {
    entities: new Map<string, Entity>([
      ...organizations,
      facilityAs(hongshan()),
      contractAs(inForce()),
      generationOf('self-use', sumOf(HOURS.generation), { issued: 144, batches: [batch] }),
      generationOf('on-grid', 15_000),
      generationOf('mechanism-priced', 5_500),
      ...[steel, zinc].map(({ id }, at) => consumptionOf(id, sumOf(HOURS.consumption[at]!))),
      [
        batchEntity(batch),
        entity({
          facility,
          energy: 'self-use' as const,
          generated: daysOf(MONTH),
          instrument: 'GEC' as const,
          vintage: 2026,
          issued: 144,
          legacy: false,
          imported: false,
        }),
      ],
      blockEntry(candidate),
    ]),
    candidates: [candidate],
    command: {
      contract,
      month: MONTH,
      hours: HOURS,
      prices: {
        energyFenPerMegawattHour: 28_290,
        environmentalFenPerMegawattHour: 700,
        deviationFenPerMegawattHour: 2_000,
      },
      salt: new Uint8Array(32).fill(7),
    },
    context: contextOf(steel.id, 'enterprise', 'own'),
  };
}

type Changes = (situation: Situation<SettleContract>) => unknown;

/** Changes an entity's state, where it is there. */
export const stateIs =
  <S extends EntityState>(id: string, changes: Partial<S>): Changes =>
  ({ entities }) => {
    const found = entities.get(id);
    if (found) entities.set(id, { ...found, state: { ...found.state, ...changes } as EntityState });
  };
export const contractIs = (changes: Partial<ContractState>): Changes =>
  stateIs<ContractState>(contractEntity(contract), changes);
export const facilityId = facilityEntity(facility);

/** The seller's blocks of the month, in place of the one of 144. */
export const blocksAre =
  (...blocks: Candidate[]): Changes =>
  ({ entities, candidates }) => {
    for (const { state } of candidates) entities.delete(blockEntry({ ...block(state) })[0]);
    for (const each of blocks) entities.set(...blockEntry(each));
    candidates.splice(0, candidates.length, ...blocks);
  };

/** The contract with one buyer, of power from the grid, of which so many kWh were generated and consumed. */
export const bilateral =
  (generated: number, consumed: number, delivered = 0): Changes =>
  (situation) => {
    const buyers = [{ organization: steel.id, meterPoint: '一号' }];
    contractIs({ kind: 'bilateral', buyers })(situation);
    const { entities, command } = situation;
    const issued = Math.floor(generated / 1000);
    entities.set(...generationOf('on-grid', generated, { issued, batches: [batch], delivered }));
    entities.set(...consumptionOf(steel.id, consumed));
    delete command.hours;
  };
