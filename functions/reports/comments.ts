/** Endpoints of the public's comments on a monitoring report. */
import { reportEntity } from '../../shared/ledger/entity.ts';
import { commentEndpointsOf } from '../http/comment-endpoints.ts';
import { loadReport, ReportPath } from './load.ts';

export const commentEndpoints = commentEndpointsOf({
  route: '/v1/monitoring-reports/{id}',
  path: ReportPath,
  entity: reportEntity,
  load: loadReport,
  name: { zh: '核算报告', en: 'monitoring report' },
});
