/** Endpoints that show projects: one, all, or those of one status. */
import * as z from 'zod';
import { chinaDate } from '../../shared/base/day.ts';
import { projectEntity } from '../../shared/ledger/entity.ts';
import { PROJECT_STATUSES } from '../../shared/sinks/lifecycle/status.ts';
import type { ProjectState } from '../../shared/sinks/states.ts';
import { type Endpoints, endpoint } from '../http/endpoint.ts';
import { Paging, pageOf, pageReply } from '../http/paging.ts';
import { requireEntity } from '../http/require-entity.ts';
import { filteredPage } from '../ledger/filtered-page.ts';
import { PROJECTS_LIST } from '../ledger/keys.ts';
import { ProjectView, projectView } from '../views/project.ts';
import { theWorld } from '../world.ts';
import { ProjectPath } from './transition.ts';

const today = () => chinaDate(theWorld().now().toISOString());

const readProject = endpoint({
  summary: '查询项目 Read a project',
  action: 'project.read',
  path: ProjectPath,
  status: 200,
  reply: ProjectView,
  run: async ({ path }, { reads }) => {
    const { version, state } = await requireEntity(reads, projectEntity(path.id));
    return { headers: { etag: `"v${version}"` }, json: projectView(path.id, version, state, today()) };
  },
});

const listProjects = endpoint({
  summary: '项目列表；status=reserved 即储备库 List projects; status=reserved is the reserve pool',
  action: 'project.read',
  query: Paging.extend({ status: z.enum(PROJECT_STATUSES).optional() }),
  status: 200,
  reply: pageOf(ProjectView),
  run: async ({ query }, { reads }) => {
    const { status, limit, cursor } = query;
    const page = status
      ? await filteredPage<ProjectState>(reads, PROJECTS_LIST, { status }, limit, cursor)
      : await reads.list<ProjectState>(PROJECTS_LIST, limit, cursor);
    return pageReply(page, ({ entity, version, state }) =>
      projectView(entity.slice('project:'.length), version, state, today()),
    );
  },
});

export const projectReads: Endpoints = {
  'GET /v1/projects': listProjects,
  'GET /v1/projects/{id}': readProject,
};
