/**
 * Claims (声明): what an organization says on a verified statement that its retirements cover. A revision of
 * the statement reopens the claim, for everyone to see; a new claim then takes its place.
 */
import { chinaDate } from '../base/day.ts';
import {
  claimEntity,
  type Entities,
  type NextState,
  type NextStates,
  read,
  statementEntity,
} from '../ledger/entity.ts';
import type { EventOfType } from '../ledger/event.ts';
import type { ClaimState, StatementState } from './states.ts';

/** A claim as its event made it. */
export const madeClaim = ({ id, at, by, facts }: EventOfType<'claim.made'>): ClaimState => ({
  statement: facts.statement,
  organization: by.org,
  version: facts.version,
  label: facts.label,
  status: 'made',
  made: id,
  madeOn: chinaDate(at),
});

export function evolveClaimMade(entities: Entities, event: EventOfType<'claim.made'>): NextStates {
  const { claim, statement } = event.facts;
  const current = read(entities, statementEntity(statement))?.state;
  if (!current) return [];
  const before = current.claim === undefined ? undefined : read(entities, claimEntity(current.claim));
  return [
    [claimEntity(claim), madeClaim(event)],
    [statementEntity(statement), { ...current, claim }],
    ...(before && current.claim !== undefined ? [replaced(current.claim, before.state, claim)] : []),
  ];
}

const replaced = (id: string, state: ClaimState, replacedBy: string): NextState<'claim'> => [
  claimEntity(id),
  { ...state, status: 'replaced', replacedBy },
];

export function evolveClaimWithdrawn(
  entities: Entities,
  { facts }: EventOfType<'claim.withdrawn'>,
): NextStates {
  const { claim, reason } = facts;
  const state = read(entities, claimEntity(claim))?.state;
  const statement = state && read(entities, statementEntity(state.statement))?.state;
  if (!state || !statement) return [];
  const { claim: _gone, ...kept } = statement;
  return [
    [claimEntity(claim), { ...state, status: 'withdrawn', withdrawn: reason }],
    [statementEntity(state.statement), kept],
  ];
}

/** The claim of a statement after a revision, in that commit. */
export function reopened(
  entities: Entities,
  { claim }: Pick<StatementState, 'claim'>,
  commit: string,
): NextState<'claim'>[] {
  const state = claim === undefined ? undefined : read(entities, claimEntity(claim))?.state;
  if (claim === undefined || state?.status !== 'made') return [];
  return [[claimEntity(claim), { ...state, status: 'reopened', reopenedBy: commit }]];
}
