/** Power-purchase agreements and consumption through the real API, for tests that need them in force. */
import { addMonths, yearOfMonth } from '../../../shared/base/month.ts';
import type { Caller, TestApi } from './api.ts';
import { must } from './small-registry.ts';

/** Fen per MWh. */
export const PRICES = {
  energyFenPerMegawattHour: 30_000,
  environmentalFenPerMegawattHour: 500,
  deviationFenPerMegawattHour: 2_000,
};

export interface ContractSides {
  facility: string;
  /** Organization ids. */
  seller: string;
  buyers: readonly string[];
  kind?: 'direct-single' | 'direct-multi' | 'bilateral' | 'multi-year';
}

export interface ContractBody {
  kind: NonNullable<ContractSides['kind']>;
  facility: string;
  buyers: { organization: string; meterPoint: string }[];
  from: string;
  megawattHours: number[];
  [further: string]: unknown;
}

/**
 * Plans of all years of those months, that hold every ratio: a tenth goes to the grid, half of the
 * consumption is self-used.
 */
export function plansOf(from: string, megawattHours: readonly number[]) {
  const volumes = new Map<number, number>();
  for (const [index, volume] of megawattHours.entries()) {
    const year = yearOfMonth(addMonths(from, index));
    volumes.set(year, (volumes.get(year) ?? 0) + volume);
  }
  return [...volumes].map(([year, volume]) => ({
    year,
    generation: volume * 10,
    selfUse: volume * 9,
    onGrid: volume,
    consumption: volume * 18,
  }));
}

/**
 * A contract's body: 24 months from 2025-01 on of 100 MWh each, with a plan where it is a direct connection,
 * at prices; bilateral with one buyer and direct-multi with several, where no kind is named.
 */
export function contractBody({ facility, buyers, kind }: ContractSides, terms: object = {}): ContractBody {
  const whole = { from: '2025-01', megawattHours: Array<number>(24).fill(100), ...terms };
  const chosen = kind ?? (buyers.length > 1 ? 'direct-multi' : 'bilateral');
  return {
    kind: chosen,
    facility,
    buyers: buyers.map((organization, index) => ({ organization, meterPoint: `计量点 ${index + 1}` })),
    ...(chosen.startsWith('direct') && { plan: plansOf(whole.from, whole.megawattHours) }),
    prices: PRICES,
    ...whole,
  };
}

export const sellerOf = ({ seller }: Pick<ContractSides, 'seller'>): Caller => ({
  org: seller,
  roles: ['generator'],
});
export const buyerOf = (organization: string): Caller => ({ org: organization, roles: ['enterprise'] });
export const gridOf = (organization: string): Caller => ({ org: organization, roles: ['grid'] });

/** A contract that the seller has proposed; returns its id. `terms` replaces members of the body. */
export async function proposeContract(
  api: TestApi,
  sides: ContractSides,
  terms: object = {},
): Promise<string> {
  const path = 'POST /v1/power-purchase-agreements';
  return (await must(api, path, sellerOf(sides), contractBody(sides, terms))).id;
}

/** A contract that all have signed, in turn; returns its id. */
export async function signContract(api: TestApi, sides: ContractSides, terms: object = {}): Promise<string> {
  const id = await proposeContract(api, sides, terms);
  await signVersion(api, id, sides, 1);
  return id;
}

/** Every buyer signs the version that waits, in turn. */
export async function signVersion(
  api: TestApi,
  contract: string,
  { seller, buyers }: ContractSides,
  version: number,
): Promise<void> {
  const path = `POST /v1/power-purchase-agreements/${contract}/sign`;
  for (const buyer of buyers) if (buyer !== seller) await must(api, path, buyerOf(buyer), { version });
}

export interface RecordedConsumption {
  contract: string;
  /** Organization ids. */
  buyer: string;
  grid: string;
  /** YYYY-MM; it must be over. */
  month: string;
  kilowattHours: number;
  /** CSV. */
  intervals?: string;
}

/** A buyer's reading, confirmed by the grid company; returns its revision. */
export async function recordConsumption(
  api: TestApi,
  { contract, buyer, grid, month, kilowattHours, intervals }: RecordedConsumption,
): Promise<number> {
  const path = `POST /v1/power-purchase-agreements/${contract}/consumption`;
  const { pending } = await must(api, path, buyerOf(buyer), {
    month,
    kilowattHours,
    ...(intervals !== undefined && { intervals }),
  });
  const { revision } = pending;
  await must(api, `${path}/confirm`, gridOf(grid), { month, buyer, revision });
  return revision;
}
