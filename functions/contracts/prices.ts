/** Prices of power contracts: sealed in the log, shown to the parties, the verifier and the regulator. */
import * as z from 'zod';
import { BASIS_POINTS_WHOLE } from '../../shared/base/basis-points.ts';
import { line } from '../../shared/base/field.ts';
import { Decimal } from '../../shared/base/rational.ts';
import { type ByPeriod, HOURS_OF_DAY, PERIODS } from '../../shared/power/periods.ts';
import type { ContractPrices } from '../../shared/power/prices.ts';
import { named } from '../http/named.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { readSealed } from '../ledger/sealed.ts';

/** 10 million yuan for one MWh is far above any price. */
const FEN_PER_MEGAWATT_HOUR_MAX = 1_000_000_000;
const PerMegawattHour = z.int().min(0).max(FEN_PER_MEGAWATT_HOUR_MAX);
const BasisPoints = z.int().min(0).max(BASIS_POINTS_WHOLE);

export const PerPeriod = <S extends z.ZodType>(each: S) =>
  z.strictObject({ peak: each, flat: each, valley: each });

/** Energy by period: peak 峰, flat 平, valley 谷. */
const PeriodPrices = named('PeriodPrices', () =>
  z.strictObject({
    fenPerMegawattHour: PerPeriod(PerMegawattHour),
    /** The hours of each season's days, from 0:00 on in China time; each month is in one season. */
    schedule: z
      .array(
        z.strictObject({
          months: z.array(z.int().min(1).max(12)).min(1).max(12),
          hours: z.array(z.enum(PERIODS)).length(HOURS_OF_DAY),
        }),
      )
      .min(1)
      .max(12),
    /** How the power falls to the periods in a month whose hours are not known: together 10,000. */
    splitBasisPoints: PerPeriod(BasisPoints),
  }),
);

const IndexValue = named('IndexValue', () =>
  Decimal.refine((text) => /[1-9]/.test(text), { error: 'must be above zero; 须大于零' }),
);

/** A share of the energy price follows a named index, year by year. */
const IndexClause = named('IndexClause', () =>
  z.strictObject({
    name: line(100),
    /** The value at which the agreed prices hold. */
    base: IndexValue(),
    shareBasisPoints: z.int().min(1).max(BASIS_POINTS_WHOLE),
    /** A month takes the value of its year, or the latest before it; before any, the base. */
    values: z.array(z.strictObject({ year: z.int().min(2000).max(2100), value: IndexValue() })).max(30),
  }),
);

/**
 * Separate prices of energy, of its environmental value and of its transmission, whole fen per MWh; and
 * what a shortfall costs the side that caused it. Energy has one price for all hours, or prices by period.
 */
export const ContractPricesBody = named('ContractPrices', () =>
  z.strictObject({
    energyFenPerMegawattHour: PerMegawattHour.optional(),
    periods: PeriodPrices().optional(),
    environmentalFenPerMegawattHour: PerMegawattHour,
    transmissionFenPerMegawattHour: PerMegawattHour.optional(),
    deviationFenPerMegawattHour: PerMegawattHour.optional(),
    index: IndexClause().optional(),
  }),
);

/** Prices as shown, with what opens their seal. */
export interface ShownPrices {
  prices: ContractPrices;
  seal?: { salt: string; sealed: string };
}

/** Prices by the commit that proposed the version. The caller has checked who may see them. */
export async function readPrices(
  reads: LedgerReads,
  versions: readonly { proposal: string; sealed: string }[],
): Promise<Map<string, ShownPrices>> {
  const proposals = versions.map(({ proposal }) => proposal);
  const beside = await readSealed<ContractPrices>(reads, proposals);
  return new Map(
    versions.map(({ proposal, sealed }) => {
      const found = beside.get(proposal);
      if (!found) throw new Error(`the proposal ${proposal} has a seal and no prices beside its commit`);
      return [proposal, { prices: shownPrices(found.facts), seal: { salt: found.salt, sealed } }];
    }),
  );
}

/** Restores the key order, which stored maps lose. */
export function shownPrices(prices: ContractPrices) {
  const { energyFenPerMegawattHour, periods, index } = prices;
  const { environmentalFenPerMegawattHour, transmissionFenPerMegawattHour, deviationFenPerMegawattHour } =
    prices;
  return {
    ...(energyFenPerMegawattHour !== undefined && { energyFenPerMegawattHour }),
    ...(periods && {
      periods: {
        fenPerMegawattHour: shownByPeriod(periods.fenPerMegawattHour),
        schedule: periods.schedule.map(({ months, hours }) => ({ months: [...months], hours: [...hours] })),
        splitBasisPoints: shownByPeriod(periods.splitBasisPoints),
      },
    }),
    environmentalFenPerMegawattHour,
    ...(transmissionFenPerMegawattHour !== undefined && { transmissionFenPerMegawattHour }),
    ...(deviationFenPerMegawattHour !== undefined && { deviationFenPerMegawattHour }),
    ...(index && {
      index: {
        name: index.name,
        base: index.base,
        shareBasisPoints: index.shareBasisPoints,
        values: index.values.map(({ year, value }) => ({ year, value })),
      },
    }),
  };
}

export const shownByPeriod = ({ peak, flat, valley }: ByPeriod) => ({ peak, flat, valley });
