/** Making a claim on a covered statement, and withdrawing it (DOMAIN §4). */

import { BASIS_POINTS_WHOLE } from '../base/basis-points.ts';
import { chinaDate, yearOf } from '../base/day.ts';
import type { DocumentReference } from '../base/document.ts';
import { type Context, type Draft, deriveId } from '../ledger/decision.ts';
import { claimEntity, type Entities, type EntityId, read, statementEntity } from '../ledger/entity.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import { barename } from '../parties/alike.ts';
import { type Coverage, coverageOf } from './coverage.ts';
import type { Label } from './facts.ts';
import { statedYearOf } from './statement.ts';
import type { StatementState } from './states.ts';
import { grossOf } from './total.ts';

export interface MakeClaim {
  statement: string;
  label: Label;
  /** The standard that the claimant names. */
  standard?: string | undefined;
  reductions?: string | undefined;
  plan?: DocumentReference | undefined;
  /** A verified statement of an earlier year, of the same subject and boundary. */
  baseStatement?: string | undefined;
  europeanUnion?: true | undefined;
}

/** A reduction from the base year that bare net zero needs, in basis points (SBTi V2, ISO/DIS 14060: M). */
export const NET_ZERO_BASIS_POINTS = 9_000;

/**
 * Rejections in order: not-found, not-yours, claim-standard-withdrawn, id-taken, claim-not-verified,
 * claim-year-unfinished, claim-members-revised, claim-standing, claim-not-covered, label-not-met. `entities`
 * holds the statement, its claim, the base statement, and of a park the statements that it rolls up.
 */
export function decideMakeClaim(
  entities: Entities,
  command: MakeClaim,
  context: Context,
): Draft<'claim.made'> | Rejection {
  const { statement, label, standard } = command;
  const state = read(entities, statementEntity(statement))?.state;
  if (!state) return reject('not-found', '/statement', { id: statement });
  if (state.organization !== context.org) return reject('not-yours', '/statement');
  if (standard !== undefined && WITHDRAWN.test(barename(standard)))
    return reject('claim-standard-withdrawn', '/standard', { standard });
  const claim = deriveId('k', context.id);
  if (entities.has(claimEntity(claim))) return reject('id-taken', undefined, { id: claim });
  const { verification, stated, status } = state;
  if (status !== 'verified' || !verification) return reject('claim-not-verified', '/statement', { status });
  if (yearOf(chinaDate(context.at)) <= stated.year)
    return reject('claim-year-unfinished', '/statement', { year: stated.year });
  const revised = memberRevised(entities, state);
  if (revised) return reject('claim-members-revised', '/statement', revised);
  const before = state.claim === undefined ? undefined : claimEntity(state.claim);
  const standing = before && read(entities, before)?.state;
  if (standing?.status === 'made') return reject('claim-standing', '/statement', { claim: state.claim! });
  const coverage = coverageOf(state);
  if (coverage.openTonnes > 0)
    return reject('claim-not-covered', '/statement', { open: coverage.openTonnes });
  const reduction = reductionOf(entities, command, state);
  if (label === 'net-zero') {
    const missing = netZeroFault(coverage, reduction, command);
    if (missing) return missing;
  }
  const { verifier, assurance, commit } = verification;
  const { totals, subject, boundary, year, factors } = stated;
  const advances: EntityId[] = [
    claimEntity(claim),
    statementEntity(statement),
    ...(before && standing ? [before] : []),
  ];
  return {
    type: 'claim.made',
    facts: {
      claim,
      statement,
      version: state.version,
      label,
      subject,
      boundary,
      period: { from: `${year}-01-01`, to: `${year}-12-31` },
      gross: grossOf(totals),
      ...covered(coverage),
      retired: coverage.retired,
      verification: { verifier, assurance, commit },
      factors,
      ...(command.reductions !== undefined && { reductions: command.reductions }),
      ...(command.plan && { plan: command.plan }),
      ...(reduction && { reduction }),
      ...(command.europeanUnion && { europeanUnion: command.europeanUnion }),
    },
    advances,
  };
}

/** A member's statement that is no longer as the park's rolled it up. */
function memberRevised(entities: Entities, { stated }: StatementState) {
  return stated.park?.members
    .map(({ statement, version }) => ({ statement, version }))
    .find(({ statement, version }) => {
      const member = read(entities, statementEntity(statement))?.state;
      return member?.status !== 'verified' || member.version !== version;
    });
}

/** As a bare name has it: whoever publishes it may stand before it, its year behind. */
const WITHDRAWN = /^(?:bsi)?pas2060(?:\d{4})?(?!\d)/;

const covered = ({ greenMegawattHours, residualKilograms, neededTonnes, view }: Coverage) => ({
  green: greenMegawattHours,
  residual: { view, kilograms: residualKilograms, tonnes: neededTonnes },
});

/** Emissions a hundred thousand times as large as the base year's. */
const GROWTH_BASIS_POINTS_MIN = -1_000_000_000;

type Reduction = { baseStatement: string; baseYear: number; basisPoints: number };

/**
 * The reduction of the market residual from the base year, rounded down; undefined without a verified base.
 */
function reductionOf(
  entities: Entities,
  { baseStatement }: MakeClaim,
  state: StatementState,
): Reduction | undefined {
  if (baseStatement === undefined) return undefined;
  const base = read(entities, statementEntity(baseStatement))?.state;
  if (base?.status !== 'verified' || !isOfSameSubject(base, state)) return undefined;
  if (base.stated.year >= state.stated.year) return undefined;
  const then = coverageOf(base).residualKilograms;
  if (then === 0) return undefined;
  const now = coverageOf(state).residualKilograms;
  const basisPoints = Number(((BigInt(then) - BigInt(now)) * BigInt(BASIS_POINTS_WHOLE)) / BigInt(then));
  // A base of a few kilograms is no year to compare with, and the figure would exceed what a leaf holds.
  if (basisPoints < GROWTH_BASIS_POINTS_MIN) return undefined;
  return { baseStatement, baseYear: base.stated.year, basisPoints };
}

/** Of one organization, subject and boundary: leaving something out is no reduction. */
const isOfSameSubject = (base: StatementState, { organization, stated }: StatementState): boolean =>
  statedYearOf({ organization: base.organization, stated: { ...base.stated, year: stated.year } }) ===
  statedYearOf({ organization, stated });

/** Bare net zero: a deep reduction from a verified base year, removals only, and a plan. */
function netZeroFault(
  { retired }: Coverage,
  reduction: Reduction | undefined,
  { plan }: MakeClaim,
): Rejection | undefined {
  const missing = [
    ...(reduction && reduction.basisPoints >= NET_ZERO_BASIS_POINTS ? [] : ['reduction-of-90-percent']),
    ...(retired.avoidanceLocal + retired.avoidanceOther > 0 ? ['removals-only'] : []),
    ...(plan ? [] : ['plan']),
  ];
  if (missing.length === 0) return undefined;
  return reject('label-not-met', '/label', {
    missing: missing.join(', '),
    // Figures and signs, which read alike in either language.
    reduced: reduction ? `${reduction.basisPoints / 100}%` : '—',
    avoided: retired.avoidanceLocal + retired.avoidanceOther,
    planned: plan ? '✓' : '—',
  });
}

/** Rejections in order: not-found, not-yours, claim-withdrawn. */
export function decideWithdrawClaim(
  entities: Entities,
  { claim, reason }: { claim: string; reason: string },
  context: Context,
): Draft<'claim.withdrawn'> | Rejection {
  const state = read(entities, claimEntity(claim))?.state;
  if (!state) return reject('not-found', undefined, { id: claim });
  if (state.organization !== context.org) return reject('not-yours');
  if (state.status !== 'made' && state.status !== 'reopened')
    return reject('claim-withdrawn', undefined, { status: state.status });
  return {
    type: 'claim.withdrawn',
    facts: { claim, reason },
    advances: [claimEntity(claim), statementEntity(state.statement)],
  };
}
