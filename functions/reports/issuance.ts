/** Endpoints of issuance: the developer applies for the verified quantity, the registry issues it. */
import * as z from 'zod';
import { Vintage } from '../../shared/base/field.ts';
import { deriveId } from '../../shared/ledger/decision.ts';
import {
  batchEntity,
  organizationEntity,
  projectEntity,
  read,
  reportEntity,
} from '../../shared/ledger/entity.ts';
import { VintageTonnes } from '../../shared/sinks/facts-report.ts';
import { decideIssueReport, decideRequestIssuance } from '../../shared/sinks/issue-report.ts';
import { command } from '../http/command.ts';
import type { Endpoints } from '../http/endpoint.ts';
import { CommitReceipt } from '../http/receipt.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { addTo } from '../ledger/stored.ts';
import { BatchView, batchView } from '../views/project.ts';
import { loadReportOfPower } from './certificates.ts';
import { loadReport, ReportPath } from './load.ts';

const Quantities = () => z.array(VintageTonnes).min(1).max(20);

const requestIssuance = command({
  summary: '申请减排量登记 Apply for the issuance of what was verified',
  action: 'issuance.request',
  event: 'issuance.requested',
  path: ReportPath,
  body: () => z.strictObject({ quantities: Quantities() }),
  status: 200,
  reply: () =>
    z.strictObject({
      id: z.string(),
      quantities: Quantities(),
      /** The day by which the registry has to decide. */
      dueBy: z.string().optional(),
      version: z.int(),
      commit: CommitReceipt(),
    }),
  load: async ({ path }, { reads }) => ({ entities: await loadReport(reads, path.id) }),
  decide: ({ entities }, { path, body }, context) =>
    decideRequestIssuance(entities, { ...body, report: path.id }, context),
  view: ({ facts: { report, quantities, dueBy }, advances }) => {
    const version = advances.find(({ entity }) => entity === reportEntity(report))?.version ?? 0;
    return { json: { id: report, quantities, ...(dueBy && { dueBy }), version }, etag: version };
  },
});

const issueReport = command({
  summary: '减排量登记 Issue one vintage of a report: to the developer, and to the buffer its share',
  action: 'units.issue',
  event: 'units.issued',
  path: ReportPath,
  body: () => z.strictObject({ vintage: Vintage, lanes: z.int().min(1).max(90).default(1) }),
  status: 201,
  reply: BatchView,
  load: async ({ path }, { reads, id }) => ({
    entities: await loadForIssue(reads, path.id, deriveId('b', id)),
  }),
  decide: ({ entities }, { path, body }, context) =>
    decideIssueReport(entities, { ...body, report: path.id }, context),
  view: ({ facts: { batch, quantity, ...state } }) => ({
    json: batchView(batch, 1, { ...state, issued: quantity }),
    etag: 1,
  }),
});

/** The report, its project with what is frozen of power, its developer, and any entity at the batch's id. */
async function loadForIssue(reads: LedgerReads, report: string, batch: string) {
  const entities = await loadReportOfPower(reads, report);
  const project = read(entities, reportEntity(report))?.state.project ?? '';
  const developer = read(entities, projectEntity(project))?.state.developer;
  const further = [batchEntity(batch), ...(developer ? [organizationEntity(developer)] : [])];
  return addTo(entities, await reads.entities(further));
}

export const issuanceEndpoints: Endpoints = {
  'POST /v1/monitoring-reports/{id}/request-issuance': requestIssuance,
  'POST /v1/monitoring-reports/{id}/issue': issueReport,
};
