/**
 * [13]: each comment is treated once (in pages if there are many) by the concluding body,
 * after the public's days.
 */
import { chinaDate } from '../../../../shared/base/day.ts';
import type { Facts } from '../../../../shared/ledger/event.ts';
import type { Violates } from '../../violation.ts';
import { checkAccredited } from '../parties/accreditation.ts';
import type { Rules } from '../rule.ts';
import { checkIndependent } from './report.ts';
import { firstUntreated, reportOf } from './report-facts.ts';
import { checkTransition, rolesOf } from './transition.ts';

export const commentsTreated: Rules<'comments.treated'> = (live, event, violates) => {
  const { at, by, facts } = event;
  const { subject } = facts;
  const day = chinaDate(at);
  if (!rolesOf(live, by.org).includes('verifier')) violates('treatment-role', { org: by.org });
  if (subject.startsWith('p-')) {
    const state = checkTransition(live, event, subject, violates);
    if (!state?.design) return;
    const { design, comments = 0 } = state;
    checkAccredited(live, state, event, violates);
    if (day <= design.comments.to) violates('treatment-early', { day, to: design.comments.to });
    checkPage(facts, firstUntreated(design, by.org, design.commentsBefore), comments, violates);
    return;
  }
  const found = reportOf(live, subject, violates);
  if (!found) return;
  const { state, project } = found;
  checkIndependent(live, project, by.org, violates);
  checkAccredited(live, project, event, violates);
  if (state.status !== 'submitted') violates('report-status', { status: state.status });
  if (state.window && day <= state.window.to) violates('treatment-early', { day, to: state.window.to });
  checkPage(facts, firstUntreated(state, by.org, 0), state.comments ?? 0, violates);
};

/** The next comments, in their order. */
function checkPage(
  { treatments }: Facts<'comments.treated'>,
  first: number,
  last: number,
  violates: Violates,
): void {
  const follow = treatments.every(({ comment }, i) => comment === first + i);
  if (!follow || treatments.at(-1)!.comment > last) violates('treatment-order', { first, last });
}
