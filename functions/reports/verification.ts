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
import { commitReply } from '../http/committed.ts';
import { type Endpoints, endpoint } from '../http/endpoint.ts';
import { ReportStepView, reportStepView } from '../views/report.ts';
import { theWorld } from '../world.ts';
import { loadReport, ReportPath, requireDocument } from './load.ts';

const verifyReport = endpoint({
  summary: '核查 Verify a report: fixes its amounts',
  action: 'report.verify',
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
  commits: true,
  run: (request) =>
    commitReply(
      theWorld(),
      request,
      {
        load: async ({ org }) => ({ entities: await loadReport(request.path.id, org) }),
        decide: ({ entities }, context) => {
          const command = { ...request.body, report: request.path.id };
          return decideVerifyReport(entities, command, context);
        },
        confirm: () => requireDocument(request),
      },
      answered,
    ),
});

const refuseReport = endpoint({
  summary: '核查不通过 Refuse a report; its period is free again',
  action: 'report.verify',
  path: ReportPath,
  body: () => z.strictObject({ reason: freeText(500) }),
  status: 200,
  reply: ReportStepView,
  commits: true,
  run: (request) =>
    commitReply(
      theWorld(),
      request,
      {
        load: async ({ org }) => ({ entities: await loadReport(request.path.id, org) }),
        decide: ({ entities }, context) => {
          const command = { ...request.body, report: request.path.id };
          return decideRefuseReport(entities, command, context);
        },
      },
      answered,
    ),
});

const correctReport = endpoint({
  summary: '核查更正 Correct verified amounts, by whoever verified them',
  action: 'report.correct',
  path: ReportPath,
  body: () => z.strictObject({ document: DocumentReference, amounts: VintageAmounts, reason: freeText(500) }),
  status: 200,
  reply: ReportStepView,
  commits: true,
  run: (request) =>
    commitReply(
      theWorld(),
      request,
      {
        load: async () => ({ entities: await loadReport(request.path.id) }),
        decide: ({ entities }, context) => {
          const command = { ...request.body, report: request.path.id };
          return decideCorrectReport(entities, command, context);
        },
        confirm: () => requireDocument(request),
      },
      answered,
    ),
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
