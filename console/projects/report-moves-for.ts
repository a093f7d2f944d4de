/** The moves of a monitoring report that a caller may make now. */
import type { MonitoringReport, Project } from '../../events/client/operations.schemas.ts';
import { methodologyOf } from '../../shared/sinks/methodology.ts';
import type { Caller } from './project-course.ts';

export type ReportMove = 'verify' | 'refuse' | 'correct' | 'request' | 'issue' | 'certificates';

/** As far as statuses and caller tell; the registry checks the rest. */
export function reportMovesFor(
  report: MonitoringReport,
  project: Project,
  caller: Caller | undefined,
): ReportMove[] {
  if (!caller) return [];
  const { status, verifier } = report;
  const { org, roles } = caller;
  if (status === 'submitted') return isFreeToVerify(project, caller) ? ['verify', 'refuse'] : [];
  const moves: ReportMove[] = [];
  if (status === 'verified' && project.developer === org && report.vintages.some(({ open }) => open > 0))
    moves.push('request');
  if (roles.includes('operator')) {
    // Certificates confirmed late start frozen, also when the reductions are issued.
    if (project.facility !== undefined && ['issuance-requested', 'issued'].includes(status))
      moves.push('certificates');
    if (status === 'issuance-requested') moves.push('issue');
  }
  if (status !== 'refused' && verifier === org) moves.push('correct');
  return moves;
}

/** Any body but the project's own validator, and but one with a stake in it. */
const isFreeToVerify = ({ design, validation, developer }: Project, { org, roles }: Caller): boolean =>
  roles.includes('verifier') && ![design?.validator, validation?.validator, developer].includes(org);

/** Whether the methodology sends a share of what is issued to a buffer, by a risk rating. */
export const isBuffered = ({ methodology }: Project): boolean =>
  methodologyOf(methodology)?.nonPermanence.kind === 'buffer';
