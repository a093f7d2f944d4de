/** The public's comments: the same endpoints for each kind of thing that is published for comment. */
import * as z from 'zod';
import { freeText } from '../../shared/base/field.ts';
import { SALT_BYTES } from '../../shared/base/seal.ts';
import {
  commentEntity,
  commenterEntity,
  type EntityId,
  organizationEntity,
  read,
} from '../../shared/ledger/entity.ts';
import { commentText } from '../../shared/sinks/comment-text.ts';
import { COMMENT_NUMBER_MAX, COMMENT_TEXT_MAX, Treatments } from '../../shared/sinks/facts.ts';
import { decideComment, decideRemoveComment } from '../../shared/sinks/receive-comment.ts';
import type { CommentState } from '../../shared/sinks/states.ts';
import { decideTreatComments } from '../../shared/sinks/treat-comments.ts';
import { commentAttachment, commentTexts, removedText } from '../ledger/comment-text.ts';
import { commentsList } from '../ledger/keys.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import type { StoredEntities } from '../ledger/stored.ts';
import {
  CommentView,
  commentView,
  listedCommentView,
  RemovedCommentView,
  TreatedView,
} from '../views/comment.ts';
import { command, moved } from './command.ts';
import type { Endpoint, Endpoints } from './endpoint.ts';
import { pager } from './pager.ts';
import { byId } from './require-entity.ts';
import { wholeParameter } from './whole-parameter.ts';

interface Commented {
  /** The route of the thing commented on, `/v1/projects/{id}`. */
  route: string;
  entity: (id: string) => EntityId;
  /** What a treatment of the thing's comments looks at, and who treats them. */
  load: (reads: LedgerReads, id: string, org: string) => Promise<StoredEntities>;
  path: z.ZodObject<{ id: z.ZodType<string> }>;
  name: { zh: string; en: string };
}

export function commentEndpointsOf(commented: Commented): Endpoints {
  const { route } = commented;
  return {
    [`POST ${route}/comments`]: writeComment(commented),
    [`GET ${route}/comments`]: listComments(commented),
    [`POST ${route}/comments/{number}/remove`]: removeComment(commented),
    [`POST ${route}/treatments`]: treatComments(commented),
  };
}

const writeComment = ({ path, entity, name }: Commented): Endpoint =>
  command({
    summary: `公众意见 Comment on a ${name.en} while it is published`,
    action: 'comment.write',
    event: 'comment.received',
    path,
    body: () => z.strictObject({ text: freeText(COMMENT_TEXT_MAX) }),
    status: 201,
    reply: CommentView,
    prepare: ({ body: { text } }) => ({
      said: commentText(text, crypto.getRandomValues(new Uint8Array(SALT_BYTES))),
    }),
    load: async ({ path: { id } }, { reads, org }) => ({
      entities: await reads.entities([entity(id), organizationEntity(org), commenterEntity(id, org)]),
    }),
    decide: ({ entities }, { path, said }, context) => decideComment(entities, path.id, said, context),
    beside: (_draft, _loaded, { said }) => ({ attachments: [commentAttachment(said)] }),
    view: ({ at, by, facts: { subject, number, sha256, bytes } }, { body: { text } }) => ({
      json: commentView(subject, number, { sha256, bytes, by: by.org, at }, text),
    }),
  });

const listComments = ({ path, entity, name }: Commented): Endpoint =>
  pager({
    summary: `${name.zh}公众意见列表 Comments on a ${name.en}, oldest first`,
    uncached: true,
    path,
    item: CommentView,
    of: byId(entity),
    page: async ({ path: { id }, query: { limit, cursor } }, { reads }) => {
      const page = await reads.list<CommentState>(commentsList(id), limit, cursor);
      const texts = await commentTexts(
        reads,
        page.items.map(({ state }) => state.sha256),
      );
      return { ...page, items: page.items.map((item) => ({ item, text: texts.get(item.state.sha256) })) };
    },
    view: ({ item, text }) => listedCommentView(item, text),
  });

const removeComment = ({ path, name }: Commented): Endpoint =>
  command({
    summary: `依令移除意见文本 Remove the text of a comment on a ${name.en} by order of the authority; its digest stays`,
    action: 'comment.remove',
    event: 'comment.removed',
    path: path.extend({
      number: wholeParameter(COMMENT_NUMBER_MAX),
    }),
    body: () => z.strictObject({ order: freeText(200) }),
    status: 200,
    reply: RemovedCommentView,
    prepare: ({ path, body }) => {
      const { id: subject, number } = path as { id: string; number: number };
      return { removal: { subject, number, order: body.order }, comment: commentEntity(subject, number) };
    },
    load: async ({ comment }, { reads }) => ({ entities: await reads.entities([comment]) }),
    decide: ({ entities }, { removal }) => decideRemoveComment(entities, removal),
    beside: (_draft, { entities }, { comment }) => {
      const state = read(entities, comment)?.state;
      return state ? { attachments: [removedText(state.sha256)] } : {};
    },
    view: (event) => {
      const { at, facts } = event;
      const { subject, number, order } = facts;
      return moved(event, { subject, number, removed: { order, at } });
    },
  });

const treatComments = ({ path, load, name }: Commented): Endpoint =>
  command({
    summary: `意见处理（分页） Say how comments on a ${name.en} were treated, the next ones first, where they are more than the conclusion can name`,
    action: 'comment.treat',
    event: 'comments.treated',
    path,
    body: () => z.strictObject({ treatments: Treatments.min(1) }),
    status: 200,
    reply: TreatedView,
    load: async ({ path }, { reads, org }) => ({ entities: await load(reads, path.id, org) }),
    decide: ({ entities }, { path, body }, context) =>
      decideTreatComments(entities, { subject: path.id, treatments: body.treatments }, context),
    view: (event) => moved(event, { subject: event.facts.subject, treated: event.facts.treatments }),
  });
