/** From verified kilograms to whole tonnes per vintage: deduction or buffer as the methodology has it (DOMAIN §2). */
import type { VintageAmount } from './facts/report.ts';
import { methodologyOf } from './methodology.ts';
import type { ReportVintage } from './monitoring-report.ts';
import { bufferTonnes, entitledTonnes } from './vintages.ts';

/**
 * The vintages with new verified amounts; what was issued of them stays as it is.
 * Whole tonnes are rounded down, the deduction and the buffer's share up.
 */
export function vintageTonnes(
  vintages: readonly ReportVintage[],
  amounts: readonly VintageAmount[],
  methodology: string,
  riskBasisPoints: number | undefined,
): ReportVintage[] {
  const nonPermanence = methodologyOf(methodology)?.nonPermanence ?? { kind: 'none' as const };
  return amounts.map(({ vintage, kilograms }) => {
    const { tonnes } = entitledTonnes(kilograms, nonPermanence);
    const buffer = nonPermanence.kind === 'buffer' ? bufferTonnes(tonnes, riskBasisPoints ?? 0) : 0;
    const issued = vintages.find((each) => each.vintage === vintage)?.issued ?? 0;
    return { vintage, kilograms, tonnes, buffer, issued };
  });
}
