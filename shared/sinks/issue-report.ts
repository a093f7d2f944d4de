/** Issuance of verified reductions: the developer requests it, the operator carries it out. */
import { chinaDate, type Period } from '../base/day.ts';
import { type Context, type Draft, deriveId } from '../ledger/decision.ts';
import {
  batchEntity,
  blockEntity,
  type Entities,
  facilityEntity,
  organizationEntity,
  projectEntity,
  read,
  reportEntity,
} from '../ledger/entity.ts';
import { isRejection, type Rejection, reject } from '../ledger/rejection.ts';
import { creditedFault, uncancelledFault } from '../power/freeze-certificates.ts';
import { laneStarts } from '../units/batch.ts';
import { instrumentOf } from '../units/instrument.ts';
import { lookBackStart } from './crediting.ts';
import { lastDayOf } from './days.ts';
import type { VintageTonnes } from './facts-report.ts';
import { transitionOf } from './lifecycle/lifecycle.ts';
import { reportWithProject } from './monitoring-report.ts';
import { openBufferTonnes, openTonnes } from './report-tonnes.ts';
import { standardRow } from './standard.ts';
import type { ProjectState, ReportState } from './states.ts';
import { inOrder } from './submit-report.ts';

export interface RequestIssuance {
  report: string;
  quantities: readonly VintageTonnes[];
}

export interface IssueReport {
  report: string;
  vintage: number;
  /** The number of blocks for the developer's part; several keep many takers from contending for one. */
  lanes: number;
}

/** The tonnes by vintage that may be applied for; vintages with nothing open are left out. */
export function openQuantities({ vintages }: Pick<ReportState, 'vintages'>): VintageTonnes[] {
  const open = vintages.map((each) => ({ vintage: each.vintage, tonnes: openTonnes(each) }));
  return open.filter(({ tonnes }) => tonnes > 0);
}

/**
 * The developer's application. Rejections in order: not-found, not-yours, report-status,
 * issuance-not-possible, excess-open, reversal-uncompensated, look-back-exceeded, nothing-to-issue,
 * quantity-not-verified, working-days-unknown.
 */
export function decideRequestIssuance(
  entities: Entities,
  { report, quantities }: RequestIssuance,
  context: Context,
): Draft<'issuance.requested'> | Rejection {
  const found = reportWithProject(entities, report);
  if (isRejection(found)) return found;
  const { state, project } = found;
  const { status, period } = state;
  if (context.scope === 'own' && project.developer !== context.org)
    return reject('not-yours', undefined, { report });
  if (status !== 'verified') return reject('report-status', undefined, { status });
  const refused = projectFault(project, 'issuance.requested');
  if (refused) return refused;
  const today = chinaDate(context.at);
  const { lookBackYears, issuanceDecision } = standardRow(project.standard);
  const tooOld = lookBackYears && lookBackFault(period, today, lookBackYears.value);
  if (tooOld) return tooOld;
  const open = openQuantities(state);
  if (open.length === 0) return reject('nothing-to-issue');
  const asked = inOrder(quantities);
  if (textOf(asked) !== textOf(inOrder(open)))
    return reject('quantity-not-verified', '/quantities', { verified: textOf(open) });
  const due = issuanceDecision && lastDayOf(issuanceDecision.value, today);
  if (due && 'beyond' in due) return reject('working-days-unknown', undefined, { year: due.beyond });
  return {
    type: 'issuance.requested',
    facts: { report, quantities: asked, ...(due && { dueBy: due.date }) },
    advances: [reportEntity(report), projectEntity(state.project)],
  };
}

function lookBackFault(period: Period, today: string, years: number): Rejection | undefined {
  const from = lookBackStart(today, years);
  return period.from < from ? reject('look-back-exceeded', undefined, { from, years }) : undefined;
}

const textOf = (quantities: readonly VintageTonnes[]) =>
  quantities.map(({ vintage, tonnes }) => `${vintage}: ${tonnes}`).join(', ');

/** Refuses a project that can neither apply nor receive units. */
function projectFault(
  { standard, status, excess = 0, uncovered = 0 }: ProjectState,
  event: 'issuance.requested' | 'units.issued',
): Rejection | undefined {
  if (!transitionOf(standard, event)?.from.includes(status))
    return reject('issuance-not-possible', undefined, { status });
  if (excess > 0) return reject('excess-open', undefined, { tonnes: excess });
  if (uncovered > 0) return reject('reversal-uncompensated', undefined, { tonnes: uncovered });
  return undefined;
}

/**
 * Issues the open tonnes of one vintage: the developer's part, so that its first sale is one, and the
 * buffer's share (the last serials) to the buffer. Rejections in order: not-found, report-status,
 * issuance-not-possible, excess-open, reversal-uncompensated, power-credited-already and
 * certificates-not-cancelled (power projects), vintage-not-open, no-account, too-many-lanes, id-taken.
 */
export function decideIssueReport(
  entities: Entities,
  { report, vintage, lanes }: IssueReport,
  context: Context,
): Draft<'units.issued'> | Rejection {
  const found = reportWithProject(entities, report);
  if (isRejection(found)) return found;
  const { state, project } = found;
  if (state.status !== 'issuance-requested')
    return reject('report-status', undefined, { status: state.status });
  const refused =
    projectFault(project, 'units.issued') ??
    creditedFault(entities, project, report, state.period) ??
    uncancelledFault(entities, project, state.period);
  if (refused) return refused;
  const open = state.vintages.find((each) => each.vintage === vintage);
  const quantity = open ? openTonnes(open) : 0;
  if (!open || quantity === 0) return reject('vintage-not-open', '/vintage', { vintage });
  const account = read(entities, organizationEntity(project.developer))?.state.account;
  if (!account) return reject('no-account', undefined, { organization: project.developer });
  const toBuffer = openBufferTonnes(open);
  const held = quantity - toBuffer;
  // A single tonne may go to the buffer: the developer then gets no block, and no lane is needed.
  if (lanes > Math.max(1, held)) return reject('too-many-lanes', '/lanes', { lanes, quantity: held });
  const batch = deriveId('b', context.id);
  if (entities.has(batchEntity(batch))) return reject('id-taken');
  if (toBuffer > 0 && !project.buffer) throw new Error(`${state.project} has no buffer account`);
  const starts = held > 0 ? laneStarts(1, held, lanes) : [];
  const blocks = toBuffer > 0 ? [...starts, held + 1] : starts;
  const { dueBy } = state.requested ?? {};
  return {
    type: 'units.issued',
    facts: {
      batch,
      project: state.project,
      instrument: instrumentOf(project.standard),
      vintage,
      quantity,
      account,
      lanes: starts,
      legacy: false,
      imported: false,
      report,
      ...(toBuffer > 0 && project.buffer && { buffer: { account: project.buffer, quantity: toBuffer } }),
      late: dueBy !== undefined && chinaDate(context.at) > dueBy,
    },
    advances: [
      projectEntity(state.project),
      reportEntity(report),
      // Concurrent confirmations or creditings of the same power move the facility too.
      ...(project.facility === undefined ? [] : [facilityEntity(project.facility)]),
      batchEntity(batch),
      ...blocks.map((from) => blockEntity(batch, from)),
    ],
  };
}
