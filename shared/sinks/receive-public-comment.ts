/**
 * Comments of the public without a name: received in the days of publication, then judged by the operator.
 */
import { chinaDate } from '../base/day.ts';
import type { Context, Draft } from '../ledger/decision.ts';
import { commentEntity, type Entities, publicCommentEntity, read, reportEntity } from '../ledger/entity.ts';
import { isRejection, type Rejection, reject } from '../ledger/rejection.ts';
import type { CommentText } from './comment-text.ts';
import { PUBLIC_COMMENTS_WAITING_MAX } from './facts.ts';
import { decideTransition } from './lifecycle/decide.ts';
import { subjectEntity } from './public-comment.ts';
import type { PublicCommentState, PublicComments, ReportState } from './states.ts';

type Said = Pick<CommentText, 'sha256' | 'bytes'>;

/**
 * Takes a comment on a project (`p-…`) or a monitoring report (`m-…`); its work was checked before.
 * Rejections of a project: decideTransition's, then public-comments-full; of a report, in order: not-found,
 * comments-closed, public-comments-full.
 */
export function decidePublicComment(
  entities: Entities,
  subject: string,
  { sha256, bytes }: Said,
  context: Context,
): Draft<'public-comment.received'> | Rejection {
  if (subject.startsWith('p-'))
    return decideTransition(entities, 'public-comment.received', subject, {}, context, ({ state }) => {
      const full = fullFault(state);
      if (full) return full;
      const number = nextNumber(state);
      return {
        facts: { subject, number, sha256, bytes },
        further: [publicCommentEntity(subject, number)],
      };
    });
  const report = read(entities, reportEntity(subject))?.state;
  if (!report) return reject('not-found', undefined, { report: subject });
  const refused = reportClosed(report, context) ?? fullFault(report);
  if (refused) return refused;
  const number = nextNumber(report);
  return {
    type: 'public-comment.received',
    facts: { subject, number, sha256, bytes },
    advances: [reportEntity(subject), publicCommentEntity(subject, number)],
  };
}

/** A comment comes only while the report waits for a result, and in its days of publication. */
export function reportClosed({ status, window }: ReportState, { at }: Context): Rejection | undefined {
  const today = chinaDate(at);
  if (status === 'submitted' && window && window.from <= today && today <= window.to) return undefined;
  // A report that waits for no comments has no days of publication.
  return reject('comments-closed', undefined, { from: '—', to: '—', ...window, status, today });
}

interface Counted {
  publicComments?: PublicComments;
}

const nextNumber = ({ publicComments }: Counted): number => (publicComments?.received ?? 0) + 1;

function fullFault({ publicComments }: Counted): Rejection | undefined {
  const waiting = publicComments?.waiting ?? 0;
  if (waiting < PUBLIC_COMMENTS_WAITING_MAX) return undefined;
  return reject('public-comments-full', undefined, { waiting, limit: PUBLIC_COMMENTS_WAITING_MAX });
}

/** A comment that waits, by its subject and its number among the public's. */
export interface PublicComment {
  subject: string;
  number: number;
}

/** Admits it, as the subject's next comment. Rejections in order: not-found, public-comment-judged. */
export function decideAdmitPublicComment(
  entities: Entities,
  asked: PublicComment,
): Draft<'public-comment.admitted'> | Rejection {
  const { subject, number } = asked;
  const found = waitingComment(entities, asked);
  if (isRejection(found)) return found;
  const comment = (read(entities, subjectEntity(subject))?.state.comments ?? 0) + 1;
  return {
    type: 'public-comment.admitted',
    facts: { subject, number, comment },
    advances: [subjectEntity(subject), publicCommentEntity(subject, number), commentEntity(subject, comment)],
  };
}

/** Refuses it. Rejections in order: not-found, public-comment-judged. */
export function decideRefusePublicComment(
  entities: Entities,
  asked: PublicComment & { reason: string },
): Draft<'public-comment.refused'> | Rejection {
  const { subject, number, reason } = asked;
  const found = waitingComment(entities, asked);
  if (isRejection(found)) return found;
  return {
    type: 'public-comment.refused',
    facts: { subject, number, reason },
    advances: [subjectEntity(subject), publicCommentEntity(subject, number)],
  };
}

function waitingComment(
  entities: Entities,
  { subject, number }: PublicComment,
): PublicCommentState | Rejection {
  const state = read(entities, publicCommentEntity(subject, number))?.state;
  if (!state) return reject('not-found', undefined, { subject, comment: number });
  const { admitted, refused } = state;
  if (!admitted && !refused) return state;
  const outcome = admitted ? `admitted (${admitted.comment})` : `refused (${refused!.reason})`;
  return reject('public-comment-judged', undefined, { outcome });
}
