/** Endpoints of the public's comments on a design. */
import { accreditationEntity, organizationEntity, projectEntity } from '../../shared/ledger/entity.ts';
import { commentEndpointsOf } from '../http/comment-endpoints.ts';
import type { Endpoints } from '../http/endpoint.ts';
import { publicCommentEndpointsOf } from '../http/public-comment-endpoints.ts';
import { loadProject, ProjectPath } from './transition.ts';

const design = {
  route: '/v1/projects/{id}',
  path: ProjectPath,
  entity: projectEntity,
  name: { zh: '设计文件', en: 'design' },
};

export const commentEndpoints: Endpoints = {
  ...commentEndpointsOf({
    ...design,
    load: (reads, id, org) =>
      loadProject(reads, id, () => [organizationEntity(org), accreditationEntity(org)]),
  }),
  ...publicCommentEndpointsOf(design),
};
