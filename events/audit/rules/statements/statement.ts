/**
 * DOMAIN §4: statements in versions, each verified anew. Lines are sealed, so the audit holds the public part
 * against itself: totals are their exact values rounded once, factors are rows of the tables, one verified
 * statement stands for a subject, year and boundary.
 */
import { chinaDate, yearOf } from '../../../../shared/base/day.ts';
import { statementEntity } from '../../../../shared/ledger/entity.ts';
import type { EventOfType, Facts } from '../../../../shared/ledger/event.ts';
import { dutySectors } from '../../../../shared/statements/duty.ts';
import { gridFactors, isInUse } from '../../../../shared/statements/factors/electricity.ts';
import { allFactors } from '../../../../shared/statements/factors/factors.ts';
import { statedYearOf } from '../../../../shared/statements/statement.ts';
import type { StatementState } from '../../../../shared/statements/states.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';
import { checkBorn } from '../log/birth.ts';
import { checkAccredited } from '../parties/accreditation.ts';
import type { Rules } from '../rule.ts';
import { checkDrawn } from './dataset.ts';
import { checkElectricity, rowId } from './grid-factors.ts';
import { isLowest, nearest, ratioOf } from './ratio.ts';
import { checkRollUp } from './roll-up.ts';

const statementSubmitted: Rules<'statement.submitted'> = (live, event, violates) => {
  const { statement } = event.facts;
  checkBorn(live, 'e', statement, event.id, statementEntity(statement), violates);
  checkStated(event, violates);
  checkDrawn(live, event, violates);
  checkRollUp(live, event, undefined, violates);
};

const statementRevised: Rules<'statement.revised'> = (live, event, violates) => {
  const { by, facts } = event;
  const { statement, version, subject, year } = facts;
  const entity = statementEntity(statement);
  checkStated(event, violates);
  checkDrawn(live, event, violates);
  const current = known(live, statement, violates);
  checkRollUp(live, event, current?.stated, violates);
  if (!current) return;
  if (current.organization !== by.org)
    violates('statement-of-another', { org: by.org, organization: current.organization }, entity);
  if (version !== current.version + 1)
    violates('statement-version', { version, expected: current.version + 1 }, entity);
  const { stated } = current;
  if (stated.year !== year || stated.subject.kind !== subject.kind || stated.subject.name !== subject.name)
    violates('statement-subject', { year, before: stated.year }, entity);
};

function known(live: LiveState, statement: string, violates: Violates): StatementState | undefined {
  const state = live.state(statementEntity(statement));
  if (!state) violates('statement-unknown', { statement }, statementEntity(statement));
  return state;
}

type Submitted = Facts<'statement.submitted' | 'statement.revised'>;

let rowIds: ReadonlySet<string> | undefined;

function checkStated(
  { at, facts, sealed }: EventOfType<'statement.submitted' | 'statement.revised'>,
  violates: Violates,
): void {
  const { year, totals, apart, lines, factors, statement } = facts;
  const entity = statementEntity(statement);
  const day = chinaDate(at);
  const current = yearOf(day);
  if (year > current) violates('statement-year', { year, current }, entity);
  if (sealed === undefined) violates('statement-unsealed', {}, entity);
  for (const [view, { kilograms, exact }] of Object.entries({ ...totals, apart })) {
    if (!isLowest(exact) || nearest(ratioOf(exact)) !== BigInt(kilograms))
      violates('statement-total', { view, kilograms, exact }, entity);
  }
  for (const text of [facts.purchasedKilowattHours, facts.consumedKilowattHours])
    if (!isLowest(text)) violates('statement-total', { view: 'kWh', kilograms: text, exact: text }, entity);
  if (lines.documented > lines.count || lines.ownFactors > lines.count)
    violates('statement-lines', { count: lines.count }, entity);
  rowIds ??= new Set(allFactors().map(({ id }) => id));
  const strange = factors.find((id, at) => !rowIds?.has(id) || id <= (factors[at - 1] ?? ''));
  if (strange !== undefined) violates('statement-factor', { factor: strange }, entity);
  checkGrid(facts, day, violates);
  if (!facts.park) checkElectricity(facts, [], violates);
  if (facts.sector !== undefined && !dutySectors().includes(facts.sector))
    violates('statement-sector', { sector: facts.sector }, entity);
}

/**
 * Factors of electricity are the newest rows of their areas that were in use when it was submitted and whose
 * data year isn't after the statement's; the nation's where the province has none.
 */
function checkGrid({ grid, province, year, statement }: Submitted, day: string, violates: Violates): void {
  const national = newestRow('national', year, day);
  const expected = {
    province: newestRow(province, year, day) ?? national,
    national,
    residual: newestRow('residual', year, day),
  };
  for (const [name, { id, value }] of Object.entries(grid)) {
    const row = expected[name as keyof typeof expected];
    if (!row || rowId(row) !== id || row[2] !== value)
      violates('statement-factor', { factor: id }, statementEntity(statement));
  }
}

type GridRow = (typeof gridFactors)[number];

function newestRow(area: string, year: number, day: string): GridRow | undefined {
  const known = gridFactors.filter(([of, dataYear]) => of === area && isInUse(dataYear, year, day));
  return known.toSorted(([, a], [, b]) => b - a)[0];
}

const statementVerified: Rules<'statement.verified'> = (live, event, violates) => {
  const { statement } = event.facts;
  const state = checkConclusion(live, event, violates);
  if (!state) return;
  const entity = statementEntity(statement);
  if (ratioOf(state.stated.purchasedKilowattHours)[0] < 0n)
    violates('statement-sent-out', { kilowattHours: state.stated.purchasedKilowattHours }, entity);
  const other = live.state(statedYearOf(state))?.statement;
  if (other !== undefined && other !== statement)
    violates('statement-year-twice', { other, year: state.stated.year }, entity);
};

/** On a version that waits for it, by an accredited body that is not its subject. */
function checkConclusion(
  live: LiveState,
  event: EventOfType<'statement.verified' | 'statement.returned'>,
  violates: Violates,
): StatementState | undefined {
  const { by, facts } = event;
  const { statement, version } = facts;
  checkAccredited(live, 'statements', event, violates);
  const entity = statementEntity(statement);
  const state = known(live, statement, violates);
  if (!state) return undefined;
  if (state.status !== 'submitted') violates('statement-status', { status: state.status }, entity);
  if (state.version !== version) violates('statement-version', { version, expected: state.version }, entity);
  if (state.organization === by.org) violates('statement-own-verifier', { org: by.org }, entity);
  return state;
}

export const statementRules = {
  'statement.submitted': statementSubmitted,
  'statement.revised': statementRevised,
  'statement.verified': statementVerified,
  'statement.returned': (live, event, violates) => {
    checkConclusion(live, event, violates);
  },
} as const satisfies {
  [T in 'statement.submitted' | 'statement.revised' | 'statement.verified' | 'statement.returned']: Rules<T>;
};
