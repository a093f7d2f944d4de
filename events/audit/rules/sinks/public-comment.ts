/**
 * Comments without a name: received by the registry itself in the days of publication, judged once by the
 * operator, and all of them before anything is concluded.
 */
import { chinaDate } from '../../../../shared/base/day.ts';
import {
  type EntityId,
  projectEntity,
  publicCommentEntity,
  reportEntity,
} from '../../../../shared/ledger/entity.ts';
import { PUBLIC_COMMENTS_WAITING_MAX } from '../../../../shared/sinks/facts.ts';
import type { ProjectState, ReportState } from '../../../../shared/sinks/states.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';
import type { Rules } from '../rule.ts';
import { checkTransition } from './transition.ts';

type Counted = Pick<ProjectState | ReportState, 'comments' | 'publicComments'>;

export const publicCommentReceived: Rules<'public-comment.received'> = (live, event, violates) => {
  const { at, facts } = event;
  const { subject, number } = facts;
  let state: Counted | undefined;
  let days: { from: string; to: string } | undefined;
  if (subject.startsWith('p-')) {
    const project = checkTransition(live, event, subject, violates);
    [state, days] = [project, project?.design?.comments];
  } else {
    const report = live.state(reportEntity(subject));
    if (!report) violates('public-comment-subject', { subject }, reportEntity(subject));
    [state, days] = [report, report?.status === 'submitted' ? report.window : undefined];
  }
  if (!state) return;
  const day = chinaDate(at);
  if (!days || day < days.from || days.to < day)
    violates('public-comment-day', { day, from: days?.from, to: days?.to });
  const expected = 1 + (state.publicComments?.received ?? 0);
  if (number !== expected) violates('public-comment-number', { number, expected });
  if (waitingOf(state) >= PUBLIC_COMMENTS_WAITING_MAX)
    violates('public-comments-full', { limit: PUBLIC_COMMENTS_WAITING_MAX });
};

export const publicCommentAdmitted: Rules<'public-comment.admitted'> = (live, { facts }, violates) => {
  const { subject, number, comment } = facts;
  checkWaits(live, subject, number, violates);
  const expected = 1 + (subjectOf(live, subject)?.comments ?? 0);
  if (comment !== expected) violates('public-comment-place', { comment, expected });
};

export const publicCommentRefused: Rules<'public-comment.refused'> = (live, { facts }, violates) =>
  checkWaits(live, facts.subject, facts.number, violates);

/** It came, and nobody has judged it. */
function checkWaits(live: LiveState, subject: string, number: number, violates: Violates): void {
  const entity = publicCommentEntity(subject, number);
  const state = live.state(entity);
  if (!state) violates('public-comment-unknown', { number, subject }, entity);
  else if (state.admitted) violates('public-comment-judged', { at: state.admitted.at }, entity);
  else if (state.refused) violates('public-comment-judged', { at: state.refused.at }, entity);
}

/** Nothing is concluded while a comment waits. */
export function checkNoneWaiting(state: Counted, violates: Violates, entity: EntityId): void {
  const waiting = waitingOf(state);
  if (waiting > 0) violates('public-comments-waiting', { waiting }, entity);
}

const waitingOf = ({ publicComments }: Counted): number => publicComments?.waiting ?? 0;

const subjectOf = (live: LiveState, subject: string): Counted | undefined =>
  subject.startsWith('p-') ? live.state(projectEntity(subject)) : live.state(reportEntity(subject));
