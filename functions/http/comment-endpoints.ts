/** The public's comments: the same two endpoints under whatever is published for them. */
import * as z from 'zod';
import type { CommentState, EntityId } from '../../shared/entity.ts';
import type { EventOfType } from '../../shared/event.ts';
import { line } from '../../shared/field.ts';
import { decideComment } from '../../shared/project/comment.ts';
import { commentsList } from '../ledger/keys.ts';
import { CommentView, commentView, listedCommentView } from '../views/comment.ts';
import { theWorld } from '../world.ts';
import { commitReply } from './committed.ts';
import { type Endpoints, endpoint } from './endpoint.ts';
import { Paging, pageOf, pageReply } from './paging.ts';
import { requireEntity } from './require-entity.ts';

interface Commented {
  kind: 'project' | 'report';
  /** The route of the thing itself, `/v1/projects/{id}`. */
  route: string;
  path: z.ZodType<{ id: string }>;
  entity: (id: string) => EntityId;
  name: { zh: string; en: string };
}

export function commentEndpointsOf({ kind, route, path, entity, name }: Commented): Endpoints {
  const write = endpoint({
    summary: `公众意见 Comment on a ${name.en} while it is published`,
    action: 'comment.write',
    path,
    body: () => z.strictObject({ text: line(1000) }),
    status: 201,
    reply: CommentView,
    commits: true,
    run: (request) => {
      const world = theWorld();
      const { id } = request.path;
      return commitReply(
        world,
        request,
        {
          load: async () => ({ entities: await world.reads.entities([entity(id)]) }),
          decide: ({ entities }, context) => decideComment(entities, id, request.body.text, context),
        },
        ({ at, by, facts: { subject, number, text } }: EventOfType<'comment.received'>) => ({
          json: commentView(subject, number, { text, by: by.org, at }),
        }),
      );
    },
  });
  const list = endpoint({
    summary: `${name.zh}公众意见列表 Comments on a ${name.en}, oldest first`,
    action: 'project.read',
    path,
    query: Paging,
    status: 200,
    reply: pageOf(CommentView),
    run: async ({ path: { id }, query }) => {
      await requireEntity(kind, entity(id));
      const page = await theWorld().reads.list<CommentState>(commentsList(id), query.limit, query.cursor);
      return pageReply(page, listedCommentView);
    },
  });
  return { [`POST ${route}/comments`]: write, [`GET ${route}/comments`]: list };
}
