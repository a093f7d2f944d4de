/**
 * The bounds of 发改能源〔2025〕650号 on the yearly sums of a direct connection. The table has the amounts,
 * this file the method.
 */
import { RATIOS, type RatioName } from '../../../../shared/power/ratio.ts';

type Sum = 'generation' | 'selfUse' | 'onGrid' | 'consumption';

/** Each ratio as [part, whole], in the order in which violations are named. */
const PARTS: readonly [RatioName, Sum, Sum][] = [
  ['self-use-of-generation', 'selfUse', 'generation'],
  ['self-use-of-consumption', 'selfUse', 'consumption'],
  ['on-grid-of-generation', 'onGrid', 'generation'],
];

/** The ratios of that year that its sums break. A ratio of a zero whole is not broken. */
export function brokenRatios(year: number, sums: Record<Sum, number>): RatioName[] {
  const broken: RatioName[] = [];
  for (const [name, part, whole] of PARTS) {
    const { bound, basisPoints } = rowOf(name, year);
    // The largest whole amount within a maximum; a minimum needs the smallest one that isn't below the bound.
    const scaled = BigInt(sums[whole]) * BigInt(basisPoints);
    const most = scaled / 10_000n;
    const least = scaled % 10_000n === 0n ? most : most + 1n;
    const kept = bound === 'max' ? sums[part] <= most : sums[part] >= least;
    if (!kept && sums[whole] > 0) broken.push(name);
  }
  return broken;
}

/** The latest row that has begun by that year; for a year before all rows the oldest. */
function rowOf(name: RatioName, year: number): (typeof RATIOS)[number] {
  const rows = RATIOS.filter((row) => row.name === name);
  return rows.reduce((best, row) => (row.yearFrom <= year && row.yearFrom > best.yearFrom ? row : best));
}
