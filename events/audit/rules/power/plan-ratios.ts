/**
 * The bounds on the yearly sums of direct supply: of 发改能源〔2025〕650号, or of 工业园区绿色供电. The
 * table has the amounts, this file the method.
 */
import { type Programme, RATIOS, type RatioName } from '../../../../shared/power/ratio.ts';

type Sum = 'generation' | 'selfUse' | 'onGrid' | 'consumption' | 'curtailed';
type Sums = Record<Exclude<Sum, 'curtailed'>, number> & { curtailed?: number | undefined };

/** Each ratio as [part, whole], in the order in which violations are named. A whole may be a sum. */
const PARTS: readonly [RatioName, Sum, readonly Sum[]][] = [
  ['self-use-of-generation', 'selfUse', ['generation']],
  ['self-use-of-consumption', 'selfUse', ['consumption']],
  ['on-grid-of-generation', 'onGrid', ['generation']],
  ['utilisation', 'generation', ['generation', 'curtailed']],
];

/** The ratios of that year that its sums break. A ratio of a zero whole is not broken. */
export function brokenRatios(programme: Programme, year: number, sums: Sums): RatioName[] {
  const broken: RatioName[] = [];
  for (const [name, part, wholes] of PARTS) {
    const row = rowOf(programme, name, year);
    if (!row) continue;
    const whole = wholes.reduce((sum, each) => sum + (sums[each] ?? 0), 0);
    // The largest whole amount within a maximum; a minimum needs the smallest one that isn't below the bound.
    const scaled = BigInt(whole) * BigInt(row.basisPoints);
    const most = scaled / 10_000n;
    const least = scaled % 10_000n === 0n ? most : most + 1n;
    const has = sums[part] ?? 0;
    const kept = row.bound === 'max' ? has <= most : has >= least;
    if (!kept && whole > 0) broken.push(name);
  }
  return broken;
}

/** The programme's latest row that has begun by that year; for a year before all rows the oldest. */
function rowOf(programme: Programme, name: RatioName, year: number): (typeof RATIOS)[number] | undefined {
  let best: (typeof RATIOS)[number] | undefined;
  for (const row of RATIOS) {
    if (row.programme !== programme || row.name !== name) continue;
    if (!best || (row.yearFrom <= year && row.yearFrom > best.yearFrom)) best = row;
  }
  return best;
}
