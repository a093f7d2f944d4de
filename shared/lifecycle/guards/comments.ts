/** Guards of the public's comments on a design: when they come, how many, and that each is treated. */
import { COMMENTS_MAX, type Treatment } from '../../facts/project.ts';
import { type Rejection, reject } from '../../rejection.ts';
import type { Subject } from '../transition.ts';

export function windowOpen({ state: { design }, today }: Subject<object>): Rejection | undefined {
  const { from, to } = design!.comments;
  if (from <= today && today <= to) return undefined;
  return reject('comments-closed', undefined, { from, to, today });
}

/** What came in on an earlier publication takes no place from this one's. */
export function commentsLeft({ state: { design, comments = 0 } }: Subject<object>): Rejection | undefined {
  const received = comments - design!.commentsBefore;
  return received < COMMENTS_MAX ? undefined : reject('comments-full', undefined, { comments: received });
}

/** The public has had its whole time. */
export function windowOver({ state: { design }, today }: Subject<object>): Rejection | undefined {
  return commentsOver(design!.comments, today);
}

/** The same of any window, a monitoring report's too. */
export function commentsOver({ to }: { to: string }, today: string): Rejection | undefined {
  return today > to ? undefined : reject('comments-open', undefined, { to, today });
}

/** Every comment on this publication, once each. */
export function commentsTreated({
  state: { design, comments = 0 },
  command: { treatments },
}: Subject<{ treatments: readonly Pick<Treatment, 'comment'>[] }>): Rejection | undefined {
  return treatmentsFault(treatments, design!.commentsBefore, comments);
}

/** Comments number `before` + 1 to `last` are each treated once, and no other. */
export function treatmentsFault(
  treatments: readonly Pick<Treatment, 'comment'>[],
  before: number,
  last: number,
): Rejection | undefined {
  const treated = new Set<number>();
  for (const [index, { comment }] of treatments.entries()) {
    if (comment <= before || comment > last)
      return reject('treatment-of-no-comment', `/treatments/${index}/comment`, { comment });
    if (treated.has(comment))
      return reject('treatment-repeated', `/treatments/${index}/comment`, { comment });
    treated.add(comment);
  }
  for (let comment = before + 1; comment <= last; comment++)
    if (!treated.has(comment)) return reject('comment-untreated', '/treatments', { comment });
  return undefined;
}
