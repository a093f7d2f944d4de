/** What the public said: each comment with its number, by which the validator or verifier treats it. */
import { Button } from 'antd';
import type { Comment, Days, PublicComments } from '../../events/client/operations.schemas.ts';
import { chinaDate } from '../../shared/base/day.ts';
import { Failure } from '../parts/failure.tsx';
import { OrganizationName } from '../parts/organization-name.tsx';
import { partWords } from '../parts/words.ts';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { CommentForm } from './comment-form.tsx';
import { useComments } from './use-comments.ts';
import { commentWords } from './words.ts';

interface CommentsProps {
  /** Id of a project or a report. */
  subject: string;
  /** Days of its publication. */
  days: Days | undefined;
  publicComments: PublicComments | undefined;
}

export function Comments({ subject, days, publicComments }: CommentsProps) {
  const say = useWords(commentWords);
  const sayPart = useWords(partWords);
  const comments = useComments(subject);
  const { items, more } = comments;
  const waiting = publicComments?.waiting ?? 0;
  const today = chinaDate(new Date().toISOString());
  const isOpen = days !== undefined && days.from <= today && today <= days.to;
  return (
    <section className="card">
      <h2>{say('title')}</h2>
      <Failure error={comments.error} onRetry={() => void comments.refetch()} />
      {comments.data && items.length === 0 && <p className="soft">{say('none')}</p>}
      {waiting > 0 && <p>{say('waiting', { count: waiting })}</p>}
      <ol className="comments">
        {items.map((comment) => (
          <CommentItem key={comment.number} comment={comment} />
        ))}
      </ol>
      {more && (
        <Button onClick={more.load} loading={more.isLoading}>
          {sayPart('list.more')}
        </Button>
      )}
      {isOpen && <CommentForm subject={subject} to={days.to} />}
    </section>
  );
}

function CommentItem({ comment }: { comment: Comment }) {
  const { instant } = useFormats();
  const { number, at } = comment;
  return (
    <li value={number}>
      <p className="soft">
        <CommentAuthor comment={comment} /> · {instant(at)}
      </p>
      <CommentText comment={comment} />
    </li>
  );
}

/** An admitted comment of the public has no author but the registry. */
function CommentAuthor({ comment: { by, received } }: { comment: Comment }) {
  const say = useWords(commentWords);
  return received === undefined ? <OrganizationName id={by} /> : say('nameless');
}

export function CommentText({ comment: { text, removed } }: { comment: Comment }) {
  const say = useWords(commentWords);
  if (removed) return <p className="soft">{say('removed', { order: removed.order })}</p>;
  return <p className="long said">{text}</p>;
}
