/**
 * DOMAIN §4: a claim stands on a verified statement of a past year whose residual is covered whole, says what
 * the statement says, and calls itself net zero only where it may. One statement has one claim that stands.
 */
import { chinaDate, yearOf } from '../../../../shared/base/day.ts';
import { claimEntity, statementEntity } from '../../../../shared/ledger/entity.ts';
import type { EventOfType, Facts } from '../../../../shared/ledger/event.ts';
import { statedYearOf } from '../../../../shared/statements/statement.ts';
import type { StatementState } from '../../../../shared/statements/states.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';
import { checkBorn } from '../log/birth.ts';
import type { Rules } from '../rule.ts';
import { greenInAll, openOf, retiredInAll } from './coverage.ts';

const claimMade: Rules<'claim.made'> = (live, event, violates) => {
  const { at, by, facts } = event;
  const { claim, statement } = facts;
  const entity = claimEntity(claim);
  checkBorn(live, 'k', claim, event.id, entity, violates);
  const state = live.state(statementEntity(statement));
  if (!state) {
    violates('statement-unknown', { statement }, statementEntity(statement));
    return;
  }
  if (state.organization !== by.org)
    violates('statement-of-another', { org: by.org, organization: state.organization }, entity);
  if (state.status !== 'verified') violates('claim-unverified', { status: state.status }, entity);
  const { year } = state.stated;
  if (yearOf(chinaDate(at)) <= year) violates('claim-early', { year }, entity);
  const before = state.claim === undefined ? undefined : live.state(claimEntity(state.claim));
  if (before?.status === 'made') violates('claim-twice', { claim: state.claim }, entity);
  for (const { statement: member, version } of state.stated.park?.members ?? []) {
    const present = live.state(statementEntity(member));
    if (present?.status !== 'verified' || present.version !== version)
      violates('claim-member', { statement: member, version }, entity);
  }
  const { openTonnes } = openOf(state);
  if (openTonnes > 0n) violates('claim-uncovered', { open: String(openTonnes) }, entity);
  checkSaid(facts, state, violates);
  if (facts.reduction) checkReduction(live, facts, state, violates);
  if (facts.label === 'net-zero') checkNetZero(facts, violates);
};

/** What a claim has to say as the statement has it, in the words of the leaf. */
function saidOf(state: StatementState) {
  const { version, verification, stated } = state;
  const { subject, boundary, year, totals, factors } = stated;
  const open = openOf(state);
  return {
    version,
    subject,
    boundary,
    period: { from: `${year}-01-01`, to: `${year}-12-31` },
    gross: {
      location: totals.location.kilograms,
      market: totals.market.kilograms,
      park910: totals.park910.kilograms,
      ets: totals.ets.kilograms,
    },
    green: { ...greenInAll(state), unused: Number(open.unusedMegawattHours) },
    residual: {
      view: 'market',
      kilograms: Number(open.residualKilograms),
      tonnes: Number(open.neededTonnes),
    },
    retired: retiredInAll(state),
    verification: verification && {
      verifier: verification.verifier,
      assurance: verification.assurance,
      commit: verification.commit,
    },
    factors,
  };
}

function checkSaid(facts: Facts<'claim.made'>, state: StatementState, violates: Violates): void {
  for (const [name, expected] of Object.entries(saidOf(state))) {
    const said = facts[name as keyof ReturnType<typeof saidOf>];
    if (sorted(said) !== sorted(expected)) violates('claim-says', { name }, claimEntity(facts.claim));
  }
}

/** The same text for the same members, in whatever order. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_key, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );

function checkReduction(
  live: LiveState,
  { claim, reduction }: Facts<'claim.made'>,
  state: StatementState,
  violates: Violates,
): void {
  if (!reduction) return;
  const base = live.state(statementEntity(reduction.baseStatement));
  const entity = claimEntity(claim);
  if (
    base?.status !== 'verified' ||
    !isOfSameSubject(base, state) ||
    base.stated.year !== reduction.baseYear ||
    reduction.baseYear >= state.stated.year
  ) {
    violates('claim-base', { base: reduction.baseStatement }, entity);
    return;
  }
  const then = openOf(base).residualKilograms;
  const left = openOf(state).residualKilograms;
  const least = BigInt(reduction.basisPoints);
  // Whole basis points, towards zero: what is said is no more than what was saved or added, by less than one.
  const saved = (then - left) * 10_000n;
  const beyond = saved < 0n ? then * least - saved : saved - then * least;
  const fits = beyond >= 0n && beyond < then;
  if (then === 0n || !fits) violates('claim-base', { base: reduction.baseStatement }, entity);
}

/** Another boundary would make a reduction by leaving something out. */
const isOfSameSubject = (base: StatementState, { organization, stated }: StatementState): boolean =>
  statedYearOf({ organization: base.organization, stated: { ...base.stated, year: stated.year } }) ===
  statedYearOf({ organization, stated });

const NET_ZERO_REDUCTION = 9_000;

function checkNetZero({ claim, reduction, retired, plan }: Facts<'claim.made'>, violates: Violates): void {
  const entity = claimEntity(claim);
  if ((reduction?.basisPoints ?? 0) < NET_ZERO_REDUCTION)
    violates('claim-label', { missing: '90 %' }, entity);
  if (retired.avoidanceLocal > 0 || retired.avoidanceOther > 0)
    violates('claim-label', { missing: 'removals' }, entity);
  if (!plan) violates('claim-label', { missing: 'plan' }, entity);
}

function claimWithdrawn(
  live: LiveState,
  { by, facts: { claim } }: EventOfType<'claim.withdrawn'>,
  violates: Violates,
): void {
  const entity = claimEntity(claim);
  const state = live.state(entity);
  if (!state) violates('claim-unknown', { claim }, entity);
  else if (state.organization !== by.org)
    violates('statement-of-another', { org: by.org, organization: state.organization }, entity);
  else if (state.status !== 'made' && state.status !== 'reopened')
    violates('claim-status', { status: state.status }, entity);
}

export const claimRules = {
  'claim.made': claimMade,
  'claim.withdrawn': claimWithdrawn,
} as const satisfies { [T in 'claim.made' | 'claim.withdrawn']: Rules<T> };
