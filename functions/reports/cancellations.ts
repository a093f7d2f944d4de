/**
 * Endpoint of cancellations: units given up for a mistaken issuance or for a reversal that no buffer covered.
 */
import * as z from 'zod';
import { AccountId, freeText, ProjectId, ReportId } from '../../shared/base/field.ts';
import { batchEntity, projectEntity, reportEntity } from '../../shared/ledger/entity.ts';
import { decideCancelUnits } from '../../shared/units/cancel-units.ts';
import { CANCELLATION_CAUSES } from '../../shared/units/facts.ts';
import { command } from '../http/command.ts';
import type { Endpoints } from '../http/endpoint.ts';
import { loadForMoving } from '../ledger/load.ts';
import { Items } from '../units/items.ts';
import { CancellationView, cancellationView } from '../views/report.ts';

const cancelUnits = command({
  summary: "取消 Cancel units for what a project's correction or reversal left open",
  action: 'units.cancel',
  event: 'units.cancelled',
  body: () =>
    z
      .strictObject({
        project: ProjectId,
        cause: z.enum(CANCELLATION_CAUSES),
        /** The corrected report that had led to an over-issuance. */
        report: ReportId.optional(),
        account: AccountId,
        items: Items(),
        reason: freeText(500),
      })
      .refine(({ cause, report }) => (cause === 'over-issuance') === (report !== undefined), {
        path: ['report'],
        error: 'give report exactly when cause is over-issuance; 仅当 cause 为 over-issuance 时填写 report',
      }),
  status: 201,
  reply: CancellationView,
  load: ({ body: { project, report, account, items } }, reading) =>
    loadForMoving(reading, account, items, [
      projectEntity(project),
      ...(report ? [reportEntity(report)] : []),
      ...items.map(({ batch }) => batchEntity(batch)),
    ]),
  decide: ({ entities, candidates }, { body }, context) =>
    decideCancelUnits(entities, candidates, body, context),
  view: (event) => ({ json: cancellationView(event) }),
});

export const cancellationEndpoints: Endpoints = { 'POST /v1/cancellations': cancelUnits };
