/** What a form of a report's move holds, and the request that it becomes. */
import type {
  DocumentReference,
  MonitoringReport,
  Treatment,
} from '../../events/client/operations.schemas.ts';
import {
  postV1MonitoringReportsIdCancelCertificates,
  postV1MonitoringReportsIdCorrect,
  postV1MonitoringReportsIdIssue,
  postV1MonitoringReportsIdRefuse,
  postV1MonitoringReportsIdRequestIssuance,
  postV1MonitoringReportsIdVerify,
} from '../../events/client/operations.ts';
import type { Change } from '../../events/client/request.ts';
import type { Treated } from '../comments/treatments.ts';
import { type Amounts, amountsOf } from './amount-fields.tsx';
import type { MoveAnswer } from './move-requests.ts';
import type { ReportMove } from './report-moves-for.ts';

export interface ReportMoveForm {
  document?: File[];
  amounts?: Amounts;
  treatments?: Treated;
  riskBasisPoints?: number;
  reason?: string;
  vintage?: number;
  lanes?: number;
}

interface Prepared {
  document: DocumentReference | undefined;
  treatments: Treatment[];
}

/** What may be applied for: all that is open. */
export const openOf = ({ vintages }: MonitoringReport) =>
  vintages.flatMap(({ vintage, open }) => (open > 0 ? [{ vintage, tonnes: open }] : []));

export function reportRequestOf(
  move: ReportMove,
  report: MonitoringReport,
  form: ReportMoveForm,
  { document, treatments }: Prepared,
): Change<MoveAnswer> {
  const { id, vintages } = report;
  const { reason = '', riskBasisPoints: risk, vintage = 0, lanes = 1 } = form;
  if (move === 'refuse') return postV1MonitoringReportsIdRefuse(id, { reason });
  if (move === 'certificates') return postV1MonitoringReportsIdCancelCertificates(id, { reason });
  if (move === 'request') return postV1MonitoringReportsIdRequestIssuance(id, { quantities: openOf(report) });
  if (move === 'issue') return postV1MonitoringReportsIdIssue(id, { vintage, lanes });
  if (!document) throw new Error('no document');
  const amounts = amountsOf(
    form.amounts,
    vintages.map((each) => each.vintage),
  );
  if (move === 'correct') return postV1MonitoringReportsIdCorrect(id, { document, amounts, reason });
  return postV1MonitoringReportsIdVerify(id, {
    document,
    amounts,
    treatments,
    ...(risk !== undefined && { riskBasisPoints: risk }),
  });
}
