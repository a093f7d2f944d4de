/** Endpoints of monitoring reports: submit, read, list. */
import * as z from 'zod';
import { Period } from '../../shared/base/day.ts';
import { DocumentReference } from '../../shared/base/document.ts';
import { ProjectId } from '../../shared/base/field.ts';
import { deriveId } from '../../shared/ledger/decision.ts';
import { projectEntity, reportEntity } from '../../shared/ledger/entity.ts';
import { VintageAmounts } from '../../shared/sinks/facts-report.ts';
import { withDocument } from '../../shared/sinks/project.ts';
import { claimedVintage } from '../../shared/sinks/report-tonnes.ts';
import type { ReportState } from '../../shared/sinks/states.ts';
import { decideSubmitReport } from '../../shared/sinks/submit-report.ts';
import { command } from '../http/command.ts';
import type { Endpoints } from '../http/endpoint.ts';
import { Paging, pager } from '../http/pager.ts';
import { reader } from '../http/reader.ts';
import { byId, entityView } from '../http/require-entity.ts';
import { reportsList } from '../ledger/keys.ts';
import { COUNTED_STATUSES, reportsWith } from '../ledger/report-reads.ts';
import { ReportView, reportView } from '../views/report.ts';
import { ReportPath, requireDocument } from './load.ts';

const ProjectPath = z.strictObject({ id: ProjectId });

const submitReport = command({
  summary: '提交减排量核算报告 Submit a monitoring report',
  action: 'report.submit',
  event: 'report.submitted',
  path: ProjectPath,
  body: () =>
    z.strictObject({
      period: Period,
      /** Net removals or reductions, one amount per calendar year of the period. */
      amounts: VintageAmounts,
      document: DocumentReference,
    }),
  status: 201,
  reply: ReportView,
  load: async ({ path }, { reads, id }) => ({
    entities: await reads.entities([projectEntity(path.id), reportEntity(deriveId('m', id))]),
  }),
  decide: ({ entities }, { path, body }, context) =>
    decideSubmitReport(entities, { ...body, project: path.id }, context),
  confirm: requireDocument,
  view: ({ by, facts: { report, project, period, amounts, document, comments } }) => {
    const state: ReportState = {
      project,
      period,
      status: 'submitted',
      vintages: amounts.map(claimedVintage),
      ...(comments && { window: comments }),
      documents: withDocument([], document, by.org),
    };
    return { json: reportView(report, 1, state), etag: 1 };
  },
});

const readReport = reader({
  summary: '查询减排量核算报告 Read a monitoring report',
  path: ReportPath,
  reply: ReportView,
  find: byId(reportEntity),
  view: entityView(reportView),
});

const listReports = pager({
  summary: '项目的减排量核算报告 Monitoring reports of a project',
  path: ProjectPath,
  item: ReportView,
  of: byId(projectEntity),
  page: ({ path, query: { limit, cursor } }, { reads }) =>
    reads.list<ReportState>(reportsList(path.id), limit, cursor),
  view: entityView(reportView),
});

const listAllReports = pager({
  summary:
    '各项目的减排量核算报告（按状态） Monitoring reports of all projects, by status: submitted ones wait for verification',
  query: Paging.extend({ status: z.enum(COUNTED_STATUSES) }),
  item: ReportView,
  page: ({ query: { status, limit, cursor } }, { reads }) => reportsWith(reads, status, limit, cursor),
  view: entityView(reportView),
});

export const reportEndpoints: Endpoints = {
  'POST /v1/projects/{id}/monitoring-reports': submitReport,
  'GET /v1/projects/{id}/monitoring-reports': listReports,
  'GET /v1/monitoring-reports': listAllReports,
  'GET /v1/monitoring-reports/{id}': readReport,
};
