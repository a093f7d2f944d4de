/** DOMAIN §2: a project's way from the reserve pool to its registration. */
import { chinaDate } from '../../../../shared/base/day.ts';
import {
  commentEntity,
  commenterEntity,
  organizationEntity,
  projectEntity,
  reportEntity,
} from '../../../../shared/ledger/entity.ts';
import type { EventOfType } from '../../../../shared/ledger/event.ts';
import { COMMENTS_EACH_MAX, type projectFacts } from '../../../../shared/sinks/facts.ts';
import type { LiveState } from '../../live-state.ts';
import type { Report } from '../../violation.ts';
import type { Rules } from '../rule.ts';
import { designPublished } from './design.ts';
import { projectRegistered, projectValidated, registrationRequested } from './registration.ts';
import { projectReserved } from './reserve.ts';
import { checkAgreement, checkTransition } from './transition.ts';
import { commentsTreated } from './treatment.ts';

const developmentBegun: Rules<'development.begun'> = (live, event, report) => {
  const { project, agreement } = event.facts;
  const state = checkTransition(live, event, project, report);
  if (state) checkAgreement(live, state, agreement, event.at, report);
};

const projectApproved: Rules<'project.approved'> = (live, event, report) => {
  const { project } = event.facts;
  const state = checkTransition(live, event, project, report);
  if (!state) return;
  const needed = state.standard === 'VCS' && state.category !== 'forest';
  if (!needed || state.approved) report('approval-unneeded', {}, projectEntity(project));
};

const commentReceived: Rules<'comment.received'> = (live, event, report) => {
  const { subject, number } = event.facts;
  const commented = subject.startsWith('p-')
    ? projectComments(live, event, report)
    : reportComments(live, subject, report);
  if (!commented) return;
  const { comments = 0, before = 0, window } = commented;
  const { org } = event.by;
  if (!live.entities.has(organizationEntity(org))) report('comment-by-nobody', { org });
  if (number !== comments + 1) report('comment-number', { number, expected: comments + 1 });
  const commenter = live.state(commenterEntity(subject, org));
  if (commenter?.before === before && commenter.received >= COMMENTS_EACH_MAX)
    report('comments-full', { org, limit: COMMENTS_EACH_MAX });
  const day = chinaDate(event.at);
  if (!window || day < window.from || day > window.to)
    report('comment-outside-window', { day, from: window?.from, to: window?.to });
};

function projectComments(live: LiveState, event: EventOfType<'comment.received'>, report: Report) {
  const state = checkTransition(live, event, event.facts.subject, report);
  const { comments: window, commentsBefore: before } = state?.design ?? {};
  return state && { comments: state.comments, before, window };
}

function reportComments(live: LiveState, subject: string, report: Report) {
  const entity = reportEntity(subject);
  const state = live.state(entity);
  if (!state) {
    report('comment-subject', { subject }, entity);
    return undefined;
  }
  // Its one publication has no comments before it.
  const { comments, status, window } = state;
  return { comments, before: 0, window: status === 'submitted' ? window : undefined };
}

/** The text is gone by order; that it was there stays, and it goes once. */
const commentRemoved: Rules<'comment.removed'> = (live, { facts: { subject, number } }, report) => {
  const entity = commentEntity(subject, number);
  const comment = live.state(entity);
  if (!comment) report('comment-unknown', { number, subject }, entity);
  else if (comment.removed) report('comment-removed', { order: comment.removed.order }, entity);
};

type Moved =
  | 'project.refused'
  | 'project.withdrawn'
  | 'project.held'
  | 'project.resumed'
  | 'project.deactivated'
  | 'project.deregistered';

function projectMoved(live: LiveState, event: EventOfType<Moved>, report: Report): void {
  checkTransition(live, event, event.facts.project, report);
}

export const projectRules: { [T in keyof typeof projectFacts]: Rules<T> } = {
  'project.reserved': projectReserved,
  'development.begun': developmentBegun,
  'project.approved': projectApproved,
  'design.published': designPublished,
  'comment.received': commentReceived,
  'comment.removed': commentRemoved,
  'comments.treated': commentsTreated,
  'project.validated': projectValidated,
  'registration.requested': registrationRequested,
  'project.registered': projectRegistered,
  'project.refused': projectMoved,
  'project.withdrawn': projectMoved,
  'project.held': projectMoved,
  'project.resumed': projectMoved,
  'project.deactivated': projectMoved,
  'project.deregistered': projectMoved,
};
