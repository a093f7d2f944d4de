/** What a member's statement has to be to be rolled up into the park's, and what is kept of it. */
import { asFraction } from '../base/rational.ts';
import {
  type Entities,
  type NextState,
  type NextStates,
  parkEntity,
  read,
  statementEntity,
} from '../ledger/entity.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import { coveredKilowattHours, megawattHoursOf, tonnesOf } from './coverage.ts';
import type { Stated } from './facts.ts';
import { wasMemberIn } from './park.ts';
import type { RolledMember } from './rolled-up.ts';
import type { ParkState, StatementState } from './states.ts';

interface Asked {
  statement: string;
  version: number;
  park: ParkState;
  /** Of the park. */
  stated: Stated;
  /** The park's statement, where it is revised. */
  into: string | undefined;
}

/**
 * Rejections in order: member-statement-kind, member-year-differs, member-not-in-park, member-not-verified,
 * member-version-differs, member-rolled-up, member-factors-differ.
 */
export function refuseMember(
  { stated: own, organization, status, version: present, rolledInto }: StatementState,
  { statement, version, park, stated: { year, grid }, into }: Asked,
): Rejection | undefined {
  if (own.subject.kind !== 'organization') return reject('member-statement-kind', undefined, { statement });
  if (own.year !== year) return reject('member-year-differs', undefined, { year, named: own.year });
  if (!wasMemberIn(park, organization, year))
    return reject('member-not-in-park', undefined, { organization, year });
  if (status !== 'verified') return reject('member-not-verified', undefined, { statement, status });
  if (present !== version) return reject('member-version-differs', undefined, { present, version });
  if (rolledInto !== undefined && rolledInto !== into)
    return reject('member-rolled-up', undefined, { statement, into: rolledInto });
  const [factor, named] = [grid.residual.id, own.grid.residual.id];
  if (factor !== named) return reject('member-factors-differ', undefined, { factor, named });
  return undefined;
}

/** The statement with what is retired for it now: what it retires later enters with the next roll-up. */
export function rolledMember(statement: string, state: StatementState): RolledMember {
  const { version, green, retired } = state;
  const used = asFraction(coveredKilowattHours(state));
  return {
    statement,
    version,
    ...(megawattHoursOf(green) > 0 && { green: { ...green, used } }),
    ...(tonnesOf(retired) > 0 && { retired }),
  };
}

const rolledIn = (stated: Pick<Stated, 'park'> | undefined): string[] =>
  stated?.park?.members.map(({ statement }) => statement) ?? [];

/**
 * The park that has a new statement for a year, and the members' statements that came into it or left it, in
 * the order of the leaf: came, then left.
 */
export function evolveRolled(
  entities: Entities,
  statement: string,
  before: Stated | undefined,
  after: Stated,
): NextStates {
  const [old, now] = [rolledIn(before), rolledIn(after)];
  const came = now.filter((each) => !old.includes(each));
  const left = old.filter((each) => !now.includes(each));
  return [
    ...yearTaken(entities, statement, before, after),
    ...came.flatMap((member) => moved(entities, member, (state) => ({ ...state, rolledInto: statement }))),
    ...left.flatMap((member) => moved(entities, member, ({ rolledInto: _into, ...state }) => state)),
  ];
}

function yearTaken(
  entities: Entities,
  statement: string,
  before: Stated | undefined,
  { park: rolled, year }: Stated,
): NextState<'park'>[] {
  if (!rolled || before?.park) return [];
  const park = parkEntity(rolled.park);
  const state = read(entities, park)?.state;
  return state ? [[park, { ...state, years: [...state.years, { year, statement }] }]] : [];
}

function moved(
  entities: Entities,
  statement: string,
  change: (state: StatementState) => StatementState,
): NextState<'statement'>[] {
  const entity = statementEntity(statement);
  const state = read(entities, entity)?.state;
  return state ? [[entity, change(state)]] : [];
}
