/**
 * The zero-carbon park's indicator (发改环资〔2025〕910号): emissions of energy over energy, tCO2/tce,
 * against a limit that depends on how much energy it is. It is compared exactly.
 */
import { compare, decimal, fraction, over, type Rational, rational, times, ZERO } from '../base/rational.ts';
import type { Grade } from './factors/factor.ts';
import type { EnergyFigures, StatedShares } from './rolled-up.ts';

export const INDICATOR_SOURCE = '发改环资〔2025〕910号';
export const INDICATOR_GRADE: Grade = 'H*';

/** Limits by energy, most first; below the least there is an intensity and no pass or fail. */
const LIMITS: readonly { fromTonnes: string; limit: string }[] = [
  { fromTonnes: '1000000', limit: '0.3' },
  { fromTonnes: '200000', limit: '0.2' },
];

/** tCO2/tce at most; undefined below 200,000 tce. */
export const limitOf = (tce: Rational): string | undefined =>
  LIMITS.find(({ fromTonnes }) => compare(tce, decimal(fromTonnes)) >= 0)?.limit;

export type NotComputable = 'equivalent-value-missing' | 'no-energy';

export type Indicator =
  | { intensity: Rational; tce: Rational; limit?: string; meets?: boolean }
  | { because: NotComputable };

/** `kilograms` are those of the parks' view after green power, exact. */
export function indicatorOf(kilograms: Rational, energy: Pick<EnergyFigures, 'tce'> | undefined): Indicator {
  if (!energy) return { because: 'equivalent-value-missing' };
  const tce = fraction(energy.tce);
  if (compare(tce, ZERO) <= 0) return { because: 'no-energy' };
  const intensity = over(times(kilograms, rational(1n, 1000n)), tce);
  const limit = limitOf(tce);
  return { intensity, tce, ...(limit && { limit, meets: compare(intensity, decimal(limit)) <= 0 }) };
}

interface Guide {
  name: { zh: string; en: string };
  /** Percent, at least. */
  least: string;
  grade: Grade;
  remark?: { zh: string; en: string };
}

/** Guide values of the annex, and of direct supply (原则上); no pass or fail hangs on them. */
export const guides: Readonly<Record<keyof StatedShares, Guide>> = {
  directSupply: {
    name: { zh: '绿电直连直供比例（原则上）', en: 'Direct supply of green power (in principle)' },
    least: '50',
    grade: 'H*',
  },
  cleanEnergy: {
    name: { zh: '清洁能源消费占比（引导值）', en: 'Clean energy (guide value)' },
    least: '90',
    grade: 'H*',
    remark: {
      zh: '文件未给公式；本项目口径：非化石能源按同一等价值计',
      en: 'no formula is given; project definition: non-fossil energy at the same equivalent value',
    },
  },
  solidWaste: {
    name: { zh: '工业固废综合利用率（引导值）', en: 'Use of industrial solid waste (guide value)' },
    least: '80',
    grade: 'H*',
  },
  wasteHeat: {
    name: { zh: '余热余冷余压利用率（引导值）', en: 'Use of waste heat, cold and pressure (guide value)' },
    least: '50',
    grade: 'H*',
  },
  waterReuse: {
    name: { zh: '工业用水重复利用率（引导值）', en: 'Reuse of industrial water (guide value)' },
    least: '80',
    grade: 'H*',
  },
};
