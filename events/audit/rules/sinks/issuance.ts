/**
 * Issuance: a batch of serials 1…n, cut into lanes, of the project's own instrument, in exactly the quantity
 * that a verified report entitles to, with the buffer's share in the buffer.
 */
import { chinaDate, yearOf } from '../../../../shared/base/day.ts';
import { accountEntity, batchEntity } from '../../../../shared/ledger/entity.ts';
import type { EventOfType, Facts } from '../../../../shared/ledger/event.ts';
import { transitionOf } from '../../../../shared/sinks/lifecycle/lifecycle.ts';
import type { ProjectState } from '../../../../shared/sinks/states.ts';
import { instrumentOf } from '../../../../shared/units/instrument.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';
import { checkAccount } from '../log/authority.ts';
import { checkBorn } from '../log/birth.ts';
import { checkAllCancelled, checkCreditedOnce } from '../power/freezing.ts';
import type { Rules } from '../rule.ts';
import { checkForeignIssuance } from '../units/foreign.ts';
import { projectOf, reportOf, standingOf } from './report-facts.ts';

export const unitsIssued: Rules<'units.issued'> = (live, event, violates) => {
  const { batch, instrument, account, legacy, imported } = event.facts;
  checkBorn(live, 'b', batch, event.id, batchEntity(batch), violates);
  const project = projectOf(live, event.facts.project);
  if (!project) violates('project-unknown', { project: event.facts.project });
  else {
    const { standard, status } = project;
    if (instrument !== instrumentOf(standard)) violates('instrument-mismatch', { instrument, standard });
    if (legacy !== project.legacy) violates('legacy-flag');
    if (imported !== (status === 'imported')) violates('imported-flag');
  }
  checkAccount(live, account, violates);
  checkLanes(event.facts, violates);
  if (imported) {
    checkImported(live, event, violates);
    checkForeignIssuance(live, event, violates);
    return;
  }
  if (event.facts.retiredElsewhere !== undefined) violates('retired-elsewhere-here');
  if (event.facts.foreign !== undefined) violates('foreign-here');
  if (project) checkFulfils(live, event, project, violates);
};

/**
 * Units neither in the buffer nor retired elsewhere are in lanes; where there are none, neither are lanes.
 */
function checkLanes(
  { lanes, quantity, buffer, retiredElsewhere = 0 }: Facts<'units.issued'>,
  violates: Violates,
): void {
  const held = quantity - (buffer?.quantity ?? 0) - retiredElsewhere;
  const ascending = lanes.every((from, lane) => from > (lanes[lane - 1] ?? 0));
  const whole = held > 0 ? lanes[0] === 1 && ascending && lanes.at(-1)! <= held : lanes.length === 0;
  if (!whole || held < 0) violates('lanes-not-a-partition', { lanes: lanes.join(), quantity: held });
}

/** An import fulfils no report, is of a year that has begun, and goes to a usable account. */
function checkImported(
  live: LiveState,
  { at, facts }: EventOfType<'units.issued'>,
  violates: Violates,
): void {
  const { report: fulfilled, buffer, late, vintage, account } = facts;
  if (fulfilled !== undefined || buffer !== undefined || late !== undefined) violates('issuance-report');
  const year = yearOf(chinaDate(at));
  if (vintage > year) violates('vintage-in-future', { vintage, year });
  if (live.buffers.has(account) || live.provinces.has(account))
    violates('imported-account', { account }, accountEntity(account));
}

/**
 * The report was applied for, nothing blocks the project, and the vintage's open tonnes are issued exactly.
 */
function checkFulfils(
  live: LiveState,
  { at, facts }: EventOfType<'units.issued'>,
  project: ProjectState,
  violates: Violates,
): void {
  const { vintage, quantity, account, late } = facts;
  if (facts.report === undefined) {
    violates('issuance-report');
    return;
  }
  const found = reportOf(live, facts.report, violates);
  if (!found) return;
  const { state } = found;
  if (state.project !== facts.project) violates('issuance-report');
  if (state.status !== 'issuance-requested') violates('report-status', { status: state.status });
  checkAllCancelled(live, project, state.period, violates);
  checkCreditedOnce(live, project, { report: facts.report, ...state.period }, violates);
  const { status, standard, excess = 0, uncovered = 0 } = project;
  if (!transitionOf(standard, 'units.issued')?.from.includes(status))
    violates('issuance-project-status', { status });
  if (excess > 0 || uncovered > 0) violates('issuance-while-open', { excess, uncovered });
  const verified = state.vintages.find((each) => each.vintage === vintage);
  const { open, toBuffer } = verified ? standingOf(verified, state, project) : { open: 0, toBuffer: 0 };
  if (quantity !== open) violates('issued-not-verified', { vintage, quantity, expected: open });
  checkBuffer(facts, project, toBuffer, violates);
  const owner = live.state(accountEntity(account));
  if (owner && (owner.organization !== project.developer || owner.buffer))
    violates('issued-to-another', { account, developer: project.developer });
  const dueBy = state.requested?.dueBy;
  if (late !== (dueBy !== undefined && chinaDate(at) > dueBy)) violates('late-flag', { dueBy });
}

function checkBuffer(
  { buffer }: Facts<'units.issued'>,
  project: ProjectState,
  expected: number,
  violates: Violates,
): void {
  const quantity = buffer?.quantity ?? 0;
  if (quantity !== expected) violates('buffer-share', { quantity, expected });
  if (buffer && buffer.account !== project.buffer)
    violates('buffer-account-other', { account: buffer.account, expected: project.buffer });
}
