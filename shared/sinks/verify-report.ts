/** An independent verifier verifies monitoring reports, refuses them, or corrects them afterwards. */
import { chinaDate } from '../base/day.ts';
import type { DocumentReference } from '../base/document.ts';
import type { Context, Draft } from '../ledger/decision.ts';
import { type Entities, organizationEntity, projectEntity, read, reportEntity } from '../ledger/entity.ts';
import { isRejection, type Rejection, reject } from '../ledger/rejection.ts';
import { accreditationFault } from '../parties/accreditation.ts';
import type { Treatment } from './facts.ts';
import type { VintageAmount } from './facts-report.ts';
import { commentsOver, treatedTo, treatmentsFault, waitingFault } from './lifecycle/guards/comments.ts';
import { methodologyOf } from './methodology.ts';
import { reportWithProject } from './monitoring-report.ts';
import type { ProjectState, ReportState } from './states.ts';
import { amountsFault, inOrder } from './submit-report.ts';

export interface VerifyReport {
  report: string;
  document: DocumentReference;
  amounts: readonly VintageAmount[];
  treatments: readonly Treatment[];
  riskBasisPoints?: number | undefined;
}

export interface RefuseReport {
  report: string;
  reason: string;
}

export interface CorrectReport {
  report: string;
  document: DocumentReference;
  amounts: readonly VintageAmount[];
  reason: string;
}

/**
 * Fixes the amounts of the period's reductions. Rejections in order: not-found, not-a-registered-verifier,
 * verifier-is-developer, verifier-is-validator, accreditationFault's, report-status, comments-open,
 * comments-waiting, treatment-of-no-comment, treatment-repeated, comment-untreated, vintages-mismatch,
 * risk-rating-missing, risk-rating-unused.
 */
export function decideVerifyReport(
  entities: Entities,
  command: VerifyReport,
  context: Context,
): Draft<'report.verified'> | Rejection {
  const { report, document, amounts, riskBasisPoints } = command;
  const found = reportWithProject(entities, report);
  if (isRejection(found)) return found;
  const { state, project } = found;
  const refused =
    verifyingFault(entities, project, context) ??
    commentsFault(state, command.treatments, context) ??
    amountsFault(state.period, amounts) ??
    riskFault(project, riskBasisPoints);
  if (refused) return refused;
  return {
    type: 'report.verified',
    facts: {
      report,
      document,
      amounts: inOrder(amounts),
      treatments: [...command.treatments].sort((a, b) => a.comment - b.comment),
      ...(riskBasisPoints !== undefined && { riskBasisPoints }),
    },
    advances: [reportEntity(report)],
  };
}

/**
 * The verifier's refusal. Rejections in order: not-found, not-a-registered-verifier, verifier-is-developer,
 * verifier-is-validator, accreditationFault's, report-status.
 */
export function decideRefuseReport(
  entities: Entities,
  { report, reason }: RefuseReport,
  context: Context,
): Draft<'report.refused'> | Rejection {
  const found = reportWithProject(entities, report);
  if (isRejection(found)) return found;
  const { state, project } = found;
  const refused = verifyingFault(entities, project, context);
  if (refused) return refused;
  if (state.status !== 'submitted') return reject('report-status', undefined, { status: state.status });
  return {
    type: 'report.refused',
    facts: { report, reason },
    advances: [reportEntity(report), projectEntity(state.project)],
  };
}

/**
 * The verifier replaces the amounts that it verified, at any time after the verification. An application
 * under way falls, since its quantity would no longer equal the verified one (art. 21). Rejections in order:
 * not-found, not-yours, accreditationFault's, report-status, vintages-mismatch, correction-changes-nothing.
 */
export function decideCorrectReport(
  entities: Entities,
  { report, document, amounts, reason }: CorrectReport,
  context: Context,
): Draft<'report.corrected'> | Rejection {
  const found = reportWithProject(entities, report);
  if (isRejection(found)) return found;
  const { period, project, status, verifier, vintages } = found.state;
  if (verifier && verifier !== context.org) return reject('not-yours', undefined, { report });
  const unaccredited = accreditationFault(entities, found.project, context);
  if (unaccredited) return unaccredited;
  if (status === 'submitted' || status === 'refused') return reject('report-status', undefined, { status });
  const refused = amountsFault(period, amounts);
  if (refused) return refused;
  const same = vintages.every(({ vintage, kilograms }) =>
    amounts.some((each) => each.vintage === vintage && each.kilograms === kilograms),
  );
  if (same) return reject('correction-changes-nothing', '/amounts');
  return {
    type: 'report.corrected',
    facts: { report, document, amounts: inOrder(amounts), reason },
    advances: [reportEntity(report), projectEntity(project)],
  };
}

/** A verification body must be registered as one; a token alone doesn't suffice. */
function verifierFault(entities: Entities, { org }: Context): Rejection | undefined {
  const body = read(entities, organizationEntity(org));
  return body?.state.roles.includes('verifier')
    ? undefined
    : reject('not-a-registered-verifier', undefined, { organization: org });
}

/** The verifier is registered as one, has no stake in the project, and is accredited for such projects. */
export const verifyingFault = (entities: Entities, project: ProjectState, context: Context) =>
  verifierFault(entities, context) ??
  independenceFault(project, context) ??
  accreditationFault(entities, project, context);

/** Art. 18: a project's validator and verifier are different bodies; art. 37: neither has a stake in it. */
function independenceFault(project: ProjectState, { org }: Context): Rejection | undefined {
  if (org === project.developer) return reject('verifier-is-developer', undefined, { organization: org });
  if (org === project.validation?.validator || org === project.design?.validator)
    return reject('verifier-is-validator', undefined, { organization: org });
  return undefined;
}

function commentsFault(
  state: ReportState,
  treatments: readonly Treatment[],
  context: Context,
): Rejection | undefined {
  const before = treatedTo(state, context.org, 0);
  return (
    reportOpenFault(state, context) ??
    waitingFault(state) ??
    treatmentsFault(treatments, before, state.comments ?? 0)
  );
}

/** A result comes only while the report waits for one, and after the public's days. */
export function reportOpenFault({ status, window }: ReportState, { at }: Context): Rejection | undefined {
  if (status !== 'submitted') return reject('report-status', undefined, { status });
  return window && commentsOver(window, chinaDate(at));
}

function riskFault({ methodology }: ProjectState, risk: number | undefined): Rejection | undefined {
  const buffered = methodologyOf(methodology)?.nonPermanence.kind === 'buffer';
  if (buffered && risk === undefined)
    return reject('risk-rating-missing', '/riskBasisPoints', { methodology });
  if (!buffered && risk !== undefined)
    return reject('risk-rating-unused', '/riskBasisPoints', { methodology });
  return undefined;
}
