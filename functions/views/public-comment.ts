/** Comments without a name as the API shows them. */
import * as z from 'zod';
import { keyOf } from '../../shared/ledger/entity.ts';
import type { PublicCommentState } from '../../shared/sinks/states.ts';
import { named } from '../http/named.ts';
import { CommitReceipt } from '../http/receipt.ts';
import type { Listed } from '../ledger/reads.ts';

/** Comments that came without a name: how many, and how many the operator has yet to judge. */
export const PublicCommentsView = named('PublicComments', () =>
  z.strictObject({ received: z.int(), waiting: z.int() }),
);

const members = () => ({
  /** The project or monitoring report. */
  subject: z.string(),
  /** Its number among the public's comments. */
  number: z.int(),
  /** Digest of the canonical JSON of salt, subject and text. */
  sha256: z.string(),
  at: z.string(),
});

/** The receipt: with the text and the salt, it proves what was said and that it stands in the log. */
export const PublicCommentReceiptView = named('PublicCommentReceipt', () =>
  z.strictObject({ ...members(), commit: CommitReceipt() }),
);

export const PublicCommentView = named('PublicComment', () =>
  z.strictObject({
    ...members(),
    status: z.enum(['waiting', 'admitted', 'refused']),
    /** Once admitted: when, and its number among the comments. */
    admitted: z.strictObject({ comment: z.int(), at: z.string() }).optional(),
    /** Once refused: when, and why. */
    refused: z.strictObject({ reason: z.string(), at: z.string() }).optional(),
  }),
);

export function publicCommentView({ entity, state }: Listed<PublicCommentState>) {
  const { sha256, at, admitted, refused } = state;
  return {
    ...namedBy(entity),
    sha256,
    at,
    status: admitted ? 'admitted' : refused ? 'refused' : 'waiting',
    ...(admitted && { admitted }),
    ...(refused && { refused }),
  };
}

export const WaitingCommentView = named('WaitingComment', () =>
  z.strictObject({ ...members(), text: z.string() }),
);

export function waitingCommentView({ entity, state }: Listed<PublicCommentState>, text: string) {
  return { ...namedBy(entity), sha256: state.sha256, at: state.at, text };
}

function namedBy(entity: Listed<PublicCommentState>['entity']): { subject: string; number: number } {
  const [subject = '', number = ''] = keyOf(entity).split('/');
  return { subject, number: Number(number) };
}

export const AdmittedCommentView = named('AdmittedComment', () =>
  z.strictObject({
    subject: z.string(),
    number: z.int(),
    /** Its number among the comments. */
    comment: z.int(),
    /** Version of the project or report. */
    version: z.int(),
    commit: CommitReceipt(),
  }),
);

export const RefusedCommentView = named('RefusedComment', () =>
  z.strictObject({
    subject: z.string(),
    number: z.int(),
    refused: z.strictObject({ reason: z.string(), at: z.string() }),
    version: z.int(),
    commit: CommitReceipt(),
  }),
);
