/** Parks as the API shows them: members by dates, statements by year, targets beside what became of them. */
import * as z from 'zod';
import {
  asDecimal,
  compare,
  decimal,
  fraction,
  type Rational,
  rational,
  times,
  whole,
} from '../../shared/base/rational.ts';
import { type Entities, read, statementEntity } from '../../shared/ledger/entity.ts';
import { coverageOf, parkEmission } from '../../shared/statements/coverage.ts';
import { greenShare } from '../../shared/statements/duty.ts';
import { SubPark, Target } from '../../shared/statements/facts-park.ts';
import { indicatorOf } from '../../shared/statements/indicator.ts';
import type { ParkState, StatementState } from '../../shared/statements/states.ts';
import { type TargetIndicator, targetIndicators } from '../../shared/statements/target.ts';
import { named } from '../http/named.ts';
import { CommitReceipt } from '../http/receipt.ts';

export const ParkView = named('Park', () =>
  z.strictObject({
    id: z.string(),
    version: z.int(),
    name: z.string(),
    /** The operating organization. */
    organization: z.string(),
    province: z.string(),
    subParks: z.array(SubPark),
    /** Days included; without `to` it goes on. */
    members: z.array(
      z.strictObject({
        organization: z.string(),
        subPark: z.string().optional(),
        from: z.string(),
        to: z.string().optional(),
      }),
    ),
    /** The statement that rolls up the members of a year. */
    statements: z.array(
      z.strictObject({ year: z.int(), statement: z.string(), status: z.string().optional() }),
    ),
    /** By indicator and year: the target, and what the verified statement of the year comes to. */
    targets: z.array(
      z.strictObject({
        ...Target.shape,
        /** The commit that set it. */
        commit: z.string(),
        actual: z.strictObject({ value: z.string(), statement: z.string(), met: z.boolean() }).optional(),
        /** Why there is no actual. */
        because: z.enum(['no-verified-statement', 'not-computable', 'not-known-here']).optional(),
      }),
    ),
    commit: CommitReceipt().optional(),
  }),
);

/** `statements` holds the park's statements of the years, where they were read. */
export function parkView(id: string, version: number, park: ParkState, statements: Entities = new Map()) {
  const { name, organization, province, subParks, members, targets, years } = park;
  return {
    id,
    version,
    name,
    organization,
    province,
    subParks: subParks.map(({ code, name: called }) => ({ code, name: called })),
    members: members.map(({ organization: member, subPark, from, to }) => ({
      organization: member,
      ...(subPark !== undefined && { subPark }),
      from,
      ...(to !== undefined && { to }),
    })),
    statements: years.map(({ year, statement }) => {
      const status = read(statements, statementEntity(statement))?.state.status;
      return { year, statement, ...(status && { status }) };
    }),
    targets: [...targets].sort(byIndicatorAndYear).map((target) => {
      const { indicator, year, value, unit, source, commit } = target;
      return { indicator, year, value, unit, source, commit, ...became(park, target, statements) };
    }),
  };
}

type Set = ParkState['targets'][number];

const byIndicatorAndYear = (a: Set, b: Set): number =>
  a.indicator === b.indicator ? a.year - b.year : a.indicator < b.indicator ? -1 : 1;

const ACTUAL_DIGITS = 6;

function became({ years }: ParkState, { indicator, year, value }: Set, statements: Entities) {
  const { better, known } = targetIndicators[indicator];
  if (!known) return { because: 'not-known-here' as const };
  const statement = years.find((each) => each.year === year)?.statement;
  const state = statement === undefined ? undefined : read(statements, statementEntity(statement))?.state;
  if (statement === undefined || state?.status !== 'verified')
    return { because: 'no-verified-statement' as const };
  const actual = actualOf(indicator, state);
  if (!actual) return { because: 'not-computable' as const };
  const side = compare(actual, decimal(value));
  const met = better === 'less' ? side <= 0 : side >= 0;
  return { actual: { value: asDecimal(actual, ACTUAL_DIGITS), statement, met } };
}

const TONNES_PER_KILOGRAM = rational(1n, 1000n);
const PERCENT_PER_BASIS_POINT = rational(1n, 100n);

/** In the unit of the indicator's targets. */
function actualOf(indicator: TargetIndicator, state: StatementState): Rational | undefined {
  const { energy } = state.stated;
  switch (indicator) {
    case 'park-intensity': {
      const found = indicatorOf(parkEmission(state), energy);
      return 'intensity' in found ? found.intensity : undefined;
    }
    case 'emissions':
      return times(parkEmission(state), TONNES_PER_KILOGRAM);
    case 'residual':
      return times(whole(coverageOf(state).residualKilograms), TONNES_PER_KILOGRAM);
    case 'energy':
      return energy && fraction(energy.tce);
    case 'green-power-share': {
      const share = greenShare(state);
      return share === undefined ? undefined : times(whole(share), PERCENT_PER_BASIS_POINT);
    }
    default:
      return undefined;
  }
}
