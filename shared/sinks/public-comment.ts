/** Comments without a name: their numbers, and what becomes of them. */
import {
  commentEntity,
  type Entities,
  type EntityId,
  type NextStates,
  projectEntity,
  publicCommentEntity,
  read,
  reportEntity,
} from '../ledger/entity.ts';
import type { EventOfType, EventType } from '../ledger/event.ts';
import { SYSTEM_ORGANIZATION } from '../ledger/role.ts';
import { changedReport } from './monitoring-report.ts';
import { changed } from './project.ts';
import type { ProjectState, PublicComments, ReportState } from './states.ts';

/** The project or monitoring report of that id. */
export const subjectEntity = (subject: string): EntityId<'project'> | EntityId<'report'> =>
  subject.startsWith('p-') ? projectEntity(subject) : reportEntity(subject);

type Counted = Pick<ProjectState | ReportState, 'comments' | 'publicComments'>;

function recounted(
  entities: Entities,
  subject: string,
  event: EventType,
  change: (counted: Counted) => Counted,
): NextStates {
  return subject.startsWith('p-')
    ? changed(entities, subject, event, change)
    : changedReport(entities, subject, change);
}

/** One less waits. */
const judged = ({ publicComments }: Counted): { publicComments?: PublicComments } =>
  publicComments ? { publicComments: { ...publicComments, waiting: publicComments.waiting - 1 } } : {};

export function evolvePublicCommentReceived(
  entities: Entities,
  { type, at, facts: { subject, number, sha256, bytes } }: EventOfType<'public-comment.received'>,
): NextStates {
  const counted = recounted(entities, subject, type, ({ publicComments }) => ({
    publicComments: { received: number, waiting: (publicComments?.waiting ?? 0) + 1 },
  }));
  return [...counted, [publicCommentEntity(subject, number), { sha256, bytes, at }]];
}

export function evolvePublicCommentAdmitted(
  entities: Entities,
  { type, at, facts: { subject, number, comment } }: EventOfType<'public-comment.admitted'>,
): NextStates {
  const id = publicCommentEntity(subject, number);
  const state = read(entities, id)?.state;
  if (!state) return [];
  const { sha256, bytes, at: received } = state;
  const shown = { sha256, bytes, by: SYSTEM_ORGANIZATION, at: received, received: number };
  return [
    ...recounted(entities, subject, type, (counted) => ({ ...judged(counted), comments: comment })),
    [id, { ...state, admitted: { comment, at } }],
    [commentEntity(subject, comment), shown],
  ];
}

export function evolvePublicCommentRefused(
  entities: Entities,
  { type, at, facts: { subject, number, reason } }: EventOfType<'public-comment.refused'>,
): NextStates {
  const id = publicCommentEntity(subject, number);
  const state = read(entities, id)?.state;
  if (!state) return [];
  return [...recounted(entities, subject, type, judged), [id, { ...state, refused: { reason, at } }]];
}
