/**
 * Monitoring reports of native projects through the real API: from submission to units in the
 * developer's account.
 */
import type { VintageAmount } from '../../../shared/sinks/facts-report.ts';
import { OPERATOR, type TestApi } from './api.ts';
import { storedDocument } from './documents.ts';
import type { NativeProject } from './lifecycle.ts';
import { must } from './small-registry.ts';

export interface Period {
  from: string;
  to: string;
}

/** Submits a report of the developer's; returns its id. */
export async function submitReport(
  api: TestApi,
  { project, developer }: NativeProject,
  period: Period,
  amounts: readonly VintageAmount[],
): Promise<string> {
  const document = await storedDocument(developer.id);
  const body = { period, amounts, document };
  return (await must(api, `POST /v1/projects/${project}/monitoring-reports`, developer.caller, body)).id;
}

/** What verifying takes: the amounts as they are, all comments adopted. */
export async function verification(
  { verifier2 }: NativeProject,
  amounts: readonly VintageAmount[],
  more: { riskBasisPoints?: number; comments?: number } = {},
) {
  const { riskBasisPoints, comments = 0 } = more;
  return {
    document: await storedDocument(verifier2.id),
    amounts,
    treatments: Array.from({ length: comments }, (_, i) => ({ comment: i + 1, treatment: 'adopted' })),
    ...(riskBasisPoints !== undefined && { riskBasisPoints }),
  };
}

/** Applies for all that is open of the report; returns what was applied for. */
export async function requestOpen(api: TestApi, { developer }: NativeProject, report: string) {
  const { vintages } = await must(api, `GET /v1/monitoring-reports/${report}`, developer.caller);
  const open = (vintages as { vintage: number; open: number }[]).filter((each) => each.open > 0);
  const quantities = open.map(({ vintage, open: tonnes }) => ({ vintage, tonnes }));
  await must(api, `POST /v1/monitoring-reports/${report}/request-issuance`, developer.caller, { quantities });
  return quantities;
}

/** Issues each vintage applied for; returns the batches by vintage. */
export async function issueAll(
  api: TestApi,
  report: string,
  quantities: readonly { vintage: number }[],
): Promise<Record<number, string>> {
  const batches: Record<number, string> = {};
  for (const { vintage } of quantities)
    batches[vintage] = (
      await must(api, `POST /v1/monitoring-reports/${report}/issue`, OPERATOR, { vintage })
    ).id;
  return batches;
}

/**
 * Submits, verifies, applies for and issues a report that is not published (VCS); returns it and its batches.
 */
export async function issueReport(
  api: TestApi,
  native: NativeProject,
  period: Period,
  amounts: readonly VintageAmount[],
  riskBasisPoints?: number,
): Promise<{ report: string; batches: Record<number, string> }> {
  const report = await submitReport(api, native, period, amounts);
  const more = riskBasisPoints === undefined ? {} : { riskBasisPoints };
  const body = await verification(native, amounts, more);
  await must(api, `POST /v1/monitoring-reports/${report}/verify`, native.verifier2.caller, body);
  const quantities = await requestOpen(api, native, report);
  return { report, batches: await issueAll(api, report, quantities) };
}

/** The report's own verifier corrects it. */
export async function correct(
  api: TestApi,
  { verifier2 }: NativeProject,
  report: string,
  amounts: readonly VintageAmount[],
): Promise<void> {
  const document = await storedDocument(verifier2.id);
  const body = { document, amounts, reason: '样地重复计算' };
  await must(api, `POST /v1/monitoring-reports/${report}/correct`, verifier2.caller, body);
}
