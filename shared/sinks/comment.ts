/** What the public says of a published design or monitoring report, while it may; and what becomes of its text. */
import { chinaDate } from '../base/day.ts';
import type { Context, Draft } from '../ledger/decision.ts';
import {
  commentEntity,
  commenterEntity,
  type Entities,
  type EntityId,
  type EntityState,
  organizationEntity,
  projectEntity,
  read,
  reportEntity,
} from '../ledger/entity.ts';
import type { EventOfType } from '../ledger/event.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import type { CommentText } from './comment-text.ts';
import { COMMENTS_EACH_MAX } from './facts.ts';
import { decideTransition } from './lifecycle/decide.ts';
import { changedReport } from './monitoring-report.ts';
import { changed } from './project.ts';

type Said = Pick<CommentText, 'sha256' | 'bytes'>;

/**
 * Takes a comment. `subject` is a project (`p-…`) or a monitoring report (`m-…`), which `entities` holds, with the
 * organization that comments and its count. Rejections of a project: decideTransition's, then
 * organization-not-registered, comments-full; of a report, in order: not-found, comments-closed,
 * organization-not-registered, comments-full.
 */
export function decideComment(
  entities: Entities,
  subject: string,
  said: Said,
  context: Context,
): Draft | Rejection {
  if (!subject.startsWith('p-')) return decideReportComment(entities, subject, said, context);
  return decideTransition(entities, 'comment.received', subject, {}, context, ({ state }) => {
    const refused = refuseCommenter(entities, subject, state.design?.commentsBefore ?? 0, context);
    if (refused) return refused;
    const number = (state.comments ?? 0) + 1;
    return {
      facts: { subject, number, sha256: said.sha256, bytes: said.bytes },
      further: [commentEntity(subject, number), commenterEntity(subject, context.org)],
    };
  });
}

function decideReportComment(
  entities: Entities,
  subject: string,
  said: Said,
  context: Context,
): Draft | Rejection {
  const report = read(entities, 'report', reportEntity(subject))?.state;
  if (!report) return reject('not-found', undefined, { report: subject });
  const today = chinaDate(context.at);
  const { window, status, comments = 0 } = report;
  if (status !== 'submitted' || !window || today < window.from || today > window.to)
    // A report that waits for nobody's comments has no days of publication.
    return reject('comments-closed', undefined, { from: '—', to: '—', ...window, status, today });
  const refused = refuseCommenter(entities, subject, 0, context);
  if (refused) return refused;
  const number = comments + 1;
  return {
    type: 'comment.received',
    facts: { subject, number, sha256: said.sha256, bytes: said.bytes },
    advances: [reportEntity(subject), commentEntity(subject, number), commenterEntity(subject, context.org)],
  };
}

/**
 * Whoever the registry doesn't know could come under any number of names; and a bound on all comments would let the first
 * shut out the others. So each organization has its own.
 */
function refuseCommenter(
  entities: Entities,
  subject: string,
  before: number,
  { org }: Context,
): Rejection | undefined {
  if (!read(entities, 'organization', organizationEntity(org)))
    return reject('organization-not-registered', undefined, { org });
  const received = receivedOf(entities, subject, org, before);
  if (received < COMMENTS_EACH_MAX) return undefined;
  return reject('comments-full', undefined, { comments: received, limit: COMMENTS_EACH_MAX });
}

/** What the organization has said of this publication. */
function receivedOf(entities: Entities, subject: string, org: string, before: number): number {
  const commenter = read(entities, 'commenter', commenterEntity(subject, org))?.state;
  return commenter?.before === before ? commenter.received : 0;
}

export interface RemoveComment {
  subject: string;
  number: number;
  order: string;
}

/** Takes the text of a comment away. Rejections in order: not-found, comment-removed. */
export function decideRemoveComment(
  entities: Entities,
  { subject, number, order }: RemoveComment,
): Draft | Rejection {
  const comment = read(entities, 'comment', commentEntity(subject, number))?.state;
  if (!comment) return reject('not-found', undefined, { subject, comment: number });
  if (comment.removed) return reject('comment-removed', undefined, { order: comment.removed.order });
  return {
    type: 'comment.removed',
    facts: { subject, number, order },
    advances: [commentEntity(subject, number)],
  };
}

export function evolveCommentReceived(
  entities: Entities,
  { at, by: { org }, facts }: EventOfType<'comment.received'>,
): [EntityId, EntityState][] {
  const { subject, number, sha256, bytes } = facts;
  const commented = subject.startsWith('p-')
    ? changed(entities, subject, 'comment.received', () => ({ comments: number }))
    : changedReport(entities, subject, () => ({ comments: number }));
  const before = read(entities, 'project', projectEntity(subject))?.state.design?.commentsBefore ?? 0;
  const received = receivedOf(entities, subject, org, before) + 1;
  return [
    ...commented,
    [commentEntity(subject, number), { sha256, bytes, by: org, at }],
    [commenterEntity(subject, org), { received, before }],
  ];
}

export function evolveCommentRemoved(
  entities: Entities,
  { at, facts: { subject, number, order } }: EventOfType<'comment.removed'>,
): [EntityId, EntityState][] {
  const id = commentEntity(subject, number);
  const comment = read(entities, 'comment', id)?.state;
  return comment ? [[id, { ...comment, removed: { order, at } }]] : [];
}
