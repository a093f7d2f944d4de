/**
 * From verified kilograms to whole tonnes per vintage: the methodology's deduction or buffer, and the tonnes
 * that are still to be issued or were issued in excess (DOMAIN §2).
 */
import type { VintageAmount } from './facts-report.ts';
import { methodologyOf } from './methodology.ts';
import { bufferTonnes, entitledTonnes } from './vintages.ts';

export interface ReportVintage {
  vintage: number;
  /** As claimed, then as verified or corrected, kgCO2e. */
  kilograms: number;
  /** Whole tonnes that the verified amount allows, after any deduction and including the buffer's share. */
  tonnes: number;
  /** The buffer's share of these. */
  buffer: number;
  /** Issued so far, the buffer's share included. */
  issued: number;
  /** The part of these that went to the buffer. */
  buffered: number;
  /** Tonnes cancelled because they had been issued by mistake. */
  cancelled: number;
}

/** A vintage as claimed, before verification. */
export function claimedVintage({ vintage, kilograms }: VintageAmount): ReportVintage {
  return { vintage, kilograms, tonnes: 0, buffer: 0, issued: 0, buffered: 0, cancelled: 0 };
}

/**
 * The vintages with new verified amounts; their issued and cancelled tonnes stay the same. Whole tonnes are
 * rounded down, the deduction and the buffer's share up.
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

/** Tonnes of the vintage that may still be issued, the buffer's share included. */
export function openTonnes({ tonnes, issued, cancelled }: ReportVintage): number {
  return Math.max(0, tonnes - (issued - cancelled));
}

/**
 * How many of the open tonnes go to the buffer: its share of the whole vintage less what it has received,
 * never more than are open. After an upward correction two issuances thus give it as much as one would have.
 */
export function openBufferTonnes(vintage: ReportVintage): number {
  return Math.min(openTonnes(vintage), Math.max(0, vintage.buffer - vintage.buffered));
}

/** Tonnes issued beyond what the vintages allow, and not cancelled yet. */
export function excessOf(vintages: readonly ReportVintage[]): number {
  return vintages.reduce((sum, each) => sum + excessOfVintage(each), 0);
}

function excessOfVintage({ tonnes, issued, cancelled }: ReportVintage): number {
  return Math.max(0, issued - cancelled - tonnes);
}

/** The vintages after so many excess tonnes were cancelled, oldest vintage first. */
export function withoutExcess(vintages: readonly ReportVintage[], quantity: number): ReportVintage[] {
  let left = quantity;
  return vintages.map((each) => {
    const madeGood = Math.min(left, excessOfVintage(each));
    left -= madeGood;
    return madeGood > 0 ? { ...each, cancelled: each.cancelled + madeGood } : each;
  });
}
