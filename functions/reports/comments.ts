/** Endpoints of the public's comments on a monitoring report. */
import { reportEntity } from '../../shared/ledger/entity.ts';
import { commentEndpointsOf } from '../http/comment-endpoints.ts';
import type { Endpoints } from '../http/endpoint.ts';
import { publicCommentEndpointsOf } from '../http/public-comment-endpoints.ts';
import { loadReport, ReportPath } from './load.ts';

const report = {
  route: '/v1/monitoring-reports/{id}',
  path: ReportPath,
  entity: reportEntity,
  name: { zh: '核算报告', en: 'monitoring report' },
};

export const commentEndpoints: Endpoints = {
  ...commentEndpointsOf({ ...report, load: loadReport }),
  ...publicCommentEndpointsOf(report),
};
