/**
 * The worth of a settled month, in fen: energy, environmental value and transmission apart, and the
 * deviation beyond the contract's tolerance. Prices and quantities stand together, since the settlement's
 * seal commits to both: whoever is shown them works the amounts out again.
 */
import { apportion } from '../base/apportionment.ts';
import { BASIS_POINTS_WHOLE } from '../base/basis-points.ts';
import { type Rational, whole } from '../base/rational.ts';
import { allocateByHour } from './allocation.ts';
import type { Delivered, Hours } from './delivery.ts';
import { indexFactor, indexFor } from './index-clause.ts';
import {
  type ByPeriod,
  deliveredByPeriod,
  PERIODS,
  type PeriodPrices,
  sumByPeriod,
  sumOfPeriods,
} from './periods.ts';
import type { ContractPrices } from './prices.ts';

export interface SettledAmounts {
  contract: string;
  version: number;
  month: string;
  prices: ContractPrices;
  /** The value of the index that the month took, with its year; without a year, the base. */
  index?: { year?: number; value: string };
  /** Each buyer's payment for its delivery and its part of the deviation, in the contract's order. */
  parts: SettledPart[];
  /** A shortfall beyond the tolerance; `owedBy` pays for it to the other side. */
  deviation?: { megawattHours: number; fen: number; owedBy: 'seller' | 'buyer' };
}

interface SettledPart {
  buyer: string;
  megawattHours: number;
  /** With prices by period: the delivery's kWh, together all of it, and what told them apart. */
  periods?: { by: 'hours' | 'split'; kilowattHours: ByPeriod };
  energyFen: number;
  environmentalFen: number;
  /** With a price of transmission. */
  transmissionFen?: number;
  deviationFen: number;
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
  /** Of the readings in force, where all have them. */
  hours?: Hours | undefined;
}

/**
 * The amounts, or undefined if they exceed what a number holds exactly. If both sides caused a deviation,
 * neither owes it. Several buyers share it in proportion to their consumption, by the largest remainder (D).
 */
export function amountsOf(month: PricedMonth, delivered: Delivered): SettledAmounts | undefined {
  const { contract, version, month: of, prices } = month;
  const { deliveries } = delivered;
  const deviation = deviationOf(month, delivered);
  const index = prices.index && indexFor(prices.index, of);
  const factor = prices.index && index ? indexFactor(prices.index, index.value) : ONE;
  const byPeriod = prices.periods && periodsOf(prices.periods, month, deliveries);
  const bought = deliveries.map(({ megawattHours }, at) => ({
    energy: energyOf(prices, megawattHours, byPeriod?.[at]?.kilowattHours, factor),
    environmental: times(megawattHours, prices.environmentalFenPerMegawattHour),
    transmission: times(megawattHours, prices.transmissionFenPerMegawattHour ?? 0),
  }));
  const all = bought.reduce(
    (sum, { energy, environmental, transmission }) => sum + energy + environmental + transmission,
    times(deviation?.megawattHours ?? 0, prices.deviationFenPerMegawattHour ?? 0),
  );
  if (all > BigInt(Number.MAX_SAFE_INTEGER)) return undefined;
  const deviationFen = shared(
    deviation?.fen ?? 0,
    deliveries.map(({ consumedKilowattHours }) => consumedKilowattHours),
  );
  return {
    contract,
    version,
    month: of,
    prices,
    ...(index && { index }),
    parts: deliveries.map(({ buyer, megawattHours }, at) => ({
      buyer,
      megawattHours,
      ...(byPeriod && { periods: byPeriod[at]! }),
      energyFen: Number(bought[at]!.energy),
      environmentalFen: Number(bought[at]!.environmental),
      ...(prices.transmissionFenPerMegawattHour !== undefined && {
        transmissionFen: Number(bought[at]!.transmission),
      }),
      deviationFen: deviationFen[at]!,
    })),
    ...(deviation && { deviation }),
  };
}

const times = (megawattHours: number, fen: number): bigint => BigInt(megawattHours) * BigInt(fen);

/** What is owed for a shortfall beyond the tolerance, if one side caused it and it has a price. */
function deviationOf(
  { contractMegawattHours, deviationToleranceBasisPoints, prices }: PricedMonth,
  { shortfall }: Delivered,
): SettledAmounts['deviation'] {
  const fen = prices.deviationFenPerMegawattHour ?? 0;
  if (!shortfall || shortfall.side === 'both' || fen === 0) return undefined;
  const beyond = untolerated(contractMegawattHours, shortfall.megawattHours, deviationToleranceBasisPoints);
  if (beyond === 0) return undefined;
  return { megawattHours: beyond, fen: Number(times(beyond, fen)), owedBy: shortfall.side };
}

const ONE = whole(1);
const KILOWATT_HOURS_PER_MEGAWATT_HOUR = 1000n;

/** Rounded once, half up, to whole fen: the sum over all periods, with the index. */
function energyOf(
  { energyFenPerMegawattHour = 0, periods }: ContractPrices,
  megawattHours: number,
  kilowattHours: ByPeriod | undefined,
  { numerator, denominator }: Rational,
): bigint {
  const thousandths =
    periods && kilowattHours
      ? PERIODS.reduce(
          (sum, period) => sum + times(kilowattHours[period], periods.fenPerMegawattHour[period]),
          0n,
        )
      : times(megawattHours, energyFenPerMegawattHour) * KILOWATT_HOURS_PER_MEGAWATT_HOUR;
  const unit = denominator * KILOWATT_HOURS_PER_MEGAWATT_HOUR;
  return (2n * thousandths * numerator + unit) / (2n * unit);
}

/**
 * Each delivery by period: as its hours were matched; by the stated split where none are known, or none
 * met.
 */
function periodsOf(
  periods: PeriodPrices,
  { month, hours }: PricedMonth,
  deliveries: Delivered['deliveries'],
): NonNullable<SettledPart['periods']>[] {
  const byHour = hours && allocateByHour(hours.generation, hours.consumption);
  return deliveries.map(({ megawattHours }, at) => {
    const matched = byHour && sumByPeriod(periods, month, byHour[at]!);
    const known = matched && sumOfPeriods(matched) > 0;
    return {
      by: known ? 'hours' : 'split',
      kilowattHours: deliveredByPeriod(megawattHours, known ? matched : periods.splitBasisPoints),
    };
  });
}

/** Shared by consumption; evenly if nobody consumed anything. */
const shared = (fen: number, consumed: readonly number[]): number[] =>
  apportion(fen, consumed.some((each) => each > 0) ? consumed : consumed.map(() => 1));
