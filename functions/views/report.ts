/** Monitoring reports, reversals and cancellations as the API shows them. */
import * as z from 'zod';
import type { EventOfType } from '../../shared/ledger/event.ts';
import {
  excessOf,
  openBufferTonnes,
  openTonnes,
  type ReportVintage,
} from '../../shared/sinks/report-tonnes.ts';
import type { ReportState } from '../../shared/sinks/states.ts';
import { serialsOf } from '../../shared/units/block.ts';
import { named } from '../http/named.ts';
import { CommitReceipt } from '../http/receipt.ts';
import { PublicCommentsView } from './public-comment.ts';
import { SerialsView } from './units.ts';

const Days = () => z.strictObject({ from: z.string(), to: z.string() });

const VintageView = named('ReportVintage', () =>
  z.strictObject({
    vintage: z.int(),
    /** As claimed, then as verified or corrected, kgCO2e. */
    kilograms: z.int(),
    /** Whole tonnes that result, after any deduction; `buffer` of them go to the project's buffer. */
    tonnes: z.int(),
    buffer: z.int(),
    /** Issued so far; of it cancelled as a mistake; open to be issued, and the buffer's share of that. */
    issued: z.int(),
    cancelled: z.int(),
    open: z.int(),
    openBuffer: z.int(),
  }),
);

export const ReportView = named('MonitoringReport', () =>
  z.strictObject({
    id: z.string(),
    project: z.string(),
    period: Days(),
    status: z.enum(['submitted', 'verified', 'issuance-requested', 'issued', 'refused']),
    vintages: z.array(VintageView()),
    /** Tonnes issued beyond what the report entitles to, still to be cancelled. */
    excess: z.int(),
    /** Days on which the public may comment. */
    comments: Days().optional(),
    commentsReceived: z.int(),
    publicComments: PublicCommentsView().optional(),
    verifier: z.string().optional(),
    riskBasisPoints: z.int().optional(),
    requested: z.strictObject({ on: z.string(), dueBy: z.string().optional() }).optional(),
    documents: z.array(z.strictObject({ sha256: z.string(), mediaType: z.string() })),
    version: z.int(),
    commit: CommitReceipt().optional(),
  }),
);

export function reportView(id: string, version: number, state: ReportState) {
  const { project, period, status, window, verifier, riskBasisPoints, requested } = state;
  return {
    id,
    project,
    period: { from: period.from, to: period.to },
    status,
    vintages: state.vintages.map(vintageView),
    excess: excessOf(state.vintages),
    ...(window && { comments: { from: window.from, to: window.to } }),
    commentsReceived: state.comments ?? 0,
    ...(state.publicComments && { publicComments: state.publicComments }),
    ...(verifier && { verifier }),
    ...(riskBasisPoints !== undefined && { riskBasisPoints }),
    ...(requested && { requested }),
    documents: state.documents.map(({ sha256, mediaType }) => ({ sha256, mediaType })),
    version,
  };
}

function vintageView(each: ReportVintage) {
  const { vintage, kilograms, tonnes, buffer, issued, cancelled } = each;
  const [open, openBuffer] = [openTonnes(each), openBufferTonnes(each)];
  return { vintage, kilograms, tonnes, buffer, issued, cancelled, open, openBuffer };
}

/** The answer of a step in a report's life; reading the report shows the rest. */
export const ReportStepView = named('ReportStep', () =>
  z.strictObject({ id: z.string(), version: z.int(), commit: CommitReceipt() }),
);

export function reportStepView({
  facts: { report },
  advances,
}: EventOfType<'report.verified' | 'report.refused' | 'report.corrected'>) {
  const version = advances.find(({ entity }) => entity === `report:${report}`)?.version ?? 0;
  return { id: report, version };
}

export const ReversalView = named('Reversal', () =>
  z.strictObject({
    id: z.string(),
    project: z.string(),
    cause: z.string(),
    occurredOn: z.string(),
    /** Whole tonnes lost: those cancelled in the buffer, and those not covered yet. */
    tonnes: z.int(),
    cancelled: z.int(),
    uncovered: z.int(),
    serials: SerialsView(),
    commit: CommitReceipt().optional(),
  }),
);

export function reversalView({ id, facts }: EventOfType<'reversal.recorded'>) {
  const { project, cause, occurredOn, tonnes, cancelled, uncovered, items = [] } = facts;
  return { id, project, cause, occurredOn, tonnes, cancelled, uncovered, serials: serialsOf(items) };
}

export const CancellationView = named('Cancellation', () =>
  z.strictObject({
    id: z.string(),
    project: z.string(),
    cause: z.string(),
    report: z.string().optional(),
    account: z.string(),
    quantity: z.int(),
    serials: SerialsView(),
    reason: z.string(),
    commit: CommitReceipt().optional(),
  }),
);

export function cancellationView({ id, facts }: EventOfType<'units.cancelled'>) {
  const { project, cause, report, account, quantity, items, reason } = facts;
  return {
    id,
    project,
    cause,
    ...(report && { report }),
    account,
    quantity,
    serials: serialsOf(items),
    reason,
  };
}
