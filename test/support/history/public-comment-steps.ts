/** Steps of comments without a name, on a project or a monitoring report. */
import { SALT_BYTES } from '../../../shared/base/seal.ts';
import { publicCommentText } from '../../../shared/sinks/comment-text.ts';
import {
  decideAdmitPublicComment,
  decidePublicComment,
  decideRefusePublicComment,
} from '../../../shared/sinks/receive-public-comment.ts';
import { type History, OPERATOR, SYSTEM } from './history.ts';

interface Told {
  h: History;
}

/** The work isn't in the log. */
export const commentOpenly = ({ h }: Told, subject: string, text = '意见') =>
  h.commit<'public-comment.received'>(SYSTEM, (context) =>
    decidePublicComment(
      h.entities,
      subject,
      publicCommentText(subject, text, new Uint8Array(SALT_BYTES)),
      context,
    ),
  );

export const admit = ({ h }: Told, subject: string, number: number) =>
  h.commit<'public-comment.admitted'>(OPERATOR, () =>
    decideAdmitPublicComment(h.entities, { subject, number }),
  );

export const refuseComment = ({ h }: Told, subject: string, number: number) =>
  h.commit<'public-comment.refused'>(OPERATOR, () =>
    decideRefusePublicComment(h.entities, { subject, number, reason: '与项目无关' }),
  );
