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
import { type Endpoints, endpoint } from '../http/endpoint.ts';
import { Paging, pageOf, pageReply } from '../http/paging.ts';
import { requireEntity } from '../http/require-entity.ts';
import { reportsList } from '../ledger/keys.ts';
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

const readReport = endpoint({
  summary: '查询减排量核算报告 Read a monitoring report',
  action: 'project.read',
  path: ReportPath,
  status: 200,
  reply: ReportView,
  run: async ({ path }, { reads }) => {
    const { version, state } = await requireEntity(reads, reportEntity(path.id));
    return { headers: { etag: `"v${version}"` }, json: reportView(path.id, version, state) };
  },
});

const listReports = endpoint({
  summary: '项目的减排量核算报告 Monitoring reports of a project',
  action: 'project.read',
  path: ProjectPath,
  query: Paging,
  status: 200,
  reply: pageOf(ReportView),
  run: async ({ path, query }, { reads }) => {
    await requireEntity(reads, projectEntity(path.id));
    const page = await reads.list<ReportState>(reportsList(path.id), query.limit, query.cursor);
    return pageReply(page, ({ entity, version, state }) =>
      reportView(entity.slice('report:'.length), version, state),
    );
  },
});

export const reportEndpoints: Endpoints = {
  'POST /v1/projects/{id}/monitoring-reports': submitReport,
  'GET /v1/projects/{id}/monitoring-reports': listReports,
  'GET /v1/monitoring-reports/{id}': readReport,
};
