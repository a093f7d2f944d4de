/**
 * Targets of a park by indicator and year (目标路径): rows with their source, beside what its verified
 * statement of that year comes to, where the registry knows it.
 */
export const TARGET_INDICATORS = [
  'park-intensity',
  'emissions',
  'residual',
  'energy',
  'green-power-share',
  'energy-per-output',
  'carbon-per-output',
  'non-fossil-share',
] as const;
export type TargetIndicator = (typeof TARGET_INDICATORS)[number];

interface Row {
  unit: string;
  /** Which side of the target is the good one. */
  better: 'less' | 'more';
  /** The registry has the figure; of the others it knows neither output nor sources of energy. */
  known: boolean;
}

export const targetIndicators: Readonly<Record<TargetIndicator, Row>> = {
  'park-intensity': { unit: 'tCO2/tce', better: 'less', known: true },
  emissions: { unit: 'tCO2', better: 'less', known: true },
  residual: { unit: 'tCO2e', better: 'less', known: true },
  energy: { unit: 'tce', better: 'less', known: true },
  'green-power-share': { unit: '%', better: 'more', known: true },
  'energy-per-output': { unit: 'tce/万元', better: 'less', known: false },
  'carbon-per-output': { unit: 'tCO2/万元', better: 'less', known: false },
  'non-fossil-share': { unit: '%', better: 'more', known: false },
};
