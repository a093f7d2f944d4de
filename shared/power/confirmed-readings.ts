/** The figures that a settlement rests on: all those of the month, in force and with no later one waiting. */
import { consumptionEntity, type Entities, generationEntity, read } from '../ledger/entity.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import { energyDelivered, programmeOf } from './contract.ts';
import { netOf } from './reading.ts';
import { METER_OF } from './record-generation.ts';
import { FED_IN } from './settlement.ts';
import type { ContractState, FacilityState, GenerationState } from './states.ts';
import type { Energy } from './technology.ts';

/** Net kWh: generation of the kind that the contract delivers, and its buyers in their order. */
export interface ConfirmedReadings {
  generation: GenerationState;
  generatedKilowattHours: number;
  buyers: { buyer: string; consumedKilowattHours: number }[];
  /** Only for direct supply. */
  onGridKilowattHours: number | undefined;
  /** Only for 工业园区绿色供电: what the plant held back, of all kinds of energy. */
  curtailedKilowattHours: number | undefined;
}

type Settling = Pick<ContractState, 'facility' | 'kind' | 'buyers'> & { plant: FacilityState };
interface Which {
  contract: string;
  month: string;
}

/**
 * Rejections in order: generation-not-confirmed, reading-pending, curtailment-not-recorded
 * (工业园区绿色供电), then for direct supply's fed-in power those two in reverse order, then by buyer
 * consumption-not-confirmed, reading-pending.
 */
export function confirmedReadings(
  entities: Entities,
  settling: Settling,
  { contract, month }: Which,
): ConfirmedReadings | Rejection {
  const { facility, kind, buyers } = settling;
  const energy = energyDelivered(kind);
  const generation = read(entities, generationEntity(facility, month, energy))?.state;
  if (!generation?.confirmed)
    return reject('generation-not-confirmed', '/month', { facility, month, energy });
  if (generation.pending) return reject('reading-pending', '/month', { facility, month, energy });
  const programme = programmeOf(kind);
  // The year's use of the plant rests on the figure, so even nothing held back is recorded.
  if (programme === 'park-supply' && generation.confirmed.curtailedKilowattHours === undefined)
    return reject('curtailment-not-recorded', '/month', { facility, month, energy });
  const fedIn = programme ? fedInOf(entities, settling, month) : undefined;
  if (typeof fedIn === 'object') return fedIn;
  const consumed: ConfirmedReadings['buyers'] = [];
  for (const { organization: buyer } of buyers) {
    const reading = read(entities, consumptionEntity(contract, month, buyer))?.state;
    if (!reading?.confirmed) return reject('consumption-not-confirmed', '/month', { buyer, month });
    if (reading.pending) return reject('reading-pending', '/month', { buyer, month });
    consumed.push({ buyer, consumedKilowattHours: reading.confirmed.kilowattHours });
  }
  const generatedKilowattHours = netOf(generation.confirmed);
  return {
    generation,
    generatedKilowattHours,
    buyers: consumed,
    onGridKilowattHours: fedIn,
    curtailedKilowattHours:
      programme === 'park-supply' ? curtailedOf(entities, facility, month, [energy, ...FED_IN]) : undefined,
  };
}

/** Σ held back, as confirmed with the readings of those kinds of energy. */
function curtailedOf(
  entities: Entities,
  facility: string,
  month: string,
  energies: readonly Energy[],
): number {
  return energies.reduce((sum, energy) => {
    const reading = read(entities, generationEntity(facility, month, energy))?.state.confirmed;
    return sum + (reading?.curtailedKilowattHours ?? 0);
  }, 0);
}

/**
 * The power fed into the grid, at either price. A plant with that meter reports even zero: the year's ratios
 * rest on the figure, and what is reported after the settlement would be in none.
 */
function fedInOf(
  entities: Entities,
  { facility, plant: { meters = [] } }: Settling,
  month: string,
): number | Rejection {
  let [sum, known] = [0, !meters.some(({ kind }) => kind === METER_OF['on-grid'])];
  for (const energy of FED_IN) {
    const reading = read(entities, generationEntity(facility, month, energy))?.state;
    if (reading?.pending) return reject('reading-pending', '/month', { facility, month, energy });
    if (!reading?.confirmed) continue;
    sum += netOf(reading.confirmed);
    known = true;
  }
  return known ? sum : reject('generation-not-confirmed', '/month', { facility, month, energy: 'on-grid' });
}
