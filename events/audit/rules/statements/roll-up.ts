/**
 * DOMAIN §4: a park's statement is its members' verified statements of the year and its own lines, less what
 * flowed between them, each statement once. The members' figures are in their own leaves, so the sums are
 * held against them; of its own lines and of the flows the leaf says the sums.
 */
import { yearOf } from '../../../../shared/base/day.ts';
import { parkEntity, statementEntity } from '../../../../shared/ledger/entity.ts';
import type { EventOfType } from '../../../../shared/ledger/event.ts';
import type { Stated } from '../../../../shared/statements/facts.ts';
import type { EnergyFigures, RolledMember, Sums } from '../../../../shared/statements/rolled-up.ts';
import type { ParkState, StatementState } from '../../../../shared/statements/states.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';
import { coveredBy, sumOf } from './coverage.ts';
import { checkElectricity } from './grid-factors.ts';
import { added, decimalRatio, isEqual, isLowest, type Ratio, ratioOf } from './ratio.ts';

type Submission = EventOfType<'statement.submitted' | 'statement.revised'>;

export function checkRollUp(
  live: LiveState,
  { by, facts }: Submission,
  before: Stated | undefined,
  violates: Violates,
): void {
  const { statement, park: rolled, energy, subject, lines } = facts;
  const entity = statementEntity(statement);
  if (before?.park && before.park.park !== rolled?.park)
    violates('roll-up-park', { park: before.park.park }, entity);
  if (subject.kind !== 'park' && (rolled || energy)) violates('roll-up-kind', { statement }, entity);
  if (lines.count === 0 && !rolled?.members.length) violates('statement-lines', { count: 0 }, entity);
  if (energy) checkEnergy(energy, facts, violates);
  if (!rolled) return;
  const park = live.state(parkEntity(rolled.park));
  if (!park) {
    violates('park-unknown', { park: rolled.park }, entity);
    return;
  }
  if (park.organization !== by.org)
    violates('park-of-another', { org: by.org, organization: park.organization }, entity);
  if (park.name !== subject.name) violates('roll-up-park', { park: park.name }, entity);
  const standing = park.years.find(({ year }) => year === facts.year)?.statement;
  if (standing !== undefined && standing !== statement)
    violates('roll-up-year', { year: facts.year, other: standing }, entity);
  const members = rolled.members.flatMap((member, at) => {
    const state = live.state(statementEntity(member.statement));
    const twice = rolled.members.findIndex((each) => each.statement === member.statement) < at;
    if (twice) violates('roll-up-twice', { statement: member.statement, into: statement }, entity);
    if (!state) violates('statement-unknown', { statement: member.statement }, entity);
    return state ? [{ member, state }] : [];
  });
  for (const { member, state } of members) checkMember(facts, park, member, state, violates);
  checkSums(
    facts,
    rolled,
    members.map(({ state }) => state),
    violates,
  );
}

/** Of a member on some day of the year, verified in this version, and in no other park's statement. */
function checkMember(
  { statement, year, grid }: Submission['facts'],
  park: ParkState,
  member: RolledMember,
  state: StatementState,
  violates: Violates,
): void {
  const entity = statementEntity(statement);
  const { organization, stated, status, version, rolledInto } = state;
  const named = { statement: member.statement };
  if (stated.subject.kind === 'park' || stated.year !== year || stated.grid.residual.id !== grid.residual.id)
    violates('roll-up-kind', named, entity);
  if (status !== 'verified' || version !== member.version)
    violates('roll-up-unverified', { ...named, status }, entity);
  if (rolledInto !== undefined && rolledInto !== statement)
    violates('roll-up-twice', { ...named, into: rolledInto }, entity);
  const stays = park.members.filter((each) => each.organization === organization);
  const inYear = stays.some(
    ({ from, to }) => yearOf(from) <= year && (to === undefined || yearOf(to) >= year),
  );
  if (!inYear) violates('roll-up-outsider', { organization, year }, entity);
  if (!countsAs(member, state)) violates('roll-up-counts', named, entity);
}

/** What was retired for the member by then, and what of its green power its own purchases took up. */
function countsAs({ green, retired }: RolledMember, state: StatementState): boolean {
  const { used, ...megawattHours } = green ?? { used: '0', physical: 0, certificate: 0 };
  const tonnes = retired ?? { removalLocal: 0, removalOther: 0, avoidanceLocal: 0, avoidanceOther: 0 };
  return (
    Object.entries(megawattHours).every(([name, count]) => state.green[name as 'physical'] === count) &&
    Object.entries(tonnes).every(([name, count]) => state.retired[name as 'removalLocal'] === count) &&
    (green === undefined || sumOf(megawattHours) > 0n) &&
    (retired === undefined || sumOf(tonnes) > 0n) &&
    (used === '0' || isLowest(used)) &&
    isEqual(ratioOf(used), coveredBy(state))
  );
}

/** Exact figures by the names of a leaf's sums. */
const figuresOf = ({ totals, apart, purchasedKilowattHours, consumedKilowattHours }: Stated): Sums => ({
  location: totals.location.exact,
  market: totals.market.exact,
  park910: totals.park910.exact,
  ets: totals.ets.exact,
  apart: apart.exact,
  purchased: purchasedKilowattHours,
  consumed: consumedKilowattHours,
});

function checkSums(
  facts: Submission['facts'],
  { own, flows }: NonNullable<Stated['park']>,
  members: readonly StatementState[],
  violates: Violates,
): void {
  const entity = statementEntity(facts.statement);
  for (const [name, text] of Object.entries(figuresOf(facts))) {
    const part = name as keyof Sums;
    // The whole and what cancelled are as much as all parts.
    const whole = added(ratioOf(text), ratioOf(flows?.cancelled[part] ?? '0'));
    let parts: Ratio = ratioOf(own[part]);
    for (const { stated } of members) parts = added(parts, ratioOf(figuresOf(stated)[part]));
    if (!isEqual(whole, parts)) violates('roll-up-sum', { name }, entity);
    for (const each of [own[part], flows?.cancelled[part] ?? '0'])
      if (!isLowest(each)) violates('roll-up-sum', { name }, entity);
  }
  const factors = new Set(facts.factors);
  const rolled = members.flatMap(({ stated }) => stated.factors);
  if (rolled.some((factor) => !factors.has(factor))) violates('roll-up-sum', { name: 'factors' }, entity);
  checkElectricity(facts, rolled, violates);
  checkParts(facts, members.length, violates);
}

/**
 * Without lines of its own a park adds nothing of its own. A flow joins two statements, of which the park's
 * own lines may be one, and the sender's kWh used are as many fewer as the receiver's are more.
 */
function checkParts(
  { statement, lines, park }: Submission['facts'],
  members: number,
  violates: Violates,
): void {
  const entity = statementEntity(statement);
  const { own, flows } = park!;
  if (lines.count === 0 && Object.values(own).some((sum) => sum !== '0'))
    violates('roll-up-sum', { name: 'own' }, entity);
  const joined = members + (lines.count > 0 ? 1 : 0);
  if (flows && (joined < 2 || flows.cancelled.consumed !== '0'))
    violates('roll-up-sum', { name: 'flows' }, entity);
}

/** kgce/kWh: what its heat is worth, and the most that a kWh ever counted for. */
const CALORIFIC: Ratio = [1229n, 10_000n];
const MOST: Ratio = [404n, 1000n];
const isMore = ([a, over]: Ratio, [b, below]: Ratio): boolean => a * below > b * over;

function checkEnergy(
  { kgcePerKilowattHour, thermal, kilowattHours, tce }: EnergyFigures,
  { statement, purchasedKilowattHours }: Submission['facts'],
  violates: Violates,
): void {
  const [value, valueOver] = decimalRatio(kgcePerKilowattHour);
  const [hours, hoursOver] = ratioOf(kilowattHours);
  const electric: Ratio = [value * hours, valueOver * hoursOver * 1000n];
  const sound =
    isEqual(ratioOf(tce), added(ratioOf(thermal), electric)) &&
    [tce, thermal, kilowattHours].every(isLowest) &&
    isMore([value, valueOver], CALORIFIC) &&
    !isMore([value, valueOver], MOST) &&
    !isMore([hours, hoursOver], ratioOf(purchasedKilowattHours));
  if (!sound) violates('roll-up-energy', { tce }, statementEntity(statement));
}
