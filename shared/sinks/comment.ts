/** Comments of the public on an open design or monitoring report, and what becomes of their texts. */
import {
  commentEntity,
  commenterEntity,
  type Entities,
  type NextStates,
  projectEntity,
  read,
} from '../ledger/entity.ts';
import type { EventOfType } from '../ledger/event.ts';
import { changedReport } from './monitoring-report.ts';
import { changed } from './project.ts';

/** The number of comments by the organization on this publication. */
export function receivedOf(entities: Entities, subject: string, org: string, before: number): number {
  const commenter = read(entities, commenterEntity(subject, org))?.state;
  return commenter?.before === before ? commenter.received : 0;
}

export function evolveCommentReceived(
  entities: Entities,
  { at, by: { org }, facts }: EventOfType<'comment.received'>,
): NextStates {
  const { subject, number, sha256, bytes } = facts;
  const commented = subject.startsWith('p-')
    ? changed(entities, subject, 'comment.received', () => ({ comments: number }))
    : changedReport(entities, subject, () => ({ comments: number }));
  const before = read(entities, projectEntity(subject))?.state.design?.commentsBefore ?? 0;
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
): NextStates {
  const id = commentEntity(subject, number);
  const comment = read(entities, id)?.state;
  return comment ? [[id, { ...comment, removed: { order, at } }]] : [];
}
