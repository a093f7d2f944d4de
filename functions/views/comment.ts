/** Comments of the public as the API shows them. */
import * as z from 'zod';
import type { EntityId } from '../../shared/ledger/entity.ts';
import { Treatments } from '../../shared/sinks/facts.ts';
import type { CommentState } from '../../shared/sinks/states.ts';
import { named } from '../http/named.ts';
import { CommitReceipt } from '../http/receipt.ts';

const Removed = named('Removal', () => z.strictObject({ order: z.string(), at: z.string() }));

export const CommentView = named('Comment', () =>
  z.strictObject({
    /** The project or monitoring report. */
    subject: z.string(),
    number: z.int(),
    /** Absent once the text was removed. */
    text: z.string().optional(),
    /** The order of the authority by which the text was removed, and when. */
    removed: Removed().optional(),
    /** Digest under which the text lies beside the log, at /log/comment/{sha256}. */
    sha256: z.string(),
    /** The organization that commented; the registry itself where it was the public. */
    by: z.string(),
    at: z.string(),
    /** Its number among the public's comments, where it came without a name. */
    received: z.int().optional(),
    commit: CommitReceipt().optional(),
  }),
);

export function commentView(
  subject: string,
  number: number,
  { sha256, by, at, removed, received }: CommentState,
  text: string | undefined,
) {
  return {
    subject,
    number,
    ...(removed ? { removed: { order: removed.order, at: removed.at } } : text !== undefined && { text }),
    sha256,
    by,
    at,
    ...(received !== undefined && { received }),
  };
}

/** A comment from its list. */
export function listedCommentView(
  { entity, state }: { entity: EntityId; state: CommentState },
  text: string | undefined,
) {
  const [subject = '', number = ''] = entity.slice('comment:'.length).split('/');
  return commentView(subject, Number(number), state, text);
}

export const RemovedCommentView = named('RemovedComment', () =>
  z.strictObject({
    subject: z.string(),
    number: z.int(),
    removed: Removed(),
    version: z.int(),
    commit: CommitReceipt(),
  }),
);

export const TreatedView = named('TreatedComments', () =>
  z.strictObject({
    subject: z.string(),
    treated: Treatments,
    /** Version of the project or report. */
    version: z.int(),
    commit: CommitReceipt(),
  }),
);
