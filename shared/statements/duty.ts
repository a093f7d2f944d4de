/**
 * Duties and targets to use green power, by sector and year (DOMAIN §4). A new year is a row. The share is
 * that of green power retired for the statement in the electricity that its subject used.
 */
import { BASIS_POINTS_WHOLE } from '../base/basis-points.ts';
import { compare, fraction, over, roundedDown, times, whole, ZERO } from '../base/rational.ts';
import { coveredKilowattHours } from './coverage.ts';
import type { Grade } from './factors/factor.ts';
import type { StatementState } from './states.ts';

export interface Duty {
  /** Whole share, basis points. */
  basisPoints: number;
  /** A duty is owed; a target is striven for. */
  kind: 'duty' | 'target';
  source: string;
  grade: Grade;
}

interface Row extends Duty {
  /** The years in which it applies. */
  from: number;
  to?: number;
}

const ORDER = '内发改环资字〔2025〕1020号';

const HEAVY: readonly Row[] = [
  {
    from: 2025,
    to: 2025,
    basisPoints: 3070,
    kind: 'duty',
    source: `${ORDER}；以绿证核算；全国仅考核电解铝（发改办能源〔2025〕669号）`,
    grade: 'M',
  },
];

const sectors = {
  'data-centre-new': {
    name: '新建数据中心',
    rows: [{ from: 2025, basisPoints: 8000, kind: 'duty', source: ORDER, grade: 'M' }],
  },
  'data-centre-existing': {
    name: '存量数据中心',
    rows: [{ from: 2025, basisPoints: 6000, kind: 'target', source: ORDER, grade: 'M' }],
  },
  'electrolytic-aluminium': { name: '电解铝', rows: HEAVY },
  steel: { name: '钢铁', rows: HEAVY },
  polysilicon: { name: '多晶硅', rows: HEAVY },
  cement: { name: '水泥', rows: HEAVY },
  copper: { name: '铜冶炼', rows: [] },
  zinc: { name: '锌冶炼', rows: [] },
  'zero-carbon-park': {
    name: '零碳园区',
    rows: [{ from: 2025, basisPoints: 7000, kind: 'duty', source: `${ORDER}；最终 ≥ 90%`, grade: 'M' }],
  },
} as const satisfies Record<string, { name: string; rows: readonly Row[] }>;

export type DutySector = keyof typeof sectors;

export const isDutySector = (sector: string): sector is DutySector => Object.hasOwn(sectors, sector);

export const dutySectors = (): string[] => Object.keys(sectors);

/** Staged targets of new industry, by year of production (内蒙古自治区工业领域碳达峰实施方案). */
const STAGES: readonly { year: number; basisPoints: number }[] = [
  { year: 5, basisPoints: BASIS_POINTS_WHOLE },
  { year: 3, basisPoints: 8_000 },
  { year: 1, basisPoints: 5_000 },
];
const STAGES_SOURCE = '《内蒙古自治区工业领域碳达峰实施方案》：投产第一年 50%，三年内 80%，五年内 100%';

/** The duty or target of a sector in a year, if there is one. */
export function dutyOf(sector: string | undefined, year: number): Duty | undefined {
  if (sector === undefined || !isDutySector(sector)) return undefined;
  const rows: readonly Row[] = sectors[sector].rows;
  const row = rows.find(({ from, to = year }) => from <= year && year <= to);
  if (!row) return undefined;
  const { basisPoints, kind, source, grade } = row;
  return { basisPoints, kind, source, grade };
}

/** The staged target in the statement's year of an enterprise that began to produce in `since`. */
export function stagedTarget(since: number | undefined, year: number): Duty | undefined {
  if (since === undefined) return undefined;
  const stage = STAGES.find((each) => year - since + 1 >= each.year);
  return stage && { basisPoints: stage.basisPoints, kind: 'target', source: STAGES_SOURCE, grade: 'M' };
}

/** Green power in electricity used, whole basis points rounded down; undefined where none was used. */
export function greenShare(state: Pick<StatementState, 'stated' | 'green'>): number | undefined {
  const used = fraction(state.stated.consumedKilowattHours);
  if (compare(used, ZERO) <= 0) return undefined;
  return Number(roundedDown(times(over(coveredKilowattHours(state), used), whole(BASIS_POINTS_WHOLE))));
}
