/**
 * Bounds per calendar year on what a plant behind the meter does with its power, as a table with source and
 * confidence (DOMAIN §3): a direct connection (绿电直连) under 650号, and 工业园区绿色供电 under rules of
 * its own.
 */
import { BASIS_POINTS_WHOLE } from '../base/basis-points.ts';

/** Sums of one calendar year, whole numbers of any one unit. */
export interface EnergyYear {
  generation: number;
  selfUse: number;
  onGrid: number;
  consumption: number;
  /** What was held back (弃电); only 工业园区绿色供电 has a bound on it. */
  curtailed?: number | undefined;
}

/** The two sets of rules for power that does not enter the public grid. */
export type Programme = 'direct-connection' | 'park-supply';

/** In the order in which faults are named. */
export const RATIO_NAMES = [
  'self-use-of-generation',
  'self-use-of-consumption',
  'on-grid-of-generation',
  'utilisation',
] as const;
export type RatioName = (typeof RATIO_NAMES)[number];

/** H read in the official text, M a secondary source, K general knowledge. */
export const GRADES = ['H', 'M', 'K'] as const;
export type Grade = (typeof GRADES)[number];

export interface RatioRule {
  programme: Programme;
  name: RatioName;
  /** First calendar year of the bound. A new bound is a new row, placed after the one it replaces. */
  yearFrom: number;
  bound: 'min' | 'max';
  basisPoints: number;
  source: string;
  confidence: Grade;
}

const DIRECT_CONNECTION = {
  programme: 'direct-connection',
  source: '发改能源〔2025〕650号',
  confidence: 'H',
} as const;

/** As the regional plan cites the detailed rules of 2023; the rules themselves were not read. */
export const PARK_SUPPLY = {
  source: '自治区《工业园区绿色供电项目实施细则2023年版（试行）》，据规划文本转述',
  confidence: 'M',
} as const;
const PARK = { programme: 'park-supply', yearFrom: 2023, ...PARK_SUPPLY } as const;

export const RATIOS: readonly RatioRule[] = [
  { name: 'self-use-of-generation', yearFrom: 2025, bound: 'min', basisPoints: 6000, ...DIRECT_CONNECTION },
  { name: 'self-use-of-consumption', yearFrom: 2025, bound: 'min', basisPoints: 3000, ...DIRECT_CONNECTION },
  { name: 'self-use-of-consumption', yearFrom: 2030, bound: 'min', basisPoints: 3500, ...DIRECT_CONNECTION },
  { name: 'on-grid-of-generation', yearFrom: 2025, bound: 'max', basisPoints: 2000, ...DIRECT_CONNECTION },
  // 坚持自我消纳: nothing is fed in.
  { name: 'on-grid-of-generation', bound: 'max', basisPoints: 0, ...PARK },
  // 新能源综合利用率.
  { name: 'utilisation', bound: 'min', basisPoints: 9000, ...PARK },
];

/** The fewest months of the multi-year contract (多年期) that user and generator of different owners sign. */
export const MULTI_YEAR = {
  monthsMin: 24,
  source: '发改能源〔2025〕650号：投资主体不同的须签订多年期购电协议；几年以上没有明文',
  confidence: 'K',
} as const;
export const MULTI_YEAR_MONTHS_MIN = MULTI_YEAR.monthsMin;

const WHOLE = BigInt(BASIS_POINTS_WHOLE);

const partsOf: Record<RatioName, (sums: EnergyYear) => { part: number; whole: number }> = {
  'self-use-of-generation': ({ selfUse, generation }) => ({ part: selfUse, whole: generation }),
  'self-use-of-consumption': ({ selfUse, consumption }) => ({ part: selfUse, whole: consumption }),
  'on-grid-of-generation': ({ onGrid, generation }) => ({ part: onGrid, whole: generation }),
  utilisation: ({ generation, curtailed = 0 }) => ({ part: generation, whole: generation + curtailed }),
};

/** The programme's rows of that year, in order of name; years before a first bound have the first. */
export function ratioRules(programme: Programme, year: number): RatioRule[] {
  return RATIO_NAMES.flatMap((name) => {
    const rules = RATIOS.filter((rule) => rule.name === name && rule.programme === programme);
    return rules.findLast(({ yearFrom }) => yearFrom <= year) ?? rules[0] ?? [];
  });
}

/**
 * The programme's bounds of that calendar year that its sums break, computed exactly; a sum just at the bound
 * keeps it. A share of nothing is no fault: a year without generation or consumption shows nothing yet.
 */
export function ratioFaults(programme: Programme, year: number, sums: EnergyYear): RatioName[] {
  return ratioRules(programme, year)
    .filter(({ name, bound, basisPoints }) => {
      const { part, whole } = partsOf[name](sums);
      if (whole === 0) return false;
      // A park's year in kWh times 10,000 exceeds what a number holds exactly.
      const has = BigInt(part) * WHOLE;
      const needs = BigInt(whole) * BigInt(basisPoints);
      return bound === 'min' ? has < needs : has > needs;
    })
    .map(({ name }) => name);
}

/**
 * The present ratio in basis points, undefined for a share of nothing. Rounding goes against the facility, a
 * minimum's down and a maximum's up, so the rounded figure is out of bounds exactly when the exact one is.
 */
export function ratioOf(
  { name, bound }: Pick<RatioRule, 'name' | 'bound'>,
  sums: EnergyYear,
): number | undefined {
  const { part, whole } = partsOf[name](sums);
  if (whole === 0) return undefined;
  const up = bound === 'max' ? BigInt(whole) - 1n : 0n;
  return Number((BigInt(part) * WHOLE + up) / BigInt(whole));
}
