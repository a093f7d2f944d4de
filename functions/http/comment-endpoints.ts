/** The public's comments: the same endpoints under whatever is published for them. */
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
import type { EventOfType } from '../../shared/ledger/event.ts';
import { commentText } from '../../shared/sinks/comment-text.ts';
import { COMMENT_TEXT_MAX, CommentNumber, Treatments } from '../../shared/sinks/facts.ts';
import { decideComment, decideRemoveComment } from '../../shared/sinks/receive-comment.ts';
import type { CommentState } from '../../shared/sinks/states.ts';
import { decideTreatComments } from '../../shared/sinks/treat-comments.ts';
import { commentAttachment, commentTexts, removedText } from '../ledger/comment-text.ts';
import { commentsList } from '../ledger/keys.ts';
import type { StoredEntities } from '../ledger/stored.ts';
import {
  CommentView,
  commentView,
  listedCommentView,
  RemovedCommentView,
  TreatedView,
} from '../views/comment.ts';
import { theWorld } from '../world.ts';
import { commitReply } from './committed.ts';
import { type Endpoint, type Endpoints, endpoint } from './endpoint.ts';
import { Paging, pageOf, pageReply } from './paging.ts';
import { requireEntity } from './require-entity.ts';

interface Commented {
  /** The route of the thing itself, `/v1/projects/{id}`. */
  route: string;
  entity: (id: string) => EntityId;
  /** What a treatment of its comments looks at, and who treats them. */
  load: (id: string, org: string) => Promise<StoredEntities>;
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
  endpoint({
    summary: `公众意见 Comment on a ${name.en} while it is published`,
    action: 'comment.write',
    path,
    body: () => z.strictObject({ text: freeText(COMMENT_TEXT_MAX) }),
    status: 201,
    reply: CommentView,
    commits: true,
    run: (request) => {
      const world = theWorld();
      const { id } = request.path;
      const { text } = request.body;
      const said = commentText(text, crypto.getRandomValues(new Uint8Array(SALT_BYTES)));
      return commitReply(
        world,
        request,
        {
          load: async ({ org }) => ({
            entities: await world.reads.entities([
              entity(id),
              organizationEntity(org),
              commenterEntity(id, org),
            ]),
          }),
          decide: ({ entities }, context) => decideComment(entities, id, said, context),
          beside: () => ({ attachments: [commentAttachment(said)] }),
        },
        ({ at, by, facts: { subject, number, sha256, bytes } }: EventOfType<'comment.received'>) => ({
          json: commentView(subject, number, { sha256, bytes, by: by.org, at }, text),
        }),
      );
    },
  });

const listComments = ({ path, entity, name }: Commented): Endpoint =>
  endpoint({
    summary: `${name.zh}公众意见列表 Comments on a ${name.en}, oldest first`,
    action: 'project.read',
    path,
    query: Paging,
    status: 200,
    reply: pageOf(CommentView),
    run: async ({ path: { id }, query }) => {
      await requireEntity(entity(id));
      const { reads } = theWorld();
      const page = await reads.list<CommentState>(commentsList(id), query.limit, query.cursor);
      const texts = await commentTexts(
        reads,
        page.items.map(({ state }) => state.sha256),
      );
      return pageReply(page, (item) => listedCommentView(item, texts.get(item.state.sha256)));
    },
  });

const removeComment = ({ path, name }: Commented): Endpoint =>
  endpoint({
    summary: `依令移除意见文本 Remove the text of a comment on a ${name.en} by order of the authority; its digest stays`,
    action: 'comment.remove',
    path: path.extend({
      number: z
        .string()
        .regex(/^[1-9]\d{0,8}$/)
        .transform(Number)
        .pipe(CommentNumber),
    }),
    body: () => z.strictObject({ order: freeText(200) }),
    status: 200,
    reply: RemovedCommentView,
    commits: true,
    run: (request) => {
      const world = theWorld();
      const { id: subject, number } = request.path as { id: string; number: number };
      const comment = commentEntity(subject, number);
      const { order } = request.body;
      return commitReply(
        world,
        request,
        {
          load: async () => ({ entities: await world.reads.entities([comment]) }),
          decide: ({ entities }) => decideRemoveComment(entities, { subject, number, order }),
          beside: (_draft, { entities }) => {
            const state = read(entities, comment)?.state;
            return state ? { attachments: [removedText(state.sha256)] } : {};
          },
        },
        ({ at, facts, advances }: EventOfType<'comment.removed'>) => {
          const version = advances[0]!.version;
          const removed = { order: facts.order, at };
          return { json: { subject: facts.subject, number: facts.number, removed, version }, etag: version };
        },
      );
    },
  });

const treatComments = ({ path, load, name }: Commented): Endpoint =>
  endpoint({
    summary: `意见处理（分页） Say how comments on a ${name.en} were treated, the next ones first, where they are more than the conclusion can name`,
    action: 'comment.treat',
    path,
    body: () => z.strictObject({ treatments: Treatments.min(1) }),
    status: 200,
    reply: TreatedView,
    commits: true,
    run: (request) => {
      const { id: subject } = request.path;
      const { treatments } = request.body;
      return commitReply(
        theWorld(),
        request,
        {
          load: async ({ org }) => ({ entities: await load(subject, org) }),
          decide: ({ entities }, context) => decideTreatComments(entities, { subject, treatments }, context),
        },
        ({ facts, advances }: EventOfType<'comments.treated'>) => {
          const version = advances[0]!.version;
          return { json: { subject: facts.subject, treated: facts.treatments, version }, etag: version };
        },
      );
    },
  });
