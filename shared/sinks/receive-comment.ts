/** Comments of the public (公众意见) on projects and monitoring reports. An order may remove their texts. */
import type { Context, Draft } from '../ledger/decision.ts';
import {
  commentEntity,
  commenterEntity,
  type Entities,
  organizationEntity,
  read,
  reportEntity,
} from '../ledger/entity.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import { receivedOf } from './comment.ts';
import type { CommentText } from './comment-text.ts';
import { COMMENTS_EACH_MAX } from './facts.ts';
import { decideTransition } from './lifecycle/decide.ts';
import { reportClosed } from './receive-public-comment.ts';

type Said = Pick<CommentText, 'sha256' | 'bytes'>;

/**
 * Accepts a comment. `subject` is a project (`p-…`) or a monitoring report (`m-…`); `entities` holds it, the
 * commenting organization and its count. Rejections of a project: decideTransition's, then
 * organization-not-registered, comments-full; of a report, in order: not-found, comments-closed,
 * organization-not-registered, comments-full.
 */
export function decideComment(
  entities: Entities,
  subject: string,
  said: Said,
  context: Context,
): Draft<'comment.received'> | Rejection {
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
): Draft<'comment.received'> | Rejection {
  const report = read(entities, reportEntity(subject))?.state;
  if (!report) return reject('not-found', undefined, { report: subject });
  const refused = reportClosed(report, context) ?? refuseCommenter(entities, subject, 0, context);
  if (refused) return refused;
  const number = (report.comments ?? 0) + 1;
  return {
    type: 'comment.received',
    facts: { subject, number, sha256: said.sha256, bytes: said.bytes },
    advances: [reportEntity(subject), commentEntity(subject, number), commenterEntity(subject, context.org)],
  };
}

/**
 * Each registered organization has a bound of its own. Unregistered commenters could use any number of names,
 * and under a bound on all comments the first commenters could shut out the others.
 */
function refuseCommenter(
  entities: Entities,
  subject: string,
  before: number,
  { org }: Context,
): Rejection | undefined {
  if (!read(entities, organizationEntity(org)))
    return reject('organization-not-registered', undefined, { org });
  const received = receivedOf(entities, subject, org, before);
  if (received < COMMENTS_EACH_MAX) return undefined;
  return reject('comments-full', undefined, { comments: received, limit: COMMENTS_EACH_MAX });
}

export interface RemoveComment {
  subject: string;
  number: number;
  order: string;
}

/** Removes the text of a comment. Rejections in order: not-found, comment-removed. */
export function decideRemoveComment(
  entities: Entities,
  { subject, number, order }: RemoveComment,
): Draft<'comment.removed'> | Rejection {
  const comment = read(entities, commentEntity(subject, number))?.state;
  if (!comment) return reject('not-found', undefined, { subject, comment: number });
  if (comment.removed) return reject('comment-removed', undefined, { order: comment.removed.order });
  return {
    type: 'comment.removed',
    facts: { subject, number, order },
    advances: [commentEntity(subject, number)],
  };
}
