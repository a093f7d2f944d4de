/** Endpoints of verification: its result, its refusal, its correction. */
import * as z from 'zod';
import { DocumentReference } from '../../shared/base/document.ts';
import { freeText } from '../../shared/base/field.ts';
import { RiskBasisPoints, Treatments } from '../../shared/sinks/facts.ts';
import { VintageAmounts } from '../../shared/sinks/facts-report.ts';
import {
  decideCorrectReport,
  decideRefuseReport,
  decideVerifyReport,
} from '../../shared/sinks/verify-report.ts';
import { command } from '../http/command.ts';
import type { Endpoints } from '../http/endpoint.ts';
import { ReportStepView, reportStepView } from '../views/report.ts';
import { loadReport, ReportPath, requireDocument } from './load.ts';

const verifyReport = command({
  summary: '核查 Verify a report: fixes its amounts',
  action: 'report.verify',
  event: 'report.verified',
  path: ReportPath,
  body: () =>
    z.strictObject({
      document: DocumentReference,
      amounts: VintageAmounts,
      /** How each comment of the public was treated. */
      treatments: Treatments.default([]),
      /** Non-permanence risk rating, where the methodology has a buffer. */
      riskBasisPoints: RiskBasisPoints.optional(),
    }),
  status: 200,
  reply: ReportStepView,
  load: async ({ path }, { reads, org }) => ({ entities: await loadReport(reads, path.id, org) }),
  decide: ({ entities }, { path, body }, context) =>
    decideVerifyReport(entities, { ...body, report: path.id }, context),
  confirm: requireDocument,
  view: answered,
});

const refuseReport = command({
  summary: '核查不通过 Refuse a report; its period is free again',
  action: 'report.verify',
  event: 'report.refused',
  path: ReportPath,
  body: () => z.strictObject({ reason: freeText(500) }),
  status: 200,
  reply: ReportStepView,
  load: async ({ path }, { reads, org }) => ({ entities: await loadReport(reads, path.id, org) }),
  decide: ({ entities }, { path, body }, context) =>
    decideRefuseReport(entities, { ...body, report: path.id }, context),
  view: answered,
});

const correctReport = command({
  summary: '核查更正 Correct verified amounts, by whoever verified them',
  action: 'report.correct',
  event: 'report.corrected',
  path: ReportPath,
  body: () => z.strictObject({ document: DocumentReference, amounts: VintageAmounts, reason: freeText(500) }),
  status: 200,
  reply: ReportStepView,
  load: async ({ path }, { reads, org }) => ({ entities: await loadReport(reads, path.id, org) }),
  decide: ({ entities }, { path, body }, context) =>
    decideCorrectReport(entities, { ...body, report: path.id }, context),
  confirm: requireDocument,
  view: answered,
});

function answered(event: Parameters<typeof reportStepView>[0]) {
  const json = reportStepView(event);
  return { json, etag: json.version };
}

export const verificationEndpoints: Endpoints = {
  'POST /v1/monitoring-reports/{id}/verify': verifyReport,
  'POST /v1/monitoring-reports/{id}/refuse': refuseReport,
  'POST /v1/monitoring-reports/{id}/correct': correctReport,
};
