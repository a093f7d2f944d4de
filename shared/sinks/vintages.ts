/** Vintages (calendar years) of a report, and the whole tonnes of a verified amount (DOMAIN §2). */
import { BASIS_POINTS_WHOLE } from '../base/basis-points.ts';
import { type Period, yearOf } from '../base/day.ts';
import type { NonPermanence } from './methodology.ts';

const WHOLE = BigInt(BASIS_POINTS_WHOLE);
const KILOGRAMS_PER_TONNE = 1000n;

/** The calendar years that the period touches, in order. */
export function vintageYears({ from, to }: Period): number[] {
  const first = yearOf(from);
  return Array.from({ length: yearOf(to) - first + 1 }, (_, i) => first + i);
}

/** A fault in the years of a report: one is repeated, lies outside the period, or has no amount. */
export type VintageFault = { repeated: number } | { extra: number } | { missing: number };

/**
 * Undefined if there is exactly one amount for each calendar year of the period; it may be 0. Otherwise the
 * first fault, in the order repeated, extra, missing.
 */
export function checkVintages(
  period: Period,
  amounts: readonly { vintage: number; kilograms: number }[],
): VintageFault | undefined {
  const given = amounts.map(({ vintage }) => vintage);
  const wanted = vintageYears(period);
  const repeated = given.find((year, i) => given.indexOf(year) < i);
  if (repeated !== undefined) return { repeated };
  const extra = given.find((year) => !wanted.includes(year));
  if (extra !== undefined) return { extra };
  const missing = wanted.find((year) => !given.includes(year));
  return missing === undefined ? undefined : { missing };
}

/**
 * Whole tonnes that a verified amount of one vintage (kgCO2e) allows, rounded down after the deduction, and
 * the whole tonnes deducted, which are therefore rounded up. Their sum is the amount less a fraction of a
 * tonne. A buffer deducts nothing: its units are issued, to the buffer.
 */
export function entitledTonnes(
  kilograms: number,
  nonPermanence: NonPermanence,
): { tonnes: number; deducted: number } {
  const whole = BigInt(kilograms) / KILOGRAMS_PER_TONNE;
  const kept = WHOLE - (nonPermanence.kind === 'deduction' ? BigInt(nonPermanence.basisPoints) : 0n);
  const tonnes = (BigInt(kilograms) * kept) / (WHOLE * KILOGRAMS_PER_TONNE);
  return { tonnes: Number(tonnes), deducted: Number(whole - tonnes) };
}

/** Tonnes of an issuance that go to the buffer at that risk rating (basis points of removals), rounded up. */
export function bufferTonnes(tonnes: number, riskBasisPoints: number): number {
  const share = BigInt(tonnes) * BigInt(riskBasisPoints);
  return Number((share + WHOLE - 1n) / WHOLE);
}
