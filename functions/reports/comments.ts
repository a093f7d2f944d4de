/** Endpoints of the public's comments on a monitoring report. */
import * as z from 'zod';
import { type CommentState, reportEntity } from '../../shared/entity.ts';
import type { EventOfType } from '../../shared/event.ts';
import { line } from '../../shared/field.ts';
import { decideComment } from '../../shared/project/comment.ts';
import { commitReply } from '../http/committed.ts';
import { type Endpoints, endpoint } from '../http/endpoint.ts';
import { Paging, pageOf, pageReply } from '../http/paging.ts';
import { requireEntity } from '../http/require-entity.ts';
import { commentsList } from '../ledger/keys.ts';
import { CommentView, commentView, listedCommentView } from '../views/comment.ts';
import { theWorld } from '../world.ts';
import { ReportPath } from './load.ts';

const writeComment = endpoint({
  summary: '公众意见 Comment on a report while it is published',
  action: 'comment.write',
  path: ReportPath,
  body: () => z.strictObject({ text: line(1000) }),
  status: 201,
  reply: CommentView,
  commits: true,
  run: (request) => {
    const world = theWorld();
    const report = request.path.id;
    return commitReply<EventOfType<'comment.received'>>(
      world,
      request,
      async (context) => {
        const entities = await world.reads.entities([reportEntity(report)]);
        return { entities, outcome: decideComment(entities, report, request.body.text, context) };
      },
      ({ at, by, facts: { subject, number, text } }) => ({
        json: commentView(subject, number, { text, by: by.org, at }),
      }),
    );
  },
});

const listComments = endpoint({
  summary: '公众意见列表 Comments on a report, oldest first',
  action: 'project.read',
  path: ReportPath,
  query: Paging,
  status: 200,
  reply: pageOf(CommentView),
  run: async ({ path, query }) => {
    await requireEntity('report', reportEntity(path.id));
    const list = commentsList(path.id);
    const page = await theWorld().reads.list<CommentState>(list, query.limit, query.cursor);
    return pageReply(page, listedCommentView);
  },
});

export const commentEndpoints: Endpoints = {
  'POST /v1/monitoring-reports/{id}/comments': writeComment,
  'GET /v1/monitoring-reports/{id}/comments': listComments,
};
