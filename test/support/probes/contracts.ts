/** Power-purchase agreements and consumption through the real API, for tests that need them in force. */
import { addMonths, yearOfMonth } from '../../../shared/base/month.ts';
import type { ContractKind } from '../../../shared/power/facts-contract.ts';
import type { Caller, TestApi } from './api.ts';
import { must } from './small-registry.ts';

/** Fen per MWh. */
export const PRICES = {
  energyFenPerMegawattHour: 30_000,
  environmentalFenPerMegawattHour: 500,
  deviationFenPerMegawattHour: 2_000,
};

/** Energy by period, with transmission and an index that a part of it follows. */
export const PERIOD_PRICES = {
  periods: {
    fenPerMegawattHour: { peak: 45_000, flat: 30_000, valley: 15_000 },
    schedule: [
      {
        months: Array.from({ length: 12 }, (_, month) => month + 1),
        hours: Array.from({ length: 24 }, (_, hour) => (hour < 8 ? 'valley' : hour < 16 ? 'flat' : 'peak')),
      },
    ],
    splitBasisPoints: { peak: 3000, flat: 4000, valley: 3000 },
  },
  environmentalFenPerMegawattHour: 500,
  transmissionFenPerMegawattHour: 9_300,
  deviationFenPerMegawattHour: 2_000,
  index: {
    name: '某煤价指数（示例）',
    base: '675',
    shareBasisPoints: 3000,
    values: [{ year: 2025, value: '708.75' }],
  },
};

export interface ContractSides {
  facility: string;
  /** Organization ids. */
  seller: string;
  buyers: readonly string[];
  kind?: ContractKind;
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

/** Plans of all years of those months, for the supply of a park. */
export const parkPlansOf = (from: string, megawattHours: readonly number[]) =>
  plansOf(from, megawattHours).map(({ year, selfUse }) => ({
    year,
    generation: selfUse,
    selfUse,
    onGrid: 0,
    consumption: 500_000,
    curtailed: 0,
  }));

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
    ...(chosen === 'park-supply' && { plan: parkPlansOf(whole.from, whole.megawattHours) }),
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
