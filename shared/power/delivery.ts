/**
 * How much a month delivered: the least of the contract's volume, the generation, the consumption, and the
 * month's certificates that the seller still has, in whole MWh (DOMAIN §3). All figures were reported by
 * others and confirmed by the grid company; no party has a say.
 * Each buyer is allocated kWh of the generation that other contracts left: a single buyer min(generation,
 * consumption), several (multi-user) by their shares of each hour's consumption. A buyer may get the whole
 * MWh of its allocation, rounded down; if the contract's volume or the certificates are fewer than their sum,
 * they are scaled down in proportion by the largest remainder. So Σ deliveries = delivered, exactly, and
 * nobody gets more than it consumed.
 */
import { allocate, matchedKilowattHours, shareWhole } from './allocation.ts';
import { KILOWATT_HOURS_PER_CERTIFICATE } from './facility.ts';

export interface Metered {
  contractMegawattHours: number;
  /** Net, of the kind of energy that the contract delivers. */
  generatedKilowattHours: number;
  /** The part of it that went to other contracts before. */
  deliveredBeforeMegawattHours: number;
  /** The month's certificates that the seller holds and nobody has bought yet. */
  available: number;
  /** In the contract's order. */
  buyers: readonly { buyer: string; consumedKilowattHours: number }[];
  /** kWh by hour, if all readings have them: as generated, and each buyer's in the same order. */
  hours?: Hours | undefined;
  /** Whether the hours decide whose power it was (multi-user), or the month's sums do. */
  byHour: boolean;
}

export interface Hours {
  generation: readonly number[];
  consumption: readonly (readonly number[])[];
}

export type Side = 'seller' | 'buyer' | 'both';

export interface Delivered {
  deliveries: {
    buyer: string;
    consumedKilowattHours: number;
    allocatedKilowattHours: number;
    megawattHours: number;
  }[];
  deliveredMegawattHours: number;
  shortfall?: { megawattHours: number; side: Side };
  matchedKilowattHours?: number;
}

/** kWh in whole MWh, rounded down: a certificate stands for all of its 1000 kWh. */
export const wholeMegawattHours = (kilowattHours: number): number =>
  Math.floor(kilowattHours / KILOWATT_HOURS_PER_CERTIFICATE);

/** kWh of the generation that no contract has had yet; zero if a correction left less than was delivered. */
export const leftOf = ({
  generatedKilowattHours,
  deliveredBeforeMegawattHours,
}: Pick<Metered, 'generatedKilowattHours' | 'deliveredBeforeMegawattHours'>): number =>
  Math.max(0, generatedKilowattHours - deliveredBeforeMegawattHours * KILOWATT_HOURS_PER_CERTIFICATE);

/** @throws Error if the hours decide and aren't given. */
export function deliveryOf(metered: Metered): Delivered {
  const { contractMegawattHours, available, buyers, hours } = metered;
  const allocated = allocatedOf(metered);
  const most = allocated.map(wholeMegawattHours);
  const allocatedMegawattHours = sumOf(most);
  const parts = shareWhole(most, Math.min(contractMegawattHours, available));
  const deliveredMegawattHours = sumOf(parts);
  const short = contractMegawattHours - deliveredMegawattHours;
  const supplied = available < allocatedMegawattHours ? available : wholeMegawattHours(leftOf(metered));
  const consumed = wholeMegawattHours(sumOf(buyers.map((each) => each.consumedKilowattHours)));
  return {
    deliveries: buyers.map((buyer, at) => ({
      ...buyer,
      allocatedKilowattHours: allocated[at]!,
      megawattHours: parts[at]!,
    })),
    deliveredMegawattHours,
    ...(short > 0 && {
      shortfall: { megawattHours: short, side: shortSide(contractMegawattHours, supplied, consumed) },
    }),
    ...(hours && { matchedKilowattHours: matchedKilowattHours(hours.generation, totalByHour(hours)) }),
  };
}

/**
 * The side that caused the shortfall: the one with the lesser figure. Both, if the figures are equal, or if
 * each alone would have sufficed and they only didn't meet in the same hours or in whole MWh. All in MWh.
 * @param supplied the generation left, or its certificates if those are fewer than the allocation.
 */
export function shortSide(contracted: number, supplied: number, consumed: number): Side {
  if (supplied === consumed || Math.min(supplied, consumed) >= contracted) return 'both';
  return supplied < consumed ? 'seller' : 'buyer';
}

/** kWh by buyer; together no more than the generation left. */
function allocatedOf(metered: Metered): number[] {
  const { buyers, hours, byHour } = metered;
  const left = leftOf(metered);
  if (!byHour) return buyers.map(({ consumedKilowattHours }) => Math.min(left, consumedKilowattHours));
  if (!hours) throw new Error('whose power it was is decided by the hour, and the hours are missing');
  const users = buyers.map(({ buyer }, at) => ({ buyer, consumption: hours.consumption[at]! }));
  const byShare = allocate(hours.generation, users).map(({ kilowattHours }) => kilowattHours);
  // The hours are as generated; power that storage discharged or other contracts had is nobody's here.
  return shareWhole(byShare, left);
}

const totalByHour = ({ generation, consumption }: Hours): number[] =>
  generation.map((_, hour) => consumption.reduce((sum, each) => sum + each[hour]!, 0));

const sumOf = (amounts: readonly number[]): number => amounts.reduce((sum, each) => sum + each, 0);
