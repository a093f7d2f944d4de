/** Submitting an emission statement, and revising it: activity data become totals in four views. */

import { chinaDate, yearOf } from '../base/day.ts';
import { type Context, type Draft, deriveId } from '../ledger/decision.ts';
import { type Entities, type EntityId, type NextStates, read, statementEntity } from '../ledger/entity.ts';
import { fitsOneCommit } from '../ledger/leaf-size.ts';
import { isRejection, type Rejection, reject } from '../ledger/rejection.ts';
import { type DrawnDataset, type DrawnRows, drawnFrom } from './draw.ts';
import { dutySectors, isDutySector } from './duty.ts';
import type { Factor } from './factors/factor.ts';
import { provinceOf } from './factors/grid.ts';
import type { Stated, Subject } from './facts.ts';
import { countsOf, type Line, OWN_FACTOR, type ReadLine, readLines } from './line.ts';
import { type OfPark, wholeOf } from './roll-up.ts';
import { evolveRolled } from './roll-up-member.ts';
import { besideRevision, statedYearOf } from './statement.ts';
import { areTooLarge, statedSums } from './sums.ts';
import { type Computed, computeViews, gridFactorsOf, VIEWS } from './views.ts';

export interface SubmitStatement extends OfPark {
  subject: Subject;
  year: number;
  /** Code or name. */
  province: string;
  boundary: string;
  lines: readonly Line[];
  sector?: string | undefined;
  producingSince?: number | undefined;
  /** The commitment to the lines. */
  sealed: string;
  /** The rows of activity datasets that lines draw on. */
  rows?: DrawnRows | undefined;
}

export interface ReviseStatement extends SubmitStatement {
  statement: string;
  /** The version that the revision replaces, as its author read it. */
  ifMatch: number;
}

/**
 * Rejections in order: id-taken, then statedFrom's, drawnFrom's, wholeOf's, statement-year-verified,
 * roll-up-too-large. A second statement of a verified year could take units and never be verified.
 */
export function decideSubmitStatement(
  entities: Entities,
  command: SubmitStatement,
  context: Context,
): Draft<'statement.submitted'> | Rejection {
  const statement = deriveId('e', context.id);
  if (entities.has(statementEntity(statement))) return reject('id-taken', undefined, { id: statement });
  const made = statedFrom(command, context.at);
  if (isRejection(made)) return made;
  const drawn = drawnBy(entities, command, made.read, context);
  if (isRejection(drawn)) return drawn;
  const own = { ...made, organization: context.org };
  const stated = wholeOf(entities, command, own);
  if (isRejection(stated)) return stated;
  const verified = read(entities, statedYearOf({ organization: context.org, stated }))?.state.statement;
  if (verified !== undefined)
    return reject('statement-year-verified', '/boundary', { other: verified, year: stated.year });
  const draft: Draft<'statement.submitted'> = {
    type: 'statement.submitted',
    facts: { statement, ...stated, ...datasetsOf(drawn) },
    advances: [statementEntity(statement), ...namesOf(evolveRolled(entities, statement, undefined, stated))],
    sealed: command.sealed,
  };
  return refuseTooLarge(draft, entities, context) ?? draft;
}

/**
 * Rejections in order: not-found, not-yours, statement-changed, statement-subject-fixed, park-fixed, then
 * statedFrom's, drawnFrom's, wholeOf's, roll-up-too-large.
 */
export function decideReviseStatement(
  entities: Entities,
  command: ReviseStatement,
  context: Context,
): Draft<'statement.revised'> | Rejection {
  const { statement, ifMatch, subject, year } = command;
  const current = read(entities, statementEntity(statement))?.state;
  if (!current) return reject('not-found', undefined, { id: statement });
  if (current.organization !== context.org) return reject('not-yours');
  if (current.version !== ifMatch)
    return reject('statement-changed', undefined, { version: current.version, read: ifMatch });
  const { stated } = current;
  if (stated.year !== year || stated.subject.kind !== subject.kind || stated.subject.name !== subject.name)
    return reject('statement-subject-fixed', undefined, { name: stated.subject.name, year: stated.year });
  if (stated.park && stated.park.park !== command.park?.park)
    return reject('park-fixed', '/park', { park: stated.park.park });
  const made = statedFrom(command, context.at);
  if (isRejection(made)) return made;
  const drawn = drawnBy(entities, command, made.read, context);
  if (isRejection(drawn)) return drawn;
  const own = { ...made, organization: context.org, statement };
  const whole = wholeOf(entities, command, own);
  if (isRejection(whole)) return whole;
  const beside = besideRevision(entities, statement, { current, stated: whole, commit: context.id });
  const draft: Draft<'statement.revised'> = {
    type: 'statement.revised',
    facts: { statement, version: current.version + 1, ...whole, ...datasetsOf(drawn) },
    advances: [statementEntity(statement), ...namesOf(beside)],
    sealed: command.sealed,
  };
  return refuseTooLarge(draft, entities, context) ?? draft;
}

const drawnBy = (
  entities: Entities,
  { rows = new Map(), year }: SubmitStatement,
  lines: readonly ReadLine[],
  { org: organization }: Context,
) => drawnFrom(entities, rows, { lines, organization, year });

const datasetsOf = (drawn: readonly DrawnDataset[]) => (drawn.length > 0 ? { datasets: [...drawn] } : {});

const namesOf = (next: NextStates): EntityId[] => next.map(([entity]) => entity);

/** Only a roll-up can be: everything else in a statement's leaf is bounded far below it. */
const refuseTooLarge = (draft: Draft, entities: Entities, context: Context): Rejection | undefined =>
  fitsOneCommit(draft, entities, context) ? undefined : reject('roll-up-too-large', '/park/members');

/**
 * What a statement states, with the views of its lines. Rejections in order: statement-year-in-future,
 * province-unknown, factors-missing, sector-unknown, then readLines', statement-too-large.
 */
export function statedFrom(
  command: Omit<SubmitStatement, 'sealed' | 'rows'>,
  at: string,
): { stated: Stated; computed: Computed; read: ReadLine[] } | Rejection {
  const { subject, year, boundary, lines, sector, producingSince } = command;
  const day = chinaDate(at);
  const current = yearOf(day);
  if (year > current) return reject('statement-year-in-future', '/year', { year, current });
  const province = provinceOf(command.province);
  if (!province) return reject('province-unknown', '/province', { province: command.province });
  const grid = gridFactorsOf(province, year, day);
  if (!grid) return reject('factors-missing', '/year', { year });
  if (sector !== undefined && !isDutySector(sector))
    return reject('sector-unknown', '/sector', { sector, known: dutySectors().join(', ') });
  const read = readLines(lines);
  if (isRejection(read)) return read;
  const computed = computeViews(read, grid);
  const { totals, apart, purchased, consumed } = computed;
  const sums = { ...totals, apart, purchased, consumed };
  if (areTooLarge(sums)) return reject('statement-too-large');
  const stated: Stated = {
    subject,
    year,
    province,
    boundary,
    lines: countsOf(lines),
    ...statedSums(sums),
    grid: {
      province: usedOf(grid.province),
      national: usedOf(grid.national),
      residual: usedOf(grid.residual),
    },
    factors: factorsUsed(computed),
    ...(sector !== undefined && { sector }),
    ...(producingSince !== undefined && { producingSince }),
  };
  return { stated, computed, read };
}

const usedOf = ({ id, value }: Factor) => ({ id, value });

/** Ids of the rows used, in order of their names; a factor of one's own is no row. */
function factorsUsed({ lines }: Computed): string[] {
  const ids = new Set<string>();
  for (const { views } of lines)
    for (const view of VIEWS) for (const { id } of views[view].factors) if (id !== OWN_FACTOR) ids.add(id);
  return [...ids].sort();
}
