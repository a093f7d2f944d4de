/** Vintages by calendar year; whole tonnes rounded down, deduction and buffer up (DOMAIN §2). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NonPermanence } from '../../../shared/sinks/methodology.ts';
import { bufferTonnes, checkVintages, entitledTonnes, vintageYears } from '../../../shared/sinks/vintages.ts';

const period = { from: '2023-06-01', to: '2025-02-01' };
const amounts = (...years: number[]) => years.map((vintage) => ({ vintage, kilograms: 0 }));

describe('the vintages of a report', () => {
  it('are the calendar years it touches', () => {
    expect(vintageYears(period)).toEqual([2023, 2024, 2025]);
    expect(vintageYears({ from: '2023-12-31', to: '2024-01-01' })).toEqual([2023, 2024]);
    expect(vintageYears({ from: '2023-05-05', to: '2023-05-05' })).toEqual([2023]);
  });

  it.each([
    ['each once', amounts(2023, 2024, 2025), undefined],
    ['in any order', amounts(2025, 2023, 2024), undefined],
    ['none twice', amounts(2023, 2024, 2024, 2025), { repeated: 2024 }],
    ['none outside', amounts(2023, 2024, 2025, 2026), { extra: 2026 }],
    ['none left out', amounts(2023, 2025), { missing: 2024 }],
    ['not nothing at all', [], { missing: 2023 }],
    ['repeated before extra', amounts(2022, 2022), { repeated: 2022 }],
    ['extra before missing', amounts(2022), { extra: 2022 }],
  ])('have one amount: %s', (_name, given, fault) => {
    expect(checkVintages(period, given)).toEqual(fault);
  });
});

const CCER: NonPermanence = { kind: 'deduction', basisPoints: 1000 };
const NONE: NonPermanence = { kind: 'none' };

describe('tonnes', () => {
  it.each([
    [0, CCER, 0, 0],
    [999, NONE, 0, 0],
    [1000, NONE, 1, 0],
    [1999, NONE, 1, 0],
    [1999, { kind: 'buffer' } as const, 1, 0],
    // 900 kg are left of a tonne, which is none.
    [1000, CCER, 0, 1],
    [1111, CCER, 0, 1],
    [1112, CCER, 1, 0],
    [10_000, CCER, 9, 1],
    [12_345_678, CCER, 11_111, 1234],
    // 0.9 × 10^15 kg, which floating point would still hold, but not its product with 9,000.
    [999_999_999_999_999, CCER, 899_999_999_999, 100_000_000_000],
  ])('of %i kg: %j leaves %i and deducts %i', (kilograms, nonPermanence, tonnes, deducted) => {
    expect(entitledTonnes(kilograms, nonPermanence)).toEqual({ tonnes, deducted });
  });

  it.each([
    [0, 1500, 0],
    [100, 0, 0],
    [100, 1500, 15],
    [101, 1500, 16],
    [1, 1, 1],
    [1, 10_000, 1],
    [999_999_999_999, 3333, 333_300_000_000],
  ])('of an issuance of %i at %i basis points: %i go to the buffer', (tonnes, risk, buffer) => {
    expect(bufferTonnes(tonnes, risk)).toBe(buffer);
  });

  const someKilograms = fc.oneof(fc.integer({ min: 0, max: 50_000 }), fc.maxSafeNat());
  const someBasisPoints = fc.integer({ min: 0, max: 10_000 });

  it('issued and deducted are the verified amount, never over it, less than one short of it', () => {
    fc.assert(
      fc.property(someKilograms, someBasisPoints, (kilograms, basisPoints) => {
        const { tonnes, deducted } = entitledTonnes(kilograms, { kind: 'deduction', basisPoints });
        const short = BigInt(kilograms) - BigInt(tonnes + deducted) * 1000n;
        expect(short >= 0n && short < 1000n).toBe(true);
        // Never a kilogram more than is left after the deduction, and not a whole tonne less.
        const over = BigInt(kilograms) * BigInt(10_000 - basisPoints) - BigInt(tonnes) * 10_000_000n;
        expect(over >= 0n && over < 10_000_000n).toBe(true);
      }),
    );
  });

  it('in the buffer are at least the risk, by less than one tonne, and never more than all', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), someBasisPoints, (tonnes, risk) => {
        const buffer = bufferTonnes(tonnes, risk);
        const over = BigInt(buffer) * 10_000n - BigInt(tonnes) * BigInt(risk);
        expect(over >= 0n && over < 10_000n).toBe(true);
        expect(buffer).toBeLessThanOrEqual(tonnes);
      }),
    );
  });
});
