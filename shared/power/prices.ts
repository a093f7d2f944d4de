/**
 * The prices of a power contract, whole fen per MWh: energy at one price or by period, its environmental
 * value and its transmission (输配) apart, what a shortfall costs, and an index that part of the energy
 * price follows. All of it is sealed: the log has the commitment only.
 */
import { BASIS_POINTS_WHOLE } from '../base/basis-points.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import type { IndexClause } from './index-clause.ts';
import { monthAtFault, type PeriodPrices, sumOfPeriods } from './periods.ts';

/** The prices that the parties agreed; `sealed` of a contract's version commits to them. */
export interface ContractPrices {
  /** One price for all hours; or `periods`. */
  energyFenPerMegawattHour?: number | undefined;
  periods?: PeriodPrices | undefined;
  environmentalFenPerMegawattHour: number;
  /** Paid with the power for its transmission; nothing if left out. */
  transmissionFenPerMegawattHour?: number | undefined;
  /** The price that the side causing a shortfall pays for it; nothing if left out. */
  deviationFenPerMegawattHour?: number | undefined;
  index?: IndexClause | undefined;
}

/** Rejections in order: energy-price, period-months, period-split, index-years. */
export function pricesFault({
  energyFenPerMegawattHour,
  periods,
  index,
}: ContractPrices): Rejection | undefined {
  if ((energyFenPerMegawattHour === undefined) === (periods === undefined))
    return reject('energy-price', '/prices');
  if (periods) {
    const month = monthAtFault(periods.schedule);
    if (month !== undefined) return reject('period-months', '/prices/periods/schedule', { month });
    const sum = sumOfPeriods(periods.splitBasisPoints);
    if (sum !== BASIS_POINTS_WHOLE)
      return reject('period-split', '/prices/periods/splitBasisPoints', { sum, whole: BASIS_POINTS_WHOLE });
  }
  const years = index?.values.map(({ year }) => year) ?? [];
  const late = years.findIndex((year, at) => at > 0 && year <= years[at - 1]!);
  return late < 0 ? undefined : reject('index-years', `/prices/index/values/${late}`, { year: years[late]! });
}
