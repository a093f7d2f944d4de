/**
 * The obligations of a direct connection (绿电直连) to the grid behind it: bounds per calendar year on
 * how much of its power is self-used and how much it may feed in, as a table with source and
 * confidence (DOMAIN §3).
 */

/** Sums of one calendar year, whole numbers of any one unit. */
export interface EnergyYear {
  generation: number;
  selfUse: number;
  onGrid: number;
  consumption: number;
}

/** In the order in which faults are named. */
export const RATIO_NAMES = [
  'self-use-of-generation',
  'self-use-of-consumption',
  'on-grid-of-generation',
] as const;
export type RatioName = (typeof RATIO_NAMES)[number];

interface RatioRule {
  name: RatioName;
  /** First calendar year of the bound. A new bound is a new row, placed after the one it replaces. */
  yearFrom: number;
  bound: 'min' | 'max';
  basisPoints: number;
  source: string;
  confidence: 'H' | 'M' | 'K';
}

const DIRECT_CONNECTION = { source: '发改能源〔2025〕650号', confidence: 'H' } as const;

export const RATIOS: readonly RatioRule[] = [
  { name: 'self-use-of-generation', yearFrom: 2025, bound: 'min', basisPoints: 6000, ...DIRECT_CONNECTION },
  { name: 'self-use-of-consumption', yearFrom: 2025, bound: 'min', basisPoints: 3000, ...DIRECT_CONNECTION },
  { name: 'self-use-of-consumption', yearFrom: 2030, bound: 'min', basisPoints: 3500, ...DIRECT_CONNECTION },
  { name: 'on-grid-of-generation', yearFrom: 2025, bound: 'max', basisPoints: 2000, ...DIRECT_CONNECTION },
];

/** The fewest months of the multi-year contract (多年期) that user and generator of different owners sign. */
export const MULTI_YEAR = {
  monthsMin: 24,
  source: '发改能源〔2025〕650号：投资主体不同的须签订多年期购电协议；几年以上没有明文',
  confidence: 'K',
} as const;
export const MULTI_YEAR_MONTHS_MIN = MULTI_YEAR.monthsMin;

const BASIS_POINTS_WHOLE = 10_000n;

const partsOf: Record<RatioName, (sums: EnergyYear) => { part: number; whole: number }> = {
  'self-use-of-generation': ({ selfUse, generation }) => ({ part: selfUse, whole: generation }),
  'self-use-of-consumption': ({ selfUse, consumption }) => ({ part: selfUse, whole: consumption }),
  'on-grid-of-generation': ({ onGrid, generation }) => ({ part: onGrid, whole: generation }),
};

/** The bound of that year; years before the first bound have the first. */
function ruleOf(name: RatioName, year: number): RatioRule {
  const rules = RATIOS.filter((rule) => rule.name === name);
  return rules.findLast(({ yearFrom }) => yearFrom <= year) ?? rules[0]!;
}

/** The bounds of that calendar year, basis points. */
export function ratioBounds(year: number): {
  selfUseOfGenerationMin: number;
  selfUseOfConsumptionMin: number;
  onGridOfGenerationMax: number;
} {
  return {
    selfUseOfGenerationMin: ruleOf('self-use-of-generation', year).basisPoints,
    selfUseOfConsumptionMin: ruleOf('self-use-of-consumption', year).basisPoints,
    onGridOfGenerationMax: ruleOf('on-grid-of-generation', year).basisPoints,
  };
}

/**
 * The bounds of that calendar year that its sums break, computed exactly; a sum just at the bound keeps it. A
 * share of nothing is no fault: a year without generation or consumption shows nothing yet.
 */
export function ratioFaults(year: number, sums: EnergyYear): RatioName[] {
  return RATIO_NAMES.filter((name) => {
    const { part, whole } = partsOf[name](sums);
    if (whole === 0) return false;
    const { bound, basisPoints } = ruleOf(name, year);
    // A park's year in kWh times 10,000 exceeds what a number holds exactly.
    const has = BigInt(part) * BASIS_POINTS_WHOLE;
    const needs = BigInt(whole) * BigInt(basisPoints);
    return bound === 'min' ? has < needs : has > needs;
  });
}

/**
 * The present ratios in basis points, undefined for a share of nothing. Rounding goes against the facility, a
 * minimum's down and a maximum's up, so the rounded figure is out of bounds exactly when the exact one is.
 */
export function ratiosOf(sums: EnergyYear): { name: RatioName; basisPoints: number | undefined }[] {
  return RATIO_NAMES.map((name) => {
    const { part, whole } = partsOf[name](sums);
    if (whole === 0) return { name, basisPoints: undefined };
    const { bound } = RATIOS.find((rule) => rule.name === name)!;
    const up = bound === 'max' ? BigInt(whole) - 1n : 0n;
    return { name, basisPoints: Number((BigInt(part) * BASIS_POINTS_WHOLE + up) / BigInt(whole)) };
  });
}
