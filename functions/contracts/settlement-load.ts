/** What the settlement of a month looks at, read in an order in which no change in between goes unseen. */
import {
  consumptionEntity,
  contractEntity,
  type EntityId,
  facilityEntity,
  generationEntity,
  organizationEntity,
  read,
  settlementEntity,
} from '../../shared/ledger/entity.ts';
import { energyDelivered, isDirect, volumeOf } from '../../shared/power/contract.ts';
import type { Hours } from '../../shared/power/delivery.ts';
import type { ContractPrices } from '../../shared/power/prices.ts';
import { FED_IN } from '../../shared/power/settlement.ts';
import type { ContractState, ContractVersion, GenerationState } from '../../shared/power/states.ts';
import type { Candidate } from '../../shared/units/selection.ts';
import { blocksOf } from '../ledger/certificate-reads.ts';
import { readIntervals } from '../ledger/intervals.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { addTo, type Stored, storedOf } from '../ledger/stored.ts';
import { readPrices } from './prices.ts';

export interface MonthToSettle extends Certificates {
  entities: Map<EntityId, Stored>;
  fixed?: ReadonlySet<string>;
  hours?: Hours;
  /** The version in force for the month, with its prices. */
  priced?: { version: ContractVersion; prices: ContractPrices };
}

const NONE: Certificates = { candidates: [], locked: [], past: new Map() };

/**
 * Reads the contract first and the facility second, since the settlement advances both: a consumption
 * confirmed meanwhile moves the contract, a generation or a freezing moves the facility, and then the write
 * is refused.
 */
export async function loadMonth(reads: LedgerReads, contract: string, month: string): Promise<MonthToSettle> {
  const entities = await reads.entities([contractEntity(contract), settlementEntity(contract, month)]);
  const state = read(entities, contractEntity(contract))?.state;
  if (!state) return { entities, ...NONE };
  const { facility, kind, buyers } = state;
  const sides = [
    facilityEntity(facility),
    ...buyers.map(({ organization }) => organizationEntity(organization)),
  ];
  addTo(entities, await reads.entities(sides));
  const energies = [energyDelivered(kind), ...(isDirect(kind) ? FED_IN : [])];
  // Each commit that changes one of these keeps or moves the contract or the facility, both read before.
  const readings = [
    ...energies.map((energy) => generationEntity(facility, month, energy)),
    ...buyers.map(({ organization }) => consumptionEntity(contract, month, organization)),
  ];
  addTo(entities, await reads.entities(readings));
  const generation = read(entities, generationEntity(facility, month, energies[0]!))?.state;
  const version = volumeOf(state, month)?.version;
  const [certificates, hours, prices] = await Promise.all([
    generation ? untradedBlocks(reads, entities, state, generation) : NONE,
    generation ? hoursOf(reads, entities, { contract, month, buyers, generation }) : undefined,
    version ? readPrices(reads, [version]) : undefined,
  ]);
  const shown = version && prices?.get(version.proposal);
  return {
    entities,
    fixed: new Set<string>(readings),
    ...certificates,
    ...(hours && { hours }),
    ...(version && shown && { priced: { version, prices: shown.prices } }),
  };
}

/** The month's certificates that nobody has bought yet. */
interface Certificates {
  /** Certificates that can be handed over. */
  candidates: Candidate[];
  /** Certificates that cannot be handed over unless an offer or a pledge gives them back. */
  locked: EntityId[];
  /** Commits that last moved any of the month's blocks. */
  past: Map<string, string>;
}

/**
 * All blocks of the month in the facility's account, read from the batches themselves: their number is a
 * figure of the settlement, so none may be missed.
 */
async function untradedBlocks(
  reads: LedgerReads,
  entities: Map<EntityId, Stored>,
  { facility }: ContractState,
  { batches }: GenerationState,
): Promise<Certificates> {
  const account = read(entities, facilityEntity(facility))?.state.account;
  const found: Certificates = { candidates: [], locked: [], past: new Map() };
  const look = async (batch: string) => {
    for await (const block of blocksOf(reads, batch)) {
      const { entity, commit, moved, state } = block;
      const stored = storedOf(block);
      found.past.set(commit, moved);
      if (state.account !== account || state.traded) continue;
      if (state.status === 'held') found.candidates.push(stored);
      else if (state.status === 'offered' || state.status === 'pledged') found.locked.push(entity);
      else continue;
      entities.set(entity, stored);
    }
  };
  await Promise.all(batches.map(look));
  return found;
}

interface MonthOfReadings {
  contract: string;
  month: string;
  buyers: ContractState['buyers'];
  generation: GenerationState;
}

/** Energy by the hour, if the generation and every buyer's consumption in force have hours. */
async function hoursOf(
  reads: LedgerReads,
  entities: Map<EntityId, Stored>,
  { contract, month, buyers, generation }: MonthOfReadings,
): Promise<Hours | undefined> {
  const readings = [
    generation.confirmed,
    ...buyers.map(
      ({ organization }) => read(entities, consumptionEntity(contract, month, organization))?.state.confirmed,
    ),
  ];
  const digests = readings.flatMap((reading) => reading?.intervals?.sha256 ?? []);
  if (digests.length < readings.length) return undefined;
  const [generated = [], ...consumption] = await Promise.all(
    digests.map((digest) => readIntervals(reads, digest, month)),
  );
  return { generation: generated, consumption };
}
