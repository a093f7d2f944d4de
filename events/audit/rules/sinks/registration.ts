/** DOMAIN §2: validation after the public's days, and registration in time, under one code. */

import { chinaDate } from '../../../../shared/base/day.ts';
import { accountEntity, projectEntity, registrationEntity } from '../../../../shared/ledger/entity.ts';
import { methodologyOf } from '../../../../shared/sinks/methodology.ts';
import { standardRow } from '../../../../shared/sinks/standard.ts';
import type { ProjectState } from '../../../../shared/sinks/states.ts';
import { bornId, checkBorn, checkNameFree } from '../log/birth.ts';
import { checkAccredited } from '../parties/accreditation.ts';
import { checkAllFrozen } from '../power/freezing.ts';
import type { Rules } from '../rule.ts';
import { lastDayWithin } from './dates.ts';
import { checkNoneWaiting } from './public-comment.ts';
import { firstUntreated } from './report-facts.ts';
import { checkMethodology } from './reserve.ts';
import { checkTransition, rolesOf } from './transition.ts';

export const projectValidated: Rules<'project.validated'> = (live, event, violates) => {
  const { project, treatments } = event.facts;
  const state = checkTransition(live, event, project, violates);
  if (!rolesOf(live, event.by.org).includes('verifier'))
    violates('validator-role', { validator: event.by.org });
  if (!state?.design) return;
  const { design, comments = 0 } = state;
  checkAccredited(live, state, event, violates);
  if (state.validation) violates('validated-twice');
  const day = chinaDate(event.at);
  const { to } = design.comments;
  if (day <= to) violates('validation-early', { day, to });
  checkNoneWaiting(state, violates, projectEntity(project));
  const treated = treatments.map(({ comment }) => comment).sort((a, b) => a - b);
  const [first, last] = [firstUntreated(design, event.by.org, design.commentsBefore), comments];
  const whole = treated.length === last - first + 1 && treated.every((comment, i) => comment === first + i);
  if (!whole) violates('comments-treated', { first, last });
};

export const registrationRequested: Rules<'registration.requested'> = (live, event, violates) => {
  const { project, dueBy } = event.facts;
  const state = checkTransition(live, event, project, violates);
  if (!state) return;
  if (!state.validation) violates('not-validated');
  const { registrationDecision } = standardRow(state.standard);
  const { date, beyond } = lastDayWithin(registrationDecision, chinaDate(event.at));
  const expected = beyond === undefined ? date : '?';
  if (dueBy !== expected) violates('decision-day', { dueBy, expected });
};

export const projectRegistered: Rules<'project.registered'> = (live, event, violates) => {
  const { id, at, facts } = event;
  const { project, standard, methodology, code, buffer, late } = facts;
  const state = checkTransition(live, event, project, violates);
  if (!state) return;
  for (const [member, same] of repeats(state, facts)) if (!same) violates('registered-facts', { member });
  checkMethodology(standard, methodology, at, violates);
  checkNameFree(live, registrationEntity(standard, code), violates);
  checkAllFrozen(live, project, state, violates);
  const dueBy = state.requested?.dueBy;
  const isLate = dueBy !== undefined && chinaDate(at) > dueBy;
  if (late !== isLate) violates('late-flag', { dueBy });
  const hasBuffer = methodologyOf(methodology)?.nonPermanence.kind === 'buffer';
  const expected = hasBuffer ? bornId('a', id) : undefined;
  if (buffer !== expected) violates('project-buffer', { buffer, expected });
  if (buffer) checkBorn(live, 'a', buffer, id, accountEntity(buffer), violates);
};

/** Checks that the event's repetitions of the project's data are the same. */
function repeats(
  state: ProjectState,
  facts: Parameters<Rules<'project.registered'>>[1]['facts'],
): [member: string, same: boolean][] {
  const { design } = state;
  const members = ['name', 'standard', 'methodology', 'category', 'developer', 'areaSquareMetres'] as const;
  return [
    ...members.map((member): [string, boolean] => [member, facts[member] === state[member]]),
    ['boundary', facts.boundary === design?.boundary],
    [
      'crediting',
      facts.crediting.from === design?.crediting.from && facts.crediting.to === design.crediting.to,
    ],
  ];
}
