/**
 * An emission statement (排放声明) of an organization or park for a calendar year: submitted, then verified
 * or returned, then perhaps revised. A revision is a version of its own that has to be verified anew; what
 * was retired stays.
 */
import { canonicalize } from '../base/canonical.ts';
import { toHex, toUtf8 } from '../base/encoding.ts';
import { sha256 } from '../base/sha256.ts';
import {
  type Entities,
  type EntityId,
  type NextState,
  type NextStates,
  read,
  statedYearEntity,
  statementEntity,
} from '../ledger/entity.ts';
import type { EventOfType } from '../ledger/event.ts';
import { barename } from '../parties/alike.ts';
import { reopened } from './claim.ts';
import type { Cover } from './cover.ts';
import { addMegawattHours, addTonnes, NO_MEGAWATT_HOURS, NO_TONNES } from './coverage.ts';
import type { Stated } from './facts.ts';
import { evolveRolled } from './roll-up-member.ts';
import type { StatementState } from './states.ts';

/** A statement as its first version made it. */
export function submittedStatement({
  id,
  by,
  facts,
  sealed = '',
}: EventOfType<'statement.submitted'>): StatementState {
  const { statement: _id, ...stated } = facts;
  return {
    organization: by.org,
    version: 1,
    stated,
    status: 'submitted',
    submission: id,
    sealed,
    green: NO_MEGAWATT_HOURS,
    retired: NO_TONNES,
  };
}

export function evolveStatementSubmitted(
  entities: Entities,
  event: EventOfType<'statement.submitted'>,
): NextStates {
  const { statement } = event.facts;
  const state = submittedStatement(event);
  return [[statementEntity(statement), state], ...evolveRolled(entities, statement, undefined, state.stated)];
}

/** The verification goes, and with it the statement's standing for its year; a claim on it is open again. */
export function evolveStatementRevised(
  entities: Entities,
  { id, facts, sealed = '' }: EventOfType<'statement.revised'>,
): NextStates {
  const { statement, version, ...stated } = facts;
  const current = read(entities, statementEntity(statement))?.state;
  if (!current) return [];
  const { verification: _gone, ...kept } = current;
  return [
    [statementEntity(statement), { ...kept, version, stated, status: 'submitted', submission: id, sealed }],
    ...besideRevision(entities, statement, { current, stated, commit: id }),
  ];
}

/**
 * What a revision changes beside its statement: the standing for the year, the claim, and what is rolled up.
 */
export const besideRevision = (
  entities: Entities,
  statement: string,
  { current, stated, commit }: { current: StatementState; stated: Stated; commit: string },
): NextStates => [
  ...yearReleased(entities, statement, current),
  ...reopened(entities, current, commit),
  ...evolveRolled(entities, statement, current.stated, stated),
];

export function evolveStatementVerified(
  entities: Entities,
  { id, by, facts }: EventOfType<'statement.verified'>,
): NextStates {
  const { statement, assurance, report } = facts;
  const current = read(entities, statementEntity(statement))?.state;
  if (!current) return [];
  const verification = { verifier: by.org, assurance, report, commit: id };
  return [
    [statementEntity(statement), { ...current, status: 'verified', verification }],
    [statedYearOf(current), { statement }],
  ];
}

export function evolveStatementReturned(
  entities: Entities,
  { by, facts }: EventOfType<'statement.returned'>,
): NextStates {
  const { statement, version, reason } = facts;
  const current = read(entities, statementEntity(statement))?.state;
  if (!current) return [];
  const returned = { verifier: by.org, version, reason };
  return [[statementEntity(statement), { ...current, status: 'returned', returned }]];
}

/**
 * The entity that has the verified statement of a subject, year and boundary. Names that differ only in
 * width, case, spaces and marks are one.
 */
export function statedYearOf({
  organization,
  stated: { subject, year, boundary },
}: {
  organization: string;
  stated: Pick<Stated, 'subject' | 'year' | 'boundary'>;
}): EntityId<'stated-year'> {
  const named = [subject.kind, barename(subject.name), barename(boundary)];
  return statedYearEntity(organization, year, toHex(sha256(toUtf8(canonicalize(named)))));
}

function yearReleased(
  entities: Entities,
  statement: string,
  current: StatementState,
): NextState<'stated-year'>[] {
  const year = statedYearOf(current);
  return read(entities, year)?.state.statement === statement ? [[year, {}]] : [];
}

/** The statement after units were retired for it. */
export function coveredBy(
  entities: Entities,
  { statement, tonnes, megawattHours }: Cover,
): NextState<'statement'>[] {
  const current = read(entities, statementEntity(statement))?.state;
  if (!current) return [];
  const covered: StatementState = {
    ...current,
    ...(tonnes && { retired: addTonnes(current.retired, tonnes) }),
    ...(megawattHours && { green: addMegawattHours(current.green, megawattHours) }),
  };
  return [[statementEntity(statement), covered]];
}
