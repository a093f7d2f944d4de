/** Endpoint of certificates cancelled for the reductions of the same power. */
import * as z from 'zod';
import { freeText } from '../../shared/base/field.ts';
import { type EntityId, kindOf, projectEntity, read, reportEntity } from '../../shared/ledger/entity.ts';
import { decideCancelForReport } from '../../shared/power/freeze-certificates.ts';
import { command } from '../http/command.ts';
import type { Endpoints } from '../http/endpoint.ts';
import { CommitReceipt } from '../http/receipt.ts';
import { certificatesOf } from '../ledger/certificate-reads.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { addTo, type Stored } from '../ledger/stored.ts';
import { loadReport, ReportPath } from './load.ts';

const cancelCertificates = command({
  summary:
    '核销绿证 Cancel the frozen certificates of a report’s period, a page at a time until remaining is 0',
  action: 'certificates.cancel-for-report',
  event: 'certificates.cancelled',
  path: ReportPath,
  body: () => z.strictObject({ reason: freeText(500) }),
  status: 200,
  reply: () =>
    z.strictObject({
      id: z.string(),
      facility: z.string(),
      /** The account whose certificates this call cancelled: each call takes one account. */
      account: z.string(),
      /** Certificates cancelled by this call, and those of the period that are still frozen. */
      cancelled: z.int(),
      remaining: z.int(),
      commit: CommitReceipt(),
    }),
  load: async ({ path }, { reads }) => {
    const entities = await loadReportOfPower(reads, path.id);
    // The decision uses only the facility of the project.
    const fixed = new Set([...entities.keys()].filter((id) => kindOf(id) === 'project'));
    return { entities, fixed };
  },
  decide: ({ entities }, { path, body }, context) =>
    decideCancelForReport(entities, { ...body, report: path.id }, context),
  view: ({ facts: { report = '', facility, account, quantity, remaining = 0 } }) => ({
    json: { id: report, facility, account, cancelled: quantity, remaining },
  }),
});

/** The report and its project; for power also the facility and the certificates of the report's period. */
export async function loadReportOfPower(reads: LedgerReads, report: string): Promise<Map<EntityId, Stored>> {
  const entities = await loadReport(reads, report);
  const state = read(entities, reportEntity(report))?.state;
  const facility = state && read(entities, projectEntity(state.project))?.state.facility;
  if (!facility) return entities;
  const certificates = await certificatesOf(reads, facility, state.period);
  return addTo(entities, certificates.entities);
}

export const reportCertificateEndpoints: Endpoints = {
  'POST /v1/monitoring-reports/{id}/cancel-certificates': cancelCertificates,
};
