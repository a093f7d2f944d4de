/** Guards of the public's comments on a design: they come in time, and each is treated. */

import { type Rejection, reject } from '../../../ledger/rejection.ts';
import type { Subject } from '../../commands.ts';
import type { Treatment } from '../../facts.ts';
import type { PublicComments } from '../../states.ts';

export function windowOpen({ state: { design }, today }: Subject<object>): Rejection | undefined {
  const { from, to } = design!.comments;
  if (from <= today && today <= to) return undefined;
  return reject('comments-closed', undefined, { from, to, today });
}

/** The public has had its whole time. */
export function windowOver({ state: { design }, today }: Subject<object>): Rejection | undefined {
  return commentsOver(design!.comments, today);
}

/** The same for any window, including a monitoring report's. */
export function commentsOver({ to }: { to: string }, today: string): Rejection | undefined {
  return today > to ? undefined : reject('comments-open', undefined, { to, today });
}

/** Nothing is concluded while a comment of the public waits for the operator. */
export function commentsModerated({ state }: Subject<object>): Rejection | undefined {
  return waitingFault(state);
}

/** The same for a monitoring report. */
export function waitingFault({
  publicComments,
}: {
  publicComments?: PublicComments | undefined;
}): Rejection | undefined {
  const waiting = publicComments?.waiting ?? 0;
  return waiting === 0 ? undefined : reject('comments-waiting', undefined, { waiting });
}

/** Each comment on this publication is treated once; those the validator treated in pages are done. */
export function commentsTreated({
  state: { design, comments = 0 },
  command: { treatments },
  context: { org },
}: Subject<{ treatments: readonly Pick<Treatment, 'comment'>[] }>): Rejection | undefined {
  return treatmentsFault(treatments, treatedTo(design!, org, design!.commentsBefore), comments);
}

/** The last comment that this body has treated already; `before` if it has treated none. */
export const treatedTo = (
  { treated }: { treated?: { by: string; to: number } },
  org: string,
  before: number,
): number => (treated?.by === org ? treated.to : before);

/** A page treats the next comments, each once. */
export function pageFault(
  treatments: readonly Pick<Treatment, 'comment'>[],
  before: number,
  last: number,
): Rejection | undefined {
  return treatmentsFault(treatments, before, last, Math.min(last, before + treatments.length));
}

/** Comments `before` + 1 to `until` are each treated once, and no comment that doesn't exist is treated. */
export function treatmentsFault(
  treatments: readonly Pick<Treatment, 'comment'>[],
  before: number,
  last: number,
  until = last,
): Rejection | undefined {
  const treated = new Set<number>();
  for (const [index, { comment }] of treatments.entries()) {
    if (comment <= before || comment > last)
      return reject('treatment-of-no-comment', `/treatments/${index}/comment`, { comment });
    if (treated.has(comment))
      return reject('treatment-repeated', `/treatments/${index}/comment`, { comment });
    treated.add(comment);
  }
  for (let comment = before + 1; comment <= until; comment++)
    if (!treated.has(comment)) return reject('comment-untreated', '/treatments', { comment });
  return undefined;
}
