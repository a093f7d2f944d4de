/**
 * The worth of a settled month, in fen: energy and environmental price apart, and the deviation beyond the
 * contract's tolerance. Prices and quantities stand together, since the settlement's seal commits to both.
 */
import { apportion } from '../base/apportionment.ts';
import { BASIS_POINTS_WHOLE } from '../land/facts.ts';
import type { Delivered } from './delivery.ts';

/** The prices per MWh that the parties agreed; `sealed` of a contract's version commits to them. */
export interface ContractPrices {
  energyFenPerMegawattHour: number;
  environmentalFenPerMegawattHour: number;
  /** The price that the side causing a shortfall pays for it; nothing if left out. */
  deviationFenPerMegawattHour?: number | undefined;
}

export interface SettledAmounts {
  contract: string;
  version: number;
  month: string;
  prices: ContractPrices;
  /** Each buyer's payment for its delivery and its part of the deviation, in the contract's order. */
  parts: {
    buyer: string;
    megawattHours: number;
    energyFen: number;
    environmentalFen: number;
    deviationFen: number;
  }[];
  /** A shortfall beyond the tolerance; `owedBy` pays for it to the other side. */
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
 * The amounts, or undefined if they exceed what a number holds exactly. If both sides caused a deviation,
 * neither owes it. Several buyers share it in proportion to their consumption, by the largest remainder (D).
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

/** Shared by consumption; evenly if nobody consumed anything. */
const shared = (fen: number, consumed: readonly number[]): number[] =>
  apportion(fen, consumed.some((each) => each > 0) ? consumed : consumed.map(() => 1));
