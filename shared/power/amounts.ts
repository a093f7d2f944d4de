/**
 * What a settled month is worth, in fen: energy and environmental price apart, and the deviation beyond what the contract
 * tolerates. Prices and quantities stand together here, since this is what the settlement's seal commits to.
 */
import { apportion } from '../base/apportionment.ts';
import { BASIS_POINTS_WHOLE } from '../land/facts.ts';
import type { Delivered } from './delivery.ts';

/** What the parties agreed per MWh; what `sealed` of a contract's version commits to. */
export interface ContractPrices {
  energyFenPerMegawattHour: number;
  environmentalFenPerMegawattHour: number;
  /** What the side that caused a shortfall pays for it; nothing where it is left out. */
  deviationFenPerMegawattHour?: number | undefined;
}

export interface SettledAmounts {
  contract: string;
  version: number;
  month: string;
  prices: ContractPrices;
  /** What each buyer pays for what it got, in the contract's order, and its part of the deviation. */
  parts: {
    buyer: string;
    megawattHours: number;
    energyFen: number;
    environmentalFen: number;
    deviationFen: number;
  }[];
  /** Of a shortfall beyond the tolerance; `owedBy` pays it to the other side. */
  deviation?: { megawattHours: number; fen: number; owedBy: 'seller' | 'buyer' };
}

/** MWh of a shortfall that the contract doesn't tolerate. */
export function untolerated(
  contractMegawattHours: number,
  shortMegawattHours: number,
  toleranceBasisPoints: number,
): number {
  const tolerated =
    (BigInt(contractMegawattHours) * BigInt(toleranceBasisPoints)) / BigInt(BASIS_POINTS_WHOLE);
  return Math.max(0, shortMegawattHours - Number(tolerated));
}

export interface PricedMonth {
  contract: string;
  version: number;
  month: string;
  contractMegawattHours: number;
  deviationToleranceBasisPoints: number;
  prices: ContractPrices;
}

/**
 * The amounts, or undefined where they are beyond what a number holds exactly. A deviation that both sides caused is owed
 * by neither. Of several buyers each has the part of its consumption in it, by the largest remainder (D).
 */
export function amountsOf(
  { contractMegawattHours, deviationToleranceBasisPoints, prices, ...which }: PricedMonth,
  { deliveries, shortfall }: Delivered,
): SettledAmounts | undefined {
  const {
    energyFenPerMegawattHour,
    environmentalFenPerMegawattHour,
    deviationFenPerMegawattHour = 0,
  } = prices;
  const beyond = shortfall
    ? untolerated(contractMegawattHours, shortfall.megawattHours, deviationToleranceBasisPoints)
    : 0;
  const owed = shortfall && shortfall.side !== 'both' && deviationFenPerMegawattHour > 0 && beyond > 0;
  const deviation = owed ? BigInt(beyond) * BigInt(deviationFenPerMegawattHour) : 0n;
  const bought = deliveries.map(({ megawattHours }) => ({
    energy: BigInt(megawattHours) * BigInt(energyFenPerMegawattHour),
    environmental: BigInt(megawattHours) * BigInt(environmentalFenPerMegawattHour),
  }));
  const all = bought.reduce((sum, { energy, environmental }) => sum + energy + environmental, deviation);
  if (all > BigInt(Number.MAX_SAFE_INTEGER)) return undefined;
  const deviationFen = shared(
    Number(deviation),
    deliveries.map(({ consumedKilowattHours }) => consumedKilowattHours),
  );
  return {
    ...which,
    prices,
    parts: deliveries.map(({ buyer, megawattHours }, at) => ({
      buyer,
      megawattHours,
      energyFen: Number(bought[at]!.energy),
      environmentalFen: Number(bought[at]!.environmental),
      deviationFen: deviationFen[at]!,
    })),
    ...(owed && {
      deviation: {
        megawattHours: beyond,
        fen: Number(deviation),
        owedBy: shortfall.side === 'seller' ? ('seller' as const) : ('buyer' as const),
      },
    }),
  };
}

/** By consumption; evenly where nobody consumed anything. */
const shared = (fen: number, consumed: readonly number[]): number[] =>
  apportion(fen, consumed.some((each) => each > 0) ? consumed : consumed.map(() => 1));
