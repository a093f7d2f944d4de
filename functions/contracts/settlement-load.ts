/** What the settlement of a month looks at, in the order that lets no change in between go unseen. */
import {
  blockEntity,
  consumptionEntity,
  contractEntity,
  type Entity,
  type EntityId,
  facilityEntity,
  generationEntity,
  organizationEntity,
  read,
  settlementEntity,
} from '../../shared/entity.ts';
import type { ContractPrices } from '../../shared/power/amounts.ts';
import {
  type ContractState,
  type ContractVersion,
  energyDelivered,
  isDirect,
  volumeOf,
} from '../../shared/power/contract.ts';
import type { Hours } from '../../shared/power/delivery.ts';
import type { GenerationState } from '../../shared/power/generation.ts';
import { FED_IN } from '../../shared/power/settlement.ts';
import type { Candidate } from '../../shared/selection.ts';
import { readIntervals } from '../ledger/intervals.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { readPrices } from './prices.ts';

export interface MonthToSettle {
  entities: Map<EntityId, Entity>;
  candidates: Candidate[];
  hours?: Hours;
  /** The version in force for the month, with its prices. */
  priced?: { version: ContractVersion; prices: ContractPrices };
}

/**
 * The contract comes first and the facility second, since the settlement advances both: a consumption that is confirmed
 * meanwhile moves the contract, a generation or a freezing moves the facility, and then the write is refused.
 */
export async function loadMonth(reads: LedgerReads, contract: string, month: string): Promise<MonthToSettle> {
  const entities = await reads.entities([contractEntity(contract), settlementEntity(contract, month)]);
  const state = read(entities, 'contract', contractEntity(contract))?.state;
  if (!state) return { entities, candidates: [] };
  const { facility, kind, buyers } = state;
  await add(reads, entities, [
    facilityEntity(facility),
    ...buyers.map(({ organization }) => organizationEntity(organization)),
  ]);
  const energies = [energyDelivered(kind), ...(isDirect(kind) ? FED_IN : [])];
  await add(reads, entities, [
    ...energies.map((energy) => generationEntity(facility, month, energy)),
    ...buyers.map(({ organization }) => consumptionEntity(contract, month, organization)),
  ]);
  const generation = read(entities, 'generation', generationEntity(facility, month, energies[0]!))?.state;
  const version = volumeOf(state, month)?.version;
  const [candidates, hours, prices] = await Promise.all([
    generation ? untradedBlocks(reads, entities, state, generation) : [],
    generation ? hoursOf(reads, entities, { contract, month, buyers, generation }) : undefined,
    version ? readPrices(reads, [version]) : undefined,
  ]);
  const shown = version && prices?.get(version.proposal);
  return {
    ...{ entities, candidates },
    ...(hours && { hours }),
    ...(version && shown && { priced: { version, prices: shown.prices } }),
  };
}

async function add(reads: LedgerReads, entities: Map<EntityId, Entity>, ids: readonly EntityId[]) {
  for (const [id, entity] of await reads.entities(ids)) entities.set(id, entity);
}

/**
 * All blocks of the month that the facility's account holds, from the batches themselves: how many there are is a figure
 * of the settlement, so none may be missed.
 */
async function untradedBlocks(
  reads: LedgerReads,
  entities: Map<EntityId, Entity>,
  { facility }: ContractState,
  { batches }: GenerationState,
): Promise<Candidate[]> {
  const account = read(entities, 'facility', facilityEntity(facility))?.state.account;
  if (account === undefined) return [];
  const found = await Promise.all(
    batches.map((batch) => reads.blocksHeldNow(account, batch, Number.POSITIVE_INFINITY)),
  );
  const candidates = found.flat().map(({ version, commit, state }) => ({ version, commit, state }));
  for (const candidate of candidates)
    entities.set(blockEntity(candidate.state.batch, candidate.state.from), candidate);
  return candidates;
}

interface MonthOfReadings {
  contract: string;
  month: string;
  buyers: ContractState['buyers'];
  generation: GenerationState;
}

/** By the hour, where the generation and every buyer's consumption in force have that. */
async function hoursOf(
  reads: LedgerReads,
  entities: Map<EntityId, Entity>,
  { contract, month, buyers, generation }: MonthOfReadings,
): Promise<Hours | undefined> {
  const readings = [
    generation.confirmed,
    ...buyers.map(
      ({ organization }) =>
        read(entities, 'consumption', consumptionEntity(contract, month, organization))?.state.confirmed,
    ),
  ];
  const digests = readings.flatMap((reading) => reading?.intervals?.sha256 ?? []);
  if (digests.length < readings.length) return undefined;
  const [generated = [], ...consumption] = await Promise.all(
    digests.map((digest) => readIntervals(reads, digest, month)),
  );
  return { generation: generated, consumption };
}
