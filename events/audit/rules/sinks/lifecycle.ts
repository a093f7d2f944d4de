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
import type { Violates } from '../../violation.ts';
import type { Rules } from '../rule.ts';
import { designPublished } from './design.ts';
import { projectImported } from './imported-project.ts';
import { publicCommentAdmitted, publicCommentReceived, publicCommentRefused } from './public-comment.ts';
import { projectRegistered, projectValidated, registrationRequested } from './registration.ts';
import { projectReserved } from './reserve.ts';
import { checkAgreement, checkTransition, needsApproval } from './transition.ts';
import { commentsTreated } from './treatment.ts';

const developmentBegun: Rules<'development.begun'> = (live, event, violates) => {
  const { project, agreement } = event.facts;
  const state = checkTransition(live, event, project, violates);
  if (state) checkAgreement(live, state, agreement, event.at, violates);
};

const projectApproved: Rules<'project.approved'> = (live, event, violates) => {
  const { project } = event.facts;
  const state = checkTransition(live, event, project, violates);
  if (!state) return;
  if (!needsApproval(state) || state.approved) violates('approval-unneeded', {}, projectEntity(project));
};

const commentReceived: Rules<'comment.received'> = (live, event, violates) => {
  const { subject, number } = event.facts;
  const commented = subject.startsWith('p-')
    ? projectComments(live, event, violates)
    : reportComments(live, subject, violates);
  if (!commented) return;
  const { comments = 0, before = 0, window } = commented;
  const { org } = event.by;
  if (!live.entities.has(organizationEntity(org))) violates('comment-by-nobody', { org });
  if (number !== comments + 1) violates('comment-number', { number, expected: comments + 1 });
  const commenter = live.state(commenterEntity(subject, org));
  if (commenter?.before === before && commenter.received >= COMMENTS_EACH_MAX)
    violates('comments-full', { org, limit: COMMENTS_EACH_MAX });
  const day = chinaDate(event.at);
  if (!window || day < window.from || day > window.to)
    violates('comment-outside-window', { day, from: window?.from, to: window?.to });
};

function projectComments(live: LiveState, event: EventOfType<'comment.received'>, violates: Violates) {
  const state = checkTransition(live, event, event.facts.subject, violates);
  const { comments: window, commentsBefore: before } = state?.design ?? {};
  return state && { comments: state.comments, before, window };
}

function reportComments(live: LiveState, subject: string, violates: Violates) {
  const entity = reportEntity(subject);
  const state = live.state(entity);
  if (!state) {
    violates('comment-subject', { subject }, entity);
    return undefined;
  }
  // A report is published only once, so no comments precede it.
  const { comments, status, window } = state;
  return { comments, before: 0, window: status === 'submitted' ? window : undefined };
}

/** The text is removed by order; the record of the comment stays, and the removal happens once. */
const commentRemoved: Rules<'comment.removed'> = (live, { facts: { subject, number } }, violates) => {
  const entity = commentEntity(subject, number);
  const comment = live.state(entity);
  if (!comment) violates('comment-unknown', { number, subject }, entity);
  else if (comment.removed) violates('comment-removed', { order: comment.removed.order }, entity);
};

type Moved =
  | 'project.refused'
  | 'project.withdrawn'
  | 'project.held'
  | 'project.resumed'
  | 'project.deactivated'
  | 'project.deregistered';

function projectMoved(live: LiveState, event: EventOfType<Moved>, violates: Violates): void {
  checkTransition(live, event, event.facts.project, violates);
}

export const projectRules: { [T in keyof typeof projectFacts]: Rules<T> } = {
  'project.imported': projectImported,
  'project.reserved': projectReserved,
  'development.begun': developmentBegun,
  'project.approved': projectApproved,
  'design.published': designPublished,
  'comment.received': commentReceived,
  'comment.removed': commentRemoved,
  'public-comment.received': publicCommentReceived,
  'public-comment.admitted': publicCommentAdmitted,
  'public-comment.refused': publicCommentRefused,
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
