/** Endpoints of the public's comments on a design. */
import { projectEntity } from '../../shared/entity.ts';
import { commentEndpointsOf } from '../http/comment-endpoints.ts';
import { ProjectPath } from './transition.ts';

export const commentEndpoints = commentEndpointsOf({
  kind: 'project',
  route: '/v1/projects/{id}',
  path: ProjectPath,
  entity: projectEntity,
  name: { zh: '设计文件', en: 'design' },
});
