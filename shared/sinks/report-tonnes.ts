/**
 * From verified kilograms to whole tonnes per vintage: deduction or buffer as the methodology has it, and what of
 * them is still to be issued or has been issued too much (DOMAIN §2).
 */
import type { VintageAmount } from './facts-report.ts';
import { methodologyOf } from './methodology.ts';
import { bufferTonnes, entitledTonnes } from './vintages.ts';

export interface ReportVintage {
  vintage: number;
  /** As claimed, then as verified or corrected, kgCO2e. */
  kilograms: number;
  /** Whole tonnes that the verified amount entitles to, after any deduction, the buffer's share included. */
  tonnes: number;
  /** Of these, the buffer's share. */
  buffer: number;
  /** Issued so far, the buffer's share included. */
  issued: number;
  /** Of these, what went to the buffer. */
  buffered: number;
  /** Cancelled because it had been issued by mistake. */
  cancelled: number;
}

/** A vintage as claimed, before anything is verified. */
export function claimedVintage({ vintage, kilograms }: VintageAmount): ReportVintage {
  return { vintage, kilograms, tonnes: 0, buffer: 0, issued: 0, buffered: 0, cancelled: 0 };
}

/**
 * The vintages with new verified amounts; what was issued and cancelled of them stays as it is.
 * Whole tonnes are rounded down, the deduction and the buffer's share up.
 */
export function vintageTonnes(
  vintages: readonly ReportVintage[],
  amounts: readonly VintageAmount[],
  methodology: string,
  riskBasisPoints: number | undefined,
): ReportVintage[] {
  const nonPermanence = methodologyOf(methodology)?.nonPermanence ?? { kind: 'none' as const };
  return amounts.map((amount) => {
    const { tonnes } = entitledTonnes(amount.kilograms, nonPermanence);
    const buffer = nonPermanence.kind === 'buffer' ? bufferTonnes(tonnes, riskBasisPoints ?? 0) : 0;
    const known = vintages.find(({ vintage }) => vintage === amount.vintage) ?? claimedVintage(amount);
    return { ...known, kilograms: amount.kilograms, tonnes, buffer };
  });
}

/** Tonnes of the vintage that are there to be issued, the buffer's share included. */
export function openTonnes({ tonnes, issued, cancelled }: ReportVintage): number {
  return Math.max(0, tonnes - (issued - cancelled));
}

/**
 * How many of the open tonnes go to the buffer: its share of the whole vintage, less what it got before. So after a
 * correction upwards the two issuances together give it what one would have given. Never more than are open.
 */
export function openBufferTonnes(vintage: ReportVintage): number {
  return Math.min(openTonnes(vintage), Math.max(0, vintage.buffer - vintage.buffered));
}

/** Tonnes issued beyond what the vintages entitle to, and not cancelled yet. */
export function excessOf(vintages: readonly ReportVintage[]): number {
  return vintages.reduce((sum, each) => sum + excessOfVintage(each), 0);
}

function excessOfVintage({ tonnes, issued, cancelled }: ReportVintage): number {
  return Math.max(0, issued - cancelled - tonnes);
}

/** The vintages after so many of their excess tonnes were cancelled, the oldest vintage's first. */
export function withoutExcess(vintages: readonly ReportVintage[], quantity: number): ReportVintage[] {
  let left = quantity;
  return vintages.map((each) => {
    const settled = Math.min(left, excessOfVintage(each));
    left -= settled;
    return settled > 0 ? { ...each, cancelled: each.cancelled + settled } : each;
  });
}
