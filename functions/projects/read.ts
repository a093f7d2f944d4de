/** Endpoints that show projects: one, all, or those of one status. */
import * as z from 'zod';
import { type EntityId, keyOf, projectEntity } from '../../shared/ledger/entity.ts';
import { CATEGORIES } from '../../shared/sinks/category.ts';
import { PROJECT_STATUSES } from '../../shared/sinks/lifecycle/status.ts';
import type { ProjectState } from '../../shared/sinks/states.ts';
import type { Endpoints } from '../http/endpoint.ts';
import { Paging, pager } from '../http/pager.ts';
import { reader } from '../http/reader.ts';
import { byId } from '../http/require-entity.ts';
import { filteredPage } from '../ledger/filtered-page.ts';
import { PROJECTS_LIST } from '../ledger/keys.ts';
import { todayOf, type World } from '../ledger/ledger-world.ts';
import { ProjectView, projectView } from '../views/project.ts';
import { ProjectPath } from './transition.ts';

const findProject = byId(projectEntity);

const readProject = reader({
  summary: '查询项目 Read a project',
  path: ProjectPath,
  reply: ProjectView,
  find: findProject,
  view: shownProject,
});

const listProjects = pager({
  summary: '项目列表；status=reserved 即储备库 List projects; status=reserved is the reserve pool',
  query: Paging.extend({
    status: z.enum(PROJECT_STATUSES).optional(),
    category: z.enum(CATEGORIES).optional(),
  }),
  item: ProjectView,
  page: ({ query: { status, category, limit, cursor } }, { reads }) => {
    const wanted = { ...(status && { status }), ...(category && { category }) };
    return filteredPage<ProjectState>(reads, PROJECTS_LIST, wanted, limit, cursor);
  },
  view: shownProject,
});

function shownProject(
  { entity, version, state }: { entity: EntityId; version: number; state: ProjectState },
  _asked: object,
  world: World,
) {
  return projectView(keyOf(entity), version, state, todayOf(world));
}

export const projectReads: Endpoints = {
  'GET /v1/projects': listProjects,
  'GET /v1/projects/{id}': readProject,
};
