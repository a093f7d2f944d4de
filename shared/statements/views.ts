/**
 * The four views of one statement (DOMAIN §4). Each follows a rule of its own; a residual always names its
 * view. All amounts are exact, and nothing is rounded before the total.
 *
 * | view     | from the grid                     | direct | scope                      |
 * | -------- | --------------------------------- | ------ | -------------------------- |
 * | location | province, else nation             | 0      | all categories, CO2e       |
 * | market   | residual mix, less what's covered | same   | all categories, CO2e       |
 * | park910  | 0.8325 kg, less what's covered    | same   | categories 1, 2; CO2 only  |
 * | ets      | nation                            | 0      | categories 1, 2; AR5       |
 *
 * The views here are before green power: certificates retired for the statement act on `purchased`
 * (coverage.ts). Electricity that was supplied directly counts as purchased, since the certificates that its
 * settlement handed over prove it, and nothing else does. Self-generated electricity emits by its fuel.
 */
import { decimal, negated, product, type Rational, rational, sum, times, ZERO } from '../base/rational.ts';
import type { FactorProvince } from './factors/electricity.ts';
import type { Factor } from './factors/factor.ts';
import { gasFactor } from './factors/gas.ts';
import { electricityFactors, gridFactor, provinceFactor } from './factors/grid.ts';
import { HEAT_FOSSIL, PARK_ELECTRICITY } from './factors/method.ts';
import { isOfValueChain, type LineOf, type ReadLine } from './line.ts';
import { electricitySums } from './sums.ts';

export const VIEWS = ['location', 'market', 'park910', 'ets'] as const;
export type View = (typeof VIEWS)[number];

/** What a line comes to in one view. */
export interface LineEmission {
  /** kg, exact; below zero for what was sent out. */
  kilograms: Rational;
  /** Factors used: none of electricity or heat that emits nothing. */
  factors: Factor[];
  /** The view doesn't count the line: the kilograms are listed apart from its total. */
  apart: boolean;
}

export interface ComputedLine {
  id: string;
  views: Record<View, LineEmission>;
}

export interface Computed {
  lines: ComputedLine[];
  /** kg, exact, of what each view counts; before green power. */
  totals: Record<View, Rational>;
  /** kg, exact, that the parks' view lists apart. */
  apart: Rational;
  /** kWh bought from the grid or directly, less what was passed on: what certificates can cover. */
  purchased: Rational;
  /** kWh used: bought or self-generated, less what was sent out. */
  consumed: Rational;
}

/** Factors of electricity that hold for a whole statement. */
export interface GridFactors {
  province: Factor;
  national: Factor;
  residual: Factor;
}

/** The factors that a statement names, whatever rows have been added since. @throws Error if a row is gone */
export function gridFactorsNamed(grid: { [K in keyof GridFactors]: { id: string } }): GridFactors {
  return {
    province: requireFactor(grid.province.id),
    national: requireFactor(grid.national.id),
    residual: requireFactor(grid.residual.id),
  };
}

function requireFactor(id: string): Factor {
  const found = electricityFactors().find((factor) => factor.id === id);
  if (!found) throw new Error(`the factor ${id} is no row`);
  return found;
}

/** For a statement submitted on that day in China; undefined for a year before the first announcement. */
export function gridFactorsOf(province: FactorProvince, year: number, day: string): GridFactors | undefined {
  const local = provinceFactor(province, year, day);
  const national = gridFactor('national', year, day);
  const residual = gridFactor('residual', year, day);
  return local && national && residual && { province: local, national, residual };
}

export function computeViews(lines: readonly ReadLine[], grid: GridFactors): Computed {
  const computed = lines.map((read) => ({ id: read.line.id, views: emissionsOf(read, grid) }));
  const sumIn = (view: View, apart: boolean): Rational =>
    sum(computed.flatMap(({ views }) => (views[view].apart === apart ? [views[view].kilograms] : [])));
  const totals = Object.fromEntries(VIEWS.map((view) => [view, sumIn(view, false)])) as Record<
    View,
    Rational
  >;
  const electricity = lines.map(({ line, quantity }) => electricitySums(line, quantity));
  return {
    lines: computed,
    totals,
    apart: sumIn('park910', true),
    purchased: sum(electricity.map(({ purchased }) => purchased)),
    consumed: sum(electricity.map(({ consumed }) => consumed)),
  };
}

function emissionsOf(read: ReadLine, grid: GridFactors): Record<View, LineEmission> {
  const views = viewsOf(read, grid);
  if (!isOfValueChain(read.line)) return views;
  // Neither the parks' method nor the trading scheme knows the categories of the value chain.
  return { ...views, park910: { ...views.park910, apart: true }, ets: { ...views.ets, apart: true } };
}

function viewsOf(read: ReadLine, grid: GridFactors): Record<View, LineEmission> {
  const { quantity } = read;
  if ('fuel' in read) {
    const { tonnesPerUnit, factor } = read.fuel;
    const apart = read.line.international === true;
    return everywhere({ kilograms: product(quantity, tonnesPerUnit, THOUSAND), factors: [factor], apart });
  }
  if ('process' in read) {
    const { kilogramsPerTonne, factors, otherGas } = read.process;
    return carbonDioxideOnly(
      { kilograms: times(quantity, kilogramsPerTonne), factors, apart: false },
      otherGas,
    );
  }
  const { line } = read;
  if (line.kind === 'electricity') return electricityViews(line, read, grid);
  if (line.kind === 'heat') return heatViews(line, read);
  if ('gas' in read) return gasViews(read.gas, quantity);
  const own = 'own' in read ? read.own : undefined;
  if (!own) throw new Error(`line ${line.id} was read without its factor`);
  const kilograms = times(quantity, own.kilogramsPerUnit);
  return carbonDioxideOnly({ kilograms, factors: [own.shown], apart: false }, !own.carbonDioxide);
}

const THOUSAND = rational(1000n);
const NOTHING: LineEmission = { kilograms: ZERO, factors: [], apart: false };

const everywhere = (each: LineEmission): Record<View, LineEmission> => ({
  location: each,
  market: each,
  park910: each,
  ets: each,
});

/** The parks' method counts CO2 only and shows other gases apart. */
const carbonDioxideOnly = (each: LineEmission, otherGas: boolean): Record<View, LineEmission> => ({
  ...everywhere(each),
  ...(otherGas && { park910: { ...each, apart: true } }),
});

function gasViews(gas: string, kilograms: Rational): Record<View, LineEmission> {
  const by = (set: 'AR5' | 'AR6'): LineEmission => {
    const factor = gasFactor(gas, set)!;
    return { kilograms: times(kilograms, decimal(factor.value)), factors: [factor], apart: false };
  };
  return { ...carbonDioxideOnly(by('AR6'), gas !== 'CO2'), ets: by('AR5') };
}

type Own = Extract<ReadLine, { own?: unknown }>['own'];

/** Received less sent out; heat that isn't fossil is zero. */
function heatViews(
  { origin, direction }: LineOf<'heat'>,
  { quantity, own }: { quantity: Rational; own?: Own },
): Record<View, LineEmission> {
  if (origin === 'non-fossil') return everywhere(NOTHING);
  const perUnit = own?.kilogramsPerUnit ?? times(decimal(HEAT_FOSSIL.value), THOUSAND);
  const emitted = times(quantity, perUnit);
  const kilograms = direction === 'received' ? emitted : negated(emitted);
  return everywhere({ kilograms, factors: [own?.shown ?? HEAT_FOSSIL], apart: false });
}

/** Electricity sent out is subtracted at its source's factor. */
function electricityViews(
  { supply, direction }: LineOf<'electricity'>,
  { quantity, own }: { quantity: Rational; own?: Own },
  { province, national, residual }: GridFactors,
): Record<View, LineEmission> {
  const signed = direction === 'received' ? quantity : negated(quantity);
  const at = (factor: Factor): LineEmission => ({
    kilograms: times(signed, decimal(factor.value)),
    factors: [factor],
    apart: false,
  });
  if (supply === 'grid')
    return { location: at(province), market: at(residual), park910: at(PARK_ELECTRICITY), ets: at(national) };
  if (supply === 'direct')
    return { location: NOTHING, market: at(residual), park910: at(PARK_ELECTRICITY), ets: NOTHING };
  if (!own) return everywhere(NOTHING);
  const emitted = { kilograms: times(signed, own.kilogramsPerUnit), factors: [own.shown], apart: false };
  return { ...everywhere(emitted), park910: at(PARK_ELECTRICITY) };
}
