/** Comments of the public as the API shows them. */
import * as z from 'zod';
import type { CommentState, EntityId } from '../../shared/entity.ts';
import { CommitReceipt } from '../http/committed.ts';

export const CommentView = () =>
  z.strictObject({
    /** The project or monitoring report. */
    subject: z.string(),
    number: z.int(),
    text: z.string(),
    /** The organization that commented. */
    by: z.string(),
    at: z.string(),
    commit: CommitReceipt().optional(),
  });

export function commentView(subject: string, number: number, { text, by, at }: CommentState) {
  return { subject, number, text, by, at };
}

/** A comment from its list. */
export function listedCommentView({ entity, state }: { entity: EntityId; state: CommentState }) {
  const [subject = '', number = ''] = entity.slice('comment:'.length).split('/');
  return commentView(subject, Number(number), state);
}
