/**
 * Ten thousand random statements against a calculation of its own: integers over one denominator, the figures
 * read from the rule's own words. And monotony: a line never changes another, and more green power never
 * raises a total.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openOf } from '../../events/audit/rules/statements/coverage.ts';
import { asFraction, roundedHalfUp } from '../../shared/base/rational.ts';
import { isRejection } from '../../shared/ledger/rejection.ts';
import { coverageOf, NO_TONNES } from '../../shared/statements/coverage.ts';
import { type Line, readLines } from '../../shared/statements/line.ts';
import type { StatementState } from '../../shared/statements/states.ts';
import { statedFrom } from '../../shared/statements/submit-statement.ts';
import { computeViews, gridFactorsOf, VIEWS, type View } from '../../shared/statements/views.ts';

const AT = '2026-11-27T08:00:00.000Z';
const YEAR = 2025;

/**
 * Every amount is so many of these parts of a kilogram: 3 for 44/12, and more decimals than any product has.
 */
const SCALE = 3n * 10n ** 30n;

/** A decimal in parts of a whole. */
function parts(text: string, scale: bigint): bigint {
  const [integer = '0', places = ''] = text.split('.');
  return (BigInt(integer + places) * scale) / 10n ** BigInt(places.length);
}

/** Net calorific value GJ, tC/GJ and percent oxidized, as the standard's table prints them. */
const FUELS: Record<string, [unit: string, ncv: string, carbon: string, percent: string]> = {
  anthracite: ['t', '26.7', '0.0274', '94'],
  lignite: ['t', '11.9', '0.028', '96'],
  diesel: ['t', '42.652', '0.0202', '98'],
  'natural-gas': ['1e4Nm3', '389.31', '0.0153', '99'],
  'blast-furnace-gas': ['1e4Nm3', '33.00', '0.0708', '99'],
};
const PROCESSES: Record<string, [perTonne: string, other: boolean]> = {
  CaCO3: ['440', false],
  'steel-scrap': ['37', false],
  'aluminium-CF4': ['225.42', true],
  'aluminium-C2F6': ['37.74', true],
};
const GASES: Record<string, [ar5: string, ar6: string]> = {
  CH4: ['28', '27.0'],
  N2O: ['265', '273'],
  SF6: ['23500', '24300'],
  CF4: ['6630', '7380'],
};
const GRID = { province: '0.6479', national: '0.5306', residual: '0.6096', park: '0.8325' };

type Amounts = Record<View, bigint>;
const everywhere = (amount: bigint): Amounts => ({
  location: amount,
  market: amount,
  park910: amount,
  ets: amount,
});

/** What a line comes to, in parts of a kilogram, by the table of DOMAIN §4. */
function naive(line: Line): Amounts {
  const counted = amountsOf(line);
  return line.category > 2 ? { ...counted, park910: 0n, ets: 0n } : counted;
}

function amountsOf(line: Line): Amounts {
  switch (line.kind) {
    case 'fuel': {
      const [, ncv, carbon, percent] = FUELS[line.fuel]!;
      const decimals = [line.quantity, ncv, carbon, percent].map((text) => parts(text, 10n ** 6n));
      const product = decimals.reduce((all, each) => all * each, 1n);
      // Percent, then 44/12, then tonnes to kilograms.
      const kilograms = (product * 11n * 1000n * SCALE) / (3n * 100n * 10n ** 24n);
      return everywhere(line.international ? 0n : kilograms);
    }
    case 'process': {
      if (line.process === undefined) {
        const amount =
          (parts(line.quantity, 10n ** 6n) * parts(line.factor!.value, 10n ** 6n) * SCALE) / 10n ** 12n;
        return { ...everywhere(amount), park910: line.factor!.unit.startsWith('kgCO2e') ? 0n : amount };
      }
      const [perTonne, other] = PROCESSES[line.process]!;
      const amount = (parts(line.quantity, 10n ** 6n) * parts(perTonne, 10n ** 6n) * SCALE) / 10n ** 12n;
      return { ...everywhere(amount), ...(other && { park910: 0n }) };
    }
    case 'electricity': {
      const sign = line.direction === 'received' ? 1n : -1n;
      const at = (factor: string) =>
        (sign * parts(line.kWh, 10n ** 6n) * parts(factor, 10n ** 4n) * SCALE) / 10n ** 10n;
      if (line.supply === 'self-generated') return everywhere(0n);
      const bought = { market: at(GRID.residual), park910: at(GRID.park) };
      if (line.supply === 'direct') return { location: 0n, ets: 0n, ...bought };
      return { location: at(GRID.province), ets: at(GRID.national), ...bought };
    }
    case 'heat': {
      const sign = line.direction === 'received' ? 1n : -1n;
      return everywhere(
        line.origin === 'fossil' ? (sign * parts(line.GJ, 10n ** 6n) * 110n * SCALE) / 10n ** 6n : 0n,
      );
    }
    case 'gas': {
      const [ar5, ar6] = GASES[line.gas]!;
      const at = (potential: string) =>
        (parts(line.kilograms, 10n ** 6n) * parts(potential, 10n) * SCALE) / 10n ** 7n;
      return { location: at(ar6), market: at(ar6), park910: 0n, ets: at(ar5) };
    }
  }
}

/** Half up, towards plus infinity. */
const rounded = (amount: bigint): bigint => {
  const doubled = 2n * amount + SCALE;
  const quotient = doubled / (2n * SCALE);
  return doubled < 0n && doubled % (2n * SCALE) !== 0n ? quotient - 1n : quotient;
};

const decimal = fc
  .tuple(fc.bigInt(0n, 10n ** 9n), fc.stringMatching(/^\d{0,6}$/))
  .map(([whole, places]) => (places === '' ? `${whole}` : `${whole}.${places}`));
const smallDecimal = fc
  .tuple(fc.nat(999), fc.nat(999_999))
  .map(([whole, places]) => `${whole}.${String(places).padStart(6, '0')}`);
const direction = fc.constantFrom('received' as const, 'sent-out' as const);
const category = fc.integer({ min: 1, max: 6 });
const content = fc.oneof(
  fc.record({
    kind: fc.constant('fuel' as const),
    fuel: fc.constantFrom(...Object.keys(FUELS)),
    quantity: decimal,
    international: fc.constantFrom(undefined, true as const),
  }),
  fc.record({
    kind: fc.constant('process' as const),
    process: fc.constantFrom(...Object.keys(PROCESSES)),
    quantity: decimal,
  }),
  fc.record({
    kind: fc.constant('process' as const),
    name: fc.constant('示例过程'),
    unit: fc.constant('t'),
    quantity: decimal,
    factor: fc.record({
      value: smallDecimal,
      unit: fc.constantFrom('kgCO2/t', 'kgCO2e/t'),
      source: fc.constant('示例'),
    }),
  }),
  fc.record({
    kind: fc.constant('electricity' as const),
    kWh: decimal,
    supply: fc.constantFrom('grid' as const, 'direct' as const, 'self-generated' as const),
    direction,
  }),
  fc.record({
    kind: fc.constant('heat' as const),
    GJ: decimal,
    origin: fc.constantFrom('fossil' as const, 'non-fossil' as const),
    direction,
  }),
  fc.record({
    kind: fc.constant('gas' as const),
    gas: fc.constantFrom(...Object.keys(GASES)),
    kilograms: decimal,
  }),
);
const lines: fc.Arbitrary<Line[]> = fc
  .array(fc.tuple(category, content), { minLength: 1, maxLength: 8 })
  .map((all) =>
    all.map(([of, each], at) => {
      const { international, ...rest } = { international: undefined, ...each };
      const unit = each.kind === 'fuel' ? { unit: FUELS[each.fuel]![0] } : {};
      return {
        id: `l${at}`,
        category: of,
        ...rest,
        ...unit,
        ...(international && { international }),
      } as Line;
    }),
  );

const computed = (all: readonly Line[]) => {
  const read = readLines(all);
  if (isRejection(read)) throw new Error(JSON.stringify(read));
  return computeViews(read, gridFactorsOf('15', YEAR, '2026-06-30')!);
};

function stateOf(all: Line[], megawattHours: number): StatementState {
  const subject = { kind: 'organization' as const, name: '示例' };
  const made = statedFrom({ subject, year: YEAR, province: '15', boundary: '示例', lines: all }, AT);
  if (isRejection(made)) throw new Error(JSON.stringify(made));
  return {
    organization: 'o-1',
    version: 1,
    status: 'submitted',
    submission: '',
    sealed: '',
    stated: made.stated,
    green: { physical: 0, certificate: megawattHours },
    retired: NO_TONNES,
  };
}

describe('a random statement', () => {
  it('has in every view what an independent calculation has, rounded once', () => {
    fc.assert(
      fc.property(lines, (all) => {
        const { totals } = computed(all);
        const { stated } = stateOf(all, 0);
        for (const view of VIEWS) {
          const expected = all.reduce((sum, line) => sum + naive(line)[view], 0n);
          expect(totals[view].numerator * SCALE).toBe(expected * totals[view].denominator);
          expect(BigInt(stated.totals[view].kilograms)).toBe(rounded(expected));
          expect(stated.totals[view].exact).toBe(asFraction(totals[view]));
          expect(roundedHalfUp(totals[view])).toBe(rounded(expected));
        }
      }),
      { numRuns: 10_000 },
    );
  }, 120_000);

  it('leaves what the auditor works out, and green power never raises it', () => {
    fc.assert(
      fc.property(lines, fc.nat(5_000_000), fc.nat(1_000_000), (all, some, more) => {
        const [less, green] = [stateOf(all, some), stateOf(all, some + more)];
        const before = coverageOf(less);
        const after = coverageOf(green);
        expect(after.residualKilograms).toBeLessThanOrEqual(before.residualKilograms);
        expect(after.parkKilograms).toBeLessThanOrEqual(before.parkKilograms);
        const { residualKilograms, neededTonnes, openTonnes, unusedMegawattHours } = openOf(green);
        expect(residualKilograms).toBe(BigInt(after.residualKilograms));
        expect(neededTonnes).toBe(BigInt(after.neededTonnes));
        expect(openTonnes).toBe(BigInt(after.openTonnes));
        expect(unusedMegawattHours).toBe(BigInt(after.greenMegawattHours.unused));
      }),
      { numRuns: 3_000 },
    );
  }, 120_000);

  it('has lines that no other line changes', () => {
    fc.assert(
      fc.property(lines, lines, (some, others) => {
        const renamed = others.map((line) => ({ ...line, id: `o${line.id}` }));
        const alone = computed(some).lines;
        const beside = computed([...renamed, ...some]).lines.slice(renamed.length);
        for (const [at, { views }] of alone.entries())
          for (const view of VIEWS)
            expect(asFraction(beside[at]!.views[view].kilograms)).toBe(asFraction(views[view].kilograms));
      }),
      { numRuns: 1_000 },
    );
  }, 60_000);
});
