/**
 * Any party may have a month settled: the figures are confirmed readings and signed terms, so it has no
 * discretion over them. The certificates go to the buyers with the power, in the same commit.
 */

import { chinaDate } from '../base/day.ts';
import { daysOf, monthOf } from '../base/month.ts';
import { seal } from '../base/seal.ts';
import type { Context, Draft } from '../ledger/decision.ts';
import {
  blockEntity,
  contractEntity,
  type Entities,
  type EntityId,
  facilityEntity,
  generationEntity,
  organizationEntity,
  read,
  settlementEntity,
} from '../ledger/entity.ts';
import { fitsOneCommit } from '../ledger/leaf-size.ts';
import { isRejection, type Rejection, reject } from '../ledger/rejection.ts';
import { blocksAdvanced } from '../units/block.ts';
import { FACILITY_INSTRUMENT } from '../units/instrument.ts';
import type { Candidate } from '../units/selection.ts';
import { amountsOf, type SettledAmounts } from './amounts.ts';
import { confirmedReadings } from './confirmed-readings.ts';
import { energyDelivered, isContractParty, isSharedByHour, volumeOf } from './contract.ts';
import { type Delivered, deliveryOf, type Hours, type Metered, wholeMegawattHours } from './delivery.ts';
import { hasExpired } from './expiry.ts';
import { isFrozenIn } from './facility.ts';
import type { Delivery } from './facts-contract.ts';
import { handOver, unitsOf, untradedOf } from './handover.ts';
import type { ContractPrices } from './prices.ts';
import type { ContractState, ContractVersion, FacilityState, GenerationState } from './states.ts';

export interface SettleContract {
  contract: string;
  month: string;
  /** The hours of the readings in force, if generation and every buyer's consumption have them. */
  hours?: Hours | undefined;
  /** The sealed prices of the version in force; every version has them. */
  prices?: ContractPrices | undefined;
  salt: Uint8Array;
}

/** The decision, the sealed amounts that it commits to, and what it rests on besides what it moves. */
export type SettledContract = Draft<'contract.settled'> & {
  amounts: SettledAmounts;
  /** Blocks of an owner that delivers to itself: it keeps them, and they are counted where they are. */
  kept: EntityId[];
  /** The seller had fewer certificates than there was room for. */
  lacking: boolean;
};

/** The figures that an admissible settlement rests on. */
interface Basis {
  state: ContractState;
  version: ContractVersion;
  plant: FacilityState;
  generation: GenerationState;
  metered: Metered;
  /** Accounts of the buyers, in their order. */
  accounts: string[];
  onGridKilowattHours: number | undefined;
  curtailedKilowattHours: number | undefined;
  candidates: Candidate[];
}

/**
 * Settles the month. `entities` holds the contract, its facility, the month's settlement, its generation
 * (for direct supply also the fed-in power), and every buyer's consumption and organization. `candidates`
 * are all blocks of the month's batches that the facility's account holds; `entities` holds them too.
 * Rejections in order: not-found (also for strangers), contract-not-in-force, month-outside-contract,
 * month-settled, month-not-over, generation-not-confirmed, reading-pending, curtailment-not-recorded,
 * generation-not-confirmed (direct supply's fed-in power), consumption-not-confirmed, reading-pending (of a
 * buyer), month-expired, month-frozen, intervals-missing, no-account, amount-too-large,
 * delivery-in-too-many-blocks.
 * @throws Error if the version's prices aren't given.
 */
export function decideSettleContract(
  entities: Entities,
  candidates: readonly Candidate[],
  command: SettleContract,
  context: Context,
): SettledContract | Rejection {
  const basis = basisOf(entities, candidates, command, context);
  if (isRejection(basis)) return basis;
  const { version, metered } = basis;
  const decided = settled(entities, basis, command, metered.available);
  if (isRejection(decided) || fitsOneCommit(decided, entities, context, decided.kept.length)) return decided;
  const fits = mostThatFits(decided.facts.deliveredMegawattHours, (available) => {
    const some = settled(entities, basis, command, available);
    return !isRejection(some) && fitsOneCommit(some, entities, context, some.kept.length);
  });
  const { deliveredMegawattHours: wanted } = decided.facts;
  return reject('delivery-in-too-many-blocks', undefined, { version: version.version, wanted, fits });
}

function basisOf(
  entities: Entities,
  candidates: readonly Candidate[],
  { contract, month, hours }: SettleContract,
  context: Context,
): Basis | Rejection {
  const state = read(entities, contractEntity(contract))?.state;
  const plant = state && read(entities, facilityEntity(state.facility))?.state;
  if (!plant || !isContractParty(state, context.org)) return reject('not-found', undefined, { contract });
  if (state.versions.length === 0) return reject('contract-not-in-force', undefined, { contract });
  const volume = volumeOf(state, month);
  if (!volume) return reject('month-outside-contract', '/month', { month });
  if (entities.has(settlementEntity(contract, month)))
    return reject('month-settled', '/month', { contract, month });
  const today = chinaDate(context.at);
  if (month >= monthOf(today)) return reject('month-not-over', '/month', { month, today });
  const readings = confirmedReadings(entities, { ...state, plant }, { contract, month });
  if (isRejection(readings)) return readings;
  const generated = daysOf(month);
  if (hasExpired({ instrument: FACILITY_INSTRUMENT, generated }, today))
    return reject('month-expired', '/month', { month, today });
  if (isFrozenIn(plant, generated))
    return reject('month-frozen', '/month', {
      month,
      ...(plant.frozen && { project: plant.frozen.project }),
    });
  const byHour = isSharedByHour(state);
  if (byHour && !hours) return reject('intervals-missing', '/month', { month });
  const accounts: string[] = [];
  for (const { organization } of state.buyers) {
    const account = read(entities, organizationEntity(organization))?.state.account;
    if (!account) return reject('no-account', undefined, { organization });
    accounts.push(account);
  }
  const { generation, generatedKilowattHours, buyers, onGridKilowattHours, curtailedKilowattHours } =
    readings;
  const untraded = untradedOf(candidates, plant.account, generation.batches);
  const metered = {
    contractMegawattHours: volume.megawattHours,
    generatedKilowattHours,
    deliveredBeforeMegawattHours: generation.delivered,
    // The owner's deliveries to itself are still in its hands; they are counted once.
    available: Math.min(unitsOf(untraded), Math.max(0, generation.issued - generation.delivered)),
    buyers,
    hours,
    byHour,
  };
  const { version } = volume;
  return {
    state,
    version,
    plant,
    generation,
    metered,
    accounts,
    onGridKilowattHours,
    curtailedKilowattHours,
    candidates: untraded,
  };
}

/** The settlement with so many certificates to hand over. */
function settled(
  entities: Entities,
  basis: Basis,
  { contract, month, prices, salt }: SettleContract,
  available: number,
): SettledContract | Rejection {
  const { state, version, metered, onGridKilowattHours, curtailedKilowattHours } = basis;
  const { contractMegawattHours, generatedKilowattHours, deliveredBeforeMegawattHours } = metered;
  const delivered = deliveryOf({ ...metered, available });
  if (!prices) throw new Error(`version ${version.version} of ${contract} has no prices beside its commit`);
  const which = { contract, version: version.version, month };
  const { deviationToleranceBasisPoints } = version;
  const amounts = amountsOf(
    { ...which, contractMegawattHours, deviationToleranceBasisPoints, prices, hours: metered.hours },
    delivered,
  );
  if (!amounts) return reject('amount-too-large', undefined, { month });
  const { deliveries, kept } = withCertificates(basis, delivered);
  const { deliveredMegawattHours, shortfall, matchedKilowattHours } = delivered;
  const allocated = delivered.deliveries.reduce(
    (sum, each) => sum + wholeMegawattHours(each.allocatedKilowattHours),
    0,
  );
  const { facility } = state;
  return {
    type: 'contract.settled',
    facts: {
      ...which,
      facility,
      contractMegawattHours,
      generatedKilowattHours,
      deliveredBeforeMegawattHours,
      ...(onGridKilowattHours !== undefined && { onGridKilowattHours }),
      ...(curtailedKilowattHours !== undefined && { curtailedKilowattHours }),
      deliveries,
      deliveredMegawattHours,
      ...(shortfall && { shortfall }),
      ...(matchedKilowattHours !== undefined && { matchedKilowattHours }),
    },
    advances: [
      ...blocksAdvanced(
        entities,
        deliveries.flatMap(({ items = [] }) => items),
      ),
      contractEntity(contract),
      generationEntity(facility, month, energyDelivered(state.kind)),
      settlementEntity(contract, month),
      facilityEntity(facility),
    ],
    sealed: seal(amounts, salt),
    amounts,
    kept,
    lacking: deliveredMegawattHours < Math.min(contractMegawattHours, allocated),
  };
}

/** Adds the certificates that move. A seller that is its own buyer has them already, and keeps them. */
function withCertificates({ accounts, plant, candidates }: Basis, { deliveries }: Delivered) {
  const parts = handOver(
    candidates,
    deliveries.map(({ megawattHours }) => megawattHours),
  );
  const kept = new Set<EntityId>();
  const withItems = deliveries.map((delivery, at): Delivery => {
    const [account, items] = [accounts[at]!, parts[at]!];
    const isOwn = account === plant.account;
    if (isOwn)
      for (const { batch, ranges } of items)
        for (const { from, block = from } of ranges) kept.add(blockEntity(batch, block));
    return { ...delivery, account, ...(items.length > 0 && !isOwn && { items }) };
  });
  return { deliveries: withItems, kept: [...kept] };
}

/** The greatest number below `tooMany` that fits. */
function mostThatFits(tooMany: number, fits: (quantity: number) => boolean): number {
  let [low, high] = [0, tooMany];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}
