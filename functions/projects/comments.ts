/** Endpoints of the public's comments on a design. */
import { accreditationEntity, organizationEntity, projectEntity } from '../../shared/ledger/entity.ts';
import { commentEndpointsOf } from '../http/comment-endpoints.ts';
import { loadProject, ProjectPath } from './transition.ts';

export const commentEndpoints = commentEndpointsOf({
  route: '/v1/projects/{id}',
  path: ProjectPath,
  entity: projectEntity,
  load: (reads, id, org) => loadProject(reads, id, () => [organizationEntity(org), accreditationEntity(org)]),
  name: { zh: '设计文件', en: 'design' },
});
