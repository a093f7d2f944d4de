/** Prices of power contracts: sealed in the log, shown to the parties, the verifier and the regulator. */
import * as z from 'zod';
import type { LedgerReads } from '../ledger/reads.ts';
import { readSealed } from '../ledger/sealed.ts';

/** 10 million yuan for one MWh is far above any price. */
const FEN_PER_MEGAWATT_HOUR_MAX = 1_000_000_000;
const PerMegawattHour = z.int().min(0).max(FEN_PER_MEGAWATT_HOUR_MAX);

/**
 * Separate prices of energy and of its environmental value, whole fen per MWh; and what a shortfall costs the
 * side that caused it.
 */
export const ContractPrices = () =>
  z.strictObject({
    energyFenPerMegawattHour: PerMegawattHour,
    environmentalFenPerMegawattHour: PerMegawattHour,
    deviationFenPerMegawattHour: PerMegawattHour.optional(),
  });
export type ContractPrices = z.infer<ReturnType<typeof ContractPrices>>;

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
export function shownPrices(prices: ContractPrices): ContractPrices {
  const { energyFenPerMegawattHour, environmentalFenPerMegawattHour, deviationFenPerMegawattHour } = prices;
  return {
    energyFenPerMegawattHour,
    environmentalFenPerMegawattHour,
    ...(deviationFenPerMegawattHour !== undefined && { deviationFenPerMegawattHour }),
  };
}
